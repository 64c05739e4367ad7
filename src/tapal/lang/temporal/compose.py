"""Time expressions made of others: ranges, several days, since and until, a clock time on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tapal.lang.temporal import days
from tapal.lang.temporal.clocks import at_day
from tapal.lang.temporal.mention import TimeKind
from tapal.lang.temporal.reading import Narrative, Reading
from tapal.lang.temporal.tokens import Token
from tapal.model.kinds import DatePrecision
from tapal.model.when import When, day


def _readings(tokens: Sequence[Token]) -> list[Reading]:
    return [t.reading for t in tokens if t.reading is not None]


def clock_on(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A clock time and its day in either order: "pukul 16.00 WIB pada Sabtu", "Saturday at 9 a.m."."""
    found = _readings(tokens)
    clock = next((r for r in found if r.kind is TimeKind.CLOCK), None)
    on = next((r for r in found if r.kind is TimeKind.DATE), None)
    if clock is None or on is None or not on.when.known or clock.when.known:
        return None
    return at_day(clock, on, story)


def several(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Days or months that touch, as one interval: "Jumat dan Sabtu", "Monday, Tuesday and Wednesday"."""
    found = _readings(tokens)
    whens = [r.when for r in found]
    for left, right in zip(whens, whens[1:], strict=False):
        if left.end is None or right.start is None or right.start.toordinal() - left.end.toordinal() != 1:
            return None
    return _joined(found)


def _joined(found: list[Reading]) -> Reading | None:
    first, last = found[0].when, found[-1].when
    if first.start is None or last.end is None or first.start > last.end:
        return None
    rough = max((r.when.precision for r in found), key=list(DatePrecision).index)
    precision = days.span_precision(first.start, last.end) if rough is DatePrecision.DAY else rough
    when = When(first.start, last.end, precision, last.how if last.how == first.how else "range")
    return Reading(TimeKind.DATE, when, anchored=all(r.anchored for r in found))


def date_range(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """From one date to another: "from Friday to Sunday", "antara 6 Juni dan 2 Juli", "Jumat hingga Minggu"."""
    first, last = _readings(tokens)
    joined = _joined([first, last])
    if joined is not None:
        return joined
    start, end = first.when.start, last.when.end
    if start is None or end is None or first.when.how != last.when.how:
        return None
    if last.when.how == "weekday":  # "Friday to Sunday" told on a Saturday: the Sunday is still to come
        return _joined([first, replace(last, when=day(days.shifted(end, 7), "weekday"))])
    if last.when.how == "partial" and first.when.end and first.when.start == first.when.end:
        moved = days.make_day(start.year - 1, start.month, start.day)
        return None if moved is None else _joined([replace(first, when=day(moved, "partial")), last])
    return None


def offset_from(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A distance from a date: "two days after 6 June", "tiga hari sebelum Sabtu"."""
    distance, anchor = _readings(tokens)
    if distance.when.how not in {"relative-after", "relative-before"} or distance.hours is None:
        return None
    if anchor.when.start is None or anchor.when.start != anchor.when.end:
        return None
    moved = days.shifted(anchor.when.start, timedelta(hours=distance.hours).days)
    return Reading(TimeKind.DATE, day(moved, anchor.when.how))


def since(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """From a date to publication (annotation guide, rule 15): "sejak 6 Juni", "since early 2011"."""
    (start,) = _readings(tokens)
    if start.when.start is None:
        return replace(start, kind=TimeKind.SINCE)
    base = story.base
    if base is None or start.when.start > base:
        return replace(start, kind=TimeKind.SINCE)
    when = When(start.when.start, base, start.when.precision, "since")
    return replace(start, kind=TimeKind.SINCE, when=when)


def until(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """Up to a date: from publication when it is still to come, else with an open start ("hingga November 2024")."""
    (end,) = _readings(tokens)
    if end.when.end is None:
        return replace(end, kind=TimeKind.UNTIL)
    base = story.base
    if base is not None and end.when.end > base:
        return replace(end, kind=TimeKind.UNTIL, when=When(base, end.when.end, end.when.precision, "until"))
    return replace(end, kind=TimeKind.UNTIL, when=When(None, end.when.end, DatePrecision.UNKNOWN, "until"))


def by(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A day after "by": until it when it is still to come, else simply that day."""
    (end,) = _readings(tokens)
    base = story.base
    if base is None or end.when.end is None or end.when.end <= base:
        return end
    return until(tokens, story, future)
