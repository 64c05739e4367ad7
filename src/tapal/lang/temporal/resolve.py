"""What days the words of a level 1 rule mean: calendar dates, weekdays, relative words, durations.

Every resolver takes the tokens of a match, the narrative, and whether the clause looks ahead ("akan", "will"); it
returns a Reading, or None when the words are no time after all.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tapal.lang.temporal import days
from tapal.lang.temporal.mention import TimeKind
from tapal.lang.temporal.reading import Narrative, Reading
from tapal.lang.temporal.tokens import Token
from tapal.model.kinds import DatePrecision
from tapal.model.when import UNKNOWN_WHEN, When, day

Resolver = Callable[[Sequence[Token], Narrative, bool], Reading | None]

# A day and month without a year is taken as still to come when it lies at most this far ahead of publication:
# reports announce dates a few weeks ahead and name the year of dates ten months back.
AHEAD_DAYS = 45
LONGEST = 5000  # counts of units above this are no lengths of time in news
COUNTS = frozenset({"DAYNUM", "YEAR", "FOUR", "NUM", "WORDNUM", "ARTICLE"})


def _first(tokens: Sequence[Token], *kinds: str) -> Token | None:
    return next((t for t in tokens if t.kind in kinds), None)


def _value(tokens: Sequence[Token], *kinds: str, default: int = 0) -> int:
    token = _first(tokens, *kinds)
    return default if token is None else token.n


def _clip(when: When, base: date | None, future: bool) -> When:
    """The part of a running interval that a report can tell of: up to publication, or from it when it looks ahead."""
    if base is None or when.start is None or when.end is None or not when.start <= base <= when.end:
        return when
    return replace(when, start=base) if future else replace(when, end=base)


def _step(tokens: Sequence[Token]) -> int | None:
    """-1 last, 0 this, 1 next; None when nothing of the kind is said."""
    token = _first(tokens, "STEP", "AGO")
    return None if token is None else -1 if token.kind == "AGO" else token.n


def calendar(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A date of the calendar, whole or in part: "Sabtu (17/6/2017)", "6 Juni", "awal Mei 2016", "2011", "last Friday"."""
    numeric = _first(tokens, "DATE", "DAYMONTH", "FIXED")
    month = numeric.m if numeric else _value(tokens, "MONTH", "MAYBE")
    number = numeric.n if numeric else _value(tokens, "DAYNUM", "ORDDAY")
    year = _year(tokens, numeric, story)
    weekday = _first(tokens, "WEEKDAY", "WABBR")
    step = _step(tokens)
    if month and number:
        return _day_month(number, month, year, weekday.n if weekday else None, story, future)
    if month:
        return _month(month, year, _value(tokens, "EDGE"), step, story, future)
    if weekday:
        return _weekday(weekday.n, step, _first(tokens, "UNIT") is not None, story, future)
    if year:
        when = _clip(days.year_of(year, _value(tokens, "EDGE"), "explicit"), story.base, future)
        return Reading(TimeKind.DATE, when, anchored=True)
    return _month_day(number, step, story) if number else None


def _year(tokens: Sequence[Token], numeric: Token | None, story: Narrative) -> int:
    if numeric and numeric.year:
        return numeric.year
    year = _value(tokens, "YEAR")
    if year:
        return year
    unit, step = _first(tokens, "UNIT"), _step(tokens)
    if unit and unit.unit == "year" and step is not None and story.base:
        return story.base.year + step
    return 0


def _day_month(
    number: int, month: int, year: int, weekday: int | None, story: Narrative, future: bool
) -> Reading | None:
    if year:
        found = days.make_day(year, month, number)
        return None if found is None else Reading(TimeKind.DATE, day(found, "explicit"), anchored=True)
    base = story.base
    if base is None:
        possible = days.make_day(2000, month, number) is not None  # a leap year: 29 February is a day
        return Reading(TimeKind.DATE, anchored=True) if possible else None
    options = [d for y in range(base.year - 1, base.year + 2) if (d := days.make_day(y, month, number))]
    if weekday is not None:
        options = [d for d in options if d.weekday() == weekday] or options
    if not options:
        return Reading(TimeKind.DATE, anchored=True) if month == 2 and number == 29 else None
    if future:
        best = min(options, key=lambda d: abs(d.toordinal() - base.toordinal()))
    else:
        past = [d for d in options if d.toordinal() <= base.toordinal() + AHEAD_DAYS]
        best = max(past) if past else min(options)
    return Reading(TimeKind.DATE, day(best, "partial"), anchored=True)


