"""Flat rows as text of a format, piece by piece: nothing is held in memory."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from tapal.exports.rows import Row, Value

# Spreadsheets take a cell that starts so for a formula and run it; text from reports must not be run.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The gazetteer's licence asks that every map and export names it.
ATTRIBUTION = "Contains data from GeoNames (geonames.org), CC BY 4.0"


class Format(StrEnum):
    """How rows are written."""

    CSV = "csv"
    JSONL = "jsonl"
    GEOJSON = "geojson"


def write(rows: Iterable[Row], how: Format) -> Iterator[str]:
    """The pieces of the text that these rows make. CSV has a header, also when there are no rows but one."""
    return FORMATS[how](rows)


def csv_metadata(name: str) -> str:
    """What belongs beside a CSV file of that name, as `NAME-metadata.json` (W3C, Tabular Data on the Web)."""
    told = {"@context": "http://www.w3.org/ns/csvw", "url": name, "dc:source": ATTRIBUTION}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: Iterable[Row]) -> Iterator[str]:
    header: list[str] | None = None
    for row in rows:
        if header is None:
            header = list(row)
            yield _csv_line(header)
        yield _csv_line([_cell(row[name]) for name in header])


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return str(value)


def _jsonl(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _geojson(rows: Iterable[Row]) -> Iterator[str]:
    """A FeatureCollection (RFC 7946) naming the source of its places; rows without a place have a null geometry."""
    yield f'{{"type": "FeatureCollection", "attribution": {json.dumps(ATTRIBUTION)}, "features": ['
    comma = "\n"
    for row in rows:
        point = None if row["lat"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        properties = {name: value for name, value in row.items() if name not in {"lat", "lon"}}
        yield comma + json.dumps({"type": "Feature", "geometry": point, "properties": properties}, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


FORMATS: Mapping[Format, Callable[[Iterable[Row]], Iterator[str]]] = {
    Format.CSV: _csv,
    Format.JSONL: _jsonl,
    Format.GEOJSON: _geojson,
}
