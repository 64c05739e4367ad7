"""What a store is, what it is not, and that nothing in it can be changed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import create_engine, insert, make_url, select

from tapal.errors import StoreError, TapalError
from tapal.model.event import Reading
from tapal.model.kinds import DocId
from tapal.model.text import Document, RawReport
from tapal.store import Added, Store, open_store
from tapal.store import read as reading
from tapal.store.guards import unguarded
from tapal.store.schema import RECORD, SCHEMA_VERSION, metadata, places, reports, schema_versions
from tapal.store.working import WORKING
from tapal.store.write import add_report

NOON = datetime(2017, 6, 1, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOON


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with open_store(location, clock) as opened:
        yield opened


def put(store: Store, name: str, text: str = "Isi.") -> Added:
    raw = RawReport(DocId(name), text, published=date(2017, 6, 1), language="id")
    document = Document(raw.id, raw.text, 0, "id", raw.published)
    with store.writing() as connection:
        return add_report(connection, raw, document, Reading(raw.id, False), "test", NOON)


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        return [one.document.id for one in reading.stored_reports(connection, None)]


def test_every_table_of_the_record_is_guarded(store: Store) -> None:
    with store.reading() as connection:
        assert unguarded(connection) == []
    assert {table.name for table in metadata.sorted_tables} == {table.name for table in (*RECORD, *WORKING)}


@pytest.mark.parametrize("statement", ["UPDATE reports SET text = 'x'", "DELETE FROM reports"])
def test_the_triggers_refuse(store: Store, statement: str) -> None:
    put(store, "a")
    with pytest.raises(StoreError, match="append-only"), store.writing() as connection:
        connection.exec_driver_sql(statement)
    assert names(store) == ["a"]


def add_version(store: Store, recorded_at: datetime, then: Exception | None = None) -> None:
    with store.writing() as connection:
        row = {"version": 99, "program": "x", "recorded_at": recorded_at}
        connection.execute(insert(schema_versions), row)
        if then is not None:
            raise then


def test_an_error_takes_the_whole_transaction_back(store: Store) -> None:
    with pytest.raises(RuntimeError):
        add_version(store, NOON, RuntimeError())
    with store.reading() as connection:
        assert connection.execute(select(schema_versions.c.version)).scalars().all() == [SCHEMA_VERSION]


def test_instants_keep_their_zone_and_naive_ones_are_refused(store: Store) -> None:
    put(store, "a")
    with store.reading() as connection:
        assert connection.execute(select(reports.c.recorded_at)).scalar_one() == NOON
    with pytest.raises(StoreError, match="without a zone"):
        add_version(store, datetime(2017, 6, 1))


def test_asking_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at .*tapal add"):
        open_store(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"Bukan basis data, hanya teks yang cukup panjang." * 20, "not a Tapal store"), (b"", "is empty")],
)
def test_other_files_are_told_apart(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=said):
        open_store(path)
    assert path.read_bytes() == content or content == b""


def test_another_program_s_database_is_left_alone(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE schema_versions")
    with pytest.raises(StoreError, match="not a Tapal store"):
        open_store(store.location, clock)


def test_a_store_of_a_newer_version_is_refused(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(insert(schema_versions), {"version": 7, "program": "9.0", "recorded_at": NOON})
    with pytest.raises(StoreError, match="schema version 7.*use a newer Tapal"):
        open_store(store.location)


@pytest.mark.parametrize("address", ["postgresql://nobody:hush@127.0.0.1:1/none", "postgresql://nobody:hush@:x/none"])
def test_an_address_that_nothing_answers_at(address: str) -> None:
    with pytest.raises(TapalError, match="no server answers|cannot be read") as raised:
        open_store(address)
    assert "hush" not in str(raised.value)


def test_an_empty_database_is_no_store_yet(database: str) -> None:
    with pytest.raises(StoreError, match="is empty.*tapal add"):
        open_store(database)


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path, clock)
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "no" / "tapal.db", clock)


def test_readers_see_one_state_while_a_writer_adds(store: Store) -> None:
    put(store, "a")
    with store.reading() as connection:
        assert reading.last_reading(connection) == 1
        put(store, "b")
        assert reading.last_reading(connection) == 1
    assert names(store) == ["a", "b"]


WRITER = """
import sys
from datetime import UTC, datetime
sys.path.insert(0, sys.argv[3])
import test_database
from tapal.store import open_store
with open_store(sys.argv[1], test_database.clock) as store:
    for number in range(20):
        test_database.put(store, f"{sys.argv[2]}-{number:02d}")
"""


def test_two_writers_at_once_lose_nothing(store: Store) -> None:
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", WRITER, store.location]
    running = [subprocess.Popen([*command, name, here], env=os.environ) for name in ("x", "y")]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    assert names(store) == [f"{name}-{number:02d}" for name in "xy" for number in range(20)]


def test_many_readers_see_only_whole_states_while_one_writes(store: Store) -> None:
    """A writer adds reports in pairs; no reader may ever see half a pair, nor wait for the writer."""
    stop, seen = Event(), list[tuple[int, int]]()

    def look() -> None:
        while not stop.is_set():
            with store.reading() as connection:
                first = len(connection.execute(select(reports.c.seq)).all())
                seen.append((first, len(connection.execute(select(reports.c.seq)).all())))

    with ThreadPoolExecutor(4) as pool:
        looking = [pool.submit(look) for _ in range(4)]
        for number in range(15):
            with store.writing() as connection:
                for half in "ab":
                    row = {"doc_id": f"{number}{half}", "version": 1, "content_hash": "", "text": ""}
                    row |= {"recorded_at": NOON}
                    connection.execute(insert(reports), row)
        stop.set()
        for one in looking:
            one.result(timeout=60)
    assert seen
    assert {count % 2 for pair in seen for count in pair} == {0}
    assert all(first == second for first, second in seen)


def test_places_are_points_where_there_is_postgis(database: str) -> None:
    url = make_url(database).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        offered = connection.exec_driver_sql("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'").scalar()
        if offered is None:
            pytest.skip("this PostgreSQL server has no PostGIS")
        connection.exec_driver_sql("CREATE EXTENSION postgis")
    engine.dispose()
    with open_store(database, clock) as store:
        row = {"place_id": "p", "name": "Raqqa", "lat": 35.95, "lon": 39.01, "recorded_at": NOON}
        with store.writing() as connection:
            connection.execute(insert(places), row)
        with store.reading() as connection:
            near = "ST_DWithin(geom::geography, ST_SetSRID(ST_MakePoint(39.0, 35.9), 4326)::geography, 10000)"
            found = connection.exec_driver_sql(f"SELECT name, ST_AsText(geom) FROM place_points WHERE {near}").all()
            assert [tuple(row) for row in found] == [("Raqqa", "POINT(39.01 35.95)")]
    with open_store(database) as again:
        assert names(again) == []
