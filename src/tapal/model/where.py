"""Places: entries of the gazetteer and what a name in a report was resolved to."""

from dataclasses import dataclass

from tapal.model.kinds import PlaceId, PlaceKind, PlacePrecision


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry. `country` is ISO 3166 alpha-2; latitude and longitude in degrees WGS 84.

    `parent` is the id of the place it lies in (a district's city, a city's province).
    `source` names where the entry comes from (`geonames`, `supplement`, `wof`).
    """

    id: PlaceId
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None
    admin1: str | None = None
    parent: PlaceId | None = None
    population: int = 0
    source: str = "geonames"


@dataclass(frozen=True, slots=True)
class Where:
    """A resolved place name: the place, how exactly it is known, and why this candidate was taken.

    `radius_km` is the half-width of the area that the words describe (0 for a point).
    """

    place_id: PlaceId
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None
    precision: PlacePrecision
    how: str
    radius_km: float = 0.0
    parent: PlaceId | None = None
