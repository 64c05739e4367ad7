"""Looking after a store: check, backup, restore, migrate."""

from pathlib import Path

from tapal.errors import InputError, StoreError
from tapal.store import Clock, Store, open_store
from tapal.store.backup import Backup, dump, load
from tapal.store.check import faults
from tapal.store.database import state_of
from tapal.store.engines import is_server
from tapal.store.migrations import migrate as migrate_store
from tapal.store.schema import metadata


def check(store: Store) -> tuple[str, ...]:
    """What is wrong with a store, a plain line each; empty when all is well."""
    with store.reading() as connection:
        return tuple(faults(connection))


def backup(store: Store, path: Path, clock: Clock) -> Backup:
    """What was written into a new file: the whole record. Raises InputError when the file is there already."""
    return dump(store, path, clock())


def restore(path: Path, location: str, clock: Clock, force: bool = False) -> Backup:
    """What was read from a backup into a store, which is checked after.

    Raises InputError when there is a store already, unless `force`: then it is taken away first. Raises FormatError
    when the file is no whole backup, and StoreError, naming the first fault, when what came of it is not in order;
    in both cases no store is left.
    """
    if not path.is_file():
        raise InputError(f"there is no backup {path}")
    _make_room(location, force)
    store = open_store(location, clock)
    try:
        found = load(path, store)
        wrong = check(store)
        if wrong:
            raise StoreError(f"{path} was restored, but is not in order: {wrong[0]}")
    except BaseException:
        _take_away(store)
        raise
    store.close()
    return found


def migrate(location: str, clock: Clock, kept: Path | None = None) -> tuple[int, Path | None]:
    """The schema version that a store had, and the backup that was made before it was brought up to date."""
    if not is_server(location) and not Path(location).is_file():
        raise StoreError(f"there is no store at {location}")
    with Store(location) as store:
        return migrate_store(store, clock, kept)


def _make_room(location: str, force: bool) -> None:
    if not is_server(location) and not Path(location).exists():
        return
    with Store(location) as store:
        tables, version = state_of(store)
        if not tables:
            return
        if version is None:
            raise InputError(f"{store.name} is a database but not a Tapal store; name another one")
        if not force:
            raise InputError(f"{store.name} is there already; --force takes it away first, or name another store")
        _take_away(store)


def _take_away(store: Store) -> None:
    """Removes a store's file, or its tables from a server."""
    if is_server(store.location):
        with store.writing() as connection:
            connection.exec_driver_sql("DROP VIEW IF EXISTS place_points")
            metadata.drop_all(connection)
        store.close()
        return
    store.close()
    for suffix in ("", "-wal", "-shm"):
        Path(store.location + suffix).unlink(missing_ok=True)
