"""Whether two tellings are of one happening: a sum of weights of evidence with the reason for each.

All weights are natural log-odds (Fellegi and Sunter's record linkage): +0.7 makes one happening twice
as likely, −2.3 ten times less. They were set by hand to round values that hold for any war and checked
on june2017; docs/incidents.md gives the effect of leaving each one out.
"""

from dataclasses import dataclass
from datetime import date

from tapal.incidents.distance import between
from tapal.incidents.kinship import kinship
from tapal.incidents.sides import Relation, Sides, relation
from tapal.incidents.told import SMALL, WIDE, Told, exact, nationwide, primary
from tapal.model.incident import ActorName
from tapal.model.kinds import EventType, PlacePrecision, Status

PRIOR = -3.0
"""Two tellings that share a block are rarely of one happening (about one pair in twenty)."""

PRIOR_COPY = -1.0
"""Two reports of one origin tell mostly the same events."""

MUTUAL = frozenset(
    {EventType.CLASH, EventType.CEASEFIRE, EventType.AGREEMENT, EventType.TALKS, EventType.CEASEFIRE_VIOLATION}
)
"""Types in which reports disagree on who is the actor and who the target."""

STRIKES = frozenset(
    {
        EventType.AIR_STRIKE,
        EventType.SHELLING,
        EventType.EXPLOSION,
        EventType.SUICIDE_BOMBING,
        EventType.GRENADE,
        EventType.CHEMICAL_ATTACK,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.PROPERTY_DESTRUCTION,
    }
)
"""Types of which a town sees several on one day; hour and target tell them apart."""

ONCE = frozenset({EventType.CAPTURE, EventType.HANDOVER, EventType.WITHDRAWAL, EventType.GROUP_CHANGE, EventType.SIEGE})
"""Types that cannot repeat by the same side at the same place within days, unless undone in between."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One field's weight for or against, and the values that it was made from."""

    field: str
    weight: float
    values: str

    def __str__(self) -> str:
        return f"{self.field} {self.weight:+.1f} ({self.values})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Log-odds that two tellings are of one happening, with reasons."""

    score: float
    reasons: tuple[Reason, ...]


def compare(first: Told, second: Told, sides: Sides) -> Comparison:
    """The evidence that two tellings are of one happening."""
    copies = first.origin == second.origin
    reasons = [
        Reason("reports", PRIOR_COPY if copies else PRIOR, "one origin" if copies else "independent"),
        _types(first, second),
        _dates(first, second),
        _places(first, second),
        *_parties(first, second, sides),
        _figures(first, second),
        _statuses(first, second),
        *_told_apart(first, second),
        *_scopes(first, second),
        _words(first, second),
    ]
    kept = tuple(reason for reason in reasons if reason.weight != 0.0)
    return Comparison(sum(reason.weight for reason in kept), kept)


def _types(first: Told, second: Told) -> Reason:
    weight = kinship(first.event.type, second.event.type)
    ahead = {first.event.status, second.event.status} <= {Status.PLANNED, Status.POSSIBLE}
    if ahead and weight < 0.0:
        weight /= 2  # a plan to storm a town and a plan to take it are told of the same operation
    return Reason("type", weight, f"{first.event.type} / {second.event.type}")


# ---------------------------------------------------------------- time


def _dates(first: Told, second: Told) -> Reason:
    gap = days_apart(first.start, first.end, second.start, second.end)
    values = f"{_interval(first)} / {_interval(second)}"
    if first.dated and second.dated:
        return Reason("date", _dated(first, second, gap), values)
    if first.dated or second.dated:
        return Reason("date", 0.0 if gap == 0 else -1.5 if gap <= 7 else -3.0, values)
    return Reason("date", _undated(first, second), values)


def _dated(first: Told, second: Told, gap: int) -> float:
    if gap == 0:
        longer = max((first.end - first.start).days, (second.end - second.start).days) + 1
        shorter = min((first.end - first.start).days, (second.end - second.start).days) + 1
        if longer <= 2:
            return 2.0
        if longer <= 10:
            return 1.2
        return 1.0 if shorter * 2 >= longer or longer <= 31 else 0.5
    if first.event.type in ONCE and first.event.type is second.event.type and gap <= 7 and _one_name(first, second):
        return -0.5
    return -0.7 if gap == 1 else -2.5 if gap <= 3 else -5.0


