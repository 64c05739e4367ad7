"""The working tables asked and kept: what shares a key with what, what is linked to what, what lies in what."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
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
from tapal.model.kinds import DocId, EventId, EventType, PlaceId
from tapal.store import schema as t
from tapal.store import working as w
from tapal.store.read import BATCH
from tapal.store.write import inserted

T = TypeVar("T")


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
        connection.execute(inserted(table), rows)


def _drop(connection: Connection, column: Column[Any], values: Iterable[str]) -> None:
    for some in batches(values):
        connection.execute(_dropping(column), {"some": some})


# Statements are made once: making them would cost more than running them, dozens for every report.

SOME: BindParameter[Any] = bindparam("some", expanding=True)


@cache
def _asking(wanted: tuple[Column[Any], ...], column: Column[Any]) -> Select[Any]:
    return select(*wanted).where(column.in_(SOME))


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


# Dozens of keys for every report and event: they go to the database as one value, not one by one.


def refile_reports(connection: Connection, filed: Mapping[DocId, Collection[int]]) -> None:
    """The keys of these reports instead of what they had."""
    _drop(connection, w.report_keys.c.doc_id, filed)
    _file_away(connection, w.report_keys, [({"doc_id": doc}, keys) for doc, keys in filed.items()])


def reports_under(connection: Connection, keys: Collection[int]) -> set[DocId]:
    """Reports that are filed under one of the keys."""
    in_file = connection.dialect.name == "sqlite"
    query = _under(w.report_keys.c.doc_id, w.report_keys.c.key, in_file)
    return {DocId(doc) for doc in connection.execute(query, {"keys": _as_one(keys, in_file)}).scalars()}


def refile_events(
    connection: Connection, docs: Collection[DocId], filed: Mapping[EventId, tuple[EventType, Collection[int]]]
) -> None:
    """The types and keys of all events of these reports instead of what they had; an event's report is in `docs`."""
    _drop(connection, w.event_keys.c.doc_id, docs)
    found = [
        ({"type": kind.value, "event_id": event, "doc_id": doc_of(event)}, keys)
        for event, (kind, keys) in filed.items()
    ]
    _file_away(connection, w.event_keys, found)


def events_under(connection: Connection, kinds: Iterable[EventType], keys: Collection[int]) -> set[EventId]:
    """Events of one of some types that are filed under one of the keys."""
    in_file = connection.dialect.name == "sqlite"
    query = _of_types(w.event_keys.c.event_id, in_file)
    given = {"keys": _as_one(keys, in_file), "kinds": [kind.value for kind in kinds]}
    return {EventId(event) for event in connection.execute(query, given).scalars()}


def events_filed(connection: Connection, docs: Iterable[DocId]) -> set[EventId]:
    """The events that these reports had when they were last merged."""
    table = w.event_keys
    return {EventId(row[0]) for row in _rows(connection, [table.c.event_id], table.c.doc_id, docs)}


def doc_of(event: EventId) -> DocId:
    """The report that an event is of."""
    return DocId(event.rpartition("#")[0])


def _file_away(connection: Connection, table: Table, filed: Iterable[tuple[dict[str, str], Collection[int]]]) -> None:
    """A row for each key of each thing; a thing is given by the values of the other columns."""
    in_file = connection.dialect.name == "sqlite"
    rows = [{**thing, "keys": _as_one(keys, in_file)} for thing, keys in filed if keys]
    if rows:
        connection.execute(_filing(table, in_file), rows)


def _as_one(keys: Collection[int], in_file: bool) -> str | list[int]:
    every = sorted(set(keys))
    return dumps(every) if in_file else every


def _each(in_file: bool) -> Select[Any]:
    """The keys that a statement is given as one value, as rows."""
    if in_file:
        return select(func.json_each(bindparam("keys", type_=String)).table_valued("value").c.value)
    return select(func.unnest(bindparam("keys", type_=ARRAY(BigInteger))))


@cache
def _under(wanted: Column[Any], column: Column[Any], in_file: bool) -> Select[Any]:
    """What stands under one of the keys, each once."""
    keyed = column.in_(_each(in_file)) if in_file else column == any_(bindparam("keys", type_=ARRAY(BigInteger)))
    return select(wanted).where(keyed).distinct()


@cache
def _of_types(wanted: Column[Any], in_file: bool) -> Select[Any]:
    kinds: BindParameter[Any] = bindparam("kinds", expanding=True)
    return _under(wanted, w.event_keys.c.key, in_file).where(w.event_keys.c.type.in_(kinds))


@cache
def _filing(table: Table, in_file: bool) -> Insert:
    others = [column.name for column in table.c if column.name != "key"]
    query = _each(in_file).add_columns(*(bindparam(name, type_=String) for name in others))
    return insert(table).from_select(["key", *others], query)


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
