"""The working tables asked and kept: what shares a key with what, what is linked to what, what lies in what."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from json import dumps
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    Column,
    CompoundSelect,
    Connection,
    Delete,
    Insert,
    Select,
    String,
    Table,
    any_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    union,
)

from tapal.incidents.origins import Link
from tapal.model.kinds import DocId, EventId, PlaceId
from tapal.store import schema as t
from tapal.store import working as w
from tapal.store.read import BATCH

T = TypeVar("T")


def number(key: str) -> int:
    """A key as a 64-bit number; two keys that fall together only cost a comparison more."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def batches(items: Iterable[T]) -> Iterator[Sequence[T]]:
    """The items, as many at once as one query takes."""
    every = list(items)
    for start in range(0, len(every), BATCH):
        yield every[start : start + BATCH]


def _rows(
    connection: Connection, wanted: Sequence[Column[Any]], column: Column[Any], values: Iterable[Any]
) -> list[Any]:
    """These columns of all rows whose `column` has one of the values."""
    query = _asking(tuple(wanted), column)
    return [row for some in batches(values) for row in connection.execute(query, {"some": some})]


def _put(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(_putting(table), rows)


def _drop(connection: Connection, column: Column[Any], values: Iterable[str]) -> None:
    for some in batches(values):
        connection.execute(_dropping(column), {"some": some})


# Statements are made once: making them would cost more than running them, dozens for every report.

SOME: BindParameter[Any] = bindparam("some", expanding=True)


@cache
def _asking(wanted: tuple[Column[Any], ...], column: Column[Any]) -> Select[Any]:
    return select(*wanted).where(column.in_(SOME))


@cache
def _putting(table: Table) -> Insert:
    return insert(table)


@cache
def _dropping(column: Column[Any]) -> Delete:
    return delete(column.table).where(column.in_(SOME))


@cache
def _touching(table: Table) -> tuple[Select[Any], Delete]:
    touched = or_(table.c.first.in_(SOME), table.c.second.in_(SOME))
    return select(table.c.first, table.c.second).where(touched), delete(table).where(touched)


@cache
def _beside(start: Column[Any], end: Column[Any]) -> CompoundSelect[Any]:
    """What stands in one of two columns beside some values in the other."""
    there = select(end.label("end")).where(start.in_(SOME))
    return union(there, select(start.label("end")).where(end.in_(SOME)))


# ---------------------------------------------------------------- which readings are merged


def waiting(connection: Connection, at_most: int | None) -> dict[DocId, int]:
    """Reports with a reading that was not merged yet, and its number; the earliest first."""
    return {DocId(row.doc_id): row.seq for row in connection.execute(_waiting(at_most))}


@cache
def _waiting(at_most: int | None) -> Select[Any]:
    last = select(func.coalesce(func.max(w.indexed.c.reading_seq), 0)).scalar_subquery()
    query = select(t.readings.c.seq, t.reports.c.doc_id).join(t.reports, t.reports.c.seq == t.readings.c.report_seq)
    return query.where(t.readings.c.seq > last).order_by(t.readings.c.seq).limit(at_most)


def last_indexed(connection: Connection) -> int:
    """The number of the last reading that was merged, 0 when these tables are empty."""
    return connection.execute(select(func.max(w.indexed.c.reading_seq))).scalar() or 0


def file_reports(connection: Connection, reading_of: Mapping[DocId, int], origin_of: Mapping[DocId, str]) -> None:
    """Note which readings were merged, and the origins of reports."""
    known = {row.doc_id: row.reading_seq for row in _rows(connection, [*w.indexed.c], w.indexed.c.doc_id, origin_of)}
    _drop(connection, w.indexed.c.doc_id, origin_of)
    rows = [
        {"doc_id": doc, "reading_seq": reading_of.get(doc, known.get(doc)), "origin_id": origin}
        for doc, origin in origin_of.items()
    ]
    _put(connection, w.indexed, rows)


def origins_known(connection: Connection, docs: Iterable[DocId]) -> dict[DocId, str]:
    """The origin of each of these reports that was merged before."""
    return {
        DocId(row.doc_id): row.origin_id
        for row in _rows(connection, [w.indexed.c.doc_id, w.indexed.c.origin_id], w.indexed.c.doc_id, docs)
    }


def forget_all(connection: Connection) -> None:
    """Empties the tables of keys, links and places: everything will be looked up anew."""
    for table in w.WORKING:
        if table is not w.vectors:
            connection.execute(delete(table))


def ever(connection: Connection, column: Column[str]) -> set[str]:
    """Every id that a column of the record has ever had."""
    return set(connection.execute(select(column).distinct()).scalars())


# ---------------------------------------------------------------- keys


def refile_reports(connection: Connection, filed: Mapping[DocId, Sequence[str]]) -> None:
    """The keys of these reports instead of what they had."""
    _drop(connection, w.report_keys.c.doc_id, filed)
    rows = [{"key": key, "doc_id": doc} for doc, keys in filed.items() for key in _numbers(keys)]
    _put(connection, w.report_keys, rows)


def reports_under(connection: Connection, keys: Sequence[str]) -> set[DocId]:
    """Reports that are filed under one of the keys."""
    return {DocId(doc) for doc in _under(connection, w.report_keys.c.doc_id, w.report_keys.c.key, keys)}


def refile_events(connection: Connection, docs: Collection[DocId], filed: Mapping[EventId, Sequence[str]]) -> None:
    """The keys of all events of these reports instead of what they had; an event's report is in `docs`."""
    _drop(connection, w.event_keys.c.doc_id, docs)
    rows = [
        {"key": key, "event_id": event, "doc_id": doc_of(event)}
        for event, keys in filed.items()
        for key in _numbers(keys)
    ]
    _put(connection, w.event_keys, rows)


def events_under(connection: Connection, keys: Sequence[str]) -> set[EventId]:
    """Events that are filed under one of the keys."""
    return {EventId(event) for event in _under(connection, w.event_keys.c.event_id, w.event_keys.c.key, keys)}


def events_filed(connection: Connection, docs: Iterable[DocId]) -> set[EventId]:
    """The events that these reports had when they were last merged."""
    table = w.event_keys
    return {EventId(row[0]) for row in _rows(connection, [table.c.event_id], table.c.doc_id, docs)}


def doc_of(event: EventId) -> DocId:
    """The report that an event is of."""
    return DocId(event.rpartition("#")[0])


def _numbers(keys: Iterable[str]) -> list[int]:
    return sorted({number(key) for key in keys})


def _under(connection: Connection, wanted: Column[Any], column: Column[Any], keys: Iterable[str]) -> Iterable[str]:
    """What stands under one of the keys: hundreds for every event, so they go in as one value, not one by one."""
    numbers = _numbers(keys)
    in_file = connection.dialect.name == "sqlite"
    given = dumps(numbers) if in_file else numbers
    return connection.execute(_filed(wanted, column, in_file), {"some": given}).scalars()


@cache
def _filed(wanted: Column[Any], column: Column[Any], in_file: bool) -> Select[Any]:
    if in_file:
        given = func.json_each(bindparam("some", type_=String)).table_valued("value")
        return select(wanted).where(column.in_(select(given.c.value)))
    return select(wanted).where(column == any_(bindparam("some", type_=ARRAY(BigInteger))))


# ---------------------------------------------------------------- links


def unlink(connection: Connection, table: Table, nodes: Collection[str]) -> set[str]:
    """What these were linked to, themselves left out; the links are gone."""
    near: set[str] = set()
    asking, dropping = _touching(table)
    for some in batches(nodes):
        ends = {end for row in connection.execute(asking, {"some": some}) for end in row}
        near |= ends
        if ends:
            connection.execute(dropping, {"some": some})
    return near - set(nodes)


def link_reports(connection: Connection, links: Iterable[Link]) -> None:
    """Keeps links between reports."""
    rows = [{"first": one.first, "second": one.second, "kind": one.kind, "share": one.share} for one in links]
    _put(connection, w.report_links, rows)


def links_of_reports(connection: Connection, docs: Collection[DocId]) -> list[Link]:
    """The links that begin at one of these reports."""
    rows = _rows(connection, [*w.report_links.c], w.report_links.c.first, docs)
    return [Link(DocId(row.first), DocId(row.second), row.kind, row.share) for row in rows]


def link_events(connection: Connection, pairs: Iterable[tuple[EventId, EventId]]) -> None:
    """Keeps links between events."""
    _put(connection, w.event_links, [{"first": first, "second": second} for first, second in pairs])


def closed(connection: Connection, table: Table, seeds: Iterable[str]) -> set[str]:
    """The seeds and everything that links lead to from them."""
    return _reached(connection, _beside(table.c.first, table.c.second), seeds)


def _reached(connection: Connection, query: CompoundSelect[Any], seeds: Iterable[str]) -> set[str]:
    found = set(seeds)
    fresh = found
    while fresh:
        ends = {end for some in batches(fresh) for end in connection.execute(query, {"some": some}).scalars()}
        fresh = ends - found - {None}
        found |= fresh
    return found


# ---------------------------------------------------------------- places


def refile_spots(
    connection: Connection, spots: Mapping[str, Collection[tuple[PlaceId, PlaceId | None]]]
) -> set[PlaceId]:
    """All places that these sources speak of or spoke of; their spots now are these (with the places they lie in)."""
    table = w.spots
    before = {PlaceId(row[0]) for row in _rows(connection, [table.c.place_id], table.c.source, spots)}
    _drop(connection, table.c.source, spots)
    rows = [
        {"place_id": place, "source": source, "parent": parent}
        for source, found in spots.items()
        for place, parent in dict(found).items()
    ]
    _put(connection, table, rows)
    return before | {PlaceId(str(row["place_id"])) for row in rows}


def families(connection: Connection, places: Iterable[PlaceId]) -> set[PlaceId]:
    """These places and all that their record hangs together with: their quarters, the town around, its quarters."""
    return {PlaceId(one) for one in _reached(connection, _beside(w.spots.c.parent, w.spots.c.place_id), places)}


def sources_of(connection: Connection, places: Iterable[PlaceId]) -> set[str]:
    """The incidents and reports that speak of one of these places."""
    return {row[0] for row in _rows(connection, [w.spots.c.source], w.spots.c.place_id, places)}