def _one_name(first: Told, second: Told) -> bool:
    a, b = primary(first.sites), primary(second.sites)
    same = a is not None and b is not None and exact(a) and a.place_id == b.place_id
    return same or bool(first.place_words & second.place_words)


def _undated(first: Told, second: Told) -> float:
    if first.published is None or second.published is None:
        return 0.0
    apart = abs((first.published - second.published).days)
    lasting = {first.event.status, second.event.status} <= {Status.PLANNED, Status.POSSIBLE}
    if apart <= 3:
        return 0.5
    return -0.2 if lasting or apart <= 7 else -1.0


def days_apart(start1: date, end1: date, start2: date, end2: date) -> int:
    """Days between two intervals: 0 when they touch the same day, 1 for neighbouring days."""
    return max(0, (start2 - end1).days, (start1 - end2).days)


def _interval(told: Told) -> str:
    if not told.dated:
        return "no date"
    return str(told.start) if told.start == told.end else f"{told.start}..{told.end}"


# ---------------------------------------------------------------- place

UNPLACED = Reason("place", -0.5, "one is not located")


def _places(first: Told, second: Told) -> Reason:
    a, b = primary(first.sites), primary(second.sites)
    shared = first.place_words & second.place_words
    if a is None or b is None:
        return Reason("place", 0.7, "shared words " + " ".join(sorted(shared))) if shared else UNPLACED
    values = f"{a.name} / {b.name}"
    if a.place_id == b.place_id:
        return Reason("place", _same_place(first, second, bool(shared)), values)
    gap = between(a, b)
    if exact(a) and exact(b):
        return Reason("place", _two_places(first, second, gap), f"{values}, {gap:.0f} km")
    if gap <= 60.0 or _within(first, second):
        return Reason("place", 0.7 if shared else 0.0, f"{values}, one inside or near the other")
    return Reason("place", -3.0, f"{values}, {gap:.0f} km")


def _same_place(first: Told, second: Told, shared: bool) -> float:
    a, b = first.sites[0], second.sites[0]
    if a.precision is not PlacePrecision.EXACT or b.precision is not PlacePrecision.EXACT:
        return 1.0 if shared else 0.0  # two unlocated quarters of one city: only their names can tell
    if a.kind in WIDE:
        return 0.3
    return 2.0 if a.kind in SMALL else 1.3


def _two_places(first: Told, second: Told, gap: float) -> float:
    if _within(first, second):
        return 0.0  # one report names the quarter, the other only its city
    if first.sites[0].kind in SMALL and second.sites[0].kind in SMALL:
        return -1.0 if gap <= 1.0 else -3.0  # two named quarters are two places, however near
    return 0.3 if gap <= 5.0 else -0.5 if gap <= 20.0 else -2.0 if gap <= 60.0 else -5.0


def _within(first: Told, second: Told) -> bool:
    """Whether the place of one is a context place or a parent of the other's."""
    return _mentions(first, second) or _mentions(second, first)


def _mentions(inner: Told, outer: Told) -> bool:
    wide = outer.sites[0].place_id
    return any(where.place_id == wide or where.parent == wide for where in inner.sites)


# ---------------------------------------------------------------- sides


def _parties(first: Told, second: Told, sides: Sides) -> list[Reason]:
    if first.event.type in MUTUAL and second.event.type in MUTUAL:
        both1, both2 = first.actors + first.targets, second.actors + second.targets
        return [Reason("sides", _agreement(both1, both2, sides, 1.2, -1.5), _names(both1, both2))]
    reasons = [
        Reason(
            "actors", _agreement(first.actors, second.actors, sides, 1.2, -2.5), _names(first.actors, second.actors)
        ),
        Reason(
            "targets",
            _agreement(first.targets, second.targets, sides, 0.8, -0.7),
            _names(first.targets, second.targets),
        ),
    ]
    crossed = _related(first.actors, second.targets, sides) and _related(first.targets, second.actors, sides)
    return [*reasons, Reason("roles", -2.0, "actor and target swapped")] if crossed else reasons


