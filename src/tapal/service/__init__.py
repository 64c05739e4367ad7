"""Use cases without a framework: the commands, the API and the page call these and nothing below them."""

from tapal.service.adding import Tally, add, extract, refresh
from tapal.service.asking import (
    ControlAnswer,
    PlaceControl,
    Snapshot,
    changes,
    control,
    events,
    incidents,
    known_before,
    place_ids,
    places,
    recorded_days,
    reports,
    snapshot,
    span_on,
    state,
    told,
)
from tapal.service.engine import Engine, load_engine
from tapal.service.explaining import explain
from tapal.service.facts import Explanation, Fact
from tapal.service.views import Evidence, control_json, event_json, evidence, incident_json, span_json

__all__ = [
    "ControlAnswer",
    "Engine",
    "Evidence",
    "Explanation",
    "Fact",
    "PlaceControl",
    "Snapshot",
    "Tally",
    "add",
    "changes",
    "control",
    "control_json",
    "event_json",
    "events",
    "evidence",
    "explain",
    "extract",
    "incident_json",
    "incidents",
    "known_before",
    "load_engine",
    "place_ids",
    "places",
    "recorded_days",
    "refresh",
    "reports",
    "snapshot",
    "span_json",
    "span_on",
    "state",
    "told",
]
