"""From reports to a map in one command: thirty written reports of June 2017, who held what, and the page over them."""

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from tapal import service
from tapal.api import DEFAULT_HOST, DEFAULT_PORT, serve
from tapal.errors import TapalError
from tapal.intake import Defaults, Issue, read_inputs
from tapal.model.incident import ControlSpan
from tapal.model.kinds import ControlState, DatePrecision
from tapal.model.text import RawReport
from tapal.store import Added, Clock, Store, Timeline, open_store

FOLDER = Path("build") / "demo"
STORE = "tapal.db"
# Each report is recorded in the evening of its day, so that "as known on" has a history to show.
HOUR_OF_RECORD = time(20, 0, tzinfo=UTC)
NOTICE = (
    "The 30 reports of this demo are not journalism: they were written for it on publicly known events of June 2017,\n"
    "with invented details. Each is recorded as if it had arrived on its day."
)


def run(
    folder: Path = FOLDER,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    serving: bool = True,
    seconds: float | None = None,
    engine: service.Engine | None = None,
) -> None:
    """Adds the demo's reports to a fresh store in `folder`, prints who held what, and serves the page over it.

    The page is served until interrupted, or for `seconds`; a taken port is replaced by a free one and the address
    printed. Raises TapalError when reading or the store fails.
    """
    messages = Console(stderr=True, highlight=False, soft_wrap=True)
    messages.print(NOTICE)
    path = _fresh(folder)
    reader = engine or service.load_engine()
    with open_store(path, lambda: datetime.now(UTC)) as store:
        _add(demo_reports(reader), store, reader, messages)
        known = service.snapshot(store)
    last = max((one.document.published for one in known.reports if one.document.published), default=date.max)
    Console(highlight=False).print(control_table(known.timelines, last))
    messages.print(f"Store: {path}. Ask it: tapal control Raqqa --as-of 2017-06-20 --store {path}")
    if serving:
        serve(path, host, port, lambda url: _invite(messages, url), seconds)


def demo_reports(reader: service.Engine) -> list[RawReport]:
    """The reports that come with the package, in the order of publication. Raises TapalError when one is bad."""
    with as_file(files("tapal") / "demo_reports" / "june2017.jsonl") as path:
        found = list(read_inputs([str(path)], Defaults(), reader.languages))
    reports = []
    for item in found:
        if isinstance(item, Issue):
            raise TapalError(f"the demo's own reports are damaged: {item.message}")
        reports.append(item)
    return sorted(reports, key=lambda raw: (raw.published or date.min, raw.id))


def control_table(timelines: Iterable[Timeline], last: date) -> Table:
    """Who held which place from when to when, up to the last report; a place's name stands at its first line.

    What the filter expects after that day (certainty decays to unknown) is left out, an end beyond it left open.
    """
    shown = Table(title="Who held what", title_justify="left", box=None, pad_edge=False, header_style="bold")
    shown.add_column("Place", overflow="fold", max_width=24)
    shown.add_column("From", no_wrap=True)
    shown.add_column("To", no_wrap=True)
    shown.add_column("Held by", overflow="fold", ratio=1)
    shown.add_column("Evidence", justify="right", no_wrap=True)
    for timeline in timelines:
        told = [span for span in timeline.spans if span.start is None or span.start <= last]
        for number, span in enumerate(told):
            name = "" if number else timeline.place_name
            shown.add_row(*(Text(cell) for cell in (name, *_cells(span, last))))
    return shown


def _cells(span: ControlSpan, last: date) -> tuple[str, ...]:
    end = "…" if span.end is None or span.end >= last else span.end.isoformat()
    who = ", ".join(holder.name for holder in span.holders)
    held = who if span.state is ControlState.HOLDS else f"{span.state.value}: {who}" if who else span.state.value
    return _start(span), end, held, str(len(span.evidence))


def _start(span: ControlSpan) -> str:
    if span.start is None:
        return "?"
    if span.start_precision is DatePrecision.YEAR:
        return f"{span.start:%Y}"
    return f"{span.start:%Y-%m}" if span.start_precision is DatePrecision.MONTH else span.start.isoformat()


def _add(reports: list[RawReport], store: Store, reader: service.Engine, messages: Console) -> None:
    with Progress(console=messages, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Reading reports", total=len(reports))

        def step(_: RawReport, __: Added) -> None:
            progress.advance(task)

        for day, arrived in groupby(reports, key=lambda raw: raw.published or date.min):
            service.add(list(arrived), store, reader, _evening_of(day), _refuse, step)


def _refuse(issue: Issue) -> None:
    if issue.bad:
        raise TapalError(f"the demo's report {issue.doc_id} cannot be read: {issue.message}")


def _evening_of(day: date) -> Clock:
    moment = datetime.combine(day, HOUR_OF_RECORD)
    return lambda: moment


def _fresh(folder: Path) -> Path:
    """Where the demo's store goes; an earlier run's store is removed, for the demo starts from nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / STORE
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return path


def _invite(messages: Console, url: str) -> None:
    messages.print(f"Open {url} in a browser; Ctrl+C ends it.")
    sys.stderr.flush()
