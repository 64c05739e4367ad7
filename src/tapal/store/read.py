"""Asking the store: every answer is the state as it was recorded before an instant (None: until now)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    CursorResult,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql import Alias

from tapal.model.event import ControlStatement, Event, Reading, Tally
from tapal.model.incident import ControlSpan, Incident, Origin
from tapal.model.kinds import DocId, EventId, IncidentId, PlaceId
from tapal.model.text import Document
from tapal.model.truce import Truce
from tapal.store import schema as t
from tapal.store.codec import decode
from tapal.store.names import folded
from tapal.store.rows import (
    Change,
    Decision,
    Filter,
    RecordedChange,
    StoredDecision,
    StoredIncident,
    StoredIssue,
    StoredReport,
    Timeline,
)

T = TypeVar("T")

# Queries that run for every report are made once: making one costs more than running it.
SOME: BindParameter[Any] = bindparam("some", expanding=True)

# Rows that are asked for at once: few enough for the limits of both databases on the parts of one query.
BATCH = 500


def end_of(day: date) -> datetime:
    """The first instant after a day, in UTC: what was recorded before it was known on that day."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)


# ---------------------------------------------------------------- reports and what was read in them


@lru_cache(maxsize=4)
def _current_readings(known_before: datetime | None) -> Select[Any]:
    """The last reading of the last version of each report, with the report's version."""
    later_report, later_reading = t.reports.alias("later_report"), t.readings.alias("later_reading")
    newer_report = [later_report.c.doc_id == t.reports.c.doc_id, later_report.c.version > t.reports.c.version]
    newer_reading = [
        later_reading.c.report_seq == t.readings.c.report_seq,
        later_reading.c.seq > t.readings.c.seq,
    ]
    query = select(t.readings, t.reports.c.doc_id, t.reports.c.version).join(
        t.reports, t.reports.c.seq == t.readings.c.report_seq
    )
    if known_before is not None:
        query = query.where(t.readings.c.recorded_at < known_before)
        newer_report.append(later_report.c.recorded_at < known_before)
        newer_reading.append(later_reading.c.recorded_at < known_before)
    return query.where(~exists().where(and_(*newer_report)), ~exists().where(and_(*newer_reading)))


def stored_reports(
    connection: Connection, known_before: datetime | None, doc_ids: Sequence[DocId] | None = None
) -> Iterator[StoredReport]:
    """Reports with their readings in the order of their ids; with `doc_ids` only these."""
    if doc_ids is None:
        query = _current_readings(known_before).order_by(t.reports.c.doc_id)
        yield from _with_readings(connection, connection.execute(query))
        return
    for ids in _batches(sorted(doc_ids)):
        yield from _with_readings(connection, connection.execute(_current_of(known_before), {"some": ids}))


@lru_cache(maxsize=4)
def _current_of(known_before: datetime | None) -> Select[Any]:
    return _current_readings(known_before).where(t.reports.c.doc_id.in_(SOME)).order_by(t.reports.c.doc_id)


def _with_readings(connection: Connection, found: CursorResult[Any]) -> Iterator[StoredReport]:
    for rows in found.partitions(BATCH):
        told: dict[tuple[int, str], list[Any]] = {}
        for name, seq, body, _ in connection.execute(_told(), {"some": [row.seq for row in rows]}):
            told.setdefault((seq, name), []).append(decode(_KINDS[name], body))
        for row in rows:
            reading = Reading(
                doc_id=DocId(row.doc_id),
                relevant=row.relevant,
                events=tuple(told.get((row.seq, t.events.name), ())),
                control=tuple(told.get((row.seq, t.statements.name), ())),
                tallies=tuple(told.get((row.seq, t.tallies.name), ())),
            )
            yield StoredReport(decode(Document, row.document), reading, row.version, row.reader, row.recorded_at)


_KINDS: Mapping[str, type[Any]] = {
    t.events.name: Event, t.statements.name: ControlStatement, t.tallies.name: Tally,
}  # fmt: skip


