"""Adding rows: reports with their readings, merged states, issues. Nothing is ever changed or deleted."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Insert, Table, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from tapal.model.event import ControlStatement, Event, Reading, Site
from tapal.model.incident import ControlSpan
from tapal.model.text import Document, RawReport
from tapal.store import schema as t
from tapal.store.codec import encode
from tapal.store.names import NAMING, folded, key, search_text_of_event
from tapal.store.rows import Added, Change, ChangeKind, Subject

LAST_RECORDED = select(
    *(select(func.max(table.c.recorded_at)).scalar_subquery() for table in (t.reports, t.merges, t.decisions))
)
"""The last instants that were recorded; every other table's rows are written together with rows of these."""

LATEST = (
    select(t.reports.c.version, t.reports.c.content_hash)
    .where(t.reports.c.doc_id == bindparam("doc_id"))
    .order_by(t.reports.c.version.desc())
    .limit(1)
)


def content_hash(raw: RawReport) -> str:
    """SHA-256 over all fields of a report but its id: equal exactly when nothing has changed."""
    fields = {name: value for name, value in encode(raw).items() if name != "id"}
    return sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def standing(connection: Connection, raw: RawReport) -> Added:
    """What adding this report would do, given what the store has under its id."""
    latest = _latest(connection, raw)
    if latest is None:
        return Added.NEW
    return Added.UNCHANGED if latest[1] == content_hash(raw) else Added.CHANGED


def add_report(
    connection: Connection, raw: RawReport, document: Document, reading: Reading, reader: str, now: datetime
) -> Added:
    """What adding did. The report, its reading and all that was read go in together or not at all.

    An unchanged report adds nothing; other content under a known id becomes its next version.
    """
    latest = _latest(connection, raw)
    fingerprint = content_hash(raw)
    if latest is not None and latest[1] == fingerprint:
        return Added.UNCHANGED
    now = later_of(connection, now)
    version = 1 if latest is None else latest[0] + 1
    fields = {name: getattr(raw, name) for name in ("text", "title", "published", "language", "outlet", "url")}
    row = {"doc_id": raw.id, "version": version, "content_hash": fingerprint, "recorded_at": now, **fields}
    report_seq = _insert(connection, t.reports, row)
    _add_reading(connection, report_seq, document, reading, reader, now)
    kind = ChangeKind.CREATED if latest is None else ChangeKind.CHANGED
    reason = (
        "the report came in" if latest is None else f"the report came in again with other content (version {version})"
    )
    add_changes(connection, None, [Change(Subject.REPORT, raw.id, kind, reason)], now)
    return Added.NEW if latest is None else Added.CHANGED


def later_of(connection: Connection, now: datetime) -> datetime:
    """`now`, or the latest recorded time when the clock has been set back: recorded time never runs backwards."""
    recorded: list[datetime | None] = [now, *connection.execute(LAST_RECORDED).one()]
    return max(one for one in recorded if one is not None)


def add_changes(connection: Connection, merge_seq: int | None, entries: Iterable[Change], now: datetime) -> None:
    """Write entries of the log of changes."""
    rows = [{**encode(entry), "merge_seq": merge_seq, "recorded_at": now} for entry in entries]
    if rows:
        connection.execute(inserted(t.changes), rows)


def add_issue(connection: Connection, issue: dict[str, object], now: datetime) -> None:
    """Write down one remark on an input (path, line, doc_id, field, problem, severity, message)."""
    connection.execute(insert(t.issues), {**issue, "recorded_at": now})


def add_places(connection: Connection, sites: Iterable[Site], now: datetime) -> None:
    """Write down the places of these sites and the names that reports give them, each once."""
    known: dict[str, dict[str, object]] = {}
    forms: dict[tuple[str, str], dict[str, object]] = {}
    for site in sites:
        where = site.where
        if where is None:
            continue
        parent = where.parent if where.precision in NAMING else None
        known[where.place_id] = {
            "place_id": where.place_id,
            "name": where.name,
            "kind": where.kind.value,
            "country": where.country,
            "parent": parent,
            "lat": where.lat,
            "lon": where.lon,
            "recorded_at": now,
        }
        for form in (where.name, site.text) if where.precision in NAMING else (where.name,):
            forms[where.place_id, folded(form)] = _form(where.place_id, form)
    _insert_new(connection, t.places, list(known.values()))
    _insert_new(connection, t.place_forms, list(forms.values()))


def add_span_places(connection: Connection, spans: Iterable[ControlSpan], now: datetime) -> None:
    """Write down the places of control spans, each once."""
    places = {
        span.place_id: {
            "place_id": span.place_id,
            "name": span.place_name,
            "lat": span.lat,
            "lon": span.lon,
            "recorded_at": now,
        }
        for span in spans
    }
    _insert_new(connection, t.places, list(places.values()))
    _insert_new(connection, t.place_forms, [_form(str(row["place_id"]), str(row["name"])) for row in places.values()])


def _form(place_id: str, form: str) -> dict[str, object]:
    return {"place_id": place_id, "folded": folded(form), "form": form, "key": key(form)}


def _latest(connection: Connection, raw: RawReport) -> tuple[int, str] | None:
    row = connection.execute(LATEST, {"doc_id": raw.id}).one_or_none()
    return None if row is None else (row[0], row[1])


def _add_reading(
    connection: Connection, report_seq: int, document: Document, reading: Reading, reader: str, now: datetime
) -> None:
    row = {
        "report_seq": report_seq,
        "reader": reader,
        "relevant": reading.relevant,
        "document": encode(document),
        "recorded_at": now,
    }
    seq = _insert(connection, t.readings, row)
    _insert_all(connection, t.events, [_event_row(seq, event) for event in reading.events])
    _insert_all(connection, t.statements, [_statement_row(seq, statement) for statement in reading.control])
    tallies = [
        {"reading_seq": seq, "event_id": tally.id, "kind": tally.kind.value, "body": encode(tally)}
        for tally in reading.tallies
    ]
    _insert_all(connection, t.tallies, tallies)
    add_places(connection, _sites(reading), now)


def _sites(reading: Reading) -> Iterable[Site]:
    for event in reading.events:
        yield from event.places
    for statement in reading.control:
        yield statement.place
    for tally in reading.tallies:
        yield from tally.places


def _event_row(reading_seq: int, event: Event) -> dict[str, object]:
    where = next((site.where for site in event.places if site.where), None)
    return {
        "reading_seq": reading_seq,
        "event_id": event.id,
        "type": event.type.value,
        "status": event.status.value,
        "novelty": event.novelty.value,
        "date_start": event.when.start,
        "date_end": event.when.end,
        "place_id": where.place_id if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "search": search_text_of_event(event),
        "body": encode(event),
    }


def _statement_row(reading_seq: int, statement: ControlStatement) -> dict[str, object]:
    where = statement.place.where
    return {
        "reading_seq": reading_seq,
        "event_id": statement.id,
        "place_id": where.place_id if where else None,
        "body": encode(statement),
    }


def _insert(connection: Connection, table: Table, row: dict[str, object]) -> int:
    return int(connection.execute(_numbered(table), row).scalar_one())


def _insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        connection.execute(inserted(table), rows)


def _insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    if rows:
        connection.execute(_added_if_new(table, connection.dialect.name == "sqlite"), rows)


# Statements are made once: making them costs more than running them.


@cache
def inserted(table: Table) -> Insert:
    """The statement that adds rows to a table."""
    return insert(table)


@cache
def _numbered(table: Table) -> Any:
    return insert(table).returning(table.c.seq)


@cache
def _added_if_new(table: Table, in_file: bool) -> Insert:
    if in_file:
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()
