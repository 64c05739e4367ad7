"""Which tellings are worth comparing: those that share a place cell or name, a time bucket and a kind.

Keys are cheap and generous; `compare` decides. A telling costs the tellings that share a key with it,
not the store: that is what keeps adding one report a matter of its block.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import floor

from tapal.incidents.compare import days_apart
from tapal.incidents.keys import mixed, number
from tapal.incidents.kinship import lookalikes
from tapal.incidents.sides import folded
from tapal.incidents.told import WIDE, Told

CELL_DEGREES = 0.5
"""Side of a place cell, about 50 km: a report that names only the next city still meets."""

SLACK = timedelta(days=7)
"""Reports differ by days on one happening, seldom by more."""

LONG = timedelta(days=92)
"""Acts that go on longer than this (sieges) are filed by year, not by month."""


def pairs(tellings: Sequence[Told]) -> list[tuple[int, int]]:
    """Positions of the tellings to compare, smaller first, sorted, without repeats."""
    files: dict[int, list[int]] = defaultdict(list)
    found: list[tuple[int, int]] = []
    for position, told in enumerate(tellings):
        filed, asked = keys(told)
        met = {other for key in asked if key in files for other in files[key]}
        found += [(other, position) for other in met if worth(tellings[other], told)]
        for key in filed:
            files[key].append(position)
    return sorted(found)


def worth(first: Told, second: Told) -> bool:
    """Whether two tellings that share a key are compared: of two reports, lookalikes, at most a week apart."""
    if first.doc_id == second.doc_id or second.event.type not in lookalikes(first.event.type):
        return False
    return days_apart(first.start, first.end, second.start, second.end) <= SLACK.days


def keys(told: Told) -> tuple[list[int], list[int]]:
    """Keys that a telling is filed under, and keys that it is looked up by: where and who, by when.

    Two tellings meet when the one is filed under a key that the other is looked up by, whichever came first, and their
    types are `lookalikes`.
    """
    names = [f"w:{word}" for word in sorted(told.place_words)]
    actors = [f"a:{name.actor_id or folded(name.name)}" for name in told.actors + told.targets]
    filed_names, asked_names = _meeting(dict.fromkeys(names + actors), not told.sites)
    here, near = _cells(told, 0) + filed_names, _cells(told, 1) + asked_names
    filed, asked = _filed_times(told.start, told.end), _asked_times(told.start, told.end)
    origin = [number(f"origin {told.origin}")]
    return _crossed(here, filed) + origin, _crossed(near, asked) + origin


def _crossed(whats: Iterable[str], whens: Sequence[str]) -> list[int]:
    """One number for each of some names, cells and sides at each of some times."""
    times = [number(when) for when in whens]
    return [mixed(what, when) for what in map(number, whats) for when in times]


def _meeting(names: Iterable[str], placeless: bool) -> tuple[list[str], list[str]]:
    """Keys of names that only bring together pairs of which at least one has no place on the map.

    Words ("kota", "north") and sides are shared by half of a war; located tellings meet by their places.
    """
    alone = [f"placeless {name}" for name in names]
    return [*names, *(alone if placeless else [])], [*names] if placeless else alone


def _filed_times(start: date, end: date) -> list[str]:
    """Buckets of a time: short ones by month and by year, long ones by year and apart.

    Short times look up short ones by month, so that a siege of years does not make every week's clashes meet
    each other.
    """
    if end - start > LONG:
        return [f"L{year}" for year in _years(start, end)]
    return [*_months(start, end), *(f"y{year}" for year in _years(start, end))]


def _asked_times(start: date, end: date) -> list[str]:
    """Buckets in which a time's neighbours are filed, a week of slack around it."""
    first = start - SLACK if start - date.min > SLACK else date.min
    last = end + SLACK if date.max - end > SLACK else date.max
    years = _years(first, last)
    long = [f"L{year}" for year in years]
    return long + ([f"y{year}" for year in years] if end - start > LONG else _months(first, last))


def _years(first: date, last: date) -> range:
    return range(max(first.year, 1900), min(last.year, 2200) + 1)


def _months(first: date, last: date) -> list[str]:
    months = [f"{first.year}-{first.month}"]
    day = first
    while (day.year, day.month) != (last.year, last.month):
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        months.append(f"{day.year}-{day.month}")
    return months


def _cells(told: Told, reach: int) -> list[str]:
    """Cells around the places, and places and their parents by id."""
    cells: list[str] = []
    for where in told.sites:
        cells += [where.place_id] + ([where.parent] if where.parent else [])
        if where.kind in WIDE:
            continue
        row, column = floor(where.lat / CELL_DEGREES), floor(where.lon / CELL_DEGREES)
        steps = range(-reach, reach + 1)
        cells += [f"{row + i}:{column + j}" for i in steps for j in steps]
    return list(dict.fromkeys(cells))
