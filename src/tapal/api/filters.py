"""Which incidents, events and control spans an API question selects (pure functions)."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from tapal.api.desk import Record
from tapal.api.queries import Box, ControlQuery, IncidentQuery
from tapal.model.event import Event
from tapal.model.incident import ActorName, ControlSpan, Incident
from tapal.model.when import When
from tapal.model.where import Where


def folded(text: str) -> str:
    """The letters and digits of a name without case, accents and punctuation: `al-Waleed` → `alwaleed`."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def touches(when: When, start: date | None, end: date | None, undated: bool) -> bool:
    """Whether an interval shares a day with the asked one; without a date the caller decides."""
    if start is None and end is None:
        return True
    if when.start is None and when.end is None:
        return undated
    first, last = when.start or when.end, when.end or when.start
    begun = end is None or first is None or first <= end
    ended = start is not None and last is not None and last < start
    return begun and not ended


def inside(lat: float, lon: float, box: Box) -> bool:
    """Whether a point lies in west, south, east, north (over the date line when west exceeds east)."""
    west, south, east, north = box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return south <= lat <= north and across


def named(asked: str, ids: Iterable[str | None], names: Iterable[str | None]) -> bool:
    """Whether what is asked for is one of the ids, or a part of one of the names."""
    if asked in set(ids):
        return True
    wanted = folded(asked)
    return bool(wanted) and any(wanted in folded(name) for name in names if name)


def _at(where: Where | None, box: Box | None) -> bool:
    return box is None or (where is not None and inside(where.lat, where.lon, box))


def _words(record: Record, incident: Incident) -> str:
    parts: list[str | None] = [incident.place_name, *(a.name for a in incident.actors + incident.targets)]
    for member in incident.members:
        event = record.events.get(member)
        if event is not None:
            report = record.reports.get(event.doc_id)
            parts += [event.evidence.quote, report.document.title if report else None]
    return folded(" ".join(part for part in parts if part))


def _sides(actors: Iterable[ActorName], asked: str) -> bool:
    sides = tuple(actors)
    return named(asked, (a.actor_id for a in sides), (a.name for a in sides))


def _until(query: IncidentQuery) -> date | None:
    return min((day for day in (query.end, query.as_of) if day is not None), default=None)


def selects(query: IncidentQuery, record: Record, incident: Incident) -> bool:
    """Whether the incident answers the question."""
    where = incident.where
    if query.type and incident.type not in query.type:
        return False
    if query.status and incident.status not in query.status:
        return False
    if not touches(incident.when, query.start, _until(query), query.undated) or not _at(where, query.bbox):
        return False
    if query.place and not named(
        query.place, (where.place_id if where else None,), (incident.place_name, where.name if where else None)
    ):
        return False
    if query.actor and not _sides(incident.actors + incident.targets, query.actor):
        return False
    return not query.q or all(folded(word) in _words(record, incident) for word in query.q.split())


def selects_event(query: IncidentQuery, record: Record, event: Event) -> bool:
    """Whether one report's event answers the question."""
    if query.type and event.type not in query.type:
        return False
    if query.status and event.status not in query.status:
        return False
    if not touches(event.when, query.start, _until(query), query.undated):
        return False
    if query.bbox is not None and not any(_at(site.where, query.bbox) for site in event.places):
        return False
    if query.place and not any(
        named(query.place, (s.where.place_id if s.where else None,), (s.text, s.where.name if s.where else None))
        for s in event.places
    ):
        return False
    parties = event.actors + event.targets
    if query.actor and not named(query.actor, (p.actor_id for p in parties), (p.text for p in parties)):
        return False
    title = record.reports[event.doc_id].document.title or ""
    words = folded(" ".join((event.evidence.quote, title, *(site.text for site in event.places))))
    return not query.q or all(folded(word) in words for word in query.q.split())


def selects_span(query: ControlQuery, span: ControlSpan) -> bool:
    """Whether the control span is where the question asks for it."""
    if query.bbox is not None and not inside(span.lat, span.lon, query.bbox):
        return False
    return not query.place or named(query.place, (span.place_id,), (span.place_name,))
