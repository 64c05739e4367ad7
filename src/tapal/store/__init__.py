"""Stage 7, the store: append-only, asked by two clocks (when it happened, when it was recorded)."""

from tapal.store.database import Clock, Store, open_store
from tapal.store.engines import shown
from tapal.store.rows import (
    Added,
    Change,
    ChangeKind,
    Decision,
    DecisionKind,
    Filter,
    Merged,
    RecordedChange,
    StoredDecision,
    StoredIncident,
    StoredPlace,
    StoredReport,
    Subject,
    Timeline,
)

__all__ = [
    "Added",
    "Change",
    "ChangeKind",
    "Clock",
    "Decision",
    "DecisionKind",
    "Filter",
    "Merged",
    "RecordedChange",
    "Store",
    "StoredDecision",
    "StoredIncident",
    "StoredPlace",
    "StoredReport",
    "Subject",
    "Timeline",
    "open_store",
    "shown",
]
