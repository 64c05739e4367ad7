"""Land borders and extents of countries, estimated from the towns on both sides.

No polygon is needed: a border point is the middle of two near towns of different countries, an extent is the
interval that holds 98 % of a country's towns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tapal.knowledge.places.geometry import distance_km
from tapal.knowledge.places.schema import cell_of

# Towns of two countries farther apart than this say nothing of the line between them. Deserts are wide.
_REACH_KM = 60.0
_TRIM = 0.01
# A degree of latitude is at least so long.
_KM_LATITUDE = 111.0


def border_points(
    towns: Iterable[tuple[str, float, float]], neighbours: dict[str, frozenset[str]]
) -> Iterator[tuple[str, str, float, float]]:
    """Points (country a < country b, latitude, longitude) on land borders, at most one per half-degree cell."""
    cells: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    for town in towns:
        cells[cell_of(town[1], town[2])].append(town)
    nearest: dict[tuple[str, str, int], tuple[float, float, float]] = {}
    for cell, inside in cells.items():
        around: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
        for step in (0, 1, 719, 720, 721):
            for other in cells.get(cell + step, ()):
                around[other[0]].append(other)
        if len(around) < 2:
            continue
        facing = {code: [other for other in around if other in neighbours.get(code, ())] for code in around}
        for town in inside:
            code = town[0]
            for other_code in facing[code]:
                slot = (code, other_code, cell) if code < other_code else (other_code, code, cell)
                found = _nearest(town, around[other_code], nearest.get(slot, (_REACH_KM, 0.0, 0.0))[0])
                if found is not None:
                    nearest[slot] = found
    for (first, second, _), (_, lat, lon) in sorted(nearest.items()):
        yield first, second, lat, lon


def _nearest(
    town: tuple[str, float, float], others: Iterable[tuple[str, float, float]], reach: float
) -> tuple[float, float, float] | None:
    """(km, latitude, longitude of the middle) to the first of the nearest towns within `reach` km; None without one."""
    found = None
    _, lat, lon = town
    for _, other_lat, other_lon in others:
        if abs(other_lat - lat) * _KM_LATITUDE > reach:  # spares most of the distances
            continue
        km = distance_km(lat, lon, other_lat, other_lon)
        if km < reach:
            reach, found = km, (km, (lat + other_lat) / 2, (lon + other_lon) / 2)
    return found


def boxes(towns: Iterable[tuple[str, float, float]]) -> Iterator[tuple[str, float, float, float, float]]:
    """(country, south, north, west, east) in degrees, without the outermost hundredth of towns."""
    lats: dict[str, list[float]] = defaultdict(list)
    lons: dict[str, list[float]] = defaultdict(list)
    for code, lat, lon in towns:
        lats[code].append(lat)
        lons[code].append(lon)
    for code in sorted(lats):
        yield (code, *_trimmed(lats[code]), *_trimmed(lons[code]))


def _trimmed(values: list[float]) -> tuple[float, float]:
    values.sort()
    cut = int(len(values) * _TRIM)
    return values[cut], values[-1 - cut]
