"""Truces: from when to when, where, between whom, how they ended and what broke them.

Moments are aware instants where reports tell the clock time, else days.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tapal.model.incident import ActorName
from tapal.model.kinds import EventId, IncidentId, PlaceId, Status, TruceId
from tapal.model.where import Where


@dataclass(frozen=True, slots=True)
class Extension:
    """A truce made longer: from its earlier end until when (None: not told, or without one), and who tells it."""

    since: datetime | date | None
    until: datetime | date | None
    incident_id: IncidentId
    event_id: EventId


@dataclass(frozen=True, slots=True)
class Breach:
    """An incident while a truce was in force, in its zone, by one of its parties.

    `called`: a report calls it a breach of the truce; else it is fighting that speaks against it.
    """

    incident_id: IncidentId
    day: date | None
    actors: tuple[ActorName, ...]
    called: bool
    disputed: bool


class TruceEnd(StrEnum):
    """How a truce came to its end."""

    RAN_OUT = "ran out"
    TOLD = "told as over"
    REPLACED = "replaced by a new one"


@dataclass(frozen=True, slots=True)
class Truce:
    """A truce between parties in a zone, from a moment to a moment (`ends` None: open).

    `status` is `happened` for one that was declared or agreed, `planned` for one that is only announced to come.
    A day as `starts` or `ends` counts whole. `planned_end` is the end that was agreed last, `ends` the real one;
    `end` tells how it came (None: it has none, or nobody tells). Scope is in a report's words.
    """

    id: TruceId
    status: Status
    incidents: tuple[IncidentId, ...]
    announced: date | None
    starts: datetime | date | None
    planned_end: datetime | date | None
    ends: datetime | date | None
    end: TruceEnd | None
    scope: str | None
    zone: tuple[Where, ...]
    parties: tuple[ActorName, ...]
    disputed: bool
    extensions: tuple[Extension, ...]
    evidence: tuple[EventId, ...]
    origins: tuple[str, ...]
    breaches: tuple[Breach, ...] = ()

    @property
    def place_ids(self) -> tuple[PlaceId, ...]:
        return tuple(dict.fromkeys(where.place_id for where in self.zone))

    def holds(self, moment: datetime | date) -> bool:
        """Whether the truce is in force at an (aware) instant, or at some time of a day.

        A truce whose start nobody tells is not in force before it was announced.
        """
        begin = self.starts if self.starts is not None else self.announced
        if begin is None:
            return False
        return not before(moment, begin) and (self.ends is None or not before(self.ends, moment))


def before(first: datetime | date, second: datetime | date) -> bool:
    """Whether one moment is over when the other begins; a day and an instant of that day are not."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first < second
    return day_of(first) < day_of(second)


def day_of(moment: datetime | date) -> date:
    """The day of a moment, in the moment's own zone."""
    return moment.date() if isinstance(moment, datetime) else moment


def later(moment: datetime | date, hours: float) -> datetime | date:
    """The moment some hours on; from a day on, the last day that they reach into."""
    if isinstance(moment, datetime):
        return moment + timedelta(hours=hours)
    return (datetime.combine(moment, time()) + timedelta(hours=hours) - timedelta(seconds=1)).date()
