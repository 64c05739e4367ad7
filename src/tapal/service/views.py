"""The record as JSON values, for commands and exports: the words of the model under their own names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tapal.model.event import Event
from tapal.model.incident import ControlSpan
from tapal.model.kinds import DocId, EventId
from tapal.service.asking import ControlAnswer, PlaceControl, reports, told
from tapal.store import Store, StoredIncident
from tapal.store.codec import encode

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a report says that a boundary rests on, with the report's outlet and day."""

    id: EventId
    doc_id: DocId
    quote: str
    outlet: str | None
    published: date | None

    def __str__(self) -> str:
        said = f"“{' '.join(self.quote.split())}”"
        return f"{said} ({self.outlet or self.doc_id}, {self.published or 'no date'})"


def evidence(store: Store, answer: ControlAnswer) -> dict[EventId, Evidence]:
    """The words behind every boundary of the answer's timelines, by event id."""
    ids = dict.fromkeys(key for one in answer.places for span in one.timeline.spans for key in span.evidence)
    found = told(store, ids, answer.as_known_on)
    sources = reports(store, (one.doc_id for one in found.values()), answer.as_known_on)
    return {
        key: Evidence(
            key,
            one.doc_id,
            one.evidence.quote,
            sources[one.doc_id].document.outlet,
            sources[one.doc_id].document.published,
        )
        for key, one in found.items()
    }


def incident_json(stored: StoredIncident) -> Json:
    """An incident with its version and when that was recorded."""
    incident: Json = encode(stored.incident)
    return {**incident, "version": stored.version, "recorded_at": stored.recorded_at.isoformat()}


def event_json(event: Event) -> Json:
    """What one report says, every value with its words."""
    encoded: Json = encode(event)
    return encoded


def control_json(answer: ControlAnswer, words: Mapping[EventId, Evidence]) -> Json:
    """Who holds what on the day asked for, and all spans with their evidence."""
    return {
        "as_of": answer.as_of.isoformat(),
        "as_known_on": None if answer.as_known_on is None else answer.as_known_on.isoformat(),
        "places": [_place_json(one, words) for one in answer.places],
    }


def _place_json(one: PlaceControl, words: Mapping[EventId, Evidence]) -> Json:
    timeline = one.timeline
    return {
        "place_id": timeline.place_id,
        "name": timeline.place_name,
        "country": one.place.country if one.place else None,
        "lat": timeline.lat,
        "lon": timeline.lon,
        "recorded_at": timeline.recorded_at.isoformat(),
        "on_day": None if one.on_day is None else span_json(one.on_day),
        "spans": [span_json(span) for span in timeline.spans],
        "evidence": [encode(words[key]) for key in _ids(timeline.spans) if key in words],
    }


def span_json(span: ControlSpan) -> Json:
    """One span of a timeline."""
    encoded: Json = encode(span)
    return encoded


def _ids(spans: Iterable[ControlSpan]) -> Iterable[EventId]:
    return dict.fromkeys(key for span in spans for key in span.evidence)
