"""What tests are given: a clock that can be set, a report in a line."""

from datetime import UTC, date, datetime
from hashlib import sha256

from tapal.model.kinds import DocId, IncidentId
from tapal.model.text import RawReport


class SetClock:
    """A clock that stands where it is set, in June 2017 unless told otherwise."""

    def __init__(self) -> None:
        self.now = datetime(2017, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, day: int, month: int = 6) -> None:
        self.now = datetime(2017, month, day, 12, tzinfo=UTC)


def report(name: str, *lines: str, published: date | None = date(2017, 6, 5)) -> RawReport:
    """A report of these lines."""
    return RawReport(DocId(name), "\n".join(lines), published=published, language="id", outlet=f"paper-{name}")


def incident_of(event: str) -> IncidentId:
    """The id of the incident whose earliest telling is this event."""
    return IncidentId("i" + sha256(event.encode()).hexdigest()[:12])
