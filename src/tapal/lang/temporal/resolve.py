"""What days relative words mean, and how long durations are: "pekan lalu", "two days ago", "48 jam".

Every resolver takes the tokens of a match, the narrative, and whether the clause looks ahead ("akan", "will"); it
returns a Reading, or None when the words are no time after all.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tapal.lang.temporal import calendar_dates, days
from tapal.lang.temporal.mention import TimeKind
from tapal.lang.temporal.parts import clipped, first_of, step_of, value_of
from tapal.lang.temporal.reading import Narrative, Reading
from tapal.lang.temporal.tokens import Token
from tapal.model.kinds import DatePrecision
from tapal.model.when import UNKNOWN_WHEN, When

Resolver = Callable[[Sequence[Token], Narrative, bool], Reading | None]

LONGEST = 5000  # counts of units above this are no lengths of time in news
COUNTS = frozenset({"DAYNUM", "YEAR", "FOUR", "NUM", "WORDNUM", "ARTICLE"})


def unit(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A named unit: "pekan lalu", "early this month", "earlier this year", "akhir tahun ini", "next week"."""
    name = first_of(tokens, "UNIT")
    base = story.base
    if name is None or name.unit in {"hour", "minute", "day"}:
        return None
    if base is None:
        return Reading(TimeKind.DATE)
    step = step_of(tokens) or 0
    when = days.unit_of(base, name.unit, step, value_of(tokens, "EDGE"))
    ahead = future or first_of(tokens, "LATER") is not None
    if first_of(tokens, "SOFAR") and when.start and step == 0:
        when = replace(when, end=max(when.start, days.shifted(base, -1)))
    elif not first_of(tokens, "EDGE"):
        when = clipped(when, base, ahead)
    return Reading(TimeKind.DATE, when)


