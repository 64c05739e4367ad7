"""What incidents and control statements say about who holds a place: dated marks, one per claim.

Only what is told as done leaves a mark. Planned, feared, demanded captures leave none; strikes leave
none (who bombs a town does not hold it); an entry or attack is fighting, not holding.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from tapal.control.ground import NOT_GROUND, is_ground
from tapal.control.parameters import Parameters
from tapal.incidents.sides import Relation, Sides, actor_name, folded, relation
from tapal.incidents.told import is_itself
from tapal.model.event import ControlStatement, Site
from tapal.model.incident import ActorName, Incident
from tapal.model.kinds import (
    ControlState,
    DocId,
    EventId,
    EventType,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    Status,
)
from tapal.model.where import Where

ONE_DAY = timedelta(days=1)

NOT_HELD = frozenset({PlaceKind.COUNTRY, PlaceKind.RIVER, PlaceKind.WATER})
"""Kinds of places of which nobody is recorded as the holder."""


INSIDE = frozenset({PlaceKind.DISTRICT, PlaceKind.FACILITY, PlaceKind.BASE, PlaceKind.CAMP, PlaceKind.AIRPORT})
"""Kinds of places whose parent is the city that they lie in. That of a city is its province: who took one town there
says nothing about the next."""

class Kind(IntEnum):
    """What a mark says; on one day marks work in this order (a change comes after what was so before)."""

    HELD_BEFORE = 0
    HOLDS = 1
    CLASH = 2
    CONTESTED = 3
    SIEGE = 4
    WITHDRAWAL = 5
    CAPTURE = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that somebody can hold: a gazetteer place, or a named but unlocated part of one.

    `parent` is the city (or larger ground) that a part lies in; a city has none.
    """

    id: PlaceId
    name: str
    lat: float
    lon: float
    kind: PlaceKind
    parent: PlaceId | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim about one place: from `day` on by `holders`, against `others`.

    `weight` is the chance that it is right (for clashes unused); `origins` count independent sources;
    `last` is the last day that the claim itself speaks for; a change of hands that is dated to an interval
    can have been from `earliest` to `last`, `day` is then its middle.
    """

    spot: Spot
    day: date
    last: date
    kind: Kind
    holders: tuple[ActorName, ...]
    others: tuple[ActorName, ...]
    weight: float
    origins: frozenset[str]
    ids: tuple[EventId, ...]
    interested: bool = False
    disputed: bool = False
    earliest: date | None = None


def marks(
    incidents: Sequence[Incident],
    statements: Sequence[ControlStatement],
    origin_of: Mapping[DocId, str],
    sides: Sides,
    parameters: Parameters,
) -> list[Mark]:
    """All marks of a set of incidents and statements, by place, day, kind and id."""
    found = [mark for incident in incidents for mark in _of_incident(incident, sides, parameters)]
    found += [mark for item in statements for mark in _of_statement(item, origin_of, sides, parameters)]
    return sorted(found, key=lambda mark: (mark.spot.id, mark.day, mark.kind, mark.ids))


def spot(where: Where, text: str) -> Spot:
    """The place to keep a record of: the resolved one, or the named ground inside it or near it.

    Ground is known by how it lies ("part of Raqqa, n") where the resolver says so, else by its words.
    """
    part = where.how.startswith("part of ")
    if is_itself(where) or (part and where.kind is PlaceKind.DISTRICT):  # "the eastern district of Mashlab" is Mashlab
        up = where.parent if where.kind in INSIDE else None
        return Spot(where.place_id, where.name, where.lat, where.lon, where.kind, up)
    words = folded(where.how if part else text)
    inside = part or where.precision is PlacePrecision.PARENT
    parent = where.place_id if inside else None
    return Spot(PlaceId(f"{where.place_id}/{words}"), text, where.lat, where.lon, PlaceKind.DISTRICT, parent)


# ---------------------------------------------------------------- incidents


def _of_incident(incident: Incident, sides: Sides, parameters: Parameters) -> Iterable[Mark]:
    if incident.status is Status.DENIED and incident.type is EventType.WITHDRAWAL:
        return _denied_withdrawal(incident, parameters)
    if incident.status is not Status.HAPPENED:
        return ()
    if incident.type in (EventType.CAPTURE, EventType.HANDOVER):
        return _capture(incident, sides, parameters)
    if incident.type is EventType.WITHDRAWAL:
        return _withdrawal(incident, parameters)
    if incident.type is EventType.SIEGE:
        return _siege(incident, parameters)
    if incident.type is EventType.CLASH:
        return _clash(incident)
    return ()


def _spots(incident: Incident) -> list[Spot]:
    text = incident.place_name or ""
    sites = incident.sites or ((incident.where,) if incident.where else ())
    return [
        spot(where, text if n == 0 else where.name)
        for n, where in enumerate(sites)
        if where.kind not in NOT_HELD and is_ground(where, text if n == 0 else where.name)
    ]


def _days(incident: Incident) -> tuple[date, date] | None:
    """First and last day of an incident; an undated one happened by the day of its first report."""
    if incident.when.start is not None and incident.when.end is not None:
        return incident.when.start, incident.when.end
    return (incident.first_reported, incident.first_reported) if incident.first_reported else None


def _weight(incident: Incident, sides: Sides, parameters: Parameters) -> float:
    """Chance that a reported change is true: independent origins each add their own reliability."""
    if denied(incident):
        return parameters.reliability_denied
    doubt = 1.0
    for origin in incident.origins:
        best = max(
            (
                _speaker(
                    claim.claimant,
                    claim.claimant_id is not None and _own(ActorName("", claim.claimant_id), incident.actors, sides),
                    parameters,
                )
                for claim in incident.claims
                if claim.origin == origin and claim.field == "status" and claim.value == Status.HAPPENED
            ),
            default=0.0,
        )
        doubt *= 1.0 - best
    factor = 1.0 if incident.when.known else parameters.reliability_undated
    return (1.0 - doubt) * factor


def denied(incident: Incident) -> bool:
    """Whether some report or speaker says that it did not happen (differing tolls are no denial)."""
    said = any(claim.field == "status" and claim.value == Status.DENIED for claim in incident.claims)
    return said or bool(incident.denied_by)


def _speaker(claimant: str | None, own: bool, parameters: Parameters) -> float:
    if claimant is None:
        return parameters.reliability_own_voice
    return parameters.reliability_interested if own else parameters.reliability_third_party


def _own(speaker: ActorName, side: Sequence[ActorName], sides: Sides) -> bool:
    return any(relation(speaker, actor, sides) is not Relation.NONE for actor in side)


def _mark(incident: Incident, place: Spot, day: date, last: date, kind: Kind, weight: float) -> Mark:
    return Mark(
        place, day, last, kind, incident.actors, incident.targets, weight, frozenset(incident.origins), incident.members
    )


def _capture(incident: Incident, sides: Sides, parameters: Parameters) -> Iterable[Mark]:
    """The captor holds the place from the middle of the days that the capture may be of.

    Where reports date it differently, the last day is sure and the days before are disputed.
    """
    days = _days(incident)
    if days is None or (incident.where is not None and incident.where.how.startswith(NOT_GROUND)):
        return  # "three quarters of the city": who took a part has not taken the whole
    start, end = days
    differ = incident.when.how == "reports differ"
    day = end if differ else start + (end - start) / 2
    for place in _spots(incident):
        mark = _mark(incident, place, day, end, Kind.CAPTURE, _weight(incident, sides, parameters))
        yield replace(mark, earliest=start)
        before = start - ONE_DAY
        if incident.targets:
            yield replace(mark, day=before, last=before, kind=Kind.HELD_BEFORE, holders=incident.targets, others=())
        if differ:
            yield replace(mark, day=start, last=end - ONE_DAY, kind=Kind.CONTESTED)


def _withdrawal(incident: Incident, parameters: Parameters) -> Iterable[Mark]:
    days = _days(incident)
    if days is None or not incident.actors:
        return
    weight = parameters.reliability_denied if denied(incident) else parameters.reliability_withdrawal
    for place in _spots(incident):
        yield _mark(incident, place, days[0] + (days[1] - days[0]) / 2, days[1], Kind.WITHDRAWAL, weight)


def _denied_withdrawal(incident: Incident, parameters: Parameters) -> Iterable[Mark]:
    """A side that denies having left says that it is there."""
    days = _days(incident)
    if days is None or not incident.actors:
        return
    for place in _spots(incident):
        mark = _mark(incident, place, days[1], days[1], Kind.HOLDS, parameters.reliability_statement_interested)
        yield replace(mark, others=(), interested=True)


def _siege(incident: Incident, parameters: Parameters) -> Iterable[Mark]:
    """A siege holds from its first day on, with those inside as holders."""
    days = _days(incident)
    if days is None:
        return
    inside = tuple(name for name in incident.targets if name.actor_id is not None or name.name != "civilians")
    shut_in = bool(incident.targets) and not inside  # who keeps civilians in a place need not lie outside it
    for place in _spots(incident):
        mark = _mark(incident, place, days[0], days[1], Kind.SIEGE, parameters.reliability_siege)
        yield replace(mark, holders=inside, others=() if shut_in else incident.actors)


def _clash(incident: Incident) -> Iterable[Mark]:
    days = _days(incident)
    if days is not None:
        for place in _spots(incident):
            yield _mark(incident, place, days[0], days[1], Kind.CLASH, 1.0)


# ---------------------------------------------------------------- statements


def _of_statement(
    statement: ControlStatement, origin_of: Mapping[DocId, str], sides: Sides, parameters: Parameters
) -> Iterable[Mark]:
    place = _statement_spot(statement.place)
    day = statement.as_of or statement.until
    if place is None or day is None:
        return
    holders = tuple(actor_name(party, sides) for party in statement.holders)
    origin = frozenset({origin_of.get(statement.doc_id, str(statement.doc_id))})
    speaker = statement.attribution
    own = speaker is not None and _own(actor_name(speaker, sides), holders, sides)
    weight = parameters.reliability_statement_interested if own else parameters.reliability_statement
    mark = Mark(place, day, day, Kind.HOLDS, holders, (), weight, origin, (statement.id,), own)
    if statement.as_of is None:
        if holders:
            yield replace(mark, day=day - ONE_DAY, last=day - ONE_DAY, kind=Kind.HELD_BEFORE)
    elif statement.state is ControlState.CONTESTED:
        yield replace(mark, kind=Kind.CONTESTED, weight=parameters.reliability_contested_statement)
    elif statement.state is ControlState.BESIEGED:
        yield replace(mark, kind=Kind.SIEGE, weight=parameters.reliability_siege)
    elif holders:
        yield mark


def _statement_spot(site: Site) -> Spot | None:
    if site.where is None or site.where.kind in NOT_HELD or not is_ground(site.where, site.text):
        return None
    return spot(site.where, site.text)
