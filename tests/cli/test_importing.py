"""places import: what is said, what is found afterwards, what a bad file does."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Tapal

from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.importers.userfile import user_path


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TAPAL_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "SY.txt"
    names = ((1, "Umm Sawwan", "P", "PPL", 35.0), (2, "Sadd as Safa", "S", "DAM", 35.2), (3, "Bir", "H", "WLL", 35))
    rows = (
        [number, name, name, f"{name}a", lat, 38.0, group, code, "SY", "", "09", *[""] * 3, 12, "", 300, "x", "y"]
        for number, name, group, code, lat in names
    )
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    return path


def test_geonames_twice(tapal: Tapal, dump: Path, tmp_path: Path) -> None:
    first = tapal("places", "import", "geonames", str(dump))
    assert (first.exit_code, first.stdout) == (0, "")
    assert "SY.txt: 2 places read, 2 new, 0 merged with places that stood there, 4 names added" in first.stderr
    again = tapal("places", "import", "geonames", str(dump), "--json")
    (done,) = json.loads(again.stdout)
    assert (done["file"], done["read"], done["new"], done["merged"], done["names"]) == (str(dump), 2, 0, 0, 0)
    assert "SY.txt: 2 places, all read before" in again.stderr
    found = Gazetteer.open(user_path(tmp_path / "cache")).exact("sadd as safaa")
    assert [one.place.id for one in found] == ["geonames:2"]


def test_wof_goes_on_after_a_bad_file(tapal: Tapal, dump: Path, tmp_path: Path) -> None:
    record = {"id": 7, "placetype": "locality", "name": "Umm Sawwan", "country": "SY", "lat": 35.01, "lon": 38.0}
    lines = tmp_path / "sy.jsonl"
    lines.write_text(json.dumps(record) + "\n" + json.dumps({**record, "id": 8, "placetype": "timezone"}) + "\n")
    assert tapal("places", "import", "geonames", str(dump)).exit_code == 0
    done = tapal("places", "import", "wof", "none.geojson", str(dump), str(tmp_path), str(lines))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "none.geojson: there is no such file" in done.stderr
    assert "SY.txt is no Who's On First file" in done.stderr
    assert f"{tmp_path} is a folder" in done.stderr
    assert "sy.jsonl: 1 place read, 0 new, 1 merged with places that stood there, 0 names added" in done.stderr


def test_a_dump_that_breaks_off_names_its_line(tapal: Tapal, dump: Path) -> None:
    with dump.open("a") as stream:
        stream.write("4\tcut\n")
    done = tapal("places", "import", "geonames", str(dump))
    assert done.exit_code == 1
    assert "SY.txt line 4: 2 columns, GeoNames has 19" in done.stderr
