"""What the API asks of a store: everything that was known on a day, as the words of the model."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from tapal.model.event import ControlStatement, Event, Reading
from tapal.model.incident import ControlSpan, Incident, Origin
from tapal.model.kinds import DocId, EventId, IncidentId
from tapal.model.text import Document
from tapal.model.truce import Truce


@dataclass(frozen=True, slots=True)
class Report:
    """One document, what was read in it, and the day it was recorded."""

    document: Document
    reading: Reading
    recorded: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was known on one day; the mappings are made from the rest by `record`."""

    reports: Mapping[DocId, Report]
    origins: tuple[Origin, ...]
    incidents: Mapping[IncidentId, Incident]
    control: tuple[ControlSpan, ...]
    truces: tuple[Truce, ...]
    events: Mapping[EventId, Event] = field(repr=False)
    statements: Mapping[EventId, ControlStatement] = field(repr=False)
    incident_of: Mapping[EventId, IncidentId] = field(repr=False)
    origin_of: Mapping[DocId, Origin] = field(repr=False)


class Desk(Protocol):
    """A store seen from the reading room. Implementations may be asked from several threads."""

    def known(self, on: date | None) -> Record:
        """What was recorded at the end of the day `on`; None: everything recorded until now."""

    def spans(self, day: date | None, on: date | None) -> Sequence[ControlSpan]:
        """The control span of every place that covers `day` (None: all spans), as known at the end of the day `on`."""

    def recorded_days(self) -> Sequence[date]:
        """The days on which something was recorded, ascending."""


def record(
    reports: Iterable[Report],
    origins: Iterable[Origin] = (),
    incidents: Iterable[Incident] = (),
    control: Iterable[ControlSpan] = (),
    truces: Iterable[Truce] = (),
) -> Record:
    """The record of these reports, with the look-ups that the views need."""
    by_doc = {report.document.id: report for report in reports}
    readings = [report.reading for report in by_doc.values()]
    found = tuple(origins)
    merged = {incident.id: incident for incident in incidents}
    return Record(
        reports=by_doc,
        origins=found,
        incidents=merged,
        control=tuple(control),
        truces=tuple(truces),
        events={event.id: event for reading in readings for event in reading.events},
        statements={one.id: one for reading in readings for one in reading.control},
        incident_of={member: incident.id for incident in merged.values() for member in incident.members},
        origin_of={doc: origin for origin in found for doc in origin.docs},
    )
