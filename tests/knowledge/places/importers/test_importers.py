"""Imports from GeoNames dumps and Who's On First: kinds, duplicates, resuming, repeating, bad files."""

import json
import lzma
import sqlite3
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tapal.errors import FormatError
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.importers import userfile
from tapal.knowledge.places.importers.geonames import import_geonames, read_geonames
from tapal.knowledge.places.importers.userfile import Imported, import_places, user_path
from tapal.knowledge.places.importers.wof import import_wof, read_wof
from tapal.knowledge.places.schema import Named
from tapal.model.kinds import PlaceId, PlaceKind
from tapal.model.where import Place

SHARED = Path(__file__).parents[5] / "shared" / "data" / "places"


def row(number: int, name: str, code: str, lat: float = 35.0, lon: float = 38.0, others: str = "") -> str:
    group, _, feature = code.partition(".")
    fields = [number, name, name, others, lat, lon, group, feature, "SY", "", "09", "", "", "", 12, "", 300, "x", "y"]
    return "\t".join(str(field) for field in fields)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "SY.txt"
    lines = [
        row(1, "Umm Sawwan", "P.PPL", 35.0, 38.0, "Um Sauwan,Умм"),
        row(2, "Sadd as Safa", "S.DAM", 35.2, 38.1),
        row(3, "Jabal as Samt", "T.MT", 35.3, 38.2),
        row(4, "Matar Sawwan", "S.AIRB", 35.4, 38.3),
        row(5, "Old Province", "A.ADM1H", 35.0, 38.0),
        row(6, "Umm Sawwān", "P.PPL", 35.01, 38.01),
        row(7, "Bir Rabi", "H.WLL", 35.0, 38.4),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_feature_codes_become_kinds_and_the_rest_is_left_out(dump: Path) -> None:
    kinds = {named.place.name: named.place.kind for named in read_geonames(dump)}
    assert kinds == {
        "Umm Sawwan": PlaceKind.CITY,
        "Umm Sawwān": PlaceKind.CITY,
        "Sadd as Safa": PlaceKind.DAM,
        "Jabal as Samt": PlaceKind.MOUNTAIN,
        "Matar Sawwan": PlaceKind.BASE,
    }


def test_duplicates_are_merged_and_a_second_import_changes_nothing(dump: Path, tmp_path: Path) -> None:
    user = tmp_path / "user.sqlite"
    assert import_geonames(dump, user) == Imported(5, 4, 1, 4 + 2)
    before = user.read_bytes()
    assert import_geonames(dump, user) == Imported(5, 0, 0, 0)
    assert user.read_bytes() == before


def test_a_zip_is_read_like_its_text(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(dump, "SY.txt")
        archive.writestr("readme.txt", "about")
    assert list(read_geonames(path)) == list(read_geonames(dump))


def test_all_countries_with_alternate_names_is_one_more_dump(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "allCountries.zip"
    abroad = row(8, "Qaryat Sawwan", "P.PPL", 33.0, 43.0, "QSW,قرية صوان,kariatosuwan,Karyat Sawan").split("\t")
    abroad[8] = "IQ"
    lines = ["\ufeff" + dump.read_text(encoding="utf-8").rstrip("\n"), "\t".join(abroad), ""]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("allCountries.txt", "\r\n".join(lines) + "\r\n")
    *same, last = read_geonames(path)
    assert [named.place for named in same] == [named.place for named in read_geonames(dump)]
    assert (last.place.country, [name for name, _ in last.names]) == (
        "IQ", ["Qaryat Sawwan", "Qaryat Sawwan", "قرية صوان", "Karyat Sawan"]
    )  # fmt: skip
    user = tmp_path / "user.sqlite"
    import_geonames(dump, user)
    assert import_geonames(path, user).new == 1


@pytest.mark.parametrize("content", ["a\tb\n", "1\tx\tx\t\tnorth\t1\tP\tPPL" + "\t" * 11 + "\n"])
def test_a_file_that_is_no_dump_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(content)
    with pytest.raises(FormatError, match=r"bad\.txt"):
        import_geonames(path, tmp_path / "user.sqlite")


def places(count: int, stop_at: int | None = None) -> Iterator[Named]:
    for number in range(count):
        if number == stop_at:
            raise KeyboardInterrupt
        place = Place(PlaceId(f"t:{number}"), f"Town {number}", PlaceKind.CITY, 10 + number / 100, 20.0, "SY")
        yield Named(place, ((place.name, 0),))


def test_a_broken_import_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(userfile, "BATCH", 10)
    told: list[int] = []
    user = tmp_path / "user.sqlite"
    with pytest.raises(KeyboardInterrupt):
        import_places(user, "source", places(50, stop_at=37), lambda stage, count: told.append(count))
    assert told == [10, 20, 30]
    assert import_places(user, "source", places(50)) == Imported(50, 20, 0, 20)
    with sqlite3.connect(user) as connection:
        assert connection.execute("SELECT count(*) FROM place").fetchone() == (50,)
    connection.close()


def test_a_user_file_of_another_version_is_refused(tmp_path: Path) -> None:
    user = tmp_path / "user.sqlite"
    import_places(user, "a", places(1))
    connection = sqlite3.connect(user)
    connection.execute("UPDATE meta SET value = '0'")
    connection.commit()
    connection.close()
    with pytest.raises(FormatError, match="another version"):
        import_places(user, "b", places(2))


def test_imported_places_are_found_beside_the_index(dump: Path, tmp_path: Path, gazetteer: Gazetteer) -> None:
    import_geonames(dump, user_path(tmp_path))
    both = Gazetteer((*gazetteer._files, user_path(tmp_path)))
    assert both.exact("Um Sauwan")[0].place.id == "geonames:1"
    assert gazetteer.exact("Um Sauwan") == ()
    assert both.exact("Raqqa")[:2] == gazetteer.exact("Raqqa")[:2]
    both.close()


def feature(**changes: object) -> dict[str, object]:
    properties: dict[str, object] = {
        "wof:id": 7, "wof:placetype": "neighbourhood", "wof:name": "Hayy", "wof:country": "IQ", "geom:latitude": 36.3,
        "geom:longitude": 43.1, "name:ara_x_preferred": ["الحي"], "name:jpn_x_preferred": ["ハイ"], "mz:is_current": 1,
        "wof:concordances": {},
    }  # fmt: skip
    properties.update(changes)
    return {"type": "Feature", "properties": properties}


def test_a_feature_keeps_its_names_of_our_languages(tmp_path: Path) -> None:
    path = tmp_path / "7.geojson"
    path.write_text(json.dumps(feature()), encoding="utf-8")
    (named,) = read_wof(path)
    assert (named.place.id, named.place.kind, named.place.country) == ("wof:7", PlaceKind.DISTRICT, "IQ")
    assert {name for name, _ in named.names} == {"Hayy", "الحي"}


@pytest.mark.parametrize(
    "changes",
    [
        {"mz:is_current": 0},
        {"wof:superseded_by": [8]},
        {"edtf:deprecated": "2019-01-01"},
        {"wof:placetype": "timezone"},
    ],
)
def test_places_that_are_gone_or_of_no_use_are_left_out(tmp_path: Path, changes: dict[str, object]) -> None:
    path = tmp_path / "7.geojson"
    path.write_text(json.dumps(feature(**changes)), encoding="utf-8")
    assert list(read_wof(path)) == []


@pytest.mark.parametrize("content", ["[]", "{", '{"properties": {}}'])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "7.geojson"
    path.write_text(content)
    with pytest.raises(FormatError, match=r"7\.geojson"):
        import_wof(path, tmp_path / "user.sqlite")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared place files are not here")
def test_real_features_and_lines_are_read(tmp_path: Path) -> None:
    found = {}
    for path in sorted((SHARED / "raw").glob("*.geojson")):
        found.update({named.place.id: named.place for named in read_wof(path)})
    assert {place.kind for place in found.values()} == {PlaceKind.CITY, PlaceKind.ADMIN1}
    assert found[PlaceId("geonames:6734635")].country == "IQ"
    with lzma.open(SHARED / "jo.jsonl.xz", "rt", encoding="utf-8") as stream:
        (tmp_path / "jo.jsonl").write_text("".join(islice(stream, 200)), encoding="utf-8")
    user = tmp_path / "user.sqlite"
    first = import_wof(tmp_path / "jo.jsonl", user)
    assert first.new > 100
    assert import_wof(tmp_path / "jo.jsonl", user) == Imported(first.read, 0, 0, 0)
