"""Connections to both databases: one writer at a time, readers that see one state from beginning to end."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from tapal.errors import InputError, StoreError

# How long a writer waits for another one: adding one report holds the lock for milliseconds, merging a batch of
# reports for seconds.
BUSY_MILLISECONDS = 60_000

# The lock that writers of a PostgreSQL store take turns by; any number that others do not use ("tapal" in ASCII).
WRITERS = 0x746170616C

WRITES = "tapal_writes"

# SQLite's own cache, per connection, and how much of the file it may read without copying: with the 2 MB it takes
# by itself the map of a large store is read from the file page by page.
CACHE_KIB = 32 * 1024
MAPPED_BYTES = 1 << 30


def is_server(location: str) -> bool:
    """Whether a store's location names a PostgreSQL database and not a file."""
    return location.startswith(("postgresql://", "postgresql+psycopg://", "postgres://"))


def shown(location: str) -> str:
    """A store's location as it may be printed: without a password."""
    return _url(location).render_as_string(hide_password=True) if is_server(location) else location


def make_engine(location: str) -> Engine:
    """The engine for a SQLite file or a PostgreSQL address. Raises StoreError when the driver is missing."""
    return _server(_url(location)) if is_server(location) else _file(location)


def _url(location: str) -> URL:
    try:
        return make_url(location).set(drivername="postgresql")
    except (ArgumentError, ValueError) as error:
        raise InputError("the store's address cannot be read; write postgresql://USER@HOST/DATABASE") from error


def _file(path: str) -> Engine:
    engine = create_engine(URL.create("sqlite", database=path))

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: object) -> None:
        # Transactions are begun by the listener below; the driver's own habit of beginning late would let
        # two writers read the same state and then both write.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        cursor.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        # With NORMAL a power cut could take back reports that the user was told are stored.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")

    return engine


def _server(url: URL) -> Engine:
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), connect_args={"connect_timeout": 10})
    except ImportError as error:
        raise StoreError("PostgreSQL needs its driver; install it with: pip install 'tapal[postgres]'") from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if _writes(connection):
            # Read committed: the state that a writer sees begins when it has got the lock, not when it asked.
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(WRITES, False))
