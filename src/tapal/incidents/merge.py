"""One incident out of its tellings: every claim kept, the best value by a stated rule, nothing averaged.

Rules: the tightest dated interval that most origins support; the most specific place; actors and
targets united; counts as the range over all standing claims with the latest report's figure as best
(claims.py); planned by one and happened by another is happened; a denial makes the incident disputed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from tapal.incidents.claims import best_count, claims, differing_tolls, taken_back
from tapal.incidents.compare import MUTUAL
from tapal.incidents.sides import Relation, Sides, distinct, relation
from tapal.incidents.told import WIDE, Told, is_itself
from tapal.incidents.truce_tellings import truce_tellings
from tapal.model.event import Party
from tapal.model.incident import ActorName, Incident
from tapal.model.kinds import EventType, IncidentId, Novelty, PlaceKind, PlacePrecision, Status
from tapal.model.when import UNKNOWN_WHEN, When
from tapal.model.where import Where

_RANK = {Status.HAPPENED: 0, Status.DENIED: 1, Status.PLANNED: 2, Status.POSSIBLE: 3, Status.DEMANDED: 4}

_FINENESS = {
    PlacePrecision.EXACT: 0,
    PlacePrecision.NEAR: 1,
    PlacePrecision.PARENT: 2,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 4,
    PlacePrecision.COUNTRY: 5,
}

_LEVEL = {PlaceKind.DISTRICT: 1, PlaceKind.CITY: 2, PlaceKind.ADMIN2: 3, PlaceKind.ADMIN1: 4, PlaceKind.COUNTRY: 5}
"""How much ground a kind of place covers; facilities and the like are 0, regions and rivers 3."""


def merge(group: Sequence[Told], sides: Sides, reasons: Iterable[str] = ()) -> Incident:
    """The incident that a group of tellings (at least one) is about."""
    latest = sorted(group, key=_latest_first)
    when = best_when(group)
    first = _leading(group)
    site = best_site(group)
    denials = [told for told in latest if told.event.status is Status.DENIED]
    status = best_status(group)
    return Incident(
        id=incident_id(group),
        type=best_type(group),
        members=tuple(told.id for told in group),
        origins=tuple(dict.fromkeys(told.origin for told in group)),
        when=when,
        where=site,
        place_name=site.name if site and is_itself(site) else _place_words(first),
        actors=_united(group, "actors", sides),
        targets=_united(group, "targets", sides),
        status=status,
        disputed=_disputed(group, status),
        denied_by=_deniers(latest, denials if status is not Status.DENIED else [], sides),
        killed=best_count(group, "killed"),
        injured=best_count(group, "injured"),
        claims=claims(group),
        reasons=tuple(reasons),
        sites=equal_sites(first.sites),
        novelty=Novelty.NEW if any(t.event.novelty is Novelty.NEW for t in group) else Novelty.BACKGROUND,
        first_reported=min((t.published for t in group if t.published), default=None),
        last_reported=max((t.published for t in group if t.published), default=None),
        truce=truce_tellings(group),
    )


def incident_id(group: Sequence[Told]) -> IncidentId:
    """An id that depends on the earliest member only, so that later reports leave it as it is."""
    first = min(group, key=_earliest_first)
    return IncidentId("i" + hashlib.sha256(str(first.id).encode()).hexdigest()[:12])


def _earliest_first(told: Told) -> tuple[str, str]:
    return (told.published.isoformat() if told.published else "9999", str(told.id))


def _latest_first(told: Told) -> tuple[int, str]:
    return (-(told.published.toordinal() if told.published else 0), str(told.id))


def _leading(group: Sequence[Told]) -> Told:
    """The telling whose place is known most exactly; among those the one that had it as news first."""

    def order(told: Told) -> tuple[int, int, int, str, str]:
        where = told.sites[0] if told.sites else None
        fineness = _FINENESS[where.precision] if where else 9
        level = _level(where) if where else 9
        return (fineness, level, told.event.novelty is Novelty.BACKGROUND, *_earliest_first(told))

    return min(group, key=order)


# ---------------------------------------------------------------- type, status, time, place


def best_type(group: Sequence[Told]) -> EventType:
    """The type that most origins give; on a tie the earliest report's."""
    votes = Counter({told.event.type: 0 for told in sorted(group, key=_earliest_first)})
    votes.update(kind for _, kind in sorted({(told.origin, told.event.type) for told in group}))
    return votes.most_common(1)[0][0]


