"""Backups that move between databases, a check that finds what is wrong, old stores brought up to date."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from tests.service.given import SetClock, incident_of, report
from tests.service.line_reader import LineReader

from tapal.errors import FormatError, InputError, StoreError
from tapal.service import Reviewer, add, backup, check, control, incidents, migrate, refresh, restore
from tapal.store import Filter, Store, open_store
from tapal.store.schema import RECORD, SCHEMA_VERSION, incident_members, statements

SCHEMA_1 = Path(__file__).parents[1] / "store" / "schema1.sql"
BAAJ = "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33"
TANF = "air_strike | coalition | militia | al-Tanf | 2017-06-06 | 2"


@pytest.fixture
def filled(store: Store, engine: LineReader, clock: SetClock) -> Store:
    add([report("a", BAAJ), report("b", TANF)], store, engine, clock)
    Reviewer(store, engine, clock, "Rina", "misread").reject("b#e1")
    return store


@pytest.fixture
def elsewhere(filled: Store, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A place for a second store, on the other database than the first."""
    if filled.location.startswith("postgresql"):
        yield str(tmp_path / "other.db")
    else:
        yield request.getfixturevalue("database")


def plain(value: object) -> str:
    """A cell in one form: PostgreSQL keeps the fields of JSON in an order of its own."""
    return json.dumps(value, sort_keys=True, default=str)


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as connection:
        return {
            table.name: sorted((tuple(map(plain, row)) for row in connection.execute(select(table))), key=repr)
            for table in RECORD
        }


def test_a_backup_moves_a_store_to_the_other_database(
    filled: Store, elsewhere: str, tmp_path: Path, engine: LineReader, clock: SetClock
) -> None:
    made = backup(filled, tmp_path / "kept", clock)
    assert restore(tmp_path / "kept", elsewhere, clock).rows == made.rows
    with open_store(elsewhere) as other:
        assert rows(other) == rows(filled)
        assert check(other) == ()
        assert refresh(other, engine, clock) == ()
        clock.on(9)
        tally = add([report("a", BAAJ), report("c", BAAJ.replace("33", "40"))], other, engine, clock)
        assert (tally.new, tally.unchanged) == (1, 1)
        (one,) = incidents(other, Filter())
        assert one.incident.members == ("a#e1", "c#e1")
        assert check(other) == ()


