"""The parts of a merge: origins of reports, links between events, incidents, truces, control, each for some of them.

What they look at is found by keys and links of the store; what they find out differs from is written down.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from tapal.control import control_spans
from tapal.control.marks import marks
from tapal.control.parameters import default_parameters
from tapal.incidents import incidents_of, linked
from tapal.incidents.blocks import keys
from tapal.incidents.kinship import lookalikes
from tapal.incidents.origins import Link, filing, in_order, link, origins_of, print_of
from tapal.incidents.sides import Sides
from tapal.incidents.told import Told, tell
from tapal.incidents.truces import declared
from tapal.model.incident import Incident
from tapal.model.kinds import DocId, EventId, EventType, IncidentId, PlaceId
from tapal.service.judging import Judgement
from tapal.store import Change, Filter, StoredIncident, StoredReport
from tapal.store import neighbours as near
from tapal.store import read as reading
from tapal.store import working as w
from tapal.store.rows import ChangeKind, Subject
from tapal.store.schema import origins as origin_table
from tapal.store.schema import truces as truce_table
from tapal.store.vectors import Remembered
from tapal.store.write_merged import Merge, record_incidents, record_standing, record_timelines


@dataclass(slots=True)
class Growth:
    """One merge at work."""

    connection: Connection
    sides: Sides
    vectors: Remembered | None
    judged: Judgement
    merge: Merge
    known: dict[DocId, StoredReport] = field(default_factory=dict)
    origin_of: dict[DocId, str] = field(default_factory=dict)
    told: dict[EventId, Told] = field(default_factory=dict)

    def emptied(self) -> "Growth":
        """The same merge with nothing fetched yet, to go on with another block."""
        vectors = None if self.vectors is None else self.vectors.emptied()
        return replace(self, vectors=vectors, known={}, origin_of={}, told={})

    def reports(self, docs: Iterable[DocId]) -> list[StoredReport]:
        """These reports as they were read last; each is fetched once."""
        wanted = sorted(set(docs))
        missing = [doc for doc in wanted if doc not in self.known]
        found = reading.stored_reports(self.connection, None, missing)
        self.known |= {one.document.id: one for one in found}
        return [self.known[doc] for doc in wanted if doc in self.known]

    def tellings(self, docs: Iterable[DocId]) -> list[Told]:
        """What these reports tell, ready to compare, sorted; their origins must be settled."""
        every = self.reports(docs)
        fresh = [one for one in every if any(event.id not in self.told for event in one.reading.events)]
        missing = [one.document.id for one in fresh if one.document.id not in self.origin_of]
        self.origin_of |= near.origins_known(self.connection, missing)
        pairs = [(one.document, one.reading) for one in fresh]
        self.told |= {told.id: told for told in tell(pairs, self.origin_of, self.sides, self.vectors)}
        found = [self.told[event.id] for one in every for event in one.reading.events]
        return sorted(found, key=lambda told: (str(told.doc_id), len(told.id), str(told.id)))


# ---------------------------------------------------------------- origins


def settle_origins(growth: Growth, fresh: Mapping[DocId, int], docs: Collection[DocId]) -> set[DocId]:
    """Settles the origins of all reports that links lead to from `docs`: those whose origin is another one now.

    `fresh` are the readings that no merge has seen, which are noted as merged.
    """
    connection = growth.connection
    docs = {DocId(one) for one in near.closed(connection, w.report_links, docs)}
    ordered = [one.document.id for one in sorted(growth.reports(docs), key=lambda one: in_order(one.document))]
    found = {origin.id: origin for origin in origins_of(ordered, near.links_of_reports(connection, docs))}
    before = near.origins_known(connection, docs)
    stood = reading.current_origins(connection, None, {*before.values(), *docs})
    record_standing(connection, growth.merge, origin_table, stood, found)
    growth.origin_of |= {doc: origin.id for origin in found.values() for doc in origin.docs}
    near.file_reports(connection, fresh, {doc: growth.origin_of[doc] for doc in ordered})
    return {doc for doc in ordered if doc not in fresh and before.get(doc) != growth.origin_of[doc]}


def link_reports(growth: Growth, fresh: Collection[DocId]) -> set[DocId]:
    """Files reports anew and links them to their copies: they, and what they were linked to."""
    beside = near.unlink(growth.connection, w.report_links, fresh)
    prints = {one.document.id: print_of(one.document) for one in growth.reports(fresh)}
    filings = {doc: filing(item) for doc, item in prints.items()}
    near.refile_reports(growth.connection, {doc: filed for doc, (filed, _) in filings.items()})
    met = {doc: near.reports_under(growth.connection, asked) - {doc} for doc, (_, asked) in filings.items()}
    others = {doc for docs in met.values() for doc in docs} - set(prints)
    prints |= {one.document.id: print_of(one.document) for one in growth.reports(others)}
    links: dict[tuple[DocId, DocId], Link] = {}
    for doc, docs in met.items():
        for other in docs:
            first, second = sorted((prints[doc], prints[other]), key=lambda item: in_order(item.document))
            pair = first.document.id, second.document.id
            if pair not in links and (found := link(first, second, growth.vectors)) is not None:
                links[pair] = found
    near.link_reports(growth.connection, links.values())
    return {*fresh, *map(DocId, beside)}


# ---------------------------------------------------------------- incidents


def link_events(growth: Growth, docs: Collection[DocId]) -> tuple[set[EventId], set[EventId]]:
    """Files what these reports tell and links it: the events that they told before, and those around which to merge."""
    connection = growth.connection
    gone = near.events_filed(connection, docs)
    beside = {EventId(one) for one in near.unlink(connection, w.event_links, gone)}
    tellings = growth.tellings(docs)
    filings = {told.id: (told.event.type, *keys(told)) for told in tellings}
    near.refile_events(connection, docs, {event: (kind, filed) for event, (kind, filed, _) in filings.items()})
    met = {
        event: near.events_under(connection, lookalikes(kind), asked) - {event}
        for event, (kind, _, asked) in filings.items()
    }
    growth.tellings({near.doc_of(event) for events in met.values() for event in events})
    pairs: set[tuple[EventId, EventId]] = set()
    for event, events in met.items():
        for other in events:
            pair = (event, other) if event < other else (other, event)
            if pair not in pairs and linked(growth.told[pair[0]], growth.told[pair[1]], growth.sides):
                pairs.add(pair)
    near.link_events(connection, sorted(pairs))
    return gone, beside | set(filings)


@dataclass(frozen=True, slots=True)
class Block:
    """Events that were merged together: what became of their incidents.

    `before` are the incidents that stood, `after` those that stand now and are others (None: gone).
    """

    events: frozenset[EventId]
    before: Mapping[IncidentId, StoredIncident]
    after: Mapping[IncidentId, Incident | None]
    changes: tuple[Change, ...]

    @property
    def speaks_of_truces(self) -> bool:
        """Whether one of the incidents that changed tells of a truce."""
        touched = [self.before[key].incident for key in self.after if key in self.before]
        return any(one is not None and one.type is EventType.CEASEFIRE for one in (*touched, *self.after.values()))


def merge_incidents(growth: Growth, gone: Collection[EventId], seeds: Collection[EventId]) -> Block:
    """Merges the blocks around some events; `gone` are events that no report tells any more."""
    connection = growth.connection
    standing: dict[IncidentId, StoredIncident] = {}
    block = set(seeds)
    while True:
        block |= {EventId(one) for one in near.closed(connection, w.event_links, block)}
        standing |= reading.incidents_of(connection, {*block, *gone}, None)
        members = {member for one in standing.values() for member in one.incident.members}
        wider = block | growth.judged.bound(block) | members
        if wider == block:
            break
        block = wider
    tellings = growth.tellings({near.doc_of(event) for event in block})
    counted = [told for told in tellings if told.id in block and told.id not in growth.judged.rejected]
    merged = incidents_of(counted, growth.sides, growth.judged.arrange)
    incidents = [growth.judged.settle(incident) for incident in merged]
    entries = record_incidents(connection, growth.merge, standing, incidents)
    after: dict[IncidentId, Incident | None] = dict.fromkeys(standing)
    after |= {one.id: one for one in incidents}
    same = {key for key, old in standing.items() if after[key] == old.incident}
    changed = {key: one for key, one in after.items() if key not in same}
    return Block(frozenset(block), standing, changed, tuple(entries))


def declare_truces(growth: Growth) -> list[Change]:
    """Truces anew from all that is told of them; they are few."""
    wanted = Filter(types=frozenset({EventType.CEASEFIRE}))
    told = [one.incident for one in reading.incidents(growth.connection, wanted)]
    before = reading.current_truces(growth.connection, None)
    after = {str(truce.id): truce for truce in declared(told, growth.sides)}
    changed, gone = record_standing(growth.connection, growth.merge, truce_table, before, after)
    kinds = {key: ChangeKind.CHANGED if key in before else ChangeKind.CREATED for key in sorted(changed)}
    entries = [
        Change(Subject.TRUCE, key, kind, f"told in {', '.join(after[key].incidents)}") for key, kind in kinds.items()
    ]
    return entries + [Change(Subject.TRUCE, key, ChangeKind.RETRACTED, "nothing tells it any more") for key in gone]


# ---------------------------------------------------------------- control


def file_spots(
    growth: Growth, incidents: Mapping[IncidentId, Incident | None], docs: Collection[DocId]
) -> set[PlaceId]:
    """Notes which places these incidents (None: gone) and reports speak of: these, and those of which they did."""
    growth.origin_of |= near.origins_known(growth.connection, [doc for doc in docs if doc not in growth.origin_of])
    spots = {f"incident:{key}": _spots(growth, [one] if one else [], []) for key, one in incidents.items()}
    spots |= {f"report:{one.document.id}": _spots(growth, [], [one]) for one in growth.reports(docs)}
    return near.refile_spots(growth.connection, spots)


def weigh_control(
    growth: Growth, places: Collection[PlaceId], incidents: Mapping[IncidentId, Incident | None]
) -> list[Change]:
    """Weighs anew who held these places, which are whole families: what became of their timelines.

    Of the incidents that speak of them, those in `incidents` need not be fetched.
    """
    connection = growth.connection
    ids, told_in = _sources(near.sources_of(connection, places))
    current = reading.current_incidents(connection, None, [key for key in ids if incidents.get(key) is None])
    weighed = [one.incident for one in current.values()] + [one for key in ids if (one := incidents.get(key))]
    reports = growth.reports(told_in)
    growth.origin_of |= near.origins_known(connection, [doc for doc in told_in if doc not in growth.origin_of])
    statements = [one for report in reports for one in report.reading.control if one.id not in growth.judged.rejected]
    spans = control_spans(weighed, statements, growth.origin_of, growth.sides)
    before = reading.current_timelines(connection, None, places)
    return record_timelines(connection, growth.merge, before, [span for span in spans if span.place_id in places])


def _spots(
    growth: Growth, incidents: Sequence[Incident], reports: Sequence[StoredReport]
) -> set[tuple[PlaceId, PlaceId | None]]:
    """Places that an incident or a report's statements speak of, each with the one that it lies in."""
    statements = [one for report in reports for one in report.reading.control]
    found = marks(incidents, statements, growth.origin_of, growth.sides, default_parameters())
    return {(mark.spot.id, mark.spot.parent) for mark in found}


def _sources(names: Iterable[str]) -> tuple[list[IncidentId], list[DocId]]:
    """Ids of the incidents and of the reports among the sources of places."""
    ids: list[IncidentId] = []
    docs: list[DocId] = []
    for name in sorted(names):
        kind, _, key = name.partition(":")
        if kind == "incident":
            ids.append(IncidentId(key))
        else:
            docs.append(DocId(key))
    return ids, docs
