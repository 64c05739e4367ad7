"""Arithmetic on day intervals: months, thirds of months, weeks, weekdays, shifts by units.

Weeks run from Monday to Sunday. "Awal/early" is days 1–10 of a month and January–April of a year, "pertengahan/mid"
days 11–20 and May–August, "akhir/late" the rest (annotation guide, rule 16; thirds of a year by the same measure).
"""

from calendar import monthrange
from datetime import date

from tapal.model.kinds import DatePrecision
from tapal.model.when import UNKNOWN_WHEN, When

HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0, "year": 8760.0}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def shifted(start: date, days: int) -> date:
    """The day so many days later, held inside what a date can be."""
    return date.fromordinal(min(max(start.toordinal() + days, _FIRST), _LAST))


def between(start: date, end: date, precision: DatePrecision, how: str) -> When:
    """An interval; unknown when it would run backwards."""
    return When(start, end, precision, how) if start <= end else UNKNOWN_WHEN


def make_day(year: int, month: int, number: int) -> date | None:
    """The calendar day, or None when there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= monthrange(max(year, 1), month)[1]):
        return None
    return date(year, month, number)


def month_of(year: int, month: int, edge: int = 0, how: str = "") -> When:
    """A month, or with `edge` 1, 2, 3 its early, middle or late third."""
    if not 1 <= year <= 9999:
        return UNKNOWN_WHEN
    last = monthrange(year, month)[1]
    first, end = {0: (1, last), 1: (1, 10), 2: (11, 20), 3: (21, last)}[edge]
    precision = DatePrecision.WEEK if edge else DatePrecision.MONTH
    return When(date(year, month, first), date(year, month, end), precision, how)


def months_of(year: int, first: int, last: int, precision: DatePrecision, how: str) -> When:
    """From the first to the last of two months, across the new year when the last comes before the first."""
    end_year = year + (last < first)
    if not (1 <= year <= 9999 and end_year <= 9999):
        return UNKNOWN_WHEN
    return When(date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]), precision, how)


def year_of(year: int, edge: int = 0, how: str = "") -> When:
    """A year, or with `edge` 1, 2, 3 its first, middle or last four months."""
    first, last = {0: (1, 12), 1: (1, 4), 2: (5, 8), 3: (9, 12)}[edge]
    return months_of(year, first, last, DatePrecision.YEAR, how)


def week_of(value: date, edge: int = 0, how: str = "") -> When:
    """The week (Monday to Sunday) of a day, or with `edge` 1, 2, 3 Mon–Tue, Wed–Thu, Fri–Sun."""
    monday = shifted(value, -value.weekday())
    first, last = {0: (0, 6), 1: (0, 1), 2: (2, 3), 3: (4, 6)}[edge]
    return between(shifted(monday, first), shifted(monday, last), DatePrecision.WEEK, how)


def weekend_of(base: date, step: int) -> When:
    """The weekend: step 0 the one running or just gone, -1 the one before the week of `base`, 1 the coming one."""
    saturday = shifted(base, -((base.weekday() - 5) % 7))
    if step < 0 and base.weekday() >= 5:
        saturday = shifted(saturday, -7)
    if step > 0:
        saturday = shifted(base, (5 - base.weekday()) % 7)
    return between(saturday, shifted(saturday, 1), DatePrecision.DAY, "relative")


def weekday_near(base: date, weekday: int, step: int = 0) -> date:
    """The weekday on or before `base` (step 0), strictly before (-1), on or after (1), strictly after (2).

    Annotation guide, rule 9: a weekday without a date is the nearest one on or before the day of publication.
    """
    back = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    return shifted(base, {0: -back, -1: -(back or 7), 1: ahead, 2: ahead or 7}[step])


def month_shift(base: date, months: int) -> tuple[int, int]:
    """Year and month so many months away."""
    index = base.year * 12 + base.month - 1 + months
    return index // 12, index % 12 + 1


def unit_of(base: date, unit: str, step: int, edge: int = 0, how: str = "relative") -> When:
    """The day, week, month or year that lies `step` units from the one of `base`."""
    if unit == "month":
        year, month = month_shift(base, step)
        return month_of(year, month, edge, how)
    if unit == "year":
        return year_of(base.year + step, edge, how)
    if unit == "week":
        return week_of(shifted(base, 7 * step), edge, how)
    moved = shifted(base, step) if unit == "day" else base
    return between(moved, moved, DatePrecision.DAY, how)


def around(base: date, unit: str, count: int, size: int, how: str) -> When:
    """About `count` units from `base` (negative: before): `size` -1 "nearly", 0 plain, 1 "more than".

    A plain week lies within three days of its mark; "hampir tiga minggu lalu" (nearly three weeks ago) is
    between two and three weeks ago.
    """
    sign = -1 if count < 0 else 1
    if unit == "week":
        mark = 7 * abs(count)
        near, far = {-1: (max(mark - 6, 5), mark), 0: (mark - 3, mark + 3), 1: (mark, mark + 6)}[size]
        ends = sorted((shifted(base, sign * near), shifted(base, sign * far)))
        return between(ends[0], ends[1], DatePrecision.WEEK, how)
    if unit in {"hour", "minute"}:
        days = round(abs(count) * HOURS[unit] / 24)
        return unit_of(base, "day", sign * days, how=how)
    if unit == "year" and size == 1:
        return year_of(base.year + count, 0, how)
    return unit_of(base, unit, count, how=how)


def stretch(base: date, unit: str, count: int, direction: int, how: str) -> When:
    """The last (direction -1) or coming (1) so many units, up to or from `base`.

    "In the past 24 hours" reaches to the day before; two days are yesterday and today; longer ones go the full way.
    """
    if unit in {"hour", "minute"}:
        days = max(1, round(count * HOURS[unit] / 24))
        precision = DatePrecision.DAY
    elif unit == "day":
        days, precision = (1 if count <= 2 else count), DatePrecision.DAY if count <= 3 else DatePrecision.WEEK
    elif unit == "week":
        days, precision = 7 * count - (count == 1), DatePrecision.WEEK
    else:
        year, month = month_shift(base, direction * count * (12 if unit == "year" else 1))
        if not 1 <= year <= 9999:
            return UNKNOWN_WHEN
        edge = date(year, month, min(base.day, monthrange(year, month)[1]))
        precision = DatePrecision.MONTH if unit == "month" else DatePrecision.YEAR
        return between(min(edge, base), max(edge, base), precision, how)
    moved = shifted(base, direction * days)
    return between(min(moved, base), max(moved, base), precision, how)


def span_precision(start: date, end: date) -> DatePrecision:
    """Precision that fits the length of an interval: up to 3 days, 2 weeks, 3 months, more."""
    length = end.toordinal() - start.toordinal() + 1
    for limit, precision in ((3, DatePrecision.DAY), (14, DatePrecision.WEEK), (92, DatePrecision.MONTH)):
        if length <= limit:
            return precision
    return DatePrecision.YEAR
