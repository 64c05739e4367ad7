"""Small stories about who takes and holds the places of an invented river war."""

from dataclasses import replace
from datetime import date, timedelta

from tapal.control import control_spans
from tapal.incidents.sides import Relation
from tapal.model.event import ControlStatement, Party, Site
from tapal.model.incident import ActorName, Claim, ControlSpan, Incident
from tapal.model.kinds import (
    ActorId,
    ControlState,
    DatePrecision,
    DocId,
    EventId,
    EventType,
    IncidentId,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    Status,
)
from tapal.model.text import Evidence, Span
from tapal.model.when import UNKNOWN_WHEN, When
from tapal.model.where import Where

NORTH, RIVER, COAST = (ActorName(name, ActorId(name)) for name in ("north", "river", "coast"))
GUARD = ActorName("guard", ActorId("guard"))  # a part of north


class World:
    """The guard is a part of the north; everybody else is a stranger."""

    def name(self, actor: ActorId) -> str:
        return str(actor)

    def relation(self, first: ActorId, second: ActorId) -> Relation:
        if first == second:
            return Relation.SAME
        return Relation.PART if {first, second} == {"north", "guard"} else Relation.NONE


def place(name: str = "Lembang", parent: str | None = None, kind: PlaceKind = PlaceKind.CITY) -> Where:
    up = PlaceId(parent) if parent else None
    return Where(PlaceId(name), name, kind, 1.0, 2.0, "XX", PlacePrecision.EXACT, "name: x", parent=up)


TOWN = place("Lembang", "Jawa Hilir")
QUARTER = place("Pasar", "Lembang", PlaceKind.DISTRICT)
HARBOUR = place("Dermaga", "Lembang", PlaceKind.DISTRICT)
TANJUNG = place("Tanjung", "Jawa Hilir")
GATE = place("Gerbang", "Tanjung", PlaceKind.CAMP)


def day(number: int) -> date:
    """Day of the story, from 1."""
    return date(2024, 1, 1) + timedelta(days=number - 1)


def told(
    kind: EventType,
    first: int | None,
    actors: tuple[ActorName, ...],
    targets: tuple[ActorName, ...] = (),
    at: Where = TOWN,
    last: int | None = None,
    status: Status = Status.HAPPENED,
    claimant: ActorName | None = None,
    denied_by: tuple[ActorName, ...] = (),
    origins: int = 1,
    doc: str = "",
) -> Incident:
    name = doc or f"{kind}-{first}-{at.name}-{'-'.join(a.name for a in actors)}-{status}"
    member = EventId(f"{name}#e1")
    when = UNKNOWN_WHEN if first is None else When(day(first), day(last or first), DatePrecision.DAY)
    docs = [DocId(f"{name}{n}") for n in range(origins)]
    who = (claimant.name, claimant.actor_id) if claimant else (None, None)
    claims = tuple(Claim("status", status.value, member, source, str(source), *who) for source in docs)
    return Incident(
        id=IncidentId(name),
        type=kind,
        members=(member,),
        origins=tuple(map(str, docs)),
        when=when,
        where=at,
        place_name=at.name,
        actors=actors,
        targets=targets,
        status=status,
        disputed=bool(denied_by),
        denied_by=denied_by,
        killed=None,
        injured=None,
        claims=claims,
        sites=(at,),
        first_reported=day(first or 10),
    )


def capture(
    first: int | None, by: ActorName, loser: ActorName | None = None, at: Where = TOWN, **more: object
) -> Incident:
    return told(EventType.CAPTURE, first, (by,), (loser,) if loser else (), at, **more)  # type: ignore[arg-type]


def said(
    number: int,
    *holders: ActorName,
    at: Where = TOWN,
    state: ControlState = ControlState.HOLDS,
    speaker: ActorName | None = None,
) -> ControlStatement:
    doc = DocId(f"said-{number}-{at.name}-{'-'.join(h.name for h in holders)}")
    words = Evidence(doc, Span(0, 4), at.name)

    def party(name: ActorName) -> Party:
        return Party(replace(words, quote=name.name), name.actor_id)

    by = party(speaker) if speaker else None
    return ControlStatement(
        EventId(f"{doc}#c1"), doc, words, Site(words, at), tuple(map(party, holders)), state, day(number), None, by
    )


def spans(*incidents: Incident, statements: tuple[ControlStatement, ...] = ()) -> tuple[ControlSpan, ...]:
    return control_spans(incidents, statements, sides=World())


def on(found: tuple[ControlSpan, ...], number: int, at: Where = TOWN) -> tuple[str, tuple[str, ...]]:
    """State and holders of a place on a day of the story."""
    for span in found:
        begun = span.start is None or span.start <= day(number)
        if span.place_id == at.place_id and begun and (span.end is None or day(number) <= span.end):
            return span.state.value, tuple(sorted(name.name for name in span.holders))
    return "unknown", ()
