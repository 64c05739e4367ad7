"""Stage 7, the store: append-only, asked by two clocks (when it happened, when it was recorded)."""

from tapal.store.database import Clock, Store, open_store
from tapal.store.rows import (
    Added,
    Change,
    ChangeKind,
    Filter,
    Merged,
    RecordedChange,
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
    "Filter",
    "Merged",
    "RecordedChange",
    "Store",
    "StoredIncident",
    "StoredPlace",
    "StoredReport",
    "Subject",
    "Timeline",
    "open_store",
]
