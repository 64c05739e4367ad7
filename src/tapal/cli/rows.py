"""Rows of the tables: records in few words, readable on 80 columns."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from tapal.model.count import Count
from tapal.model.event import Event
from tapal.model.incident import ActorName, ControlSpan, Incident
from tapal.model.kinds import DatePrecision, Status
from tapal.model.when import When

if TYPE_CHECKING:
    from tapal.service import ControlMap, PlaceControl

INCIDENT_COLUMNS = ("day", "what", "where", "who", "src", "id")
EVENT_COLUMNS = ("day", "what", "where", "who", "id")
CONTROL_COLUMNS = ("place", "state", "holders", "since", "sure")
SPAN_COLUMNS = ("from", "to", "state", "holders", "sure")


def incident_row(incident: Incident) -> tuple[str, ...]:
    """Day, type with status and toll, place, sides, number of independent sources, id."""
    toll = _toll(incident.killed, incident.injured)
    what = _what(incident.type.value, incident.status, incident.disputed, toll)
    sides = _sides([actor.name for actor in incident.actors], [actor.name for actor in incident.targets])
    return _days(incident.when), what, incident.place_name or "", sides, str(len(incident.origins)), incident.id


def event_row(event: Event) -> tuple[str, ...]:
    """Day, type with status and toll, place, sides, id."""
    toll = _toll(event.killed, event.injured)
    what = _what(event.type.value, event.status, event.denied_by is not None, toll)
    sides = _sides([party.text for party in event.actors], [party.text for party in event.targets])
    where = ", ".join(site.text for site in event.places)
    return _days(event.when), what, where, sides, event.id


def control_rows(held: "ControlMap") -> list[tuple[str, ...]]:
    """One row for each place: state, holders, since when, certainty."""
    return [
        (
            one.place_name,
            one.state.value,
            ", ".join(one.holders),
            _boundary(one.since, one.since_precision),
            f"{one.certainty:.2f}",
        )
        for one in held.places
    ]


def span_row(span: ControlSpan) -> tuple[str, ...]:
    """From, to, state, holders, certainty of one span."""
    start = _boundary(span.start, span.start_precision)
    end = "" if span.end is None else span.end.isoformat()
    return start, end, span.state.value, _names(span.holders), f"{span.certainty:.2f}"


def place_title(one: "PlaceControl") -> str:
    """A place's name, kind and country, to tell it from its namesakes."""
    place = one.place
    marks = [mark for mark in (place.kind, place.country) if mark] if place else []
    name = one.timeline.place_name
    return f"{name} ({', '.join(marks)})" if marks else name


def _boundary(start: date | None, precision: DatePrecision) -> str:
    """A day as exactly as it is known: 2014-06 for a month, 2015 for a year."""
    if start is None:
        return ""
    if precision is DatePrecision.YEAR:
        return f"{start:%Y}"
    if precision is DatePrecision.MONTH:
        return f"{start:%Y-%m}"
    return start.isoformat()


def _days(when: When) -> str:
    if when.start is None or when.end is None:
        return "?"
    if when.start == when.end:
        return when.start.isoformat()
    if when.precision in {DatePrecision.YEAR, DatePrecision.MONTH}:
        first, last = _boundary(when.start, when.precision), _boundary(when.end, when.precision)
        return first if first == last else f"{first} to {last}"
    return f"{when.start} to {when.end}"


def _what(kind: str, status: Status, disputed: bool, toll: str) -> str:
    words = kind.replace("_", " ") + (f": {toll}" if toll else "")
    if status is not Status.HAPPENED:
        return f"{words} ({status.value})"
    return f"{words} (disputed)" if disputed else words


def _sides(actors: Iterable[str], targets: Iterable[str]) -> str:
    by, against = ", ".join(actors), ", ".join(targets)
    return f"{by or '?'} → {against}" if against else by


def _toll(killed: Count | None, injured: Count | None) -> str:
    parts = [(killed, "dead"), (injured, "hurt")]
    return ", ".join(f"{_figure(count)} {word}" for count, word in parts if count is not None)


def _figure(count: Count) -> str:
    low, high = count.low, count.high
    if low is None and high is None:
        return count.vague or "?"
    if low is not None and high is None:
        return f"{low}+"
    if low is None:
        return f"≤{high}"
    return str(low) if low == high else f"{low}–{high}"


def _names(holders: Iterable[ActorName]) -> str:
    return ", ".join(holder.name for holder in holders)
