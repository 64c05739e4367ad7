"""Dates of the calendar, whole or in part: days, weekdays, months, years, seasons, and ranges of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tapal.lang.temporal import days
from tapal.lang.temporal.mention import TimeKind
from tapal.lang.temporal.parts import clipped, first_of, step_of, value_of
from tapal.lang.temporal.reading import Narrative, Reading
from tapal.lang.temporal.tokens import Token
from tapal.model.kinds import DatePrecision
from tapal.model.when import day

# A day and month without a year is taken as still to come when it lies at most this far ahead of publication:
# reports announce dates a few weeks ahead and name the year of dates ten months back.
AHEAD_DAYS = 45


def calendar(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A date of the calendar, whole or in part: "Sabtu (17/6/2017)", "6 Juni", "awal Mei", "2011", "last Friday"."""
    numeric = first_of(tokens, "DATE", "DAYMONTH", "FIXED")
    month = numeric.m if numeric else value_of(tokens, "MONTH", "MAYBE")
    number = numeric.n if numeric else value_of(tokens, "DAYNUM", "ORDDAY")
    year = _year(tokens, numeric, story)
    weekday = first_of(tokens, "WEEKDAY", "WABBR")
    step = step_of(tokens)
    if month and number:
        year = year or (0 if weekday or future else story.year_before(tokens[0].start))
        return _day_month(number, month, year, weekday.n if weekday else None, story, future)
    if month:
        return _month(month, year, value_of(tokens, "EDGE"), step, story, future)
    if weekday:
        return _weekday(weekday.n, step, _by_week(tokens), story, future)
    if year:
        when = clipped(days.year_of(year, value_of(tokens, "EDGE"), "explicit"), story.base, future)
        return Reading(TimeKind.DATE, when, anchored=True)
    return _month_day(number, step, story) if number else None


def _by_week(tokens: Sequence[Token]) -> bool:
    """True for "Senin pekan lalu", where the week is named that the weekday lies in."""
    return any(t.kind == "UNIT" and t.unit == "week" for t in tokens)


def _year(tokens: Sequence[Token], numeric: Token | None, story: Narrative) -> int:
    if numeric and numeric.year:
        return numeric.year
    year = value_of(tokens, "YEAR")
    if year:
        return year
    unit, step = first_of(tokens, "UNIT"), step_of(tokens)
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
    return Reading(TimeKind.DATE, clipped(when, base, future or step == 1), anchored=True)


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
    """A day of the month alone ("tanggal 17"): of this month, or of the last when it is still to come."""
    base = story.base
    if base is None:
        return Reading(TimeKind.DATE)
    back = step if step is not None else -(number > base.day + 3)
    found = days.make_day(*days.month_shift(base, back), number)
    return None if found is None else Reading(TimeKind.DATE, day(found, "partial"))


def day_range(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Days of one month: "3-7 Juni", "antara 3 dan 7 Juni 2017", "June 17 to 19"."""
    numbers = [t.n for t in tokens if t.kind in {"DAYNUM", "ORDDAY"}]
    last = _day_month(numbers[-1], value_of(tokens, "MONTH", "MAYBE"), _year(tokens, None, story), None, story, future)
    if last is None or last.when.end is None or len(numbers) < 2 or numbers[0] > numbers[-1]:
        return None
    start = last.when.end.replace(day=numbers[0])
    precision = days.span_precision(start, last.when.end)
    return replace(last, when=days.between(start, last.when.end, precision, last.when.how))


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
    return Reading(TimeKind.DATE, clipped(when, story.base, future), anchored=True)


def year_range(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Years: "2014-2017", "antara 2011 dan 2015"; the second may have two figures ("2014-15")."""
    first, second = [t.n for t in tokens if t.kind in {"YEAR", "DAYNUM"}][:2]
    second += first // 100 * 100 if second < 100 else 0
    if not first <= second <= first + 60:
        return None
    when = days.between(date(first, 1, 1), date(second, 12, 31), DatePrecision.YEAR, "explicit")
    return Reading(TimeKind.DATE, clipped(when, story.base, future), anchored=True)


def season(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Three months of a northern season: "musim panas 2012" June to August, "last winter" December to February."""
    first = value_of(tokens, "SEASON")
    year, base = _year(tokens, None, story), story.base
    if not year:
        if base is None:
            return Reading(TimeKind.DATE)
        year = base.year - ((first > base.month) != (step_of(tokens) == 1 or future))
    when = days.months_of(year, first, (first + 1) % 12 + 1, DatePrecision.MONTH, "explicit")
    return Reading(TimeKind.DATE, clipped(when, base, future), anchored=True)


def part_of(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """An ordinal part of a month or year: "pekan pertama Juni" days 1–7, "the first half of 2016"."""
    order = value_of(tokens, "ORDWORD")
    if first_of(tokens, "HALF"):
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
