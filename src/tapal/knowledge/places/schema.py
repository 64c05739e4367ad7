"""The tables of a gazetteer file, shared by the compiled index and the user's own imports."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor
from operator import itemgetter
from types import MappingProxyType

from tapal.knowledge.places.key import key_of_normal, normal
from tapal.model.where import Place

SCHEMA_VERSION = 10

# Told now and then during long work: what is being done, and how far.
Progress = Callable[[str, int], None]

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL, country TEXT, admin1 TEXT, parent TEXT,
    population INTEGER NOT NULL, source TEXT NOT NULL, km REAL NOT NULL, cell INTEGER NOT NULL);
CREATE TABLE name (norm TEXT NOT NULL, num INTEGER NOT NULL, rank INTEGER NOT NULL,
    PRIMARY KEY (norm, num)) WITHOUT ROWID;
CREATE TABLE spelling (key TEXT NOT NULL, num INTEGER NOT NULL, PRIMARY KEY (key, num)) WITHOUT ROWID;
CREATE TABLE border (a TEXT NOT NULL, b TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL);
CREATE TABLE box (country TEXT PRIMARY KEY, south REAL, north REAL, west REAL, east REAL) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX place_cell ON place (cell);
CREATE INDEX name_num ON name (num);
CREATE INDEX place_country ON place (country) WHERE kind = 'country';
CREATE INDEX border_pair ON border (a, b);
"""

_NONE: Mapping[str, tuple[str, str]] = MappingProxyType({})
# Rank of a name: the lower, the more it is the name that reports use.
RANK_PRIME, RANK_MAIN, RANK_KNOWN, RANK_ALTERNATE = -1, 0, 1, 2


@dataclass(frozen=True, slots=True)
class Named:
    """A place with all its names as (name, rank), ready to be written.

    `km` is how far the coordinates hold or the area reaches, in kilometres.
    """

    place: Place
    names: tuple[tuple[str, int], ...]
    km: float = 1.0


def cell_of(lat: float, lon: float) -> int:
    """Number of the half-degree cell that a point lies in (720 cells a row)."""
    return (floor((lat + 90) * 2)) * 720 + floor((lon + 180) * 2) % 720


def write_places(
    connection: sqlite3.Connection,
    places: Iterable[Named],
    tell: Progress,
    first: int = 1,
    known: Mapping[str, tuple[str, str]] = _NONE,
) -> int:
    """Writes places with their names and keys under numbers from `first` on; returns the last number.

    `known` holds normal form and key of names for which they were made already.
    Names are sorted in memory before they are written: a B-tree filled in order is five times faster to write.
    """
    names: list[tuple[str, int, int]] = []
    spellings: list[tuple[str, int]] = []
    rows = _place_rows(places, first, names, spellings, tell, known)
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    names.sort(key=itemgetter(0))  # numbers ascend already
    connection.executemany("INSERT INTO name VALUES (?,?,?)", names)
    tell("names written", len(names))
    spellings.sort(key=itemgetter(0))
    connection.executemany("INSERT INTO spelling VALUES (?,?)", spellings)
    last: int = connection.execute("SELECT coalesce(max(num), ?) FROM place", (first - 1,)).fetchone()[0]
    return last


def _place_rows(
    places: Iterable[Named],
    first: int,
    names: list[tuple[str, int, int]],
    spellings: list[tuple[str, int]],
    tell: Progress,
    known: Mapping[str, tuple[str, str]],
) -> Iterator[tuple[object, ...]]:
    """Rows of table `place`; on the way the rows of the other two tables are gathered."""
    for num, named in enumerate(places, start=first):
        ranks, keys = _forms(named.names, known)
        names.extend((norm, num, rank) for norm, rank in ranks.items())
        spellings.extend((spelling, num) for spelling in keys)
        if num % 20000 == 0:
            tell("places written", num)
        yield place_row(num, named)


def place_row(num: int, named: Named) -> tuple[object, ...]:
    """The row of table `place` for a place under a number."""
    place = named.place
    return (
        num, place.id, place.name, place.kind.value, place.lat, place.lon, place.country, place.admin1, place.parent,
        place.population, place.source, named.km, cell_of(place.lat, place.lon),
    )  # fmt: skip


def _forms(
    names: Iterable[tuple[str, int]], known: Mapping[str, tuple[str, str]] = _NONE
) -> tuple[dict[str, int], set[str]]:
    """Normal forms of a place's names with their best rank, and their keys."""
    ranks: dict[str, int] = {}
    keys: set[str] = set()
    for name, rank in dict.fromkeys(names):
        forms = known.get(name)
        norm = forms[0] if forms else normal(name)
        before = ranks.get(norm)
        if not norm or (before is not None and before <= rank):
            continue
        ranks[norm] = rank
        if before is None:
            keys.add(forms[1] if forms else key_of_normal(norm))
    return ranks, keys - {""}


def write_names(connection: sqlite3.Connection, num: int, names: Iterable[tuple[str, int]]) -> int:
    """Adds names to a place that stands already; returns how many were new. A name keeps its best rank."""
    ranks, keys = _forms(names)
    before = connection.total_changes
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", [(norm, num, r) for norm, r in ranks.items()])
    added = connection.total_changes - before
    connection.executemany("INSERT OR IGNORE INTO spelling VALUES (?,?)", [(key, num) for key in keys])
    return added