def _month(month: int, year: int, edge: int, step: int | None, story: Narrative, future: bool) -> Reading:
    """A month; without a year the latest one not after publication, or the next one when the clause looks ahead."""
    base = story.base
    if year:
        when = days.month_of(year, month, edge, "explicit")
    elif base is None:
        return Reading(TimeKind.DATE, anchored=True)
    elif step == 1 or (step is None and future):
        ahead = month < base.month or (step == 1 and month == base.month)
        when = days.month_of(base.year + ahead, month, edge, "partial")
    else:
        back = month > base.month or (step == -1 and month == base.month)
        when = days.month_of(base.year - back, month, edge, "partial")
    return Reading(TimeKind.DATE, _clip(when, base, future or step == 1), anchored=True)


def _weekday(weekday: int, step: int | None, by_week: bool, story: Narrative, future: bool) -> Reading:
    base = story.base
    if base is None:
        return Reading(TimeKind.DATE)
    if by_week:
        monday = days.shifted(base, 7 * (step or 0) - base.weekday())
        return Reading(TimeKind.DATE, day(days.shifted(monday, weekday), "weekday"))
    side = {None: 1 if future else 0, -1: -1, 0: 1 if future else 0, 1: 2}[step]
    return Reading(TimeKind.DATE, day(days.weekday_near(base, weekday, side), "weekday"))


def _month_day(number: int, step: int | None, story: Narrative) -> Reading | None:
    """A day of the month alone ("tanggal 17", "on the 17th"): of this month, or of the last when it is still to come."""
    base = story.base
    if base is None:
        return Reading(TimeKind.DATE)
    back = step if step is not None else -(number > base.day + 3)
    found = days.make_day(*days.month_shift(base, back), number)
    return None if found is None else Reading(TimeKind.DATE, day(found, "partial"))


