"""Whether a store is what it should be: every fault as one plain line."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from tapal.errors import StoreError
from tapal.model.event import ControlStatement, Event, Tally
from tapal.model.kinds import DocId
from tapal.model.text import Document, Evidence, RawReport
from tapal.store import read as reading
from tapal.store import schema as t
from tapal.store.guards import unguarded
from tapal.store.neighbours import batches
from tapal.store.rows import StoredReport
from tapal.store.write import content_hash
from tapal.store.write_decisions import FIRST, link_hash

# So many faults of one kind are told one by one; then only how many more there are.
TOLD = 20


def faults(connection: Connection) -> Iterator[str]:
    """Everything that is wrong, in plain words; nothing when all is well."""
    for check in CHECKS:
        told = 0
        try:
            for fault in check(connection):
                told += 1
                if told <= TOLD:
                    yield fault
        except StoreError as error:
            yield str(error)
        if told > TOLD:
            yield f"… and {told - TOLD} more like these"


def _database(connection: Connection) -> Iterator[str]:
    """What the database finds wrong with itself (PostgreSQL keeps that in order alone)."""
    for name in unguarded(connection):
        yield f"table {name} is no longer append-only: its triggers are gone"
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"the file is damaged: {said}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} points to a row of {parent} that is not there"


def _clocks(connection: Connection) -> Iterator[str]:
    """Recorded times that run backwards."""
    for table in t.RECORD:
        if "seq" not in table.c or "recorded_at" not in table.c:
            continue
        before = func.lag(table.c.recorded_at).over(order_by=table.c.seq).label("before")
        rows = select(table.c.seq, table.c.recorded_at, before).subquery()
        for row in connection.execute(select(rows.c.seq).where(rows.c.recorded_at < rows.c.before)):
            yield f"row {row.seq} of {table.name} was recorded before the row that it follows"


def _versions(connection: Connection) -> Iterator[str]:
    """Reports and incidents of which a version is missing."""
    tables: tuple[tuple[Table, str], ...] = ((t.reports, "doc_id"), (t.incidents, "incident_id"))
    for table, key in tables:
        last, number = func.max(table.c.version), func.count()
        query = select(table.c[key], last).group_by(table.c[key]).having(last != number)
        for row in connection.execute(query):
            yield f"{table.name}: {row[0]} has a version {row[1]}, but not all versions before it"


def _contents(connection: Connection) -> Iterator[str]:
    """Reports whose content is not what their hash was made of."""
    names = ("text", "title", "published", "language", "outlet", "url")
    query = select(t.reports).execution_options(yield_per=reading.BATCH)
    for row in connection.execute(query):
        raw = RawReport(DocId(row.doc_id), **{name: getattr(row, name) for name in names})
        if content_hash(raw) != row.content_hash:
            yield f"report {row.doc_id} (version {row.version}) is not what came in: its content hash differs"


def _evidence(connection: Connection) -> Iterator[str]:
    """Words that do not stand where they are said to have been read."""
    for report in reading.stored_reports(connection, None):
        document = report.document
        for event_id, evidence in _quotes(report):
            if evidence.doc_id != document.id:
                yield f"{event_id}: its evidence is of another report, {evidence.doc_id}"
            elif document.quote(evidence.span) != evidence.quote:
                place = f"{evidence.span.start}–{evidence.span.end}"
                yield f"{event_id}: “{evidence.quote}” does not stand at {place} of {document.id}"


def _quotes(report: StoredReport) -> Iterator[tuple[str, Evidence]]:
    said = report.reading
    told: tuple[Event | ControlStatement | Tally, ...] = (*said.events, *said.control, *said.tallies)
    for one in told:
        for evidence in _inside(one):
            yield one.id, evidence


def _inside(value: Any) -> Iterator[Evidence]:
    """All evidence in a word of the model."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)
    elif is_dataclass(value) and not isinstance(value, Document):
        for part in fields(value):
            yield from _inside(getattr(value, part.name))


def _orphans(connection: Connection) -> Iterator[str]:
    """Incidents and spans that rest on events that no report in the store has ever told."""
    found = (t.events, t.statements, t.tallies)
    members = t.incident_members
    query = select(members.c.event_id, t.incidents.c.incident_id).join(t.incidents).distinct()
    for row in connection.execute(query.where(members.c.event_id.not_in(select(t.events.c.event_id)))):
        yield f"incident {row.incident_id} has a member that no report tells: {row.event_id}"
    for timeline in reading.current_timelines(connection, None).values():
        evidence = dict.fromkeys(key for span in timeline.spans for key in span.evidence)
        for key in _missing(connection, tuple(evidence), found):
            yield f"control of {timeline.place_name} rests on what no report tells: {key}"


def _missing(connection: Connection, ids: tuple[str, ...], tables: tuple[Table, ...]) -> list[str]:
    there: set[str] = set()
    for some in batches(ids):
        for table in tables:
            there |= set(connection.execute(select(table.c.event_id).where(table.c.event_id.in_(some))).scalars())
    return [one for one in ids if one not in there]


def _chain(connection: Connection) -> Iterator[str]:
    """Decisions that were changed, left out or put in."""
    previous = FIRST
    for one in reading.decisions(connection):
        if one.previous != previous:
            yield f"decision {one.number} does not follow the one before it: the chain is broken"
        if one.hash != link_hash(one.previous, one.decision, one.by, one.why, one.recorded_at):
            yield f"decision {one.number} is not what was decided: its hash differs"
        previous = one.hash


CHECKS: tuple[Callable[[Connection], Iterator[str]], ...] = (
    _database,
    _clocks,
    _versions,
    _contents,
    _evidence,
    _orphans,
    _chain,
)
