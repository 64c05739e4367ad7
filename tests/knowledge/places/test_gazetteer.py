"""Look-ups in the compiled index."""

from pathlib import Path

import pytest

from tapal.errors import KnowledgeError, NotFound
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.geometry import distance_km
from tapal.model.kinds import PlaceId, PlaceKind


@pytest.mark.parametrize(
    ("name", "country"),
    [("Irak", "IQ"), ("Suriah", "SY"), ("Yaman", "YE"), ("العراق", "IQ"), ("United Kingdom", "GB"), ("RD Kongo", "CD")],
)
def test_countries_in_three_languages(gazetteer: Gazetteer, name: str, country: str) -> None:
    first = gazetteer.exact(name)[0].place
    assert (first.kind, first.country) == (PlaceKind.COUNTRY, country)


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Raqqa", 35.95, 39.01),
        ("Artemivsk", 48.59, 38.0),
        ("Kiyev", 50.45, 30.52),
        ("al-Walid", 33.43, 38.93),
        ("Hiteen", 35.95, 38.99),
        ("Khan Yunis", 31.35, 34.3),
        ("دير الزور", 35.33, 40.15),
    ],
)
def test_the_place_of_a_name_is_among_its_candidates(gazetteer: Gazetteer, name: str, lat: float, lon: float) -> None:
    places = [candidate.place for candidate in gazetteer.lookup(name)]
    assert any(distance_km(lat, lon, place.lat, place.lon) < 8 for place in places)


def test_a_quarter_knows_its_city_and_the_city_its_province(gazetteer: Gazetteer) -> None:
    quarter = next(one.place for one in gazetteer.exact("Mashlab") if one.place.country == "SY")
    city = gazetteer.get(quarter.parent or PlaceId(""))
    province = gazetteer.get(city.parent or PlaceId(""))
    assert (city.kind, province.kind) == (PlaceKind.CITY, PlaceKind.ADMIN1)
    assert "raqqa governorate" in gazetteer.names(province.id)


def test_exact_spellings_come_before_those_that_sound_alike(gazetteer: Gazetteer) -> None:
    matches = [candidate.match for candidate in gazetteer.lookup("Idlib")]
    assert matches[0] == "name"
    assert "key" not in matches[: len([match for match in matches if match != "key"])]


def test_unknown_names_and_ids(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xyzzyqwv") == ()
    assert gazetteer.lookup("  ") == ()
    with pytest.raises(NotFound, match="geonames:0"):
        gazetteer.get(PlaceId("geonames:0"))


def test_near_is_sorted_and_within_reach(gazetteer: Gazetteer) -> None:
    places = gazetteer.near(36.335, 43.119, 15)
    gaps = [distance_km(36.335, 43.119, place.lat, place.lon) for place in places]
    assert gaps == sorted(gaps)
    assert gaps
    assert gaps[-1] <= 15


def test_border_is_the_same_from_both_sides(gazetteer: Gazetteer) -> None:
    assert gazetteer.border("SY", "IQ") == gazetteer.border("IQ", "SY") != ()
    assert gazetteer.border("SY", "ID") == ()


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"no database at all, long enough to be read as a header" * 20)
    with pytest.raises(KnowledgeError, match=r"x\.sqlite"):
        Gazetteer.open(path)