@cache
def _told() -> CompoundSelect[Any]:
    """What some readings found, each with its table, in the order of the text."""
    parts = [
        select(literal(table.name).label("name"), table.c.reading_seq, table.c.body, table.c.seq.label("place"))
        .where(table.c.reading_seq.in_(SOME))
        for table in (t.events, t.statements, t.tallies)
    ]  # fmt: skip
    return union_all(*parts).order_by("place")


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def told_by_id(
    connection: Connection, event_id: EventId, known_before: datetime | None
) -> Event | ControlStatement | Tally | None:
    """What a report says under this id: an event, a statement or a tally; None when no current reading has it."""
    current = _current_readings(known_before).subquery()
    kinds: tuple[tuple[Table, type[Event | ControlStatement | Tally]], ...] = (
        (t.events, Event),
        (t.statements, ControlStatement),
        (t.tallies, Tally),
    )
    for table, kind in kinds:
        query = select(table.c.body).join(current, current.c.seq == table.c.reading_seq)
        body = connection.execute(query.where(table.c.event_id == event_id)).scalars().first()
        if body is not None:
            return decode(kind, body)
    return None


def events(connection: Connection, wanted: Filter) -> tuple[Event, ...]:
    """What reports say, newest first; undated events come last."""
    current = _current_readings(wanted.known_before).subquery()
    table = t.events
    query = select(table.c.body).join(current, current.c.seq == table.c.reading_seq)
    query = query.where(*_conditions(table, wanted))
    if wanted.novelty is not None:
        query = query.where(table.c.novelty == wanted.novelty.value)
    if wanted.doc_id is not None:
        query = query.where(current.c.doc_id == wanted.doc_id)
    query = query.order_by(table.c.date_end.desc().nulls_last(), table.c.seq).limit(wanted.limit)
    return tuple(decode(Event, body) for body in connection.execute(query).scalars())


def last_reading(connection: Connection) -> int:
    """The number of the last reading, 0 in an empty store."""
    return connection.execute(select(func.max(t.readings.c.seq))).scalar() or 0


def merged_until(connection: Connection) -> int:
    """The number of the last reading that incidents and control were made from."""
    return connection.execute(select(func.max(t.merges.c.until_reading))).scalar() or 0


def last_merge(connection: Connection) -> int:
    """The number of the last merge, 0 when there was none."""
    return connection.execute(select(func.max(t.merges.c.seq))).scalar() or 0


def last_published(connection: Connection, known_before: datetime | None) -> date | None:
    """The latest day of publication of any report."""
    query = select(func.max(t.reports.c.published))
    if known_before is not None:
        query = query.where(t.reports.c.recorded_at < known_before)
    return connection.execute(query).scalar()


def recorded_days(connection: Connection) -> tuple[date, ...]:
    """The days (UTC) on which reports or merged states were recorded, ascending."""
    found: set[date] = set()
    for table in (t.reports, t.merges):
        found |= {moment.date() for moment in connection.execute(select(table.c.recorded_at).distinct()).scalars()}
    return tuple(sorted(found))


# ---------------------------------------------------------------- incidents, origins, control


def _standing(table: Any, key: str, known_before: datetime | None) -> ColumnElement[bool]:
    """That a row is the last one under its id of those recorded before the instant."""
    later: Alias = table.alias(f"later_{table.name}")
    newer = [later.c[key] == table.c[key], later.c.seq > table.c.seq]
    if known_before is None:
        return ~exists().where(and_(*newer))
    newer.append(later.c.recorded_at < known_before)
    return and_(table.c.recorded_at < known_before, ~exists().where(and_(*newer)))


