"""Names looked up in the compiled index and in what the user imported."""

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from tapal.errors import KnowledgeError, NotFound
from tapal.knowledge.places.geometry import KM_PER_DEGREE, distance_km, rough_km
from tapal.knowledge.places.key import key, normal
from tapal.knowledge.places.schema import RANK_ALTERNATE, RANK_KNOWN, RANK_MAIN, RANK_PRIME
from tapal.model.kinds import PlaceId, PlaceKind
from tapal.model.where import Place

_CACHED_NAMES = 100_000
# How much a kind of match is worth; a spelling that only sounds alike is weak evidence.
_QUALITY = {RANK_PRIME: 2.5, RANK_MAIN: 1.0, RANK_KNOWN: 0.97, RANK_ALTERNATE: 0.9}
KEY_QUALITY = 0.75
# Imported lists hold every hamlet: where they name what the index has, the index's entry stands.
_IMPORTED = 0.92
_SAME_KM = 12.0
_UNITS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2})
# A common name ("San Pedro") has hundreds of bearers; the most populous ones are enough to choose from.
_MOST = 60
_COLUMNS = "num, id, place.name, kind, lat, lon, country, admin1, parent, population, source, km"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean.

    `match` is `name` (exact spelling, main or known name), `alias` (another spelling that GeoNames lists) or `key`
    (sounds alike); `quality` says how well it fits, 1.0 for a main name (more for what a bare name always means);
    `km` is how far the place reaches from its point.
    """

    place: Place
    match: str
    quality: float
    km: float = 1.0


class Gazetteer:
    """Read-only names of the world: the compiled index and, when given, the user's imported file.

    Safe to use from several threads; look-ups are cached.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = tuple(files)
        self._connect()
        self._lock = threading.Lock()
        self.lookup: Callable[[str], tuple[Candidate, ...]] = lru_cache(maxsize=_CACHED_NAMES)(self._lookup)
        self.exact: Callable[[str], tuple[Candidate, ...]] = lru_cache(maxsize=_CACHED_NAMES)(self._exact)
        self.get: Callable[[PlaceId], Place] = lru_cache(maxsize=_CACHED_NAMES)(self._get)
        self.country: Callable[[str], tuple[Candidate, ...]] = lru_cache(maxsize=300)(self._country)
        self.border: Callable[[str, str], tuple[tuple[float, float], ...]] = lru_cache(maxsize=1000)(self._border)
        self.box: Callable[[str], tuple[float, float, float, float] | None] = lru_cache(maxsize=300)(self._box)

    @classmethod
    def open(cls, path: Path, user: Path | None = None) -> Self:
        """The gazetteer of a file that `ensure_index` made, with the user's imports when that file exists.

        Raises KnowledgeError when the file is not a gazetteer.
        """
        files = [path] if user is None or not user.is_file() else [path, user]
        return cls(files)

    def _connect(self) -> None:
        self._process, self._open = os.getpid(), tuple(_connect(file) for file in self._files)

    @property
    def _connections(self) -> tuple[sqlite3.Connection, ...]:
        """Connections of this process: SQLite's do not outlive a fork."""
        if self._process != os.getpid():
            self._connect()
        return self._open

    def close(self) -> None:
        for connection in self._connections:
            connection.close()

    def _rows(self, connection: sqlite3.Connection, query: str, *values: object) -> list[tuple[object, ...]]:
        with self._lock:
            return connection.execute(query, values).fetchall()

    def _lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places that bear the name, exact spellings before those that sound alike, largest first.

        At most 60; empty when nothing is found.
        """
        spelling = key(name)
        exact = self.exact(name)
        if not spelling or len(exact) >= _MOST:
            return exact
        known = {candidate.place.id for candidate in exact}
        sounding = [
            Candidate(place, "key", KEY_QUALITY, km)
            for place, km in self._sounding(spelling)
            if place.id not in known
        ]
        return (*exact, *sounding)[:_MOST]

    def _sounding(self, spelling: str) -> list[tuple[Place, float]]:
        query = (
            f"SELECT {_COLUMNS} FROM spelling JOIN place USING (num) WHERE key = ?"
            f" ORDER BY source LIKE '%supplement' DESC, population DESC LIMIT {_MOST}"
        )
        found: dict[PlaceId, tuple[Place, float]] = {}
        for connection in self._connections:
            for row in self._rows(connection, query, spelling):
                place = _place(row)
                found.setdefault(place.id, (place, float(str(row[11]))))
        return list(found.values())

    def _exact(self, name: str) -> tuple[Candidate, ...]:
        """Places of which this is a spelling that the data list, largest first."""
        norm = normal(name)
        if not norm:
            return ()
        query = (
            f"SELECT {_COLUMNS}, rank FROM name JOIN place USING (num) WHERE norm = ?"
            f" ORDER BY rank = {RANK_ALTERNATE}, source LIKE '%supplement' DESC, population DESC LIMIT {_MOST}"
        )
        found: dict[PlaceId, Candidate] = {}
        for order, connection in enumerate(self._connections):
            known = tuple(found.values())
            for row in self._rows(connection, query, norm):
                place, rank = _place(row), int(str(row[12]))
                if any(_twins(place, one.place) for one in known):
                    continue
                match = "alias" if rank == RANK_ALTERNATE else "name"
                quality = _QUALITY[rank] * (_IMPORTED if order else 1.0)
                found[place.id] = Candidate(place, match, quality, float(str(row[11])))
        return tuple(found.values())

    def _get(self, place_id: PlaceId) -> Place:
        """The place of an id. Raises NotFound."""
        for connection in self._connections:
            rows = self._rows(connection, f"SELECT {_COLUMNS} FROM place WHERE id = ?", place_id)
            if rows:
                return _place(rows[0])
        raise NotFound(f"no place {place_id!r} in the gazetteer")

    def _country(self, code: str) -> tuple[Candidate, ...]:
        """The country of an ISO 3166 alpha-2 code; empty for an unknown code."""
        query = f"SELECT {_COLUMNS} FROM place WHERE kind = 'country' AND country = ?"
        rows = self._rows(self._connections[0], query, code)
        return tuple(Candidate(_place(row), "name", 1.0, float(str(row[11]))) for row in rows)

    def names(self, place_id: PlaceId) -> tuple[str, ...]:
        """Normal forms of all names of a place, the main ones first."""
        query = "SELECT norm FROM name JOIN place USING (num) WHERE id = ? ORDER BY rank, norm"
        return tuple(
            dict.fromkeys(
                str(row[0]) for connection in self._connections for row in self._rows(connection, query, place_id)
            )
        )

    def extent_km(self, place_id: PlaceId) -> float:
        """How far a place reaches from its point in km (1 for a town). Raises NotFound."""
        for connection in self._connections:
            rows = self._rows(connection, "SELECT km FROM place WHERE id = ?", place_id)
            if rows:
                return float(str(rows[0][0]))
        raise NotFound(f"no place {place_id!r} in the gazetteer")

    def near(self, lat: float, lon: float, km: float) -> tuple[Place, ...]:
        """All places within `km` of a point, nearest first (meant for distances below 100 km)."""
        reach = km / KM_PER_DEGREE
        query = (
            f"SELECT {_COLUMNS} FROM place WHERE cell BETWEEN ? AND ? AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"
        )
        low, high = int((lat - reach + 90) * 2) * 720, int((lat + reach + 90) * 2) * 720 + 719
        wide = reach * 3
        found: dict[PlaceId, tuple[float, Place]] = {}
        for connection in self._connections:
            values = (low, high, lat - reach, lat + reach, lon - wide, lon + wide)
            for row in self._rows(connection, query, *values):
                place = _place(row)
                away = distance_km(lat, lon, place.lat, place.lon)
                if away <= km:
                    found.setdefault(place.id, (away, place))
        return tuple(place for _, place in sorted(found.values(), key=lambda item: (item[0], item[1].id)))

    def _border(self, first: str, second: str) -> tuple[tuple[float, float], ...]:
        """Points (latitude, longitude) along the land border of two countries given by ISO code."""
        pair = (first, second) if first < second else (second, first)
        rows = self._rows(self._connections[0], "SELECT lat, lon FROM border WHERE a = ? AND b = ?", *pair)
        return tuple((float(str(lat)), float(str(lon))) for lat, lon in rows)

    def _box(self, country: str) -> tuple[float, float, float, float] | None:
        """South, north, west and east limit of a country's towns in degrees."""
        query = "SELECT south, north, west, east FROM box WHERE country = ?"
        rows = self._rows(self._connections[0], query, country)
        if not rows:
            return None
        south, north, west, east = (float(str(value)) for value in rows[0])
        return south, north, west, east


def _twins(new: Place, known: Place) -> bool:
    """Whether an imported entry repeats one of the index under the same name."""
    if new.id == known.id:
        return True
    if new.kind is not known.kind or new.country != known.country:
        return False
    return new.kind in _UNITS or rough_km(new.lat, new.lon, known.lat, known.lon) <= _SAME_KM


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        connection.execute("SELECT num FROM place LIMIT 1")
    except sqlite3.Error as error:
        raise KnowledgeError(f"{path.name} is not a gazetteer file: {error}") from error
    return connection


def _place(row: tuple[object, ...]) -> Place:
    _, place_id, name, kind, lat, lon, country, admin1, parent, population, source = row[:11]
    return Place(
        id=PlaceId(str(place_id)),
        name=str(name),
        kind=PlaceKind(str(kind)),
        lat=float(str(lat)),
        lon=float(str(lon)),
        country=None if country is None else str(country),
        admin1=None if admin1 is None else str(admin1),
        parent=None if parent is None else PlaceId(str(parent)),
        population=int(str(population)),
        source=str(source),
    )