def best_status(group: Sequence[Told]) -> Status:
    """Happened if any report says so and its source has not taken it back, then denied, planned, possible, demanded."""
    standing = [told for told in group if taken_back(told, group) is None] or group
    return min((told.event.status for told in standing), key=_RANK.__getitem__)


def best_when(group: Sequence[Told]) -> When:
    """The interval that most origins support; among those the narrowest; unknown if none is dated.

    A date that no other origin supports next to one of equal width widens the interval to both:
    the reports disagree, and the incident says so (see `claimed_days`).
    """
    dated = [told for told in sorted(group, key=_earliest_first) if told.dated]
    if not dated:
        return UNKNOWN_WHEN
    happened = [told for told in dated if told.event.status is Status.HAPPENED] or dated

    def order(told: Told) -> tuple[int, int, str]:
        agreeing = {other.origin for other in happened if other.start <= told.end and told.start <= other.end}
        return (-len(agreeing), (told.end - told.start).days, told.start.isoformat())

    best = min(happened, key=order)
    start, end = claimed_days(happened, best)
    if (start, end) == (best.start, best.end):
        return best.event.when
    return When(start, end, best.event.when.precision, "reports differ")


def claimed_days(dated: Sequence[Told], best: Told) -> tuple[date, date]:
    """The best interval, widened to each other exact day that contradicts it."""
    start, end = best.start, best.end
    for told in dated:
        exact_day = (told.end - told.start).days <= (best.end - best.start).days + 1
        if exact_day and (told.end < best.start or told.start > best.end):
            start, end = min(start, told.start), max(end, told.end)
    return start, end


def best_site(group: Sequence[Told]) -> Where | None:
    """The first-named place that is known most exactly and covers least ground."""
    lead = _leading(group)
    return lead.sites[0] if lead.sites else None


def _level(where: Where) -> int:
    return _LEVEL.get(where.kind, 3 if where.kind in WIDE else 0)


def equal_sites(sites: Sequence[Where]) -> tuple[Where, ...]:
    """The places that an event is equally at: the first one and others of its level, without its context.

    "Qaim, Rawa, Anah, the Euphrates valley" → three towns; "Mashlab, Raqqa" → Mashlab.
    """
    if not sites:
        return ()
    first = sites[0]
    others = [
        where
        for where in sites[1:]
        if where.precision is PlacePrecision.EXACT
        and _level(where) <= _level(first)
        and where.place_id not in (first.place_id, first.parent)
    ]
    return (first, *others)


def _place_words(told: Told) -> str | None:
    return told.event.places[0].text if told.event.places else None


# ---------------------------------------------------------------- sides


def _united(group: Sequence[Told], field: str, sides: Sides) -> tuple[ActorName, ...]:
    """All actors (or targets) that tellings of the incident's type name; in mutual types an actor is no target too."""
    kind = best_type(group)
    ordered = sorted((told for told in group if told.event.type is kind), key=_earliest_first)
    actors = distinct([name for told in ordered for name in told.actors])
    if field == "actors":
        return _known_over_words(actors)
    targets = distinct([name for told in ordered for name in told.targets])
    if kind in MUTUAL:
        targets = tuple(t for t in targets if all(relation(t, a, sides) is not Relation.SAME for a in actors))
    return _known_over_words(targets)


def _known_over_words(names: tuple[ActorName, ...]) -> tuple[ActorName, ...]:
    """Actors with an id first; vague words are kept only where nobody was named."""
    known = tuple(name for name in names if name.actor_id is not None)
    return known or names


def _disputed(group: Sequence[Told], status: Status) -> bool:
    """Denied by somebody, or claimed with figures or days that exclude each other."""
    if status is not Status.HAPPENED:
        return any(told.event.denied_by is not None for told in group)
    if any(told.event.status is Status.DENIED or told.event.denied_by for told in group):
        return True
    return _differing_days(group) or differing_tolls(group)


def _differing_days(group: Sequence[Told]) -> bool:
    days = [t for t in group if t.dated and t.start == t.end and t.event.status is Status.HAPPENED]
    return len({told.start for told in days}) > 1


def _deniers(latest: Sequence[Told], denials: Sequence[Told], sides: Sides) -> tuple[ActorName, ...]:
    parties: list[Party] = [told.event.denied_by for told in latest if told.event.denied_by is not None]
    parties += [told.event.attribution for told in denials if told.event.attribution is not None]
    names = [ActorName(sides.name(p.actor_id), p.actor_id) if p.actor_id else ActorName(p.text) for p in parties]
    return distinct(names)
