"""Places found in own sentences and resolved for the whole article."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tapal.errors import NotFound
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.geometry import distance_km
from tapal.mentions.place_relations import RelationKind
from tapal.mentions.place_search import find
from tapal.mentions.places import find_places, resolve_phrase, resolve_places, where_of
from tapal.model.kinds import PlaceKind, PlacePrecision
from tapal.model.text import Span
from tapal.model.where import Where

JUNE = Path(__file__).parents[3] / "shared" / "gold" / "june2017"


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open(ensure_index(default_folder(os.environ.get("TAPAL_CACHE"))))
    yield opened
    opened.close()


def texts(text: str, language: str, gazetteer: Gazetteer) -> list[str]:
    return [name.text for name in find_places(text, language, gazetteer)]


def placed(text: str, language: str, gazetteer: Gazetteer) -> dict[str, Where | None]:
    names = find_places(text, language, gazetteer)
    resolved = resolve_places(names, text, language, gazetteer)
    return {name.text: resolved[name.span] for name in names}


FOUND = [
    ("id", "Tentara memasuki kota Daraa dari arah utara.", ["Daraa"]),
    ("id", "Bentrokan pecah di Kabupaten Nduga, Papua Pegunungan.", ["Nduga", "Papua Pegunungan"]),
    ("id", "Konvoi itu menuju perbatasan Irak-Suriah.", ["perbatasan Irak-Suriah"]),
    ("id", "Ledakan terdengar 10 km utara Mosul.", ["10 km utara Mosul"]),
    ("id", "Roket jatuh di pinggiran timur Damaskus.", ["pinggiran timur Damaskus"]),
    ("id", "Pasukan Suriah mundur.", []),
    ("id", "Menurut Presiden Homs Abadi, rapat ditunda pada Maret.", []),
    ("id", "Banyak warga mengungsi pada hari Minggu.", []),
    ("id", "Kapal perang Aden berlayar.", []),
    ("id", "Anda harus tahu bahwa AS mengirim senjata.", ["AS"]),
    ("en", "Fighting was reported in southern Syria.", ["southern Syria"]),
    ("en", "Shells hit the village of Krokhmalne in Kharkiv region.", ["Krokhmalne", "Kharkiv region"]),
    ("en", "Ali said as much on Sunday in May.", []),
    ("en", "Syrian troops shelled Idlib.", ["Idlib"]),
    ("en", "A convoy moved towards the Jordanian border.", ["Jordanian border"]),
    ("en", "They met between Aden and Taiz.", ["between Aden and Taiz"]),
    ("en", "The Man of the match came from Real Madrid.", []),
]


@pytest.mark.parametrize(("language", "text", "wanted"), FOUND)
def test_what_is_a_place_and_what_is_not(language: str, text: str, wanted: list[str], gazetteer: Gazetteer) -> None:
    found = texts(text, language, gazetteer)
    assert [name for name in found if not any(name.endswith(want) for want in wanted)] == []
    assert len(found) == len(wanted)


def test_blocked_spans_are_no_places(gazetteer: Gazetteer) -> None:
    text = "Israel membom Rafah."
    assert texts(text, "id", gazetteer) == ["Israel", "Rafah"]
    assert [name.text for name in find_places(text, "id", gazetteer, [Span(0, 6)])] == ["Rafah"]


def test_headwords_are_a_cue_and_part_of_the_phrase(gazetteer: Gazetteer) -> None:
    text = "Warga meninggalkan kota Raqqa."
    (name,) = find_places(text, "id", gazetteer)
    assert (name.kind, text[name.phrase.start : name.phrase.end]) == (PlaceKind.CITY, "kota Raqqa")
    assert text[name.span.start : name.span.end] == "Raqqa"


def test_spans_are_in_order_and_do_not_overlap(gazetteer: Gazetteer) -> None:
    text = "Dari Homs ke Hama, lalu ke Idlib utara, dekat perbatasan Turki-Suriah dan Aleppo barat."
    names = find_places(text, "id", gazetteer)
    assert all(first.span.end <= second.span.start for first, second in zip(names, names[1:], strict=False))
    assert all(text[name.span.start : name.span.end] == name.text for name in names)


NEAR = [
    ("id", "SDF merebut lingkungan Hittin di kota Raqqa.", "Hittin", 35.95, 39.0, 4),
    ("id", "Bentrokan di distrik al-Qadisiya, Raqqa.", "al-Qadisiya", 35.95, 38.98, 4),
    ("id", "Serangan udara menghantam Khan Yunus di Jalur Gaza.", "Khan Yunus", 31.35, 34.3, 4),
    ("id", "Penyeberangan al-Walid di Irak barat direbut.", "al-Walid", 33.43, 38.93, 4),
    ("en", "Russian troops left Bakhmut for Andriivka, south of the city.", "Andriivka", 48.5, 37.97, 6),
    ("en", "In Libya, shells fell on Tripoli.", "Tripoli", 32.89, 13.19, 10),
    ("en", "In Lebanon, shells fell on Tripoli near the Syrian border.", "Tripoli", 34.44, 35.85, 10),
    ("en", "Missiles struck Odessa, Ukraine said.", "Odessa", 46.48, 30.72, 8),
    ("id", "Di Kashmir, India dan Pakistan saling tembak, kata Islamabad.", "Islamabad", 33.7, 73.06, 12),
    ("id", "Tentara Sudan menguasai El-Fasher di Darfur Utara.", "El-Fasher", 13.63, 25.35, 5),
]


@pytest.mark.parametrize(("language", "text", "name", "lat", "lon", "km"), NEAR)
def test_the_right_one_of_several(
    language: str, text: str, name: str, lat: float, lon: float, km: float, gazetteer: Gazetteer
) -> None:
    where = placed(text, language, gazetteer)[name]
    assert where is not None
    assert distance_km(lat, lon, where.lat, where.lon) <= km


def test_a_quarter_that_no_list_has_stands_at_its_city_not_at_a_namesake(gazetteer: Gazetteer) -> None:
    where = placed("SDF memasuki lingkungan Zulaikhabad di kota Raqqa.", "id", gazetteer)["Zulaikhabad"]
    assert where is not None
    assert where.precision is PlacePrecision.PARENT
    assert distance_km(35.95, 39.01, where.lat, where.lon) < 5
    assert "Zulaikhabad" in where.how


def test_an_unlisted_village_stands_at_the_province_of_its_paragraph(gazetteer: Gazetteer) -> None:
    text = "Baku tembak pecah di Provinsi Anbar. Desa Zulaikhabad dibakar."
    where = placed(text, "id", gazetteer)["Zulaikhabad"]
    assert where is not None
    assert (where.precision, where.name) == (PlacePrecision.ADMIN1, "Anbar Governorate")
    assert where.how == "Zulaikhabad is not in the gazetteer: placed at Anbar Governorate"
    assert placed("Desa Zulaikhabad di utara dibakar.", "id", gazetteer)["Zulaikhabad"] is None


def test_a_namesake_in_another_province_than_the_told_one_is_refused(gazetteer: Gazetteer) -> None:
    where = resolve_phrase("Barwanah village, Diyala province, Iraq", (), "en", gazetteer)
    assert where is not None
    assert (where.precision, where.name) == (PlacePrecision.ADMIN1, "Diyala Governorate")


def test_a_village_is_no_province_of_that_name_abroad(gazetteer: Gazetteer) -> None:
    where = placed("In Nineveh, Iraq, troops took Wardak village.", "en", gazetteer)["Wardak"]
    assert where is None or where.country == "IQ"


def test_a_unit_told_by_its_seat_is_as_wide_as_a_unit(gazetteer: Gazetteer) -> None:
    where = resolve_phrase("Qada Kifri", (), "en", gazetteer)
    assert where is not None
    assert (where.precision, where.country) == (PlacePrecision.ADMIN2, "IQ")
    assert where.radius_km >= 10


def test_two_villages_that_nothing_tells_apart_stay_unresolved(gazetteer: Gazetteer) -> None:
    ukraine = resolve_phrase("Ukraine", (), "en", gazetteer)
    assert ukraine is not None
    assert resolve_phrase("Ivanivka", [ukraine], "en", gazetteer) is None


def test_kind_told_by_the_headword_decides(gazetteer: Gazetteer) -> None:
    city = resolve_phrase("kota Idlib", (), "id", gazetteer)
    province = resolve_phrase("provinsi Idlib", (), "id", gazetteer)
    assert city is not None
    assert province is not None
    assert (city.precision, province.precision) == (PlacePrecision.EXACT, PlacePrecision.ADMIN1)
    assert province.radius_km > 20


RELATIVE = [
    ("10 km utara Mosul", "id", 36.425, 43.119, 4),
    ("20 kilometres east of Bakhmut", "en", 48.594, 38.27, 6),
    ("di antara Raqqa dan Tabqa", "id", 35.895, 38.78, 6),
    ("pinggiran timur Damaskus", "id", 33.51, 36.36, 6),
    ("western outskirts of Kharkiv", "en", 49.98, 36.17, 6),
    ("the border between Iraq and Jordan", "en", 32.6, 39.0, 70),
    ("the Baghdad-Kut highway", "en", 32.91, 45.1, 15),
    ("the road linking Aden with Taiz", "en", 13.18, 44.5, 15),
    ("the road from Goma to Sake", "en", -1.63, 29.13, 12),
    ("jalan raya Wamena-Jayapura", "id", -3.33, 139.8, 40),
    ("jalan yang menghubungkan kota Kharkiv dengan Izium", "id", 49.6, 36.75, 15),
    ("jalur dari Khartoum ke Wad Madani", "id", 14.95, 33.0, 20),
]


@pytest.mark.parametrize(("phrase", "language", "lat", "lon", "km"), RELATIVE)
def test_relative_places_have_a_geometry_of_their_own(
    phrase: str, language: str, lat: float, lon: float, km: float, gazetteer: Gazetteer
) -> None:
    where = resolve_phrase(phrase, (), language, gazetteer)
    assert where is not None
    assert where.precision is PlacePrecision.NEAR
    assert where.radius_km >= 2
    assert distance_km(lat, lon, where.lat, where.lon) <= km


def test_relations_are_told_by_kind(gazetteer: Gazetteer) -> None:
    (name,) = find_places("Pos itu berjarak 15 kilometer di sebelah barat daya Homs.", "id", gazetteer)
    assert name.relation is not None
    assert (name.relation.kind, name.relation.direction, name.relation.km) == (RelationKind.OFFSET, "sw", 15.0)


def test_phrases_without_a_name_point_back(gazetteer: Gazetteer) -> None:
    mosul = resolve_phrase("Mosul", (), "id", gazetteer)
    assert mosul is not None
    assert resolve_phrase("kota tersebut", [mosul], "id", gazetteer) == mosul
    old = resolve_phrase("Kota Tua", [mosul], "id", gazetteer)
    assert old is not None
    assert old.name == "Mosul Old City"
    east = resolve_phrase("bagian timur kota", [mosul], "id", gazetteer)
    assert east is not None
    assert east.lon > mosul.lon
    assert resolve_phrase("garis depan yang jauh di sana", (), "id", gazetteer) is None


def test_a_span_is_read_off_the_article(gazetteer: Gazetteer) -> None:
    text = "Warga Marawi mengungsi. Tentara kembali ke kota itu."
    names = find_places(text, "id", gazetteer)
    resolved = resolve_places(names, text, "id", gazetteer)
    start = text.index("kota itu")
    where = where_of(Span(start, start + 8), names, resolved, text, "id", gazetteer)
    assert where is not None
    assert where.country == "PH"


def test_search_tells_its_reasons(gazetteer: Gazetteer) -> None:
    choices = find("Hittin", gazetteer, near="Raqqa")
    assert choices[0].candidate.place.country == "SY"
    assert any("km from" in reason for reason in choices[0].reasons)
    assert choices[0].score > choices[-1].score
    assert find("Xyzzyqwv", gazetteer) == ()
    with pytest.raises(NotFound, match="Xyzzyqwv"):
        find("Raqqa", gazetteer, near="Xyzzyqwv")


@pytest.mark.skipif(not JUNE.is_dir(), reason="the shared gold is not here")
def test_no_pin_of_june2017_in_a_country_that_its_report_does_not_name(gazetteer: Gazetteer) -> None:
    known = {"SY", "IQ", "TR", "JO", "IR", "IL", "LB", "US", "RU", "GB", "KZ", "CH", "DE", "SA", "KW", "ID", "FR", "PS"}
    for line in (JUNE / "docs.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        names = find_places(record["text"], record["language"], gazetteer)
        for where in resolve_places(names, record["text"], record["language"], gazetteer).values():
            if where is not None and where.country is not None and where.kind is not PlaceKind.COUNTRY:
                assert where.country in known, (record["id"], where)