def test_nothing_is_overwritten_without_force(filled: Store, tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "kept"
    backup(filled, path, clock)
    with pytest.raises(InputError, match="never overwrites"):
        backup(filled, path, clock)
    with pytest.raises(InputError, match="--force"):
        restore(path, filled.location, clock)
    before = rows(filled)
    restore(path, filled.location, clock, force=True)
    with open_store(filled.location) as store:
        assert rows(store) == before


@pytest.mark.parametrize("damage", ["cut", "word", "row", "other"])
def test_a_damaged_backup_leaves_no_store(filled: Store, tmp_path: Path, clock: SetClock, damage: str) -> None:
    path, target = tmp_path / "kept", tmp_path / "new.db"
    backup(filled, path, clock)
    lines = gzip.decompress(path.read_bytes()).decode().splitlines(keepends=True)
    if damage == "cut":
        lines.pop()
    elif damage == "word":
        lines = [line.replace("PMF", "SDF") for line in lines]
    elif damage == "row":
        del lines[5]
    else:
        lines = [json.dumps({"kind": "something else"}) + "\n"]
    path.write_bytes(gzip.compress("".join(lines).encode()))
    with pytest.raises(FormatError, match=str(path)):
        restore(path, str(target), clock)
    assert not target.exists()


def test_a_file_that_is_no_backup(tmp_path: Path, clock: SetClock) -> None:
    (tmp_path / "x").write_text("bukan cadangan")
    with pytest.raises(FormatError):
        restore(tmp_path / "x", str(tmp_path / "new.db"), clock)
    with pytest.raises(InputError, match="no backup"):
        restore(tmp_path / "y", str(tmp_path / "new.db"), clock)


def test_faults_are_found(filled: Store) -> None:
    assert check(filled) == ()
    with filled.writing() as connection:
        connection.execute(insert(incident_members), {"incident_seq": 1, "event_id": "z#e1"})
        found = connection.exec_driver_sql("SELECT body FROM events WHERE event_id = 'a#e1'").scalar_one()
        body = json.loads(found) if isinstance(found, str) else found
        body["trigger"]["quote"] = "reebut"
        row = {"reading_seq": 1, "event_id": "a#c1", "place_id": None, "body": _statement(body)}
        connection.execute(insert(statements), row)
    assert check(filled) == (
        "a#c1: “reebut” does not stand at 0–7 of a",
        f"incident {incident_of('a#e1')} has a member that no report tells: z#e1",
    )


def _statement(event: dict[str, object]) -> dict[str, object]:
    """A control statement with the trigger of an event as its words."""
    return {
        "id": "a#c1",
        "doc_id": "a",
        "evidence": event["trigger"],
        "place": event["places"][0],  # type: ignore[index]
        "holders": [],
        "state": "contested",
        "as_of": None,
        "until": None,
        "attribution": None,
        "rule": "x",
        "confidence": 1.0,
    }


def old_store(path: Path, filled: Path) -> None:
    """A store of schema 1 with the reports, readings and merged state of another one."""
    old = sqlite3.connect(path)
    old.executescript(SCHEMA_1.read_text())
    old.execute("ATTACH DATABASE ? AS new", (str(filled),))
    for table in RECORD:
        there = [row[1] for row in old.execute(f"PRAGMA main.table_info({table.name})")]
        if there and table.name != "schema_versions":
            columns = ", ".join(there)
            old.execute(f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM new.{table.name}")
    old.execute("INSERT INTO schema_versions VALUES (1, '0.1.0', '2017-06-01 12:00:00.000000')")
    old.commit()
    old.close()


def with_keys_of_schema_2(path: Path) -> None:
    """Gives a store the keys that schema 2 had: other numbers, and none of an event's type."""
    store = sqlite3.connect(path)
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'schema_versions'"
    guards = store.execute(query).fetchall()
    for name, _ in guards:
        store.execute(f"DROP TRIGGER {name}")
    store.execute("UPDATE schema_versions SET version = 2")
    for _, made in guards:
        store.execute(made)
    store.execute("UPDATE report_keys SET key = key / 3")
    store.execute("CREATE TABLE other AS SELECT key / 3 AS key, event_id, doc_id FROM event_keys")
    store.execute("DROP TABLE event_keys")
    store.execute("ALTER TABLE other RENAME TO event_keys")
    store.execute("CREATE INDEX event_keys_key ON event_keys (key, event_id)")
    store.commit()
    store.close()


def test_keys_are_made_anew_where_they_were_others(tmp_path: Path, engine: LineReader, clock: SetClock) -> None:
    path = tmp_path / "store.db"
    with open_store(path, clock) as store:
        add([report("a", BAAJ), report("b", TANF)], store, engine, clock)
    with_keys_of_schema_2(path)
    assert migrate(str(path), clock) == (2, tmp_path / "store.db.schema2.tapal-backup")
    with open_store(path) as store:
        clock.on(9)
        add([report("c", BAAJ, "Told again in other words by another paper.")], store, engine, clock)
        members = {one.incident.members for one in incidents(store, Filter())}
        assert members == {("a#e1", "c#e1"), ("b#e1",)}
        assert check(store) == ()


def test_an_old_store_is_brought_up_to_date(tmp_path: Path, engine: LineReader, clock: SetClock) -> None:
    path, new = tmp_path / "old.db", tmp_path / "new.db"
    with open_store(new, clock) as store:
        add([report("a", BAAJ), report("b", TANF)], store, engine, clock)
        found = incidents(store, Filter())
    old_store(path, new)
    with pytest.raises(StoreError, match="schema version 1.*tapal migrate"):
        open_store(path)
    version, kept = migrate(str(path), clock)
    assert (version, kept) == (1, tmp_path / "old.db.schema1.tapal-backup")
    with open_store(path) as store:
        assert incidents(store, Filter()) == found
        assert check(store) == ()
        clock.on(9)
        add([report("c", "capture | ISIS | PMF | Ba'aj | 2017-06-20 | ")], store, engine, clock)
        assert {one.incident.members for one in incidents(store, Filter())} == {("a#e1",), ("b#e1",), ("c#e1",)}
        (place,) = control(store, "baaj", date(2017, 6, 21)).places
        assert place.on_day is not None
        assert [holder.name for holder in place.on_day.holders] == ["ISIS"]
    assert migrate(str(path), clock) == (SCHEMA_VERSION, None)
    assert kept is not None
    restore(kept, str(tmp_path / "again.db"), clock)
    with open_store(tmp_path / "again.db") as store:
        assert incidents(store, Filter()) == found
