"""What the store gives back: words of the model with when they were recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tapal.model.event import Reading
from tapal.model.incident import ControlSpan, Incident, Origin
from tapal.model.kinds import DocId, EventId, EventType, IncidentId, Novelty, PlaceId, Status
from tapal.model.text import Document
from tapal.model.truce import Truce
from tapal.model.where import Where


class Added(StrEnum):
    """What adding a report did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class ChangeKind(StrEnum):
    """What became of an incident, a timeline or a report."""

    CREATED = "created"
    CHANGED = "changed"
    MERGED = "merged"
    SPLIT = "split"
    RETRACTED = "retracted"


class Subject(StrEnum):
    """What a change is of."""

    REPORT = "report"
    INCIDENT = "incident"
    CONTROL = "control"
    TRUCE = "truce"
    DECISION = "decision"


class DecisionKind(StrEnum):
    """What people can decide about the record."""

    MERGE = "merge"
    SPLIT = "split"
    REJECT = "reject"
    SET = "set"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided, about events, for they stay what they are however often they are merged anew.

    `merge`: what tells of `events` and what tells of `others` is one happening. `split`: `events` are another one
    than `others`. `reject`: `events` (or control statements) count for nothing. `set`: the incident of `events` has
    `value` as its `field` (`where` when that is a place). `undo`: the decision of that number no longer counts.
    """

    kind: DecisionKind
    subject_id: str
    events: tuple[EventId, ...] = ()
    others: tuple[EventId, ...] = ()
    field: str = ""
    value: str = ""
    where: Where | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision with its number, who took it and why, and its place in the chain of hashes."""

    number: int
    decision: Decision
    by: str
    why: str
    recorded_at: datetime
    previous: str
    hash: str

    def __str__(self) -> str:
        return f"decision {self.number} ({self.decision.kind}) by {self.by}: {self.why}"


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One report as a version of the reader read it, and when both were recorded."""

    document: Document
    reading: Reading
    version: int
    reader: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """One version of an incident. `gone`: it no longer stands; its events are in `incident.members` of others."""

    incident: Incident
    version: int
    recorded_at: datetime
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Who held a place over time, as one merge found it; no spans: nothing is known any more."""

    place_id: PlaceId
    place_name: str
    lat: float
    lon: float
    spans: tuple[ControlSpan, ...]
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """A place that reports in the store name."""

    place_id: PlaceId
    name: str
    kind: str | None
    country: str | None
    parent: PlaceId | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log: what became of what, through which others, and why."""

    subject: Subject
    subject_id: str
    kind: ChangeKind
    reason: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change and when it was recorded; `number` orders the log."""

    number: int
    change: Change
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class StoredIssue:
    """What was wrong with an input, and when that was found."""

    path: str
    line: int | None
    doc_id: str | None
    field: str | None
    problem: str
    severity: str
    message: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Merged:
    """What stages 5 and 6 made of all readings up to one of them."""

    origins: tuple[Origin, ...]
    incidents: tuple[Incident, ...]
    spans: tuple[ControlSpan, ...]
    truces: tuple[Truce, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """The one grammar of questions: page, API, commands and exports all use it. Empty fields ask for all.

    Days are inclusive, and something counts when its interval touches them. `box` is west, south, east, north
    in degrees. `actor` is a registry id or a part of a name; `words` a part of names, places or types.
    `known_before` is the end of what counts as recorded (exclusive).
    """

    types: frozenset[EventType] = frozenset()
    statuses: frozenset[Status] = frozenset()
    novelty: Novelty | None = None
    places: frozenset[PlaceId] = frozenset()
    first_day: date | None = None
    last_day: date | None = None
    actor: str | None = None
    words: str | None = None
    box: tuple[float, float, float, float] | None = None
    doc_id: DocId | None = None
    ids: frozenset[IncidentId] = frozenset()
    known_before: datetime | None = None
    limit: int | None = None
