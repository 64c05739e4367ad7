"""What people decided about the record, applied to every merge: decisions are about events, which merging keeps."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from tapal.errors import InputError
from tapal.incidents.told import Told
from tapal.model.count import Count
from tapal.model.incident import Incident
from tapal.model.kinds import DatePrecision, EventId, EventType, Status
from tapal.model.when import When
from tapal.store.rows import DecisionKind, StoredDecision


class Judgement:
    """The decisions that count, ready to be applied to a block."""

    def __init__(self, decisions: Sequence[StoredDecision]) -> None:
        undone = {one.decision.undoes for one in decisions if one.decision.undoes is not None}
        self._decisions = [one for one in decisions if one.number not in undone]
        rejected = (one.decision.events for one in self._decisions if one.decision.kind is DecisionKind.REJECT)
        self.rejected: frozenset[EventId] = frozenset(event for events in rejected for event in events)

    def bound(self, events: Set[str]) -> set[EventId]:
        """Events that a decision speaks of together with one of these."""
        return {event for one in self._decisions if not events.isdisjoint(_spoken_of(one)) for event in _spoken_of(one)}

    def arrange(self, groups: Sequence[Sequence[int]], tellings: Sequence[Told]) -> list[list[int]]:
        """The groups with those united and parted that people united and parted, in the order of their decisions."""
        at = {told.id: position for position, told in enumerate(tellings)}
        arranged = [list(group) for group in groups]
        for one in self._decisions:
            events, others = ([at[event] for event in named if event in at] for named in _named(one))
            if not events or not others:
                continue
            if one.decision.kind is DecisionKind.MERGE:
                arranged = _united(arranged, events[0], others[0])
            elif one.decision.kind is DecisionKind.SPLIT:
                arranged = [part for group in arranged for part in _parted(group, set(events), set(others))]
        return arranged

    def settle(self, incident: Incident) -> Incident:
        """The incident with the values that people set, and the decisions that made it what it is as reasons."""
        members = set(incident.members)
        for one in self._decisions:
            if members.isdisjoint(_spoken_of(one)):
                continue
            if one.decision.kind is DecisionKind.SET:
                incident = FIELDS[one.decision.field](incident, one)
            incident = replace(incident, reasons=(*incident.reasons, str(one)))
        return incident


def _named(one: StoredDecision) -> tuple[tuple[EventId, ...], tuple[EventId, ...]]:
    return one.decision.events, one.decision.others


def _spoken_of(one: StoredDecision) -> tuple[EventId, ...]:
    return one.decision.events + one.decision.others


def _united(groups: list[list[int]], first: int, second: int) -> list[list[int]]:
    joined = [group for group in groups if first in group or second in group]
    rest = [group for group in groups if first not in group and second not in group]
    return [*rest, sorted(position for group in joined for position in group)]


def _parted(group: list[int], events: set[int], others: set[int]) -> list[list[int]]:
    out = [position for position in group if position in events]
    if not out or others.isdisjoint(group):
        return [group]
    return [out, [position for position in group if position not in events]]


# ---------------------------------------------------------------- values


def _type(incident: Incident, one: StoredDecision) -> Incident:
    return replace(incident, type=EventType(one.decision.value))


def _status(incident: Incident, one: StoredDecision) -> Incident:
    return replace(incident, status=Status(one.decision.value))


def _killed(incident: Incident, one: StoredDecision) -> Incident:
    return replace(incident, killed=_count(one.decision.value))


def _injured(incident: Incident, one: StoredDecision) -> Incident:
    return replace(incident, injured=_count(one.decision.value))


def _count(value: str) -> Count:
    low, _, high = value.partition("-")
    least, most = int(low), int(high or low)
    if not 0 <= least <= most:
        raise ValueError(value)
    return Count(least, most, most)


def _when(incident: Incident, one: StoredDecision) -> Incident:
    first, _, last = one.decision.value.partition("/")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    if end < start:
        raise ValueError(one.decision.value)
    precision = DatePrecision.DAY if start == end else DatePrecision.WEEK
    return replace(incident, when=When(start, end, precision, f"decision {one.number}"))


def _place(incident: Incident, one: StoredDecision) -> Incident:
    where = one.decision.where
    if where is None:
        return incident
    return replace(incident, where=where, place_name=where.name, sites=(where,))


FIELDS: Mapping[str, Callable[[Incident, StoredDecision], Incident]] = {
    "type": _type,
    "status": _status,
    "killed": _killed,
    "injured": _injured,
    "when": _when,
    "place": _place,
}
"""Fields that can be set, and how: `killed` as 12 or 10-12, `when` as DAY or DAY/DAY, `place` as any spelling."""


def check_value(incident: Incident, one: StoredDecision) -> None:
    """Raises InputError when a decision's value does not fit its field."""
    try:
        FIELDS[one.decision.field](incident, one)
    except KeyError as error:
        raise InputError(f"{one.decision.field!r} cannot be set; one of {', '.join(FIELDS)} can") from error
    except ValueError as error:
        form = {"when": "a day, or DAY/DAY", "killed": "12, or 10-12", "injured": "12, or 10-12"}
        known: Iterable[str] = EventType if one.decision.field == "type" else Status
        wanted = form.get(one.decision.field) or "one of " + ", ".join(known)
        raise InputError(f"{one.decision.value!r} is no {one.decision.field}; write {wanted}") from error