def that_unit(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """The unit told of: "bulan itu", "early that month", "the same year"."""
    name, base = first_of(tokens, "UNIT"), story.period or story.told
    if name is None or name.unit in {"hour", "minute", "day"}:
        return None
    if base is None:
        return Reading(TimeKind.DATE)
    return Reading(TimeKind.DATE, days.unit_of(base, name.unit, 0, value_of(tokens, "EDGE"), "narrative"))


def _count(tokens: Sequence[Token]) -> tuple[int, str, bool]:
    """How many of which unit, and whether the count is only a vague word."""
    one = first_of(tokens, "ONEUNIT")
    if one:
        return 1, one.unit, False
    name = [t for t in tokens if t.kind in {"UNIT", "JAM"}]
    counts = [t for t in tokens if t.kind in COUNTS]
    vague = first_of(tokens, "VAGUE", "RECENT")
    if not name or (not counts and vague is None):
        return (1, name[0].unit, False) if name else (0, "", True)
    return (counts[-1].n, name[0].unit, False) if counts else (vague.n if vague else 0, name[0].unit, True)


def _vaguely(base: date, unit_name: str, sign: int) -> When:
    """Several units away: days within a week, weeks within six, months within eight; years cannot be told."""
    if unit_name in {"hour", "minute"}:
        return days.unit_of(base, "day", 0)
    if unit_name not in {"day", "week", "month"}:
        return UNKNOWN_WHEN
    near, far, precision = {
        "day": (1, 7, DatePrecision.WEEK),
        "week": (14, 42, DatePrecision.MONTH),
        "month": (60, 240, DatePrecision.YEAR),
    }[unit_name]
    ends = sorted((days.shifted(base, sign * near), days.shifted(base, sign * far)))
    return days.between(ends[0], ends[1], precision, "relative")


def _away(tokens: Sequence[Token], base: date | None, sign: int, how: str) -> Reading | None:
    count, name, vague = _count(tokens)
    if not name or count > LONGEST:
        return None
    hours = sign * count * days.HOURS[name]
    if base is None:
        return Reading(TimeKind.DATE, hours=hours)
    if vague:
        return Reading(TimeKind.DATE, replace(_vaguely(base, name, sign), how=how))
    return Reading(TimeKind.DATE, days.around(base, name, sign * count, value_of(tokens, "SIZE"), how), hours=hours)


def ago(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A distance before publication: "dua hari lalu", "hampir tiga minggu lalu", "two years ago"."""
    return _drop_hours(_away(tokens, story.base, -1, "relative"))


def ahead(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A distance after publication: "tiga hari lagi", "in two weeks' time"."""
    return _drop_hours(_away(tokens, story.base, 1, "relative"))


def later(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A distance after the day told of: "dua hari kemudian", "a week later"."""
    return _drop_hours(_away(tokens, story.told, 1, "narrative"))


def earlier(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A distance before the day told of: "sehari sebelumnya", "two days earlier"."""
    return _drop_hours(_away(tokens, story.told, -1, "narrative"))


def _drop_hours(reading: Reading | None) -> Reading | None:
    return None if reading is None else replace(reading, hours=None)


def after(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A distance after another event ("hampir tiga minggu setelah …"): the days of that event, counted back.

    `hours` keeps the distance, for a date that follows ("two days after 6 June").
    """
    found = _away(tokens, story.base, -1, "relative-after")
    return None if found is None else replace(found, hours=None if found.hours is None else -found.hours)


def before(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A distance before another event ("two days before …"): unknown until a date follows."""
    count, name, vague = _count(tokens)
    if not name or vague or count > LONGEST:
        return Reading(TimeKind.DATE)
    how = When(None, None, DatePrecision.UNKNOWN, "relative-before")
    return Reading(TimeKind.DATE, how, hours=-count * days.HOURS[name])


def recent(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """The time up to publication: "24 jam terakhir", "the past two days", "in recent weeks" (open start)."""
    step = first_of(tokens, "STEP")
    return None if step is not None and step.n >= 0 else _stretch(tokens, story, -1)


def coming(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """The time from publication on: "tiga hari ke depan", "the next 48 hours"."""
    return _stretch(tokens, story, 1)


def _stretch(tokens: Sequence[Token], story: Narrative, direction: int) -> Reading | None:
    count, name, vague = _count(tokens)
    base = story.base
    if not name or count > LONGEST:
        return None
    if base is None:
        return Reading(TimeKind.DATE)
    if not vague:
        return Reading(TimeKind.DATE, days.stretch(base, name, count, direction, "relative"))
    if name in {"hour", "minute", "day"}:
        return Reading(TimeKind.DATE, days.stretch(base, "day", 1 if name != "day" else 7, direction, "relative"))
    start, end = (None, base) if direction < 0 else (base, None)
    return Reading(TimeKind.DATE, When(start, end, DatePrecision.UNKNOWN, "relative"))


def relative_day(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A word for a day counted from publication: "kemarin", "today", "overnight", "tadi malam"."""
    return _offset(first_of(tokens, "RELDAY"), story.base, "relative")


def narrative_day(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A word for a day counted from the day told of: "hari itu", "the next day", "malam sebelumnya"."""
    return _offset(first_of(tokens, "NARR"), story.told, "narrative" if story.current else "narrative-published")


def _offset(token: Token | None, base: date | None, how: str) -> Reading | None:
    if token is None:
        return None
    if base is None:
        return Reading(TimeKind.DATE)
    when = days.between(days.shifted(base, token.n), days.shifted(base, token.m), DatePrecision.DAY, how)
    return Reading(TimeKind.DATE, when)


def night_to(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A night between two days: "in the night to Wednesday", "overnight into Friday"."""
    found = calendar_dates.calendar([t for t in tokens if t.kind == "WEEKDAY"][-1:], story, future)
    if found is None or found.when.start is None:
        return found
    return replace(found, when=replace(found.when, start=days.shifted(found.when.start, -1)))


def weekend(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Saturday and Sunday: "akhir pekan lalu", "over the weekend", "this weekend"."""
    if story.base is None:
        return Reading(TimeKind.DATE)
    step = step_of(tokens)
    toward = 1 if step == 1 or future or (step == 0 and story.base.weekday() in {3, 4}) else step or 0
    return Reading(TimeKind.DATE, days.weekend_of(story.base, toward))


def streak(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """So many days running: "for a third straight day", "dua hari berturut-turut", up to the day told of."""
    base = story.told
    count = value_of(tokens, "ORDWORD") or value_of(tokens, *COUNTS)
    if base is None or not 1 <= count <= 60:
        return None
    start = days.shifted(base, 1 - count)
    return Reading(TimeKind.DATE, days.between(start, base, days.span_precision(start, base), "narrative"))


def duration(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A length of time in hours: "48 jam", "a 72-hour truce", "enam bulan" (months of 30, years of 365 days)."""
    count, name, vague = _count(tokens)
    if not name or count > LONGEST:
        return None
    return Reading(TimeKind.DURATION, hours=None if vague else count * days.HOURS[name])


def frequency(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Something that recurs: "setiap hari", "every Friday"."""
    return Reading(TimeKind.FREQUENCY)


def since_then(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """An act since a time told before ("sejak itu", "since then"); its start is left open here."""
    return Reading(TimeKind.SINCE)


def silent(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Words that look like a time and are none: ages, articles of laws, decades, "Black Friday"."""
    return Reading(TimeKind.DATE, silent=True)
