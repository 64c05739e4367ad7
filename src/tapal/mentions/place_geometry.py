"""Points and radii for places: the named place itself, a part of it, a way off, a border."""

from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, degrees, radians, sqrt

from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.geometry import BEARINGS, centre, distance_km, shifted
from tapal.mentions.place_relations import Relation, RelationKind
from tapal.model.kinds import PlaceKind, PlacePrecision
from tapal.model.where import Place, Where

# A name further out than this is no point any more.
_POINT_KM = 6.0
_NEAR_KM, _OFFSET_KM = 10.0, 12.0
# Half-width of a county known only by its seat: about that of a district of Iraq or a raion before 2020.
_UNIT_KM = 20.0
_PRECISION = {
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
    PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
}
_WIDE = frozenset({PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.MOUNTAIN, PlaceKind.WATER, PlaceKind.ISLAND})


def located(place: Place, km: float, how: str) -> Where:
    """The place itself; precision by its kind, radius where it is an area."""
    wide = place.kind in _WIDE or (place.kind not in _PRECISION and km > _POINT_KM)
    precision = _PRECISION.get(place.kind, PlacePrecision.NEAR if wide else PlacePrecision.EXACT)
    radius = km if wide or place.kind in _PRECISION else 0.0
    return _where(place, precision, how, radius)


def around_seat(place: Place, how: str) -> Where:
    """The unit that a town is the seat of ("Qada X", "X raion"), where no list has the unit itself."""
    return _where(place, PlacePrecision.ADMIN2, how, _UNIT_KM)


def at_parent(name: str, parent: Place, km: float) -> Where:
    """The parent of a place that no list has, with precision `parent`."""
    precision = _PRECISION.get(parent.kind, PlacePrecision.PARENT)
    how = f"{name} is not in the gazetteer: placed at {parent.name}"
    return _where(parent, precision, how, max(km, city_km(parent)))


def _where(place: Place, precision: PlacePrecision, how: str, radius: float) -> Where:
    return Where(
        place_id=place.id, name=place.name, kind=place.kind, lat=place.lat, lon=place.lon, country=place.country,
        precision=precision, how=how, radius_km=round(radius, 1), parent=place.parent,
    )  # fmt: skip


def city_km(place: Place) -> float:
    """Rough half-width of a town by its population: 2 km for a village, 15 km for ten million."""
    return max(1.5, min(15.0, sqrt(max(place.population, 1)) / 210))


def extent_km(place: Place, km: float, gazetteer: Gazetteer) -> tuple[float, float]:
    """Half-height and half-width of a place in km."""
    if place.kind is PlaceKind.COUNTRY and place.country:
        box = gazetteer.box(place.country)
        if box is not None:
            south, north, west, east = box
            height = distance_km(south, place.lon, north, place.lon) / 2
            return height, distance_km(place.lat, west, place.lat, east) / 2
    if place.kind in (PlaceKind.CITY, PlaceKind.DISTRICT):
        return city_km(place), city_km(place)
    return km, km


def related(
    base: Where, place: Place, km: float, relation: Relation, other: Place | None, gazetteer: Gazetteer
) -> Where:
    """The place that a relation describes, as its own geometry with a radius and precision `near`."""
    how = f"{relation.kind.value} of {base.name}"
    if relation.kind is RelationKind.BETWEEN and other is not None:
        lat, lon = centre([(base.lat, base.lon), (other.lat, other.lon)])
        half = distance_km(base.lat, base.lon, other.lat, other.lon) / 2
        return _moved(base, lat, lon, max(half, 2.0), f"between {base.name} and {other.name}")
    if relation.kind is RelationKind.NEAR:
        return _moved(base, base.lat, base.lon, max(relation.km or 0.0, base.radius_km, _NEAR_KM), how)
    if relation.direction is None or relation.direction == "c":
        high, wide = extent_km(place, km, gazetteer)
        return _moved(base, base.lat, base.lon, max(2.0, max(high, wide) * 0.6), how)
    how = f"{how}, {relation.direction}"
    if relation.kind is RelationKind.OFFSET:
        away = relation.km if relation.km is not None else _OFFSET_KM
        lat, lon = shifted(base.lat, base.lon, relation.direction, away)
        return _moved(base, lat, lon, max(2.0, away * (0.3 if relation.km else 0.8)), how)
    return _part(base, place, km, relation, how, gazetteer)


