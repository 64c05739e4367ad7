"""The user's gazetteer file beside the compiled index: places merged in, repeatable and resumable."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tapal.errors import FormatError
from tapal.knowledge.places.geometry import distance_km
from tapal.knowledge.places.key import normal
from tapal.knowledge.places.schema import (
    INDEXES,
    SCHEMA_VERSION,
    TABLES,
    Named,
    Progress,
    cell_of,
    place_row,
    write_names,
)
from tapal.model.kinds import PlaceKind

USER_NAME = "places-user.sqlite"
BATCH = 2000
# Two records of one name and kind this near to each other are one place.
SAME_PLACE_KM = 3.0


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: records read, places new, places merged into one that stood there, names added."""

    read: int
    new: int
    merged: int
    names: int


def user_path(folder: Path) -> Path:
    """Where the user's gazetteer stands in the cache folder."""
    return folder / USER_NAME


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = not path.exists()
    connection = sqlite3.connect(path)
    try:
        if fresh:
            connection.executescript(TABLES + INDEXES + "CREATE TABLE done (source TEXT PRIMARY KEY, count INTEGER);")
            connection.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
            connection.commit()
        found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
        if found is None or found[0] != str(SCHEMA_VERSION):
            raise FormatError(f"{path.name} was made by another version of Tapal: delete it and import again")
        yield connection
    except sqlite3.DatabaseError as error:
        raise FormatError(f"{path.name} is no gazetteer file: {error}") from error
    finally:
        connection.close()


def import_places(path: Path, source: str, places: Iterator[Named], progress: Progress | None = None) -> Imported:
    """Merges places into the user's file; `source` names the input (file name and hash) for resuming.

    Every batch is one transaction that also notes how many records are done: after a break the same call goes on
    behind them. A second import of the same source changes nothing. Same id, or same name and kind within 3 km, is
    the same place: its names are added. Raises FormatError when the file is of another version or damaged.
    """
    tell = progress or (lambda stage, count: None)
    read = new = merged = names = 0
    with _opened(path) as connection:
        row = connection.execute("SELECT count FROM done WHERE source = ?", (source,)).fetchone()
        skip = row[0] if row else 0
        for named in places:
            read += 1
            if read <= skip:
                continue
            was_new, added = _merge(connection, named)
            new, merged, names = new + was_new, merged + (not was_new), names + added
            if read % BATCH == 0:
                _done(connection, source, read)
                tell(source, read)
        _done(connection, source, max(read, skip))
        tell(source, read)
    return Imported(read, new, merged, names)


def _done(connection: sqlite3.Connection, source: str, count: int) -> None:
    connection.execute(
        "INSERT INTO done VALUES (?,?) ON CONFLICT (source) DO UPDATE SET count = excluded.count", (source, count)
    )
    connection.commit()


def _merge(connection: sqlite3.Connection, named: Named) -> tuple[bool, int]:
    """(whether the place is new, names added)."""
    found = connection.execute("SELECT num FROM place WHERE id = ?", (named.place.id,)).fetchone()
    num = found[0] if found else _twin(connection, named)
    if num is not None:
        return False, write_names(connection, num, named.names)
    cursor = connection.execute("SELECT coalesce(max(num), 0) + 1 FROM place")
    num = int(cursor.fetchone()[0])
    connection.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", place_row(num, named))
    return True, write_names(connection, num, named.names)


def _twin(connection: sqlite3.Connection, named: Named) -> int | None:
    place = named.place
    if place.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.COUNTRY):
        return None
    cell = cell_of(place.lat, place.lon)
    rows = connection.execute(
        "SELECT num, lat, lon FROM name JOIN place USING (num) WHERE norm = ? AND kind = ? AND country IS ?"
        " AND cell BETWEEN ? AND ?",
        (normal(place.name), place.kind.value, place.country, cell - 721, cell + 721),
    )
    for num, lat, lon in rows:
        if distance_km(lat, lon, place.lat, place.lon) <= SAME_PLACE_KM:
            return int(num)
    return None
