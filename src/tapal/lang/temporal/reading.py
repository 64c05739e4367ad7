"""What a time rule makes of its tokens before it becomes a mention."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from tapal.lang.temporal.mention import TimeKind
from tapal.model.when import UNKNOWN_WHEN, When

YEAR_REACH = 160  # code points over which a year holds for the dates told next in its sentence


@dataclass(frozen=True, slots=True)
class ClockTime:
    """Hour and minute with the zone the text names.

    `utc` is the same time in minutes of the day at Greenwich, when the text gives a second time with a zone:
    "12.00 waktu setempat (16.00 WIB)".
    """

    hour: int
    minute: int
    zone: tzinfo | None = None
    utc: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Kind and value of a stretch of tokens; `silent` ones are known not to be times ("17 tahun" of an age)."""

    kind: TimeKind
    when: When = UNKNOWN_WHEN
    hours: float | None = None
    clock: ClockTime | None = None
    instant: datetime | None = None
    anchored: bool = False
    silent: bool = False


@dataclass(slots=True)
class Narrative:
    """Where the telling stands: the day of publication and the day last told of, updated along the text.

    `period` is the first day of the interval named last ("that month"), `recent` the last day told of that is no
    background. `year` is a past year named in full in this sentence, up to the code point `year_at`.
    """

    published: date | None
    current: date | None
    local: tzinfo | None = None
    period: date | None = None
    recent: date | None = None
    year: int = 0
    year_at: int = 0

    def new_paragraph(self) -> None:
        """Comes back from background to the news at the end of a paragraph."""
        self.current = self.recent or self.current

    def year_before(self, at: int) -> int:
        """The past year that the words just before an offset were about, 0 when none was."""
        return self.year if 0 <= at - self.year_at <= YEAR_REACH else 0

    @property
    def base(self) -> date | None:
        """The day that words such as "kemarin" count from."""
        return self.published or self.current

    @property
    def told(self) -> date | None:
        """The day that words such as "keesokan harinya" (the next day) count from."""
        return self.current or self.published
