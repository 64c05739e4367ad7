"""From an older schema to the present one, step by step, with a backup before the first."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import Connection, inspect

from tapal.errors import StoreError
from tapal.store.backup import dump_tables
from tapal.store.database import Clock, Store, record_version, state_of
from tapal.store.engines import is_server
from tapal.store.guards import guard
from tapal.store.neighbours import forget_all
from tapal.store.schema import SCHEMA_VERSION, decisions, metadata, truces
from tapal.store.working import event_keys

Step = Callable[[Connection], None]


def migrate(store: Store, clock: Clock, kept: Path | None = None) -> tuple[int, Path | None]:
    """The version that the store had, and the backup that was made of it (None: it was up to date already).

    All steps are one transaction: the store is of the old version or of the new one, never between. Raises
    StoreError when there is no store, or when it is of a version that is too new or too old.
    """
    _, version = state_of(store)
    if version is None:
        raise StoreError(f"{store.name} is not a Tapal store; name another one")
    if version == SCHEMA_VERSION:
        return version, None
    missing = [number for number in range(version, SCHEMA_VERSION) if number not in STEPS]
    if version > SCHEMA_VERSION or missing:
        raise StoreError(f"{store.name} has schema version {version}; there is no way from it to {SCHEMA_VERSION}")
    path = kept or _beside(store, version)
    dump_tables(store, path, version, clock())
    with store.writing() as connection:
        for number in range(version, SCHEMA_VERSION):
            STEPS[number](connection)
            record_version(connection, number + 1, clock())
    return version, path


def _beside(store: Store, version: int) -> Path:
    """Where the backup goes when nobody says: beside the store's file, else in the current folder."""
    name = f"schema{version}.tapal-backup"
    path = Path(f"tapal.{name}") if is_server(store.location) else Path(f"{store.location}.{name}")
    if path.exists():
        raise StoreError(f"{path} is there already; move it away, or name another file with --backup")
    return path


def _decisions_and_working_tables(connection: Connection) -> None:
    """Schema 2: decisions, truces, the tables that make a new report cost its block only, and better indexes."""
    for name in ("events_date", "incidents_date", "origins_id", "incidents_id", "timelines_place"):
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")
    before = set(inspect(connection).get_table_names())
    metadata.create_all(connection)
    for name in sorted(before):
        for index in metadata.tables[name].indexes if name in metadata.tables else ():
            index.create(connection, checkfirst=True)
    guard(connection, (decisions, truces))


def _other_keys(connection: Connection) -> None:
    """Schema 3: keys are made otherwise, those of events go with a type; the first merge files everything anew."""
    event_keys.drop(connection)
    event_keys.create(connection)
    forget_all(connection)


STEPS: Mapping[int, Step] = {1: _decisions_and_working_tables, 2: _other_keys}
"""What leads from each version to the next one."""
