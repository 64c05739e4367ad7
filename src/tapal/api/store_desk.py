"""The desk over a real store: snapshots, kept until the store changes."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from threading import Lock

from tapal import service
from tapal.api.desk import Record, Report, record
from tapal.incidents.registry_sides import registry_sides
from tapal.incidents.truces import truces
from tapal.model.incident import ControlSpan
from tapal.store import Store

KEPT_SNAPSHOTS = 8  # now, and a few days of knowledge that somebody compares


class StoreDesk:
    """What a store knows; each day's state is read once and again when the store has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[date | None, tuple[tuple[int, int], Record]] = OrderedDict()
        self._lock = Lock()

    def known(self, on: date | None) -> Record:
        """What was recorded at the end of the day `on`; None: everything recorded until now."""
        state = service.state(self._store)
        with self._lock:
            kept = self._kept.get(on)
            if kept is None or kept[0] != state:
                kept = state, _record(service.snapshot(self._store, on))
                self._kept[on] = kept
                while len(self._kept) > KEPT_SNAPSHOTS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(on)
        return kept[1]

    def spans(self, day: date | None, on: date | None) -> Sequence[ControlSpan]:
        """The control span of every place that covers `day` (None: all spans), as known at the end of the day `on`."""
        return service.spans(self._store, day, on)

    def recorded_days(self) -> Sequence[date]:
        """The days on which something was recorded, ascending."""
        return service.recorded_days(self._store)


def _record(known: service.Snapshot) -> Record:
    incidents = [one.incident for one in known.incidents]
    return record(
        (Report(one.document, one.reading, one.recorded_at.date()) for one in known.reports),
        known.origins,
        incidents,
        (span for timeline in known.timelines for span in timeline.spans),
        truces(incidents, registry_sides()),
    )
