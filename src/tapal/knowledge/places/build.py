"""The name index compiled once into the user's cache folder.

`ensure_index` is safe to call from several processes: one builds under a lock into a temporary file that is moved
into place when it is whole; a stale, broken or half-built file is built anew.
"""

import gc
import sqlite3
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from operator import itemgetter
from pathlib import Path

from platformdirs import user_cache_path

from tapal.knowledge.places import base, borders
from tapal.knowledge.places.entries import (
    Entry,
    read_border_lines,
    read_countries,
    read_supplement,
    supplement_folder,
    supplement_stamp,
)
from tapal.knowledge.places.geometry import distance_km
from tapal.knowledge.places.key import key, key_of_normal, normal
from tapal.knowledge.places.schema import (
    INDEXES,
    RANK_KNOWN,
    RANK_PRIME,
    SCHEMA_VERSION,
    TABLES,
    Named,
    Progress,
    write_places,
)
from tapal.model.kinds import PlaceId, PlaceKind
from tapal.model.where import Place

INDEX_NAME = "places.sqlite"
# A supplement entry and a base town of one name are one place within this distance (villages of one name and
# country stand mostly farther apart; GeoNames and map positions of one town differ by up to a few km).
SAME_TOWN_KM = 12.0
# A named parent that is a town lies at most this far off.
CITY_REACH_KM = 60.0
_VOTERS = 9
# A build that breaks off leaves a file that nobody reads: nothing needs to be safe on disk before the end.
_FAST = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-64000;"
# Half-widths in degrees of latitude in which the nearest towns are sought, narrow ones first.
_BANDS = (0.25, 1.0, 4.0, 181.0)


def default_folder(override: str | None = None) -> Path:
    """Folder of the compiled index: `override` (the edge reads TAPAL_CACHE) or the user's cache folder."""
    return Path(override) if override else user_cache_path("tapal")


def current_stamp(supplement: Path | None = None) -> str:
    """Fingerprint of everything that the index is compiled from."""
    parts = (str(SCHEMA_VERSION), base.base_stamp(), supplement_stamp(supplement or supplement_folder()))
    return sha256("\n".join(parts).encode()).hexdigest()


def ensure_index(folder: Path, progress: Progress | None = None) -> Path:
    """Path of a whole and current index in `folder`; builds it first when it is missing, stale or damaged."""
    path = folder / INDEX_NAME
    stamp = current_stamp()
    if index_is_current(path, stamp):
        return path
    folder.mkdir(parents=True, exist_ok=True)
    from filelock import FileLock  # only a build needs it

    with FileLock(str(path) + ".lock"):
        if not index_is_current(path, stamp):
            temporary = path.with_suffix(".part")
            temporary.unlink(missing_ok=True)
            build_index(temporary, stamp, progress)
            temporary.replace(path)
    return path


def index_is_current(path: Path, stamp: str) -> bool:
    """Whether the file is an index of that fingerprint and as long as it was when it was finished."""
    if not path.is_file():
        return False
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        whole = pages * connection.execute("PRAGMA page_size").fetchone()[0] == path.stat().st_size
        last = connection.execute("SELECT count(*), max(num) FROM place").fetchone()
        return whole and meta.get("stamp") == stamp and meta.get("places") == f"{last[0]} {last[1]}"
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def build_index(path: Path, stamp: str, progress: Progress | None = None) -> None:
    """Writes the whole index to a new file; the fingerprint goes in last."""
    collecting = gc.isenabled()
    gc.disable()  # millions of rows and no cycles: collecting would cost a third of the time
    try:
        _build(path, stamp, progress or (lambda stage, count: None))
    finally:
        if collecting:
            gc.enable()


def _build(path: Path, stamp: str, tell: Progress) -> None:
    folder = supplement_folder()
    entries = read_supplement(folder)
    cities = base.read_cities()
    tell("cities read", len(cities))
    towns = _TownNames(cities)
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_FAST + TABLES)
        count = write_places(connection, _all_places(cities, towns, entries, folder), tell, known=towns.forms)
        _write_borders(connection, cities)
        connection.executescript(INDEXES)
        connection.executemany("INSERT INTO meta VALUES (?,?)", [("places", f"{count} {count}"), ("stamp", stamp)])
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
    finally:
        connection.close()
    tell("index built", count)