def _conditions(table: Any, wanted: Filter) -> list[ColumnElement[bool]]:
    """The parts of a filter that events and incidents share."""
    found: list[ColumnElement[bool]] = []
    if wanted.types:
        found.append(table.c.type.in_(sorted(kind.value for kind in wanted.types)))
    if wanted.statuses:
        found.append(table.c.status.in_(sorted(status.value for status in wanted.statuses)))
    if wanted.places:
        found.append(table.c.place_id.in_(sorted(wanted.places)))
    if wanted.first_day is not None:
        found.append(table.c.date_end >= wanted.first_day)
    if wanted.last_day is not None:
        found.append(table.c.date_start <= wanted.last_day)
    if wanted.box is not None:
        west, south, east, north = wanted.box
        found.append(table.c.lat.between(south, north))
        inside = table.c.lon.between(west, east)
        # A box over the date line has its west end east of its east end.
        found.append(inside if west <= east else or_(table.c.lon >= west, table.c.lon <= east))
    for words in (wanted.actor, wanted.words):
        if words:
            found.append(table.c.search.contains(folded(words), autoescape=True))
    return found


def incidents(connection: Connection, wanted: Filter) -> tuple[StoredIncident, ...]:
    """Incidents that stand, newest first; undated ones come last."""
    table = t.incidents
    query = select(table).where(_standing(table, "incident_id", wanted.known_before), table.c.gone.is_(False))
    query = query.where(*_conditions(table, wanted))
    if wanted.ids:
        query = query.where(table.c.incident_id.in_(sorted(wanted.ids)))
    query = query.order_by(table.c.date_end.desc().nulls_last(), table.c.incident_id).limit(wanted.limit)
    return tuple(_incident(row) for row in connection.execute(query))


def _incident(row: Row[Any]) -> StoredIncident:
    return StoredIncident(decode(Incident, row.body), row.version, row.recorded_at, row.gone)


def current_incidents(
    connection: Connection, known_before: datetime | None, ids: Iterable[IncidentId] | None = None
) -> dict[IncidentId, StoredIncident]:
    """The incidents that stand (of these ids, or all) by id."""
    rows = _in_batches(connection, _standing_incidents, t.incidents.c.incident_id, known_before, ids)
    return {IncidentId(row.incident_id): _incident(row) for row in rows}


Making = Callable[[datetime | None], Select[Any]]


def _standing_incidents(known_before: datetime | None) -> Select[Any]:
    return select(t.incidents).where(_standing(t.incidents, "incident_id", known_before), t.incidents.c.gone.is_(False))


def _with_members(known_before: datetime | None) -> Select[Any]:
    members = t.incident_members
    return _standing_incidents(known_before).join(members, members.c.incident_seq == t.incidents.c.seq)


def _last_versions(known_before: datetime | None) -> Select[Any]:
    table = t.incidents
    return select(table.c.incident_id, func.max(table.c.version).label("last")).group_by(table.c.incident_id)


def _standing_origins(known_before: datetime | None) -> Select[Any]:
    return _standing_of(t.origins, "origin_id", known_before)


def _standing_truces(known_before: datetime | None) -> Select[Any]:
    return _standing_of(t.truces, "truce_id", known_before)


def _standing_of(table: Table, key: str, known_before: datetime | None) -> Select[Any]:
    return select(table.c[key], table.c.body).where(_standing(table, key, known_before), table.c.gone.is_(False))


def _in_batches(
    connection: Connection,
    making: Making,
    column: ColumnElement[Any],
    known_before: datetime | None,
    values: Iterable[str] | None,
) -> Iterator[Row[Any]]:
    """The rows of a query whose `column` has one of the values (None: all), by that column."""
    if values is None:
        yield from connection.execute(making(known_before).order_by(column))
        return
    for some in _batches(sorted(set(values))):
        yield from connection.execute(_for_some(making, column, known_before), {"some": some})


@lru_cache(maxsize=64)
def _for_some(making: Making, column: ColumnElement[Any], known_before: datetime | None) -> Select[Any]:
    return making(known_before).where(column.in_(SOME)).order_by(column)


def last_versions(connection: Connection, ids: Iterable[IncidentId]) -> dict[IncidentId, int]:
    """The number of the last version of each of these incidents that there has ever been."""
    rows = _in_batches(connection, _last_versions, t.incidents.c.incident_id, None, ids)
    return {IncidentId(row.incident_id): row.last for row in rows}


