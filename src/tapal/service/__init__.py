"""Use cases without a framework: the commands, the API and the page call these and nothing below them.

Each is loaded when it is first asked for: reading a report needs no store.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapal.service.adding import Tally, add, refresh
    from tapal.service.asking import (
        ControlAnswer,
        ControlMap,
        PlaceControl,
        Snapshot,
        changes,
        control,
        control_map,
        events,
        incidents,
        known_before,
        place_ids,
        places,
        recorded_days,
        reports,
        snapshot,
        span_on,
        spans,
        state,
        told,
    )
    from tapal.service.engine import Engine, load_engine
    from tapal.service.explaining import explain
    from tapal.service.facts import Explanation, Fact
    from tapal.service.keeping import backup, check, migrate, restore
    from tapal.service.readers import cores
    from tapal.service.reading import extract
    from tapal.service.reviewing import Reviewer, decisions
    from tapal.service.truce_questions import truces
    from tapal.service.views import Evidence, control_json, event_json, evidence, incident_json, span_json

__all__ = [
    "ControlAnswer",
    "ControlMap",
    "Engine",
    "Evidence",
    "Explanation",
    "Fact",
    "PlaceControl",
    "Reviewer",
    "Snapshot",
    "Tally",
    "add",
    "backup",
    "changes",
    "check",
    "control",
    "control_json",
    "control_map",
    "cores",
    "decisions",
    "event_json",
    "events",
    "evidence",
    "explain",
    "extract",
    "incident_json",
    "incidents",
    "known_before",
    "load_engine",
    "migrate",
    "place_ids",
    "places",
    "recorded_days",
    "refresh",
    "reports",
    "restore",
    "snapshot",
    "span_json",
    "span_on",
    "spans",
    "state",
    "told",
    "truces",
]

_PARTS = (
    "reading", "readers", "engine", "adding", "asking", "explaining", "facts", "views", "truce_questions", "keeping",
    "reviewing",
)  # fmt: skip


def __getattr__(name: str) -> object:
    """The use case of this name, from the first part that has it."""
    if name in __all__:
        for part in _PARTS:
            module = import_module(f"{__name__}.{part}")
            if name in vars(module):
                return vars(module)[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
