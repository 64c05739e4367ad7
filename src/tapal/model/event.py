"""What one report says: events, control statements, tallies, truces."""

from dataclasses import dataclass
from datetime import date, datetime

from tapal.model.count import Count
from tapal.model.kinds import (
    ActorId,
    ActorKind,
    ControlState,
    DocId,
    EventId,
    EventType,
    Novelty,
    RuleId,
    Status,
    TallyKind,
)
from tapal.model.text import Evidence
from tapal.model.when import When
from tapal.model.where import Where


@dataclass(frozen=True, slots=True)
class Party:
    """A side or a speaker as the report names it, and who that is when the registry knows.

    An unknown actor keeps its words and, where the words tell it, its kind; the id stays None.
    """

    evidence: Evidence
    actor_id: ActorId | None = None
    kind: ActorKind | None = None
    how: str = ""

    @property
    def text(self) -> str:
        return self.evidence.quote


@dataclass(frozen=True, slots=True)
class Site:
    """A place as the report names it, and where that is when the gazetteer knows."""

    evidence: Evidence
    where: Where | None = None

    @property
    def text(self) -> str:
        return self.evidence.quote


@dataclass(frozen=True, slots=True)
class Ceasefire:
    """The clock of a truce: start (aware instant or day), length in hours, the words of its scope."""

    starts: datetime | date | None
    duration_hours: float | None
    scope: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one report tells it (annotation guide, record Event)."""

    id: EventId
    doc_id: DocId
    type: EventType
    evidence: Evidence
    trigger: Evidence
    also: tuple[Evidence, ...]
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[Site, ...]
    when: When
    status: Status
    novelty: Novelty
    attribution: Party | None = None
    killed: Count | None = None
    injured: Count | None = None
    ceasefire: Ceasefire | None = None
    denied_by: Party | None = None
    rule: RuleId = RuleId("")
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ControlStatement:
    """The report says who holds a place on a day (a state, not a change)."""

    id: EventId
    doc_id: DocId
    evidence: Evidence
    place: Site
    holders: tuple[Party, ...]
    state: ControlState
    as_of: date | None
    until: date | None
    attribution: Party | None
    rule: RuleId = RuleId("")
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Tally:
    """A count over an interval or a wide area that is not one event."""

    id: EventId
    doc_id: DocId
    evidence: Evidence
    kind: TallyKind
    count: Count
    when_from: date | None
    when_to: date | None
    cause: EventType | None
    actors: tuple[Party, ...]
    places: tuple[Site, ...]
    attribution: Party | None
    rule: RuleId = RuleId("")
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one report says, and whether it was written about conflict at all."""

    doc_id: DocId
    relevant: bool
    events: tuple[Event, ...] = ()
    control: tuple[ControlStatement, ...] = ()
    tallies: tuple[Tally, ...] = ()
