"""Opening a store: one SQLite file or one PostgreSQL database, with many readers and one writer at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, inspect, select

from tapal import __version__
from tapal.errors import StoreError
from tapal.store import working  # noqa: F401 - its tables are made with the others
from tapal.store.engines import WRITES, is_server, make_engine, shown
from tapal.store.failures import plainly
from tapal.store.guards import guard
from tapal.store.schema import SCHEMA_VERSION, metadata, schema_versions

Clock = Callable[[], datetime]


class Store:
    """An open store. `reading()` and `writing()` give connections inside one transaction each."""

    def __init__(self, location: str | Path) -> None:
        self.location = str(location)
        self.name = shown(self.location)
        self._engine: Engine = make_engine(self.location)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store from its first query to its end."""
        with plainly(self.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that is the only writer; what it wrote is kept whole, or not at all on an error."""
        engine = self._engine.execution_options(**{WRITES: True})
        with plainly(self.name), engine.begin() as connection:
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


def open_store(location: str | Path, clock: Clock | None = None) -> Store:
    """The store in a file or at a `postgresql://` address; made there when `clock` is given and nothing is there yet.

    Raises StoreError when there is none, when it is something else, of another schema version, or cannot be opened.
    """
    _check_place(str(location), clock)
    store = Store(location)
    try:
        _check(store, clock)
    except BaseException:
        store.close()
        raise
    return store


def _check_place(location: str, clock: Clock | None) -> None:
    """Raises StoreError when a file's place cannot hold a store."""
    if is_server(location):
        return
    path = Path(location)
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name the store's file, as {path / 'tapal.db'}")
    if path.exists():
        return
    if clock is None:
        raise StoreError(f"there is no store at {path}; make one with: tapal add FILES --store {path}")
    if not path.parent.is_dir():
        raise StoreError(f"the folder {path.parent} for the store does not exist; make it first")


def _check(store: Store, clock: Clock | None) -> None:
    tables, version = state_of(store)
    if version == SCHEMA_VERSION:
        return
    if version is not None and version > SCHEMA_VERSION:
        raise StoreError(f"{_versions(store, version)}; use a newer Tapal")
    if version is not None:
        raise StoreError(f"{_versions(store, version)}; bring it up to date with: tapal migrate --store {store.name}")
    if tables:
        raise StoreError(f"{store.name} is a database but not a Tapal store; name another one")
    if clock is None:
        raise StoreError(f"{store.name} is empty, not a Tapal store; fill it with: tapal add FILES, or name another")
    create(store, clock)


def _versions(store: Store, version: int) -> str:
    return f"{store.name} has schema version {version}, this Tapal ({__version__}) knows {SCHEMA_VERSION}"


def state_of(store: Store) -> tuple[frozenset[str], int | None]:
    """The names of the tables that are there, PostGIS's own left out, and the schema version that they say."""
    with store.reading() as connection:
        tables = frozenset(inspect(connection).get_table_names()) - {"spatial_ref_sys"}
        if schema_versions.name not in tables:
            return tables, None
        query = select(schema_versions.c.version).order_by(schema_versions.c.version.desc()).limit(1)
        return tables, connection.execute(query).scalar()


def create(store: Store, clock: Clock) -> None:
    """Makes the tables of an empty store."""
    with store.writing() as connection:
        # Another process may have made the tables since.
        if not inspect(connection).has_table(schema_versions.name):
            metadata.create_all(connection)
            guard(connection)
            record_version(connection, SCHEMA_VERSION, clock())


def record_version(connection: Connection, version: int, now: datetime) -> None:
    """Writes down that the tables are of this version from now on."""
    connection.execute(insert(schema_versions), {"version": version, "program": __version__, "recorded_at": now})