def day_range(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Days of one month: "3-7 Juni", "antara 3 dan 7 Juni 2017", "June 17 to 19"."""
    numbers = [t.n for t in tokens if t.kind in {"DAYNUM", "ORDDAY"}]
    last = _day_month(numbers[-1], _value(tokens, "MONTH", "MAYBE"), _year(tokens, None, story), None, story, future)
    if last is None or last.when.end is None or len(numbers) < 2 or numbers[0] > numbers[-1]:
        return None
    start = last.when.end.replace(day=numbers[0])
    return replace(last, when=days.between(start, last.when.end, span_precision(start, last.when.end), last.when.how))


def month_range(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Months that share a year: "antara Mei dan Juli 2016", "June and July 2017"."""
    months = [t.n for t in tokens if t.kind in {"MONTH", "MAYBE"}]
    year = _year(tokens, None, story)
    if not year and story.base:
        year = story.base.year - (months[-1] > story.base.month and not future)
    if not year:
        return Reading(TimeKind.DATE, anchored=True)
    first_year = year - (months[0] > months[-1])
    when = days.months_of(first_year, months[0], months[-1], DatePrecision.MONTH, "explicit")
    return Reading(TimeKind.DATE, _clip(when, story.base, future), anchored=True)


def year_range(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Years: "2014-2017", "antara 2011 dan 2015"; the second may have two figures ("2014-15")."""
    first, second = [t.n for t in tokens if t.kind in {"YEAR", "DAYNUM"}][:2]
    second += first // 100 * 100 if second < 100 else 0
    if not first <= second <= first + 60:
        return None
    when = days.between(date(first, 1, 1), date(second, 12, 31), DatePrecision.YEAR, "explicit")
    return Reading(TimeKind.DATE, _clip(when, story.base, future), anchored=True)


def span_precision(start: date, end: date) -> DatePrecision:
    """Precision that fits the length of an interval: up to 3 days, 2 weeks, 3 months, more."""
    length = end.toordinal() - start.toordinal() + 1
    for limit, precision in ((3, DatePrecision.DAY), (14, DatePrecision.WEEK), (92, DatePrecision.MONTH)):
        if length <= limit:
            return precision
    return DatePrecision.YEAR


def unit(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A named unit: "pekan lalu", "early this month", "earlier this year", "akhir tahun ini", "next week"."""
    name = _first(tokens, "UNIT")
    base = story.base
    if name is None or name.unit in {"hour", "minute", "day"}:
        return None
    if base is None:
        return Reading(TimeKind.DATE)
    step = _step(tokens) or 0
    when = days.unit_of(base, name.unit, step, _value(tokens, "EDGE"))
    ahead = future or _first(tokens, "LATER") is not None
    if _first(tokens, "SOFAR") and when.start and step == 0:
        when = replace(when, end=max(when.start, days.shifted(base, -1)))
    elif not _first(tokens, "EDGE"):
        when = _clip(when, base, ahead)
    return Reading(TimeKind.DATE, when)


def _count(tokens: Sequence[Token]) -> tuple[int, str, bool]:
    """How many of which unit, and whether the count is only a vague word."""
    one = _first(tokens, "ONEUNIT")
    if one:
        return 1, one.unit, False
    name = [t for t in tokens if t.kind in {"UNIT", "JAM"}]
    counts = [t for t in tokens if t.kind in COUNTS]
    vague = _first(tokens, "VAGUE", "RECENT")
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
    return Reading(TimeKind.DATE, days.around(base, name, sign * count, _value(tokens, "SIZE"), how), hours=hours)


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
    step = _first(tokens, "STEP")
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
    return _offset(_first(tokens, "RELDAY"), story.base, "relative")


def narrative_day(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A word for a day counted from the day told of: "hari itu", "the next day", "malam sebelumnya"."""
    return _offset(_first(tokens, "NARR"), story.told, "narrative" if story.current else "narrative-published")


def _offset(token: Token | None, base: date | None, how: str) -> Reading | None:
    if token is None:
        return None
    if base is None:
        return Reading(TimeKind.DATE)
    when = days.between(days.shifted(base, token.n), days.shifted(base, token.m), DatePrecision.DAY, how)
    return Reading(TimeKind.DATE, when)


def night_to(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A night between two days: "in the night to Wednesday", "overnight into Friday"."""
    found = calendar([t for t in tokens if t.kind == "WEEKDAY"][-1:], story, future)
    if found is None or found.when.start is None:
        return found
    return replace(found, when=replace(found.when, start=days.shifted(found.when.start, -1)))


def weekend(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Saturday and Sunday: "akhir pekan lalu", "over the weekend", "this weekend"."""
    if story.base is None:
        return Reading(TimeKind.DATE)
    step = _step(tokens)
    toward = 1 if step == 1 or future or (step == 0 and story.base.weekday() in {3, 4}) else step or 0
    return Reading(TimeKind.DATE, days.weekend_of(story.base, toward))


def season(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Three months of a northern season: "musim panas 2012" June to August, "last winter" December to February."""
    first = _value(tokens, "SEASON")
    year, base = _year(tokens, None, story), story.base
    if not year:
        if base is None:
            return Reading(TimeKind.DATE)
        year = base.year - ((first > base.month) != (_step(tokens) == 1 or future))
    when = days.months_of(year, first, (first + 1) % 12 + 1, DatePrecision.MONTH, "explicit")
    return Reading(TimeKind.DATE, _clip(when, base, future), anchored=True)


def part_of(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """An ordinal part of a month or year: "pekan pertama Juni" days 1–7, "the first half of 2016"."""
    order = _value(tokens, "ORDWORD")
    if _first(tokens, "HALF"):
        year = _year(tokens, None, story)
        if not year or order not in {1, 2}:
            return None
        when = days.months_of(year, 6 * order - 5, 6 * order, DatePrecision.YEAR, "explicit")
        return Reading(TimeKind.DATE, when, anchored=True)
    found = calendar([t for t in tokens if t.kind in {"MONTH", "MAYBE", "YEAR", "STEP"}], story, future)
    if found is None or found.when.start is None or not 1 <= order <= 4:
        return found
    start = found.when.start.replace(day=7 * order - 6)
    when = days.between(start, days.shifted(start, 6), DatePrecision.WEEK, found.when.how)
    return replace(found, when=when)


def streak(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """So many days running: "for a third straight day", "dua hari berturut-turut", up to the day told of."""
    base = story.told
    count = _value(tokens, "ORDWORD") or _value(tokens, *COUNTS)
    if base is None or not 1 <= count <= 60:
        return None
    start = days.shifted(base, 1 - count)
    return Reading(TimeKind.DATE, days.between(start, base, span_precision(start, base), "narrative"))


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
    """"Sejak itu", "since then": the start is what the sentence before told; left open here."""
    return Reading(TimeKind.SINCE)


def silent(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Words that look like a time and are none: ages, articles of laws, decades, "Black Friday"."""
    return Reading(TimeKind.DATE, silent=True)
