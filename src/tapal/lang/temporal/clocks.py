"""Clock times: hour, minute and zone, joined with a day to an instant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone, tzinfo

from tapal.lang.temporal.mention import TimeKind, TimeMention
from tapal.lang.temporal.reading import ClockTime, Narrative, Reading
from tapal.lang.temporal.tokens import Token
from tapal.lang.temporal.zones import zone_of

_FIGURES = frozenset({"CLOCK", "DAYNUM", "FOUR", "YEAR", "NOON", "MILITARY"})
_LATE = frozenset({"afternoon", "evening", "night"})
_WEST = 10 * 60  # minutes: local times lie between 10 hours behind Greenwich and 14 before it


def _figure(token: Token, following: Token | None) -> tuple[int, int] | None:
    """Hour and minute of one figure, with "p.m." or a part of the day applied; midnight is hour 24."""
    if token.kind == "CLOCK" or token.kind == "NOON":
        hour, minute = token.n, token.m
    elif token.kind in {"FOUR", "YEAR"}:
        hour, minute = divmod(token.n, 100)
    else:
        hour, minute = token.n, 0
    late = following is not None and (
        following.unit == "p" if following.kind == "AMPM" else following.kind == "PART" and _is_late(following, hour)
    )
    if late and hour < 12:
        hour += 12
    elif following is not None and following.kind == "AMPM" and following.unit == "a" and hour == 12:
        hour = 0
    return (hour, minute) if hour <= 24 and minute < 60 else None


def _is_late(part: Token, hour: int) -> bool:
    return part.unit in _LATE or (part.unit == "noon" and hour <= 4)


def clock(tokens: Sequence[Token], story: Narrative, future: bool) -> Reading | None:
    """A clock time, with its zone when the text names one: "pukul 12:00 (0900 GMT)", "16.00 WIB", "9 a.m."."""
    times: list[tuple[tuple[int, int], tzinfo | None]] = []
    for index, token in enumerate(tokens):
        if token.kind in _FIGURES:
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            figure = _figure(token, following)
            if figure is None:
                return None
            times.append((figure, None))
        elif token.kind in {"ZONE", "ZPLACE"} and times:
            times[-1] = (times[-1][0], zone_of(token.unit))
    if not times:
        return None
    (hour, minute), zone = times[0]
    other = next((found for t, z in times[1:] if (found := _greenwich(t, z)) is not None), None)
    return Reading(TimeKind.CLOCK, clock=ClockTime(hour, minute, zone, other))


def _greenwich(figure: tuple[int, int], zone: tzinfo | None) -> int | None:
    """Minutes of the day at Greenwich; None for zones whose offset depends on the day."""
    offset = zone.utcoffset(None) if zone is not None else None
    return None if offset is None else figure[0] * 60 + figure[1] - int(offset.total_seconds()) // 60


def at_day(reading: Reading, on: Reading, story: Narrative) -> Reading:
    """A clock time on a day: its instant when the zone is known from the text or from `story.local`."""
    when = on.when
    found = reading.clock
    instant = None
    if found is not None and when.start is not None and when.start == when.end:
        instant = instant_of(found, when.start, story.local)
    return replace(reading, when=when, instant=instant, anchored=on.anchored)


def instant_of(found: ClockTime, on: date, local: tzinfo | None) -> datetime | None:
    """The aware instant of a clock time on a day; None without a zone. Hour 24 is the midnight that ends the day."""
    zone = found.zone or _offset_of(found) or local
    if zone is None or on.year in {1, 9999}:
        return None
    return datetime(on.year, on.month, on.day, found.hour % 24, found.minute, tzinfo=zone) + timedelta(
        days=found.hour // 24
    )


def _offset_of(found: ClockTime) -> tzinfo | None:
    """The local offset that a second time tells: three hours for "12:00 (0900 GMT)"."""
    if found.utc is None:
        return None
    minutes = (found.hour * 60 + found.minute - found.utc + _WEST) % 1440 - _WEST
    return timezone(timedelta(minutes=minutes))


def instant_in(mention: TimeMention, zone: tzinfo) -> datetime | None:
    """The aware instant of a clock mention, in `zone` when its own words name none; None when its day is unknown."""
    if mention.instant is not None:
        return mention.instant
    day = mention.when.start
    if mention.clock is None or day is None or day != mention.when.end:
        return None
    return instant_of(ClockTime(*mention.clock), day, zone)
