"""Commands that read reports: extract, add, refresh."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tapal.cli.app import BAD_INPUT, app
from tapal.cli.options import (
    DEFAULT_STORE,
    Cache,
    Files,
    Json,
    Language,
    Outlet,
    Published,
    StorePath,
    clock,
    open_existing,
    open_or_make,
)
from tapal.cli.screen import counted, print_json, print_line, progress, say

if TYPE_CHECKING:
    from tapal.intake import Issue
    from tapal.model.text import RawReport
    from tapal.service import Engine
    from tapal.store import Added, Change

IssuesLog = Annotated[
    Path,
    typer.Option("--issues", envvar="TAPAL_ISSUES", help="Where remarks on bad input are written (JSONL, appended)."),
]

Jobs = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that read (else one for each core, at most 8).", show_default=False),
]


class Issues:
    """Counts the issues of a run, says each on standard error, and writes the bad ones down."""

    def __init__(self, log: Path | None) -> None:
        self.log = log
        self.bad = 0

    def __call__(self, issue: "Issue") -> None:
        """Take note of one issue."""
        say(f"tapal: {issue}")
        self.bad += issue.bad
        if not issue.bad or self.log is None:
            return
        import json
        from dataclasses import asdict

        try:
            with self.log.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(asdict(issue), ensure_ascii=False) + "\n")
        except OSError as error:
            say(f"tapal: the issues log {self.log} cannot be written ({error.strerror}); issues are only shown")
            self.log = None


def incoming(
    engine: "Engine", files: list[str], published: Published, language: Language, outlet: Outlet
) -> "Iterable[RawReport | Issue]":
    """The reports of the files that a command was given."""
    from tapal.intake import Defaults, read_inputs

    defaults = Defaults(published, language, outlet)
    return read_inputs(files, defaults, engine.languages, sys.stdin.buffer)


@app.command()
def extract(
    files: Files,
    published: Published = None,
    language: Language = None,
    outlet: Outlet = None,
    issues: IssuesLog = Path("tapal-issues.jsonl"),
    jobs: Jobs = None,
    cache: Cache = None,
) -> None:
    """Print what each report says, as JSONL in input order (the annotation guide's records)."""
    from tapal.events.record import to_record
    from tapal.service import cores, load_engine
    from tapal.service import extract as extract_all

    engine = load_engine(cache, say)
    notice = Issues(issues)
    with progress() as bar:
        task = bar.add_task("reports read", total=None)
        reports = incoming(engine, files, published, language, outlet)
        for document, reading in extract_all(reports, engine, notice, jobs or cores()):
            print_line(to_record(document, reading))
            bar.advance(task)
    if notice.bad:
        written = f"; see {notice.log}" if notice.log else ""
        say(f"tapal: {counted(notice.bad, 'input')} could not be read{written}")
        raise typer.Exit(BAD_INPUT)


@app.command()
def add(
    files: Files,
    store: StorePath = DEFAULT_STORE,
    published: Published = None,
    language: Language = None,
    outlet: Outlet = None,
    json: Json = False,
    jobs: Jobs = None,
    cache: Cache = None,
) -> None:
    """Read reports and keep them in the store; reports that it has unchanged are passed over."""
    from tapal.service import add as add_all
    from tapal.service import cores, load_engine

    engine = load_engine(cache, say)
    notice = Issues(None)
    with open_or_make(store) as opened, progress() as bar:
        step = _counter(bar.add_task("reports added", total=None), bar.advance)
        reports = incoming(engine, files, published, language, outlet)
        tally = add_all(reports, opened, engine, clock(), notice, step, jobs or cores())
    counts = {"new": tally.new, "changed": tally.changed, "unchanged": tally.unchanged, "bad": tally.bad}
    if json:
        print_json({**counts, "store": opened.name, "changes": _changes(tally.changes)})
    else:
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        say(f"{opened.name}: {told}; {counted(len(tally.changes), 'change')} in incidents and control")
    if tally.bad:
        raise typer.Exit(BAD_INPUT)


@app.command()
def refresh(store: StorePath = DEFAULT_STORE, json: Json = False, cache: Cache = None) -> None:
    """Merge all reports of the store again, as after a new version of Tapal."""
    from tapal.service import load_engine
    from tapal.service import refresh as refresh_all

    engine = load_engine(cache, say)
    with open_existing(store) as opened:
        changes = refresh_all(opened, engine, clock(), anew=True)
    if json:
        print_json(_changes(changes))
    else:
        say(f"{opened.name}: {counted(len(changes), 'change')} in incidents and control")


def _counter(task: int, advance: Callable[..., None]) -> "Callable[[RawReport, Added], None]":
    def step(raw: "RawReport", added: "Added") -> None:
        advance(task)

    return step


def _changes(changes: "Iterable[Change]") -> object:
    from tapal.store.codec import encode

    return [encode(change) for change in changes]
