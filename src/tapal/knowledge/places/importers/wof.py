"""Who's On First records: GeoJSON features as published, or JSON lines of the extract (plain, .xz, .gz).

Data from Who's On First; most localities are GeoNames' (CC BY 4.0): a map or export that uses them names both.
"""

import gzip
import json
import lzma
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

from tapal.errors import FormatError
from tapal.knowledge.places.importers.userfile import Imported, import_places
from tapal.knowledge.places.schema import RANK_ALTERNATE, RANK_KNOWN, RANK_MAIN, Named, Progress
from tapal.model.kinds import PlaceId, PlaceKind
from tapal.model.where import Place

# whosonfirst-placetypes to our kinds; places of no use to a report (timezones, constituencies) are left out.
_KINDS = {
    "region": PlaceKind.ADMIN1, "macroregion": PlaceKind.REGION, "county": PlaceKind.ADMIN2,
    "localadmin": PlaceKind.ADMIN2, "macrocounty": PlaceKind.ADMIN2, "locality": PlaceKind.CITY,
    "borough": PlaceKind.DISTRICT, "macrohood": PlaceKind.DISTRICT, "neighbourhood": PlaceKind.DISTRICT,
    "microhood": PlaceKind.DISTRICT, "campus": PlaceKind.FACILITY, "dependency": PlaceKind.ADMIN1,
    "disputed": PlaceKind.REGION, "marinearea": PlaceKind.WATER, "island": PlaceKind.ISLAND,
}  # fmt: skip
_KM = {PlaceKind.ADMIN1: 80.0, PlaceKind.ADMIN2: 25.0, PlaceKind.REGION: 30.0}
_LANGUAGES = frozenset({"eng", "ind", "ara", "und", "ukr", "rus", "heb", "fas", "tur", "kur", "fra", "spa"})


def import_wof(path: Path, user_file: Path, progress: Progress | None = None) -> Imported:
    """Merges one Who's On First file into the user's gazetteer file.

    A record that is GeoNames' carries its GeoNames id, so that it joins the place that the base has. Raises
    FormatError when the file is not JSON of that shape.
    """
    source = f"{path.name} {sha256(path.read_bytes()).hexdigest()[:16]}"
    return import_places(user_file, source, read_wof(path), progress)


def read_wof(path: Path) -> Iterator[Named]:
    """The live places of a file in order (superseded, deprecated and no longer current ones are left out)."""
    try:
        if path.suffix == ".geojson":
            records: Iterator[Mapping[str, Any]] = iter([_flat(json.loads(path.read_text(encoding="utf-8")))])
        else:
            records = _lines(path)
        for record in records:
            named = _named(record)
            if named is not None:
                yield named
    except (KeyError, TypeError, ValueError, lzma.LZMAError, EOFError) as error:
        raise FormatError(f"{path.name} is no Who's On First file: {error!r}") from error


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    with _opened(path) as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def _opened(path: Path) -> AbstractContextManager[TextIO]:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _flat(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    """A GeoJSON feature in the shape of the extract."""
    properties = feature["properties"]
    names: list[list[str]] = []
    for field, values in properties.items():
        if field.startswith("name:"):
            language, _, kind = field.removeprefix("name:").partition("_x_")
            names.extend([value, language, kind] for value in values)
    concordances = properties.get("wof:concordances") or {}
    return {
        "id": properties["wof:id"],
        "country": properties.get("wof:country") or properties.get("iso:country"),
        "placetype": properties["wof:placetype"],
        "name": properties["wof:name"],
        "names": names,
        "lat": properties.get("lbl:latitude") or properties["geom:latitude"],
        "lon": properties.get("lbl:longitude") or properties["geom:longitude"],
        "population": properties.get("wof:population") or properties.get("gn:population") or 0,
        "geonames_id": concordances.get("gn:id"),
        "current": properties.get("mz:is_current", -1),
        "superseded_by": properties.get("wof:superseded_by"),
        "deprecated": properties.get("edtf:deprecated"),
    }


def _named(record: Mapping[str, Any]) -> Named | None:
    kind = _KINDS.get(str(record["placetype"]))
    gone = record.get("superseded_by") or record.get("deprecated") not in (None, "", "uuuu")
    if kind is None or gone or record.get("current") == 0 or record.get("lat") is None:
        return None
    geonames = record.get("geonames_id")
    place = Place(
        id=PlaceId(f"geonames:{int(geonames)}" if geonames else f"wof:{record['id']}"),
        name=str(record["name"]),
        kind=kind,
        lat=float(record["lat"]),
        lon=float(record["lon"]),
        country=record.get("country") or None,
        population=int(record.get("population") or 0),
        source="wof",
    )
    names = [(str(record["name"]), RANK_MAIN)]
    for name, language, how in record.get("names", ()):
        if str(language)[:3] in _LANGUAGES:
            names.append((str(name), RANK_KNOWN if how == "preferred" else RANK_ALTERNATE))
    return Named(place, tuple(names), _KM.get(kind, 1.0))
