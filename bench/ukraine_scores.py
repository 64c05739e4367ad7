"""Control from dated sentences: notes on Ukrainian places against a list's history (ukraine-control).

Every dated control or contested sentence is fed as one report: a capture by the side that it names (from the
other side where it says "recaptured"), or a `contested` statement at both ends of its time. The
holder that the filter gives at the end of each of 20 days is compared with what the list showed
(holder_at.csv). Cells where the list has neither side, and cells before the first dated control sentence of
the place, are left out, as in the data's own ceiling (.766 of all decidable cells, .963 where the note is
up to date).
Two numbers beside it: cells right when only the newest sentence counts (that ceiling, computed here), and
how many days the filter's boundary lies from the list's.
"""

import csv
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from fuse_scores import state_on
from tapal.control import control_spans
from tapal.incidents.sides import Relation
from tapal.model.event import ControlStatement, Party, Site
from tapal.model.incident import ActorName, Claim, ControlSpan, Incident
from tapal.model.kinds import (
    ActorId,
    ControlState,
    DatePrecision,
    DocId,
    EventId,
    EventType,
    IncidentId,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    Status,
)
from tapal.model.text import Evidence, Span
from tapal.model.when import When
from tapal.model.where import Where

SIDES = ("Russia", "Ukraine")
LIMITS = (0, 1, 3, 7, 30, 180)
"""Days off within which the share of boundaries is printed."""
Row = Mapping[str, object]


class TwoSides:
    """Russia and Ukraine, strangers to each other."""

    def name(self, actor: ActorId) -> str:
        return str(actor)

    def relation(self, first: ActorId, second: ActorId) -> Relation:
        return Relation.SAME if first == second else Relation.NONE


def where_of(row: Row) -> Where:
    place, name = PlaceId(str(row["id"])), str(row["name"])
    lat, lon = float(str(row["lat"])), float(str(row["lon"]))
    return Where(place, name, PlaceKind.CITY, lat, lon, "UA", PlacePrecision.EXACT, "")


def actor(name: str) -> ActorName:
    return ActorName(name, ActorId(name))


def reports(row: Row) -> tuple[list[Incident], list[ControlStatement]]:
    """The sentences of one place as incidents and statements."""
    incidents: list[Incident] = []
    statements: list[ControlStatement] = []
    transitions = row["transitions"]
    assert isinstance(transitions, list)
    for number, told in enumerate(transitions):
        if told["date_from"] is None or row["lat"] is None:
            continue
        start = date.fromisoformat(told["date_from"])
        end = date.fromisoformat(told["date_to"] or told["date_from"])
        doc = DocId(f"{row['id']}.{number}")
        if told["kind"] == "control" and told["holder"] in SIDES:
            loser = next(side for side in SIDES if side != told["holder"]) if told["verb"] == "recaptured" else None
            incidents.append(incident(doc, EventType.CAPTURE, where_of(row), start, end, str(told["holder"]), loser))
        elif told["kind"] == "contested":
            statements += [contested(doc, where_of(row), day) for day in sorted({start, end})]
    return incidents, statements


def incident(
    doc: DocId, kind: EventType, where: Where, start: date, end: date, holder: str, loser: str | None
) -> Incident:
    event = EventId(f"{doc}#e1")
    status = Claim("status", Status.HAPPENED.value, event, doc, str(doc), None)
    when = When(start, end, DatePrecision.DAY if start == end else DatePrecision.MONTH, "explicit")
    return Incident(
        IncidentId(str(doc)), kind, (event,), (str(doc),), when, where, where.name, (actor(holder),),
        (actor(loser),) if loser else (), Status.HAPPENED, False, (), None, None, claims=(status,), sites=(where,),
    )  # fmt: skip


def contested(doc: DocId, where: Where, day: date) -> ControlStatement:
    words = Evidence(doc, Span(0, len(where.name)), where.name)
    sides = tuple(Party(Evidence(doc, Span(0, len(name)), name), ActorId(name)) for name in SIDES)
    return ControlStatement(
        EventId(f"{doc}#c{day}"), doc, words, Site(words, where), sides, ControlState.CONTESTED, day, None, None
    )


