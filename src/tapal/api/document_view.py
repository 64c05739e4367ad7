"""A document as JSON: its text, its zones and every stretch that a value was read from."""

from collections.abc import Iterator

from tapal.api.desk import Record, Report
from tapal.api.views import Json, count_view, event_view, iso, party_view, site_view, source_view, statement_view
from tapal.model.event import ControlStatement, Event, Tally
from tapal.model.text import Evidence


def _mark(evidence: Evidence, role: str, owner: str) -> Json:
    return {"start": evidence.span.start, "end": evidence.span.end, "role": role, "of": owner}


def _event_marks(event: Event) -> Iterator[Json]:
    yield _mark(event.evidence, "quote", event.id)
    yield _mark(event.trigger, "trigger", event.id)
    yield from (_mark(one, "also", event.id) for one in event.also)
    yield from (_mark(party.evidence, "actor", event.id) for party in event.actors)
    yield from (_mark(party.evidence, "target", event.id) for party in event.targets)
    yield from (_mark(site.evidence, "place", event.id) for site in event.places)
    if event.attribution is not None:
        yield _mark(event.attribution.evidence, "attribution", event.id)
    if event.denied_by is not None:
        yield _mark(event.denied_by.evidence, "denied_by", event.id)


def _statement_marks(statement: ControlStatement) -> Iterator[Json]:
    yield _mark(statement.evidence, "quote", statement.id)
    yield _mark(statement.place.evidence, "place", statement.id)
    yield from (_mark(party.evidence, "holder", statement.id) for party in statement.holders)
    if statement.attribution is not None:
        yield _mark(statement.attribution.evidence, "attribution", statement.id)


def _tally_marks(tally: Tally) -> Iterator[Json]:
    yield _mark(tally.evidence, "quote", tally.id)
    yield from (_mark(party.evidence, "actor", tally.id) for party in tally.actors)
    yield from (_mark(site.evidence, "place", tally.id) for site in tally.places)
    if tally.attribution is not None:
        yield _mark(tally.attribution.evidence, "attribution", tally.id)


def tally_view(tally: Tally) -> Json:
    """A count over an interval or a wide area."""
    return {
        "id": tally.id,
        "quote": {"text": tally.evidence.quote, "start": tally.evidence.span.start, "end": tally.evidence.span.end},
        "kind": tally.kind.value,
        "count": count_view(tally.count),
        "from": iso(tally.when_from),
        "to": iso(tally.when_to),
        "cause": tally.cause.value if tally.cause else None,
        "actors": [party_view(party) for party in tally.actors],
        "places": [site_view(site) for site in tally.places],
        "attribution": party_view(tally.attribution),
    }


def document_view(record: Record, report: Report) -> Json:
    """The text of a report, its zones, its marks and all that was read in it."""
    document, reading = report.document, report.reading
    origin = record.origin_of.get(document.id)
    marks = [mark for event in reading.events for mark in _event_marks(event)]
    marks += [mark for statement in reading.control for mark in _statement_marks(statement)]
    marks += [mark for tally in reading.tallies for mark in _tally_marks(tally)]
    mates = [doc for doc in origin.docs if doc != document.id] if origin else []
    return {
        **source_view(record, document.id),
        "url": document.url,
        "agency": document.agency,
        "relevant": reading.relevant,
        "text": document.text,
        "body_start": document.body_start,
        "zones": [{"start": z.span.start, "end": z.span.end, "kind": z.kind.value} for z in document.zones],
        "marks": sorted(marks, key=lambda mark: (str(mark["start"]).zfill(9), str(mark["end"]).zfill(9))),
        "events": [event_view(record, event) for event in reading.events],
        "control": [statement_view(statement) for statement in reading.control],
        "tallies": [tally_view(tally) for tally in reading.tallies],
        "same_origin": [source_view(record, doc) for doc in mates],
    }


def document_line(record: Record, report: Report) -> Json:
    """One report in a list."""
    return {**source_view(record, report.document.id), "events": len(report.reading.events)}
