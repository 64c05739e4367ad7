"""Commands that ask the store: incidents, events, control, explain, changes."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tapal.cli.app import app
from tapal.cli.options import DEFAULT_STORE, AsKnownOn, AsOf, Json, Limit, StorePath, day, open_existing
from tapal.cli.rows import (
    CONTROL_COLUMNS,
    EVENT_COLUMNS,
    INCIDENT_COLUMNS,
    SPAN_COLUMNS,
    control_rows,
    event_row,
    incident_row,
    place_title,
    span_row,
)
from tapal.cli.screen import counted, out, print_json, say, table
from tapal.model.kinds import EventType, Novelty, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.text import Text

    from tapal.model.kinds import EventId
    from tapal.service import ControlAnswer, Evidence, Explanation, Fact
    from tapal.store import Change, Filter, Store

Types = Annotated[list[EventType] | None, typer.Option("--type", help="Only this type (may be given again).")]
Statuses = Annotated[list[Status] | None, typer.Option("--status", help="Only this status (may be given again).")]
Place = Annotated[str | None, typer.Option(help="Only this place and what lies in it, in any spelling.")]
Since = Annotated[date | None, typer.Option("--from", parser=day, metavar="DAY", help="Not over before that day.")]
Until = Annotated[date | None, typer.Option("--to", parser=day, metavar="DAY", help="Begun by that day.")]
Actor = Annotated[str | None, typer.Option(help="Only with this side (id or part of a name).")]
Words = Annotated[str | None, typer.Option("--words", "-q", help="Only with these words in names or type.")]
Box = Annotated[str | None, typer.Option(metavar="W,S,E,N", help="Only inside this box of degrees.")]


@app.command()
def incidents(
    store: StorePath = DEFAULT_STORE,
    types: Types = None,
    status: Statuses = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    actor: Actor = None,
    words: Words = None,
    box: Box = None,
    as_of: AsOf = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """What happened: one line for each happening, however many reports carry it."""
    from tapal import service

    with open_existing(store) as opened:
        wanted = _filter(opened, types, status, place, since, until, actor, words, box, as_of, as_known_on, limit)
        found = service.incidents(opened, wanted)
    if json:
        print_json([service.incident_json(one) for one in found])
        return
    rows = [incident_row(one.incident) for one in found]
    table("", INCIDENT_COLUMNS, rows)
    say(counted(len(rows), "incident"))


@app.command()
def events(
    store: StorePath = DEFAULT_STORE,
    types: Types = None,
    status: Statuses = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    actor: Actor = None,
    words: Words = None,
    box: Box = None,
    novelty: Annotated[Novelty | None, typer.Option(help="Only new ones, or only background.")] = None,
    report: Annotated[str | None, typer.Option(help="Only those of this report (its id).")] = None,
    as_of: AsOf = None,
    as_known_on: AsKnownOn = None,
    limit: Limit = None,
    json: Json = False,
) -> None:
    """What single reports say: one line for each event of each report."""
    from dataclasses import replace

    from tapal import service
    from tapal.model.kinds import DocId

    with open_existing(store) as opened:
        wanted = _filter(opened, types, status, place, since, until, actor, words, box, as_of, as_known_on, limit)
        wanted = replace(wanted, novelty=novelty, doc_id=None if report is None else DocId(report))
        found = service.events(opened, wanted)
    if json:
        print_json([service.event_json(one) for one in found])
        return
    rows = [event_row(one) for one in found]
    table("", EVENT_COLUMNS, rows)
    say(counted(len(rows), "event"))


@app.command()
def control(
    place: Annotated[str | None, typer.Argument(metavar="PLACE", help="A place, in any spelling.")] = None,
    store: StorePath = DEFAULT_STORE,
    as_of: Annotated[
        date | None, typer.Option(parser=day, metavar="DAY", help="On that day (else that of the latest report).")
    ] = None,
    as_known_on: AsKnownOn = None,
    json: Json = False,
) -> None:
    """Who holds what on a day; with a PLACE its whole timeline and the evidence."""
    from tapal import service

    with open_existing(store) as opened:
        if place is None and not json:
            held = service.control_map(opened, as_of, as_known_on)
            table(f"Control on {held.as_of}", CONTROL_COLUMNS, control_rows(held))
            say(counted(len(held.places), "place"))
            return
        answer = service.control(opened, place, as_of, as_known_on)
        evidence = service.evidence(opened, answer) if place is not None else {}
    if json:
        print_json(service.control_json(answer, evidence))
    else:
        _show_timelines(answer, evidence)


def _show_timelines(answer: "ControlAnswer", evidence: "Mapping[EventId, Evidence]") -> None:
    for one in answer.places:
        columns = ("", *SPAN_COLUMNS)
        rows = [("→" if span is one.on_day else "", *span_row(span)) for span in one.timeline.spans]
        title = f"{place_title(one)}, → on {answer.as_of}"
        table(title, columns, rows)
        seen = dict.fromkeys(key for span in one.timeline.spans for key in span.evidence)
        said = [(key, str(evidence[key]) if key in evidence else "read otherwise since") for key in seen]
        table("Evidence", ("id", "what the report says"), said)


@app.command()
def explain(
    asked: Annotated[str, typer.Argument(metavar="ID", help="Of an incident, event or report; or a place.")],
    store: StorePath = DEFAULT_STORE,
    as_of: Annotated[date | None, typer.Option(parser=day, metavar="DAY", help="A place: only on that day.")] = None,
    as_known_on: AsKnownOn = None,
    json: Json = False,
) -> None:
    """Why the record says so: every value, the sentence it was read from, the rule that read it."""
    from tapal import service
    from tapal.store.codec import encode

    with open_existing(store) as opened:
        explanation = service.explain(opened, asked, as_known_on, as_of)
    if json:
        print_json(encode(explanation))
    else:
        _show(explanation)


@app.command()
def changes(
    since: Annotated[date, typer.Option(parser=day, metavar="DAY", help="From the beginning of that day (UTC).")],
    store: StorePath = DEFAULT_STORE,
    as_known_on: AsKnownOn = None,
    json: Json = False,
) -> None:
    """What became of reports, incidents and control since a day, each with its reason."""
    from tapal import service
    from tapal.store.codec import encode

    with open_existing(store) as opened:
        found = service.changes(opened, since, as_known_on)
    if json:
        print_json([{**encode(one.change), "recorded_at": one.recorded_at.isoformat()} for one in found])
        return
    rows = [(f"{one.recorded_at:%Y-%m-%d %H:%M}", *_change_cells(one.change)) for one in found]
    table("", ("recorded (UTC)", "what", "of", "id", "why"), rows)
    say(counted(len(rows), "change"))


def _change_cells(change: "Change") -> tuple[str, ...]:
    return change.kind.value, change.subject.value, change.subject_id, change.reason


def _filter(
    store: "Store",
    types: Types,
    statuses: Statuses,
    place: Place,
    since: Since,
    until: Until,
    actor: Actor,
    words: Words,
    box: Box,
    as_of: AsOf,
    as_known_on: AsKnownOn,
    limit: Limit,
) -> "Filter":
    from tapal import service
    from tapal.store import Filter

    return Filter(
        types=frozenset(types or ()),
        statuses=frozenset(statuses or ()),
        places=frozenset() if place is None else service.place_ids(store, place),
        first_day=since,
        last_day=min((day for day in (until, as_of) if day), default=None),
        actor=actor,
        words=words,
        box=None if box is None else _box(box),
        known_before=service.known_before(as_known_on),
        limit=limit,
    )


def _box(value: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError as error:
        raise typer.BadParameter(f"'{value}' is not WEST,SOUTH,EAST,NORTH in degrees", param_hint="--box") from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise typer.BadParameter(f"'{value}' is not inside the world", param_hint="--box")
    return west, south, east, north


def _show(explanation: "Explanation") -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = out()
    head = Text(f"{explanation.kind} {explanation.id}: {explanation.title}", style="bold")
    console.print(head)
    if explanation.source:
        console.print(Text(explanation.source, style="dim"))
    for fact in explanation.facts:
        console.print(Padding(_fact_line(fact), (0, 0, 0, 2)))
        if fact.sentence:
            console.print(Padding(_marked(fact), (0, 0, 0, 6)))
    for note in explanation.notes:
        console.print(Padding(Text(note, style="dim"), (0, 0, 0, 2)))
    for part in explanation.parts:
        console.print()
        _show(part)


def _fact_line(fact: "Fact") -> "Text":
    from rich.text import Text

    line = Text()
    line.append(f"{fact.field}: ", style="bold")
    line.append(fact.value)
    if fact.how:
        line.append(f"  [{fact.how}]", style="dim")
    return line


def _marked(fact: "Fact") -> "Text":
    """The sentence with its words marked, by brackets too, for colour may be missing."""
    from rich.text import Text

    start, end = fact.mark
    line = Text(fact.sentence[:start], style="italic")
    line.append(f"»{fact.sentence[start:end]}«", style="bold reverse")
    line.append(fact.sentence[end:], style="italic")
    return line
