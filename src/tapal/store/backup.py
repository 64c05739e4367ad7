"""A store in one portable file: the same for SQLite and PostgreSQL, so that a backup also moves a store.

A gzip file of JSON lines: a head that says what it is, one line for each row (`[table, values…]`), a foot with the
number of rows of each table and the SHA-256 of all lines before it.
"""

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, Table, func, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from tapal import __version__
from tapal.errors import FormatError, InputError
from tapal.store.columns import Instant
from tapal.store.database import Store
from tapal.store.schema import RECORD, SCHEMA_VERSION, schema_versions

KIND = "tapal store"
ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself."""

    path: Path
    schema: int
    taken_at: str
    rows: int


def dump(store: Store, path: Path, now: datetime) -> Backup:
    """What was written into a new file: all rows of the record, as of one instant. Raises InputError for the file."""
    return dump_tables(store, path, SCHEMA_VERSION, now)


def dump_tables(store: Store, path: Path, version: int, now: datetime) -> Backup:
    """As `dump`, of a store of an older schema too: what it has of the tables and columns of today."""
    if path.exists():
        raise InputError(f"{path} is there already; a backup never overwrites a file")
    unfinished = path.with_name(path.name + ".unfinished")
    taken_at = now.isoformat()
    try:
        with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=6) as stream, store.reading() as connection:
            counts, digest = Counter[str](), sha256()
            for line in _lines(connection, version, taken_at, counts):
                digest.update(line.encode())
                stream.write(line)
            stream.write(_line({"rows": counts, "sha256": digest.hexdigest()}))
        # Only a whole file gets the name that was asked for.
        os.replace(unfinished, path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return Backup(path, version, taken_at, counts.total())


def _lines(connection: Connection, version: int, taken_at: str, counts: Counter[str]) -> Iterator[str]:
    columns = _columns(connection)
    head = {"kind": KIND, "schema": version, "program": __version__, "taken_at": taken_at, "columns": columns}
    yield _line(head)
    for table in RECORD:
        if table.name not in columns:
            continue
        query = select(*(table.c[name] for name in columns[table.name])).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query):
            counts[table.name] += 1
            yield _line([table.name, *map(_plain, row)])


def _columns(connection: Connection) -> dict[str, list[str]]:
    """Names of the columns of the record that are there, by table."""
    found = inspect(connection)
    there = set(found.get_table_names())
    return {
        table.name: [c.name for c in table.c if c.name in {one["name"] for one in found.get_columns(table.name)}]
        for table in RECORD
        if table.name in there
    }


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def load(path: Path, store: Store) -> Backup:
    """What was read from a backup into a store whose tables are there and empty, all of it or nothing.

    Raises FormatError when the file is no backup, is of a newer Tapal, or is damaged.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as stream, store.writing() as connection:
            return _load(path, stream, connection)
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no whole backup of a store"
        raise FormatError(f"{path}: {reason}") from error


def _load(path: Path, stream: Iterator[str], connection: Connection) -> Backup:
    first = next(stream, "")
    head = json.loads(first)
    if head.get("kind") != KIND:
        raise ValueError(head)
    if head["schema"] > SCHEMA_VERSION:
        raise FormatError(f"{path} was made by Tapal {head['program']}; use that version or a newer one")
    digest, counts = sha256(first.encode()), Counter[str]()
    waiting: list[dict[str, Any]] = []
    table: Table | None = None
    for line in stream:
        value = json.loads(line)
        if isinstance(value, dict):
            _put(connection, table, waiting)
            _check_foot(path, value, counts, digest.hexdigest())
            _go_on_numbering(connection)
            return Backup(path, head["schema"], head["taken_at"], counts.total())
        digest.update(line.encode())
        name = value[0]
        if table is None or table.name != name or len(waiting) >= ROWS_AT_ONCE:
            _put(connection, table, waiting)
            waiting, table = [], _by_name()[name]
        counts[name] += 1
        waiting.append(_row(table, head["columns"][name], value[1:]))
    raise EOFError(path)


def _by_name() -> dict[str, Table]:
    return {table.name: table for table in RECORD}


def _row(table: Table, names: list[str], values: list[Any]) -> dict[str, Any]:
    return {name: _value(table, name, value) for name, value in zip(names, values, strict=True)}


def _value(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if value is None or not isinstance(kind, Instant | Date):
        return value
    return datetime.fromisoformat(value) if isinstance(kind, Instant) else date.fromisoformat(value)


def _put(connection: Connection, table: Table | None, rows: list[dict[str, Any]]) -> None:
    if table is None or not rows:
        return
    if table is schema_versions:  # the new store has said its own version already
        known = set(connection.execute(select(schema_versions.c.version)).scalars())
        rows = [row for row in rows if row["version"] not in known]
    if not rows:
        return
    try:
        connection.execute(insert(table), rows)
    except IntegrityError as error:  # a row is there twice, or one that it points to is not
        raise ValueError(table.name) from error


def _check_foot(path: Path, foot: dict[str, Any], counts: Counter[str], digest: str) -> None:
    if foot["rows"] != dict(counts) or foot["sha256"] != digest:
        raise FormatError(f"{path} is damaged: what it holds is not what was put into it")


def _go_on_numbering(connection: Connection) -> None:
    """PostgreSQL numbers new rows from where the restored ones end (SQLite does so by itself)."""
    if connection.dialect.name == "sqlite":
        return
    for table in RECORD:
        if "seq" not in table.c:
            continue
        last = connection.execute(select(func.max(table.c.seq))).scalar()
        if last is not None:
            query = text("SELECT setval(pg_get_serial_sequence(:name, 'seq'), :last)")
            connection.execute(query, {"name": table.name, "last": last})
