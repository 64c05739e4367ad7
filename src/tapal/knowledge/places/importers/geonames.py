"""GeoNames country dumps and allCountries (tab-separated text, plain or in a zip), CC BY 4.0."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from tapal.errors import FormatError
from tapal.knowledge.places.base import usable
from tapal.knowledge.places.importers.userfile import Imported, import_places
from tapal.knowledge.places.schema import RANK_ALTERNATE, RANK_MAIN, Named, Progress
from tapal.model.kinds import PlaceId, PlaceKind
from tapal.model.where import Place

_FIELDS = 19
# GeoNames feature codes (geonames.org/export/codes.html) to our kinds; longest prefix wins; the rest is left out.
_KINDS = {
    "A.ADM1": PlaceKind.ADMIN1, "A.ADM2": PlaceKind.ADMIN2, "A.ADM3": PlaceKind.ADMIN2, "A.TERR": PlaceKind.REGION,
    "P.PPLX": PlaceKind.DISTRICT, "P.PPL": PlaceKind.CITY, "P.STLMT": PlaceKind.CITY,
    "L.RGN": PlaceKind.REGION, "L.AREA": PlaceKind.REGION, "L.CST": PlaceKind.REGION, "L.OIL": PlaceKind.FACILITY,
    "L.GAS": PlaceKind.FACILITY, "L.MILB": PlaceKind.BASE, "L.NVB": PlaceKind.BASE, "L.INDS": PlaceKind.FACILITY,
    "S.AIRB": PlaceKind.BASE, "S.AIRP": PlaceKind.AIRPORT, "S.AIRF": PlaceKind.AIRPORT, "S.INSM": PlaceKind.BASE,
    "S.FT": PlaceKind.BASE, "S.DAM": PlaceKind.DAM, "S.CMP": PlaceKind.CAMP, "S.MSQE": PlaceKind.FACILITY,
    "S.HSP": PlaceKind.FACILITY, "S.PRN": PlaceKind.FACILITY, "S.BDG": PlaceKind.FACILITY,
    "S.OILR": PlaceKind.FACILITY, "S.PS": PlaceKind.FACILITY, "S.CSTM": PlaceKind.CROSSING,
    "S.PSTB": PlaceKind.CROSSING, "S.UNIV": PlaceKind.FACILITY, "S.RSTN": PlaceKind.FACILITY,
    "H.STM": PlaceKind.RIVER, "H.WAD": PlaceKind.RIVER, "H.LK": PlaceKind.WATER, "H.RSV": PlaceKind.WATER,
    "H.STRT": PlaceKind.WATER, "H.GULF": PlaceKind.WATER, "H.SEA": PlaceKind.WATER, "H.BAY": PlaceKind.WATER,
    "T.MT": PlaceKind.MOUNTAIN, "T.HLL": PlaceKind.MOUNTAIN, "T.RDGE": PlaceKind.MOUNTAIN,
    "T.PASS": PlaceKind.MOUNTAIN, "T.ISL": PlaceKind.ISLAND, "T.VAL": PlaceKind.REGION, "T.PLN": PlaceKind.REGION,
    "T.DSRT": PlaceKind.REGION, "T.PEN": PlaceKind.REGION, "T.CAPE": PlaceKind.REGION,
}  # fmt: skip
_KM = {PlaceKind.ADMIN1: 80.0, PlaceKind.ADMIN2: 25.0, PlaceKind.REGION: 30.0, PlaceKind.RIVER: 40.0}


def import_geonames(path: Path, user_file: Path, progress: Progress | None = None) -> Imported:
    """Merges a GeoNames dump (`SY.zip`, `SY.txt`, `allCountries.zip`) into the user's gazetteer file.

    Raises FormatError, with the line, when the file is not of GeoNames' 19 tab-separated columns.
    """
    return import_places(user_file, f"{path.name} {_hash(path)}", read_geonames(path), progress)


def _hash(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:16]


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    if not zipfile.is_zipfile(path):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive:
        inside = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.casefold()]
        if len(inside) != 1:
            raise FormatError(f"{path.name}: one text file was expected in the archive, found {len(inside)}")
        with archive.open(inside[0]) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")


def read_geonames(path: Path) -> Iterator[Named]:
    """The places of a dump whose feature codes are of use, in file order."""
    try:
        with _text(path) as stream:
            for line, row in enumerate(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
                if not row:
                    continue
                if len(row) != _FIELDS:
                    raise FormatError(f"{path.name} line {line}: {len(row)} columns, GeoNames has {_FIELDS}")
                named = _named(row)
                if named is not None:
                    yield named
    except (UnicodeDecodeError, ValueError) as error:
        raise FormatError(f"{path.name} is no GeoNames dump: {error}") from error


def _named(row: list[str]) -> Named | None:
    kind = _kind(f"{row[6]}.{row[7]}")
    if kind is None:
        return None
    place = Place(
        id=PlaceId(f"geonames:{row[0]}"),
        name=row[1],
        kind=kind,
        lat=float(row[4]),
        lon=float(row[5]),
        country=row[8] or None,
        admin1=row[10] or None,
        population=int(row[14] or 0),
    )
    others = tuple((name, RANK_ALTERNATE) for name in (row[2], *row[3].split(",")) if usable(name))
    return Named(place, ((row[1], RANK_MAIN), *others), _KM.get(kind, 1.0))


def _kind(code: str) -> PlaceKind | None:
    if code.endswith("H") and code.startswith("A."):  # historical units
        return None
    return next((_KINDS[code[:size]] for size in range(len(code), 3, -1) if code[:size] in _KINDS), None)
