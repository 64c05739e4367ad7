"""Opening a store: one SQLite file with many readers and one writer at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from tapal import __version__
from tapal.errors import StoreError
from tapal.store.schema import SCHEMA_VERSION, metadata, schema_versions

Clock = Callable[[], datetime]

# How long a writer waits for another one: adding one report holds the lock for milliseconds, writing the
# merged state of a large store for seconds.
BUSY_MILLISECONDS = 60_000


class Store:
    """An open store. `reading()` and `writing()` give connections inside one transaction each."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store from its first query to its end."""
        with _plainly(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that is the only writer; what it wrote is kept whole, or not at all on an error."""
        engine = self._engine.execution_options(tapal_writes=True)
        with _plainly(self.path), engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path, clock: Clock | None = None) -> Store:
    """The store in the file `path`; made there when `clock` is given and nothing is there yet.

    Raises StoreError when there is none, when the file is something else, of an unknown schema version,
    or cannot be opened.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name the store's file, as {path / 'tapal.db'}")
    if not path.exists():
        if clock is None:
            raise StoreError(f"there is no store at {path}; make one with: tapal add FILES --store {path}")
        if not path.parent.is_dir():
            raise StoreError(f"the folder {path.parent} for the store does not exist; make it first")
    store = Store(path, _engine(path))
    try:
        _check(store, clock)
    except BaseException:
        store.close()
        raise
    return store


def _engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: object) -> None:
        # Transactions are begun by the listener below; the driver's own habit of beginning late would let
        # two writers read the same state and then both write.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # With NORMAL a power cut could take back reports that the user was told are stored.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("tapal_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _check(store: Store, clock: Clock | None) -> None:
    with store.reading() as connection:
        tables = set(inspect(connection).get_table_names())
        version = _version(connection) if schema_versions.name in tables else None
    if version == SCHEMA_VERSION:
        return
    if version is not None:
        raise StoreError(
            f"{store.path} has schema version {version}, this Tapal ({__version__}) knows {SCHEMA_VERSION}; "
            + ("use a newer Tapal" if version > SCHEMA_VERSION else "make a new store from its reports")
        )
    if tables:
        raise StoreError(f"{store.path} is a database but not a Tapal store; name another file")
    if clock is None:
        raise StoreError(f"{store.path} is an empty file, not a Tapal store; name another file or delete it")
    with store.writing() as connection:
        # Another process may have made the tables since.
        if not inspect(connection).has_table(schema_versions.name):
            metadata.create_all(connection)
            row = {"version": SCHEMA_VERSION, "program": __version__, "recorded_at": clock()}
            connection.execute(insert(schema_versions), row)


def _version(connection: Connection) -> int | None:
    query = select(schema_versions.c.version).order_by(schema_versions.c.version.desc()).limit(1)
    return connection.execute(query).scalar()


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """Errors of the database said in plain words as StoreError."""
    try:
        yield
    except OperationalError as error:
        cause = str(error.orig)
        advice = {
            "database is locked": "another process has been writing to it for a minute; try again later",
            "database or disk is full": "the disk is full; free some space and run the same command again",
            "attempt to write a readonly database": "it may only be read; check the rights of the file and its folder",
            "unable to open database file": "it cannot be opened; check that the folder exists and may be written",
        }
        raise StoreError(f"the store {path}: {advice.get(cause, cause)}") from error
    except DatabaseError as error:
        cause = str(error.orig)
        if "not a database" in cause:
            cause = "this file is not a Tapal store; name another file"
        elif "malformed" in cause:
            cause = "the file is damaged; restore a backup, or add the reports to a new store"
        raise StoreError(f"the store {path}: {cause}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"the store {path}: {error}") from error