def _agreement(
    first: tuple[ActorName, ...], second: tuple[ActorName, ...], sides: Sides, same: float, none: float
) -> float:
    """Full weight for a shared actor, half for allies or parts, `none` when known actors differ."""
    if not first or not second:
        return 0.0
    found = {relation(a, b, sides) for a in first for b in second}
    if Relation.SAME in found or Relation.PART in found:
        return same
    if Relation.ALLY in found:
        return same / 2
    known = any(a.actor_id for a in first) and any(b.actor_id for b in second)
    return none if known else none / 5


def _related(first: tuple[ActorName, ...], second: tuple[ActorName, ...], sides: Sides) -> bool:
    return any(relation(a, b, sides) in (Relation.SAME, Relation.PART) for a in first for b in second)


def _names(first: tuple[ActorName, ...], second: tuple[ActorName, ...]) -> str:
    return " / ".join(", ".join(name.name for name in names) or "?" for names in (first, second))


# ---------------------------------------------------------------- figures, status, words


def _figures(first: Told, second: Told) -> Reason:
    values = f"{'–'.join(map(str, first.figures))} / {'–'.join(map(str, second.figures))}"
    if not first.figures or not second.figures:
        return Reason("toll", 0.0, values)
    common = set(first.figures) & set(second.figures)
    if common:
        return Reason("toll", 1.5 if max(common) >= 10 else 1.0, values)
    low1, high1, low2, high2 = min(first.figures), max(first.figures), min(second.figures), max(second.figures)
    if low1 <= high2 and low2 <= high1:
        return Reason("toll", 0.5, values)
    near, far = (high1, low2) if high1 < low2 else (high2, low1)
    return Reason("toll", 0.0 if far - near <= 3 else -0.7 if far <= 2 * near else -2.0, values)


def _statuses(first: Told, second: Told) -> Reason:
    pair = {first.event.status, second.event.status}
    values = f"{first.event.status} / {second.event.status}"
    if pair == {Status.DEMANDED}:
        return Reason("status", -1.0, values)  # everybody calls for a truce; each call is its own
    if len(pair) == 1:
        return Reason("status", 0.3 if pair == {Status.HAPPENED} else 1.0, values)
    if Status.DEMANDED in pair:
        return Reason("status", -3.0, values)
    if pair == {Status.PLANNED, Status.POSSIBLE}:
        return Reason("status", 0.0, values)
    if pair == {Status.HAPPENED, Status.DENIED}:
        return Reason("status", 0.3, values)
    if Status.POSSIBLE in pair:
        return Reason("status", -1.5, values)  # a fear is rarely a forecast of one particular event
    return Reason("status", -0.5, values)


def _told_apart(first: Told, second: Told) -> list[Reason]:
    """What tells two attacks on one town and day apart: the part of the day, and what was struck."""
    if first.event.type not in STRIKES or second.event.type not in STRIKES:
        return []
    reasons = []
    if first.hours and second.hours:
        nearest = min(abs(one - other) for one in first.hours for other in second.hours)
        if nearest > 1:
            reasons.append(Reason("hour", -2.5, "different parts of the day"))
    if first.things and second.things and not first.things & second.things:
        reasons.append(Reason("thing", -2.5, "different things struck"))
    return reasons


def _scopes(first: Told, second: Told) -> list[Reason]:
    """What tells two truces of one day apart: one is of a place, the other of the whole country."""
    if first.event.type is not EventType.CEASEFIRE or second.event.type is not EventType.CEASEFIRE:
        return []
    if not first.sites or not second.sites or nationwide(first.sites) is nationwide(second.sites):
        return []
    return [Reason("scope", -2.5, "a place / the whole country")]


def _words(first: Told, second: Told) -> Reason:
    if first.vector is not None and second.vector is not None:
        cosine = float(first.vector @ second.vector)
        return Reason("words", max(-1.5, min(2.5, (cosine - 0.4) * 7.0)), f"cosine {cosine:.2f}")
    union = first.words | second.words
    share = len(first.words & second.words) / len(union) if union else 0.0
    return Reason("words", max(-0.3, min(2.0, (share - 0.1) * 5.0)), f"shared words {share:.2f}")
