"""Merging what came in: stages 5 and 6 on the blocks that new readings touch, and on nothing else.

What comes out is what merging all reports at once would give, whatever the order in which they came. It costs by the
neighbourhood of the new reports: keys of the store say which reports and events are held against them, links say
which of the known events hang together with theirs, families of places whose control is weighed anew. Everything is
merged anew in the same way, block after block, so that a large store takes time but little memory.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from tapal.incidents.origins import Encoder
from tapal.incidents.sides import Sides
from tapal.model.kinds import DocId, EventId, IncidentId, PlaceId
from tapal.service.growth import (
    Growth,
    declare_truces,
    file_spots,
    link_events,
    link_reports,
    merge_incidents,
    settle_origins,
    weigh_control,
)
from tapal.service.judging import Judgement
from tapal.store import Change
from tapal.store import neighbours as near
from tapal.store import read as reading
from tapal.store import schema as t
from tapal.store import working as w
from tapal.store.vectors import Remembered
from tapal.store.write import add_changes
from tapal.store.write_merged import begin_merge, record_incidents, record_timelines

# Readings that one transaction merges: some seconds of the writers' turn, and some tens of megabytes.
AT_ONCE = 500

T = TypeVar("T", bound=str)


def grow(
    connection: Connection,
    sides: Sides,
    vectors: Encoder | None,
    now: datetime,
    *,
    anew: bool = False,
    decided: Collection[EventId] = (),
    why: str = "",
) -> tuple[Change, ...] | None:
    """What changed when readings that no merge has seen (some hundreds at most) were merged; None: there were none.

    `anew` merges everything again (after the merging itself has become better); `decided` are events that a decision
    speaks of, whose blocks are merged again, and `why` is the decision in words.
    """
    if anew or near.last_indexed(connection) == 0 < reading.merged_until(connection):
        anew = True
        near.forget_all(connection)
    fresh = near.waiting(connection, None if anew else AT_ONCE)
    if not fresh and not decided:
        return None
    until = max(fresh.values()) if fresh else reading.last_reading(connection)
    reason = why or f"{len(fresh)} reports merged"
    encoder = None if vectors is None else Remembered(connection, vectors)
    judged = Judgement(reading.decisions(connection))
    growth = Growth(connection, sides, encoder, judged, begin_merge(connection, until, reason, now))
    found = _merge_all(growth, fresh) if anew else _merge_around(growth, fresh, decided)
    entries = [_because(entry, why) for entry in found]
    add_changes(connection, growth.merge[0], entries, growth.merge[1])
    return tuple(entries)


def _because(entry: Change, why: str) -> Change:
    return Change(entry.subject, entry.subject_id, entry.kind, f"{why}; {entry.reason}", entry.others) if why else entry


def _merge_around(growth: Growth, fresh: Mapping[DocId, int], decided: Collection[EventId]) -> Iterator[Change]:
    """What changed around new readings and events that a decision speaks of."""
    moved = settle_origins(growth, fresh, link_reports(growth, fresh))
    gone, events = link_events(growth, {*fresh, *moved})
    block = merge_incidents(growth, gone, {*events, *decided})
    yield from block.changes
    if block.speaks_of_truces:
        yield from declare_truces(growth)
    spoken_of = file_spots(growth, block.after, {*fresh, *moved, *map(near.doc_of, decided)})
    yield from weigh_control(growth, near.families(growth.connection, spoken_of), block.after)


def _merge_all(growth: Growth, fresh: Mapping[DocId, int]) -> Iterator[Change]:
    """What changed when everything was merged anew; the tables of keys and links are empty before."""
    connection = growth.connection
    for some in _some(fresh):
        link_reports(growth.emptied(), some)
    for block in _blocks(fresh, lambda docs: near.closed(connection, w.report_links, docs)):
        docs = {doc: fresh[doc] for doc in map(DocId, block)}
        settle_origins(growth.emptied(), docs, docs)
    events = {event for some in _some(fresh) for event in link_events(growth.emptied(), some)[1]}
    yield from _merge_all_incidents(growth, events)
    yield from declare_truces(growth)
    yield from _weigh_everywhere(growth, fresh)


def _merge_all_incidents(growth: Growth, events: Collection[EventId]) -> Iterator[Change]:
    done: set[EventId] = set()
    seen: set[IncidentId] = set()
    for some in _some(sorted(events)):
        seeds = set(some) - done
        if seeds:
            block = merge_incidents(growth.emptied(), (), seeds)
            done |= block.events
            seen |= {*block.before, *block.after}
            yield from block.changes
    left = near.ever(growth.connection, t.incidents.c.incident_id) - seen
    forgotten = reading.current_incidents(growth.connection, None, map(IncidentId, left))
    yield from record_incidents(growth.connection, growth.merge, forgotten, ())


def _weigh_everywhere(growth: Growth, docs: Iterable[DocId]) -> Iterator[Change]:
    connection = growth.connection
    places: set[PlaceId] = set()
    for ids in _some(sorted(near.ever(connection, t.incidents.c.incident_id))):
        standing = reading.current_incidents(connection, None, map(IncidentId, ids))
        places |= file_spots(growth.emptied(), {key: one.incident for key, one in standing.items()}, ())
    for some in _some(docs):
        places |= file_spots(growth.emptied(), {}, some)
    weighed: set[str] = set()
    for block in _blocks(sorted(places), lambda some: near.families(connection, map(PlaceId, some))):
        weighed |= block
        yield from weigh_control(growth.emptied(), set(map(PlaceId, block)), {})
    left = near.ever(connection, t.timelines.c.place_id) - weighed
    forgotten = reading.current_timelines(connection, None, map(PlaceId, left))
    yield from record_timelines(connection, growth.merge, forgotten, ())


def _some(items: Iterable[T]) -> Iterator[list[T]]:
    """The items, as many at once as one merge takes."""
    every = list(items)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def _blocks(seeds: Iterable[str], closed: Callable[[set[str]], Collection[str]]) -> Iterator[set[str]]:
    """Blocks that together hold all seeds, none of them twice; `closed` adds what belongs to a block."""
    done: set[str] = set()
    for some in _some(seeds):
        fresh = set(some) - done
        if fresh:
            block = set(closed(fresh))
            done |= block
            yield block