def _part(base: Where, place: Place, km: float, relation: Relation, how: str, gazetteer: Gazetteer) -> Where:
    high, wide = extent_km(place, km, gazetteer)
    direction = relation.direction or "n"
    share = 1.0 if relation.kind is RelationKind.OUTSKIRTS else 0.6
    vertical = share * high if "n" in direction or "s" in direction else 0.0
    sideways = share * wide if "e" in direction or "w" in direction else 0.0
    lat, lon = base.lat, base.lon
    box = gazetteer.box(place.country) if place.kind is PlaceKind.COUNTRY and place.country else None
    if box is not None:
        lat, lon = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
    if vertical:
        lat, lon = shifted(lat, lon, "n" if "n" in direction else "s", vertical)
    if sideways:
        lat, lon = shifted(lat, lon, "e" if "e" in direction else "w", sideways)
    return _moved(base, lat, lon, max(1.5, 0.5 * max(high, wide)), how)


def border_of(base: Where, first: str, second: str, name: str, gazetteer: Gazetteer) -> Where | None:
    """The middle of the land border of two countries with half its length as radius; None without a border."""
    points = list(gazetteer.border(first, second))
    if not points:
        return None
    lat, lon = centre(points)
    at = min(points, key=lambda point: distance_km(lat, lon, *point))
    half = max(distance_km(*at, *point) for point in points)
    return replace(_moved(base, at[0], at[1], max(10.0, half), f"border of {first} and {second}"), name=name)


def nearest_border(base: Where, near: Sequence[Place], first: str, second: str, gazetteer: Gazetteer) -> Where | None:
    """The stretch of a border nearest to given places."""
    points = gazetteer.border(first, second)
    if not points or not near:
        return None
    ranked = sorted((distance_km(one.lat, one.lon, *point), point) for one in near for point in points)
    km, point = ranked[0]
    return _moved(base, point[0], point[1], max(15.0, km / 2), f"border of {first} and {second} near the named places")


def border_towards(
    base: Where, place: Place, direction: str | None, others: Sequence[str], gazetteer: Gazetteer
) -> Where | None:
    """The border of a town's country nearest to the town, on the side of a compass word when one is told."""
    points = [point for code in others for point in gazetteer.border(place.country or "", code)]
    if direction in BEARINGS:
        points = [point for point in points if _towards(place, point, direction)]
    if not points:
        return None
    at = min(points, key=lambda point: distance_km(place.lat, place.lon, *point))
    km = distance_km(place.lat, place.lon, *at)
    return _moved(base, at[0], at[1], max(15.0, km / 2), f"border nearest to {place.name}")


def _towards(place: Place, point: tuple[float, float], direction: str) -> bool:
    east = (point[1] - place.lon) * cos(radians(place.lat))
    bearing = degrees(atan2(east, point[0] - place.lat)) % 360
    return abs((bearing - BEARINGS[direction] + 180) % 360 - 180) <= 40


def beside(base: Where, river: Place, km: float, near: Sequence[Place]) -> Where:
    """A river where the report speaks of it: at the nearest of its places along the course, else its middle."""
    along = [one for one in near if distance_km(one.lat, one.lon, river.lat, river.lon) <= km and one.id != river.id]
    towns = [one for one in along if one.kind in (PlaceKind.CITY, PlaceKind.DISTRICT, PlaceKind.DAM)]
    if not towns:
        return base
    return _moved(base, towns[0].lat, towns[0].lon, _NEAR_KM, f"{river.name} at {towns[0].name}")


def _moved(base: Where, lat: float, lon: float, radius: float, how: str) -> Where:
    return replace(
        base, lat=round(lat, 4), lon=round(lon, 4), radius_km=round(radius, 1), how=how, precision=PlacePrecision.NEAR
    )
