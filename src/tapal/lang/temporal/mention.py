"""What the temporal tagger finds: words of a text that say when or how long."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tapal.model.text import Span
from tapal.model.when import When


class TimeKind(StrEnum):
    """What time words tell (after TIMEX3's DATE, TIME, DURATION and SET)."""

    DATE = "date"
    CLOCK = "clock"
    DURATION = "duration"
    SINCE = "since"
    UNTIL = "until"
    FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Time words and the days they mean.

    `when` is UNKNOWN_WHEN when nothing can be said; one end None means open ("hingga Juni" without a start).
    `instant` is aware, for clock times whose zone is known. `hours` is the length of a duration.
    `anchored` is true for a calendar date standing by itself ("6 Juni", "Mei 2017"), false for weekdays and
    relative words. `clock` is hour (24: the midnight that ends the day) and minute of a clock time as written; see
    `instant_in` for giving it a zone later.
    """

    span: Span
    text: str
    kind: TimeKind
    when: When
    instant: datetime | None = None
    hours: float | None = None
    anchored: bool = False
    clock: tuple[int, int] | None = None