def incident_versions(connection: Connection, incident_id: IncidentId) -> tuple[StoredIncident, ...]:
    """Every version of an incident, oldest first; empty when the id was never given."""
    query = select(t.incidents).where(t.incidents.c.incident_id == incident_id).order_by(t.incidents.c.version)
    return tuple(_incident(row) for row in connection.execute(query))


def incidents_of(
    connection: Connection, events: Iterable[EventId], known_before: datetime | None
) -> dict[IncidentId, StoredIncident]:
    """The incidents that stand and that these events were merged into."""
    rows = _in_batches(connection, _with_members, t.incident_members.c.event_id, known_before, events)
    return {IncidentId(row.incident_id): _incident(row) for row in rows}


def current_origins(
    connection: Connection, known_before: datetime | None, ids: Iterable[str] | None = None
) -> dict[str, Origin]:
    """Every origin (or those of these ids) by id: which reports go back to one source."""
    rows = _in_batches(connection, _standing_origins, t.origins.c.origin_id, known_before, ids)
    return {row.origin_id: decode(Origin, row.body) for row in rows}


def current_truces(
    connection: Connection, known_before: datetime | None, ids: Iterable[str] | None = None
) -> dict[str, Truce]:
    """Every truce that was declared, by id, without what broke it."""
    rows = _in_batches(connection, _standing_truces, t.truces.c.truce_id, known_before, ids)
    return {row.truce_id: decode(Truce, row.body) for row in rows}


def _standing_timelines(known_before: datetime | None) -> Select[Any]:
    table, spans = t.timelines, t.spans
    query = select(table, spans.c.body).where(_standing(table, "place_id", known_before))
    query = query.outerjoin(spans, spans.c.timeline_seq == table.c.seq)
    return query.order_by(table.c.place_name, table.c.place_id, spans.c.position)


def current_timelines(
    connection: Connection, known_before: datetime | None, place_ids: Iterable[PlaceId] | None = None
) -> dict[PlaceId, Timeline]:
    """The timeline of every place (or of `place_ids`) that has ever had one, by place id."""
    found: dict[PlaceId, Timeline] = {}
    spans: dict[PlaceId, list[ControlSpan]] = {}
    for row in _in_batches(connection, _standing_timelines, t.timelines.c.place_id, known_before, place_ids):
        place_id = PlaceId(row.place_id)
        collected = spans.setdefault(place_id, [])
        if row.body is not None:
            collected.append(decode(ControlSpan, row.body))
        found[place_id] = Timeline(place_id, row.place_name, row.lat, row.lon, (), row.recorded_at)
    return {
        key: Timeline(one.place_id, one.place_name, one.lat, one.lon, tuple(spans[key]), one.recorded_at)
        for key, one in found.items()
    }


def decisions(connection: Connection) -> tuple[StoredDecision, ...]:
    """Everything that people decided, in order, what was undone since and the undoing too."""
    return tuple(
        StoredDecision(row.seq, decode(Decision, row.body), row.by, row.why, row.recorded_at, row.previous, row.hash)
        for row in connection.execute(select(t.decisions).order_by(t.decisions.c.seq))
    )


def issues(connection: Connection) -> tuple[StoredIssue, ...]:
    """Everything that was wrong with an input, in the order in which it was found."""
    table = t.issues
    names = ("path", "line", "doc_id", "field", "problem", "severity", "message", "recorded_at")
    rows = connection.execute(select(*(table.c[name] for name in names)).order_by(table.c.seq))
    return tuple(StoredIssue(*row) for row in rows)


def changes(connection: Connection, since: datetime, known_before: datetime | None) -> tuple[RecordedChange, ...]:
    """The log of changes from an instant on (to before another one), oldest first."""
    query = select(t.changes).where(t.changes.c.recorded_at >= since).order_by(t.changes.c.seq)
    if known_before is not None:
        query = query.where(t.changes.c.recorded_at < known_before)
    return tuple(_change(row) for row in connection.execute(query))


def _change(row: Row[Any]) -> RecordedChange:
    fields = {name: getattr(row, name) for name in ("subject", "subject_id", "kind", "reason", "others")}
    return RecordedChange(row.seq, decode(Change, fields), row.recorded_at)
