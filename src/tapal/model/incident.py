"""What happened, merged over reports, and who holds which place."""

from dataclasses import dataclass
from datetime import date, datetime

from tapal.model.count import Count
from tapal.model.kinds import (
    ActorId,
    ControlState,
    DatePrecision,
    DocId,
    EventId,
    EventType,
    IncidentId,
    Novelty,
    PlaceId,
    Status,
    TrucePhase,
)
from tapal.model.when import When
from tapal.model.where import Where


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that go back to one source: an original and its copies, shortenings and translations."""

    id: str
    docs: tuple[DocId, ...]
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorName:
    """An actor of a merged record: registry id when known, and the name to show."""

    name: str
    actor_id: ActorId | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's value for one field of an incident; `replaced_by`: the event with which it corrected itself."""

    field: str
    value: str
    event_id: EventId
    doc_id: DocId
    origin: str
    claimant: str | None
    claimant_id: ActorId | None = None
    replaced_by: EventId | None = None


@dataclass(frozen=True, slots=True)
class TruceTelling:
    """What one report tells of a truce: its clock and zone, and whether it is made, made longer or over.

    `hours` is its length, of an extension the time added; `told` are the days that the event is dated to.
    """

    event_id: EventId
    origin: str
    phase: TrucePhase
    status: Status
    starts: datetime | date | None
    hours: float | None
    scope: str | None
    told: When
    zone: tuple[Where, ...]
    published: date | None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening, however many reports carry it. `members` are the events merged into it.

    `where` is the one place to show; `sites` are all places it is equally at ("entered A, B and C").
    The reported days are those of the earliest and latest report; `truce` is what each report of a truce tells of it.
    """

    id: IncidentId
    type: EventType
    members: tuple[EventId, ...]
    origins: tuple[str, ...]
    when: When
    where: Where | None
    place_name: str | None
    actors: tuple[ActorName, ...]
    targets: tuple[ActorName, ...]
    status: Status
    disputed: bool
    denied_by: tuple[ActorName, ...]
    killed: Count | None
    injured: Count | None
    claims: tuple[Claim, ...] = ()
    reasons: tuple[str, ...] = ()
    sites: tuple[Where, ...] = ()
    novelty: Novelty = Novelty.NEW
    first_reported: date | None = None
    last_reported: date | None = None
    truce: tuple[TruceTelling, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlSpan:
    """Who holds a place from one day to another (both inclusive; `end` None: until further notice).

    `certainty` is the probability that the filter gives the state on the first day of the span;
    `evidence` are ids of the events and control statements that the boundary rests on.
    """

    place_id: PlaceId
    place_name: str
    lat: float
    lon: float
    state: ControlState
    holders: tuple[ActorName, ...]
    start: date | None
    end: date | None
    certainty: float
    evidence: tuple[EventId, ...]
    start_precision: DatePrecision = DatePrecision.DAY
    note: str | None = None
