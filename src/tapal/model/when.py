"""Dates as intervals with a precision."""

from dataclasses import dataclass
from datetime import date, datetime

from tapal.model.kinds import DatePrecision


@dataclass(frozen=True, slots=True)
class When:
    """Interval of days, both inclusive; both None when the report does not say.

    `how` names the rule that found it (`explicit`, `weekday`, `relative`, `narrative`, …).
    """

    start: date | None
    end: date | None
    precision: DatePrecision
    how: str = ""

    @property
    def known(self) -> bool:
        return self.start is not None and self.end is not None


UNKNOWN_WHEN = When(None, None, DatePrecision.UNKNOWN)


def day(value: date, how: str = "") -> When:
    """One day as an interval."""
    return When(value, value, DatePrecision.DAY, how)


@dataclass(frozen=True, slots=True)
class Clock:
    """An instant with its zone (always aware)."""

    instant: datetime
