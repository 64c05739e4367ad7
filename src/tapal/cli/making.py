"""Commands that write files: export, fuse."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tapal.cli.app import app
from tapal.cli.options import DEFAULT_STORE, AsKnownOn, AsOf, Cache, StorePath, open_existing
from tapal.cli.screen import counted, say
from tapal.errors import InputError
from tapal.exports.formats import ATTRIBUTION, Format, csv_metadata, write
from tapal.exports.rows import Row, control_row, event_row, incident_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tapal.store import Store


class What(StrEnum):
    """What is exported."""

    INCIDENTS = "incidents"
    EVENTS = "events"
    CONTROL = "control"


@app.command()
def export(
    what: Annotated[What, typer.Argument(help="Which records.")] = What.INCIDENTS,
    how: Annotated[Format, typer.Option("--format", "-f", help="In which format.")] = Format.CSV,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write (else standard output).")] = None,
    store: StorePath = DEFAULT_STORE,
    as_of: AsOf = None,
    as_known_on: AsKnownOn = None,
) -> None:
    """Write the record as CSV, JSONL or GeoJSON for other programs."""
    with open_existing(store) as opened:
        rows = list(_rows(opened, what, as_of, as_known_on))
    pieces = write(rows, how)
    if output is None:
        sys.stdout.writelines(pieces)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
        if how is Format.CSV:
            output.with_name(output.name + "-metadata.json").write_text(csv_metadata(output.name), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}") from error
    say(f"{output}: {counted(len(rows), 'row')}. {ATTRIBUTION}")


def _rows(store: "Store", what: What, as_of: date | None, as_known_on: date | None) -> "Iterator[Row]":
    from tapal import service
    from tapal.store import Filter

    wanted = Filter(last_day=as_of, known_before=service.known_before(as_known_on))
    if what is What.INCIDENTS:
        yield from (incident_row(one.incident) for one in service.incidents(store, wanted))
    elif what is What.EVENTS:
        yield from (event_row(one) for one in service.events(store, wanted))
    else:
        for one in service.control(store, None, as_of, as_known_on).places:
            spans = one.timeline.spans if as_of is None else () if one.on_day is None else (one.on_day,)
            yield from map(control_row, spans)


@app.command()
def fuse(
    documents: Annotated[Path, typer.Argument(metavar="DOCS", help="JSONL of the reports.")],
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="JSONL of what they say (guide's records).")],
    incidents: Annotated[Path, typer.Option(help="File to write the incidents to (JSONL).")],
    control: Annotated[Path, typer.Option(help="File to write the control spans to (JSONL).")],
    truces: Annotated[Path | None, typer.Option(help="File to write the truces to (JSONL).")] = None,
    cache: Cache = None,
) -> None:
    """Merge records into incidents, control spans and truces, whoever made the records."""
    from tapal import service
    from tapal.service.fusing import fuse_files

    fused = fuse_files(documents, records, incidents, control, truces, service.load_engine(cache, say))
    where = f" in {truces}" if truces else ""
    say(
        f"{fused.reports} reports: {fused.incidents} incidents in {incidents}, {fused.spans} spans in {control}, "
        f"{counted(fused.truces, 'truce')}{where}"
    )