def shown(span: ControlSpan | None) -> str:
    """The list's word for a found state: a besieged place is still held by those inside."""
    if span is None or span.state is ControlState.UNKNOWN:
        return "Unknown"
    if span.state is ControlState.CONTESTED:
        return "Contested"
    return span.holders[0].name


def newest(row: Row, day: date) -> str | None:
    """The holder by the last control sentence of the note that is over by a day; None when there is none."""
    transitions = row["transitions"]
    assert isinstance(transitions, list)
    usable = [t for t in transitions if t["kind"] == "control" and t["holder"] and t["date_to"]]
    past = [t for t in usable if date.fromisoformat(t["date_to"]) <= day]
    return str(past[-1]["holder"]) if past else None


def ukraine(folder: Path, verbose: bool) -> None:
    """Prints cells right against the data's ceilings, and the error of the boundaries in days."""
    rows = [json.loads(line) for line in (folder / "control.jsonl").read_text(encoding="utf-8").splitlines()]
    incidents, statements = [], []
    for row in rows:
        more, said = reports(row)
        incidents += more
        statements += said
    spans: dict[str, list[ControlSpan]] = {}
    for span in control_spans(incidents, statements, sides=TwoSides()):
        spans.setdefault(str(span.place_id), []).append(span)
    by_id = {str(row["id"]): row for row in rows}
    with (folder / "holder_at.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for label, wanted in (("all", (True, False, None)), ("note up to date", (True,))):
        cells = list(_cells(table, by_id, spans, wanted))
        right = sum(found == truth for _, _, truth, found, _ in cells)
        best = sum(note == truth for _, _, truth, _, note in cells)
        print(
            f"{label}: {right} of {len(cells)} cells, {right / len(cells):.3f}; newest sentence {best / len(cells):.3f}"
        )
    if verbose:
        for place, day, truth, found, note in _cells(table, by_id, spans, (True,)):
            if found != truth and note == truth:
                print(f"  {by_id[place]['name']} {day}: list {truth}, found {found}")
    _boundaries(rows, spans)


def _cells(
    table: Iterable[Mapping[str, str]],
    rows: Mapping[str, Row],
    spans: Mapping[str, list[ControlSpan]],
    agree: Collection[bool | None],
) -> Iterable[tuple[str, date, str, str, str]]:
    """Decidable cells: place, day, the list's holder, the found one, the newest sentence's."""
    for line in table:
        row = rows[line["id"]]
        if row["note_agrees"] not in agree:
            continue
        for column, truth in line.items():
            if column in ("id", "name") or not truth:
                continue
            day = date.fromisoformat(column)
            note = newest(row, day)
            if note is not None and truth in SIDES:
                yield line["id"], day, truth, shown(state_on(spans.get(line["id"], ()), day)), note


def _boundaries(rows: Iterable[Row], spans: Mapping[str, list[ControlSpan]]) -> None:
    """Days from each found change of holder to the nearest run of that holder in the list, as a distribution."""
    errors = []
    for row in rows:
        history = row["history"]
        assert isinstance(history, list)
        starts = [(run["holder"], date.fromisoformat(run["first_seen"])) for run in history[1:]]
        for span in spans.get(str(row["id"]), [])[1:]:
            same = [day for holder, day in starts if holder == shown(span)]
            if same and span.start is not None and span.evidence:
                errors.append(min((abs(day - span.start) for day in same), default=timedelta(0)).days)
    if not errors:
        return
    errors.sort()
    tenths = [errors[min(len(errors) - 1, len(errors) * q // 10)] for q in range(1, 10)]
    within = ", ".join(f"{limit}: {sum(e <= limit for e in errors) / len(errors):.0%}" for limit in LIMITS)
    print(f"boundaries: {len(errors)}; median {median(errors):.0f} days off; deciles {tenths}; within days {within}")