def _all_places(
    cities: list[base.City], towns: "_TownNames", entries: tuple[Entry, ...], folder: Path
) -> Iterator[Named]:
    country_ids: dict[str, str] = {}
    for country in base.country_places(read_countries(folder)):
        country_ids[country.place.country or ""] = country.place.id
        yield country
    yield from base.state_places(cities)
    codes = _admin1_codes(entries, towns)
    provinces = {(entry.country, code): entry.place_id for entry, code in codes.items()}
    merged: dict[int, list[Entry]] = defaultdict(list)
    alone = []
    spellings: dict[int, tuple[str, ...]] = {}  # a province named after its seat lends it its spellings
    for entry in entries:
        town = towns.same(entry) if entry.kind in (PlaceKind.CITY, PlaceKind.DISTRICT) else None
        if town is None:
            alone.append(entry)
        else:
            merged[town["geonameid"]].append(entry)
    for entry in alone:
        seat = towns.near(entry.country, entry.parent, entry.lat, entry.lon) if entry.kind is PlaceKind.ADMIN1 else None
        if seat is not None and entry.parent:
            known = {key(name) for name in (seat["name"], *seat["alternatenames"])} - {""}
            spellings[seat["geonameid"]] = tuple(name for name in entry.names if key(name) in known)
    by_name = {(entry.country, name): entry for entry in entries for name in map(normal, entry.names)}
    for city in cities:
        also = merged.get(city["geonameid"], ())
        province = provinces.get((city["countrycode"], city["admin1code"]))
        named = base.city_place(city, province, "geonames+supplement" if also else "geonames")
        names = [pair for entry in also for pair in _names(entry)]
        names.extend((name, RANK_KNOWN) for name in spellings.get(city["geonameid"], ()))
        shown = next((entry.name for entry in also if entry.kind is PlaceKind.CITY), named.place.name)
        yield Named(replace(named.place, name=shown), (*named.names, *names), named.km) if names else named
    for entry in alone:
        yield _entry_place(entry, by_name, towns, codes, provinces, country_ids)


def _with_parent(place: Place, parent: str | None) -> Place:
    return replace(place, parent=PlaceId(parent)) if parent else place


def _entry_place(
    entry: Entry,
    by_name: dict[tuple[str | None, str], Entry],
    towns: "_TownNames",
    codes: dict[Entry, str],
    provinces: Mapping[tuple[str | None, str], str],
    country_ids: Mapping[str, str],
) -> Named:
    parent: str | None = None
    if entry.kind is PlaceKind.ADMIN1:  # its `parent` names the seat
        parent = country_ids.get(entry.country or "")
    elif entry.parent:
        town = towns.near(entry.country, entry.parent, entry.lat, entry.lon)
        above = by_name.get((entry.country, normal(entry.parent)))
        if town is not None and _away(town, entry.lat, entry.lon) <= CITY_REACH_KM:
            parent = f"geonames:{town['geonameid']}"
        elif above is not None:
            parent = above.place_id
    unit = by_name.get((entry.country, normal(entry.parent)))
    told = codes.get(unit) if unit is not None and entry.kind is not PlaceKind.ADMIN1 else None
    code = codes.get(entry) or told or towns.admin1_at(entry.country, entry.lat, entry.lon)
    if parent is None and code is not None:
        parent = provinces.get((entry.country, code))
    place = Place(
        id=entry.place_id, name=entry.name, kind=entry.kind, lat=entry.lat, lon=entry.lon, country=entry.country,
        admin1=code, source="supplement",
    )  # fmt: skip
    return Named(_with_parent(place, parent), _names(entry), entry.km)


def _names(entry: Entry) -> tuple[tuple[str, int], ...]:
    """Names with ranks; one marked with a star is what the bare name means ("Gaza": the Strip, not the city)."""
    return tuple((name.lstrip("*"), RANK_PRIME if name.startswith("*") else RANK_KNOWN) for name in entry.names)


def _admin1_codes(entries: tuple[Entry, ...], towns: "_TownNames") -> dict[Entry, str]:
    """GeoNames' code of each first-level unit: the code that most of the towns around its middle carry."""
    votes: list[tuple[int, Entry, str]] = []
    for entry in entries:
        if entry.kind is PlaceKind.ADMIN1:
            near = towns.nearest(entry.country, entry.lat, entry.lon, _VOTERS)
            counted = Counter(city["admin1code"] for city in near)
            seat = towns.near(entry.country, entry.parent, entry.lat, entry.lon) if entry.parent else None
            if seat is not None:
                counted[seat["admin1code"]] += 2 * _VOTERS
            votes.extend((count, entry, code) for code, count in counted.items() if code)
    votes.sort(key=lambda vote: (-vote[0], vote[1].place_id))
    chosen: dict[Entry, str] = {}
    taken: set[tuple[str | None, str]] = set()
    for _, entry, code in votes:
        if entry not in chosen and (entry.country, code) not in taken:
            chosen[entry] = code
            taken.add((entry.country, code))
    return chosen


