"""The supplement's entries read from their CSV files and checked one by one."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from tapal.errors import KnowledgeError
from tapal.knowledge.places.key import normal
from tapal.model.kinds import PlaceId, PlaceKind

COLUMNS = ("name", "kind", "lat", "lon", "country", "parent", "km", "id", "ar", "aliases", "source")
_SPECIAL_FILES = frozenset({"sources.csv", "countries.csv", "border_lines.csv"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the supplement.

    `km` is the half-width in kilometres within which the coordinates hold: for a point how well it is known,
    for a region or province how far it reaches. `parent` is the name of the place that it lies in.
    `indonesian`, `arabic` and `aliases` are further names; `source` is the full sentence of its source.
    """

    place_id: PlaceId
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None
    parent: str
    km: float
    indonesian: tuple[str, ...]
    arabic: tuple[str, ...]
    aliases: tuple[str, ...]
    source: str
    file: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name once, the English one first."""
        return tuple(dict.fromkeys((self.name, *self.indonesian, *self.arabic, *self.aliases)))


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """Middle of a country and names that the locale data lack (exonyms, short forms, official names)."""

    code: str
    lat: float
    lon: float
    aliases: tuple[str, ...]


def supplement_folder() -> Path:
    """Folder of the supplement's CSV files inside the package."""
    return Path(str(resources.files("tapal.knowledge.places.supplement")))


def supplement_stamp(folder: Path) -> str:
    """Hash over the bytes of all supplement files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_countries(folder: Path) -> dict[str, CountryEntry]:
    """Country entries by ISO 3166 alpha-2 code."""
    found = {}
    for line, row in _rows(folder / "countries.csv", ("code", "lat", "lon", "aliases")):
        try:
            found[row["code"]] = CountryEntry(
                row["code"], float(row["lat"]), float(row["lon"]), _names(row["aliases"])
            )
        except ValueError as error:
            raise KnowledgeError(f"countries.csv line {line}: {error}") from error
    return found


def read_border_lines(folder: Path) -> tuple[tuple[str, str, float, float], ...]:
    """Points (country, country, latitude, longitude) on borders of war countries, read off maps to about 20 km.

    They replace the estimate from towns where a border runs through empty land.
    """
    points = []
    for line, row in _rows(folder / "border_lines.csv", ("a", "b", "lat", "lon")):
        try:
            first, second = sorted((row["a"], row["b"]))
            points.append((first, second, float(row["lat"]), float(row["lon"])))
        except ValueError as error:
            raise KnowledgeError(f"border_lines.csv line {line}: {error}") from error
    return tuple(points)


def read_supplement(folder: Path) -> tuple[Entry, ...]:
    """All entries in file order; ids are unique.

    Raises KnowledgeError with file and line for an unknown kind or source code, a coordinate out of range,
    or a name given twice for the same kind and country.
    """
    sources = {row["code"]: row["source"] for _, row in _rows(folder / "sources.csv", ("code", "source"))}
    entries: dict[PlaceId, Entry] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name in _SPECIAL_FILES:
            continue
        for line, row in _rows(path, COLUMNS):
            entry = _entry(row, sources, path.name, line)
            if entry.place_id in entries:
                raise KnowledgeError(f"{path.name} line {line}: {entry.place_id} stands already in the supplement")
            entries[entry.place_id] = entry
    return tuple(entries.values())


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != columns:
            raise KnowledgeError(f"{path.name}: the columns must be {', '.join(columns)}")
        for row in reader:
            if None in row or None in row.values():
                raise KnowledgeError(f"{path.name} line {reader.line_num}: {len(columns)} fields are needed")
            yield reader.line_num, row


def _entry(row: dict[str, str], sources: dict[str, str], file: str, line: int) -> Entry:
    where = f"{file} line {line} ({row['name']})"
    if row["source"] not in sources:
        raise KnowledgeError(f"{where}: unknown source code {row['source']!r}")
    try:
        kind, lat, lon, km = PlaceKind(row["kind"]), float(row["lat"]), float(row["lon"]), float(row["km"])
    except ValueError as error:
        raise KnowledgeError(f"{where}: {error}") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and km > 0):
        raise KnowledgeError(f"{where}: coordinates or half-width out of range")
    slug = "-".join((row["country"].lower() or "world", *normal(row["name"]).split(), kind.value))
    if row["parent"] and kind is PlaceKind.DISTRICT:
        slug += "-" + "-".join(normal(row["parent"]).split())
    return Entry(
        place_id=PlaceId(f"supplement:{slug}"),
        name=row["name"],
        kind=kind,
        lat=lat,
        lon=lon,
        country=row["country"] or None,
        parent=row["parent"],
        km=km,
        indonesian=_names(row["id"]),
        arabic=_names(row["ar"]),
        aliases=_names(row["aliases"]),
        source=sources[row["source"]],
        file=file,
    )


def _names(field: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in field.split("|") if name.strip())