class _TownNames:
    """The base towns by country and name, to find the one that an entry means.

    `forms` keeps the normal form and key of every name that was looked at, so that they are made once.
    """

    def __init__(self, cities: list[base.City]) -> None:
        self.forms: dict[str, tuple[str, str]] = {}
        self._by_country: dict[str, list[base.City]] = defaultdict(list)
        for city in cities:
            self._by_country[city["countrycode"]].append(city)
        self._by_latitude: dict[str, list[tuple[float, int, base.City]]] = {}
        self._names: dict[str, dict[str, list[base.City]]] = {}

    def _index(self, country: str) -> dict[str, list[base.City]]:
        if country not in self._names:
            index: dict[str, list[base.City]] = defaultdict(list)
            for city in self._by_country.get(country, ()):
                names = (city["name"], *city["alternatenames"])
                for form in {form for name in names for form in self._forms(name)} - {""}:
                    index[form].append(city)
            self._names[country] = index
        return self._names[country]

    def _forms(self, name: str) -> tuple[str, str]:
        if name not in self.forms:
            norm = normal(name)
            self.forms[name] = norm, key_of_normal(norm)
        return self.forms[name]

    def near(self, country: str | None, name: str, lat: float, lon: float) -> base.City | None:
        """The town of that name nearest to a point; None when the country has none."""
        index = self._index(country or "")
        found = index.get(normal(name)) or index.get(key(name)) or []
        return min(found, key=lambda city: _away(city, lat, lon), default=None)

    def same(self, entry: Entry) -> base.City | None:
        """The town that an entry is another description of."""
        for name in entry.names:
            town = self.near(entry.country, name, entry.lat, entry.lon)
            reach = SAME_TOWN_KM if entry.kind is PlaceKind.CITY else 2.0
            if town is not None and _away(town, entry.lat, entry.lon) <= reach:
                return town
        return None

    def nearest(self, country: str | None, lat: float, lon: float, count: int) -> list[base.City]:
        """The `count` nearest towns of a country, by degrees; only those in a band of latitude are measured."""
        found: list[tuple[float, int, base.City]] = []
        rows = self._from_south(country or "")
        for width in _BANDS:
            band = rows[bisect_left(rows, (lat - width,)) : bisect_right(rows, (lat + width,))]
            found = [((city["latitude"] - lat) ** 2 + (city["longitude"] - lon) ** 2, at, city) for _, at, city in band]
            found.sort(key=itemgetter(0, 1))
            if len(found) >= count and found[count - 1][0] < width**2:
                break
        return [city for _, _, city in found[:count]]

    def _from_south(self, country: str) -> list[tuple[float, int, base.City]]:
        if country not in self._by_latitude:
            rows = [(city["latitude"], at, city) for at, city in enumerate(self._by_country.get(country, ()))]
            rows.sort(key=itemgetter(0, 1))
            self._by_latitude[country] = rows
        return self._by_latitude[country]

    def admin1_at(self, country: str | None, lat: float, lon: float) -> str | None:
        near = self.nearest(country, lat, lon, 3)
        return Counter(city["admin1code"] for city in near).most_common(1)[0][0] if near else None


def _away(city: base.City, lat: float, lon: float) -> float:
    return distance_km(city["latitude"], city["longitude"], lat, lon)


def _write_borders(connection: sqlite3.Connection, cities: list[base.City]) -> None:
    towns = [(city["countrycode"], city["latitude"], city["longitude"]) for city in cities]
    neighbours = {
        code: frozenset(country["neighbours"].split(",")) for code, country in base.read_countries_file().items()
    }
    drawn = read_border_lines(supplement_folder())
    pairs = {frozenset(point[:2]) for point in drawn}
    neighbours = {
        code: frozenset(other for other in others if frozenset((code, other)) not in pairs)
        for code, others in neighbours.items()
    }
    connection.executemany("INSERT INTO border VALUES (?,?,?,?)", [*drawn, *borders.border_points(towns, neighbours)])
    connection.executemany("INSERT INTO box VALUES (?,?,?,?,?)", borders.boxes(towns))
