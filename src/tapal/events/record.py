"""The record of one report: the JSON shape of the annotation guide, written from a Reading and read back.

Beyond the guide's fields a printed record carries, per event, statement and tally, `spans` (where each
quoted piece stands in the document), `parties` and `sites` (what they were resolved to), `rule` and
`confidence`. A record without them (an annotator's, another coder's) is read as well: its pieces are
then located in the text, and nothing is resolved.

Event ids are unique over all documents: document id, `#`, local id (`e1`; `c1` for control statements
and `t1` for tallies, counted from 1 in the order of the record). The record prints the local id.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tapal.events.record_fields import Fields
from tapal.model.count import Count
from tapal.model.event import Ceasefire, ControlStatement, Event, Party, Reading, Site, Tally
from tapal.model.kinds import (
    ControlState,
    DatePrecision,
    DocId,
    EventId,
    EventType,
    Novelty,
    RuleId,
    Status,
    TallyKind,
)
from tapal.model.text import Document, Evidence
from tapal.model.when import When

SEPARATOR = "#"


def event_id(doc_id: DocId, local: str) -> EventId:
    """Id of an event that is unique over all documents: `a7`, `e1` → `a7#e1`."""
    return EventId(f"{doc_id}{SEPARATOR}{local}")


def local_id(identifier: EventId) -> str:
    """The part of an event id that is printed inside its document's record: `a7#e1` → `e1`."""
    return identifier.rpartition(SEPARATOR)[2]


# ---------------------------------------------------------------- writing


def to_record(document: Document, reading: Reading) -> dict[str, object]:
    """What a report says as a plain mapping ready for JSON, fields of the guide first."""
    return {
        "id": str(document.id),
        "relevant": reading.relevant,
        "events": [_event_record(event) for event in reading.events],
        "control": [_statement_record(statement) for statement in reading.control],
        "tallies": [_tally_record(tally) for tally in reading.tallies],
        "body_start": document.body_start,
    }


def _event_record(event: Event) -> dict[str, object]:
    return {
        "id": local_id(event.id),
        "type": event.type.value,
        "quote": event.evidence.quote,
        "trigger": event.trigger.quote,
        "also": [piece.quote for piece in event.also],
        "actors": [party.text for party in event.actors],
        "targets": [party.text for party in event.targets],
        "places": [site.text for site in event.places],
        "date_start": _day_text(event.when.start),
        "date_end": _day_text(event.when.end),
        "date_precision": event.when.precision.value,
        "status": event.status.value,
        "novelty": event.novelty.value,
        "attribution": event.attribution.text if event.attribution else None,
        "killed": _count_record(event.killed),
        "injured": _count_record(event.injured),
        "details": _details_record(event),
        "date_how": event.when.how,
        "actor_ids": [party.actor_id for party in event.actors],
        "target_ids": [party.actor_id for party in event.targets],
        "parties": {
            "actors": [_party_record(party) for party in event.actors],
            "targets": [_party_record(party) for party in event.targets],
            "attribution": [_party_record(party) for party in _maybe(event.attribution)],
            "denied_by": [_party_record(party) for party in _maybe(event.denied_by)],
        },
        "sites": [_site_record(site) for site in event.places],
        "spans": {
            "quote": [_span(event.evidence)],
            "trigger": [_span(event.trigger)],
            "also": [_span(piece) for piece in event.also],
            "actors": [_span(party.evidence) for party in event.actors],
            "targets": [_span(party.evidence) for party in event.targets],
            "places": [_span(site.evidence) for site in event.places],
            "attribution": [_span(party.evidence) for party in _maybe(event.attribution)],
            "denied_by": [_span(party.evidence) for party in _maybe(event.denied_by)],
        },
        "rule": event.rule,
        "confidence": event.confidence,
    }


def _statement_record(statement: ControlStatement) -> dict[str, object]:
    return {
        "quote": statement.evidence.quote,
        "place": statement.place.text,
        "holders": [party.text for party in statement.holders],
        "state": statement.state.value,
        "as_of": _day_text(statement.as_of),
        "until": _day_text(statement.until),
        "attribution": statement.attribution.text if statement.attribution else None,
        "id": local_id(statement.id),
        "holder_ids": [party.actor_id for party in statement.holders],
        "parties": {
            "holders": [_party_record(party) for party in statement.holders],
            "attribution": [_party_record(party) for party in _maybe(statement.attribution)],
        },
        "sites": [_site_record(statement.place)],
        "spans": {
            "quote": [_span(statement.evidence)],
            "place": [_span(statement.place.evidence)],
            "holders": [_span(party.evidence) for party in statement.holders],
            "attribution": [_span(party.evidence) for party in _maybe(statement.attribution)],
        },
        "rule": statement.rule,
        "confidence": statement.confidence,
    }


def _tally_record(tally: Tally) -> dict[str, object]:
    return {
        "quote": tally.evidence.quote,
        "kind": tally.kind.value,
        "count": {"low": tally.count.low, "best": tally.count.best, "high": tally.count.high}
        | ({"vague": tally.count.vague} if tally.count.vague else {}),
        "group": tally.count.group.value,
        "from": _day_text(tally.when_from),
        "to": _day_text(tally.when_to),
        "cause": tally.cause.value if tally.cause else None,
        "actors": [party.text for party in tally.actors],
        "places": [site.text for site in tally.places],
        "attribution": tally.attribution.text if tally.attribution else None,
        "id": local_id(tally.id),
        "parties": {
            "actors": [_party_record(party) for party in tally.actors],
            "attribution": [_party_record(party) for party in _maybe(tally.attribution)],
        },
        "sites": [_site_record(site) for site in tally.places],
        "spans": {
            "quote": [_span(tally.evidence)],
            "actors": [_span(party.evidence) for party in tally.actors],
            "places": [_span(site.evidence) for site in tally.places],
            "attribution": [_span(party.evidence) for party in _maybe(tally.attribution)],
        },
        "rule": tally.rule,
        "confidence": tally.confidence,
    }


def _details_record(event: Event) -> dict[str, object]:
    details: dict[str, object] = {}
    if event.ceasefire is not None:
        starts = event.ceasefire.starts
        hours = event.ceasefire.duration_hours
        details["starts"] = None if starts is None else starts.isoformat()
        details["duration_hours"] = int(hours) if hours is not None and hours == int(hours) else hours
        details["scope"] = event.ceasefire.scope
    if event.denied_by is not None:
        details["denied_by"] = event.denied_by.text
    return details


def _party_record(party: Party) -> dict[str, object]:
    return {"id": party.actor_id, "kind": party.kind.value if party.kind else None, "how": party.how}


def _site_record(site: Site) -> dict[str, object]:
    where = site.where
    if where is None:
        return {"text": site.text, "place_id": None}
    return {
        "text": site.text,
        "place_id": where.place_id,
        "name": where.name,
        "lat": where.lat,
        "lon": where.lon,
        "precision": where.precision.value,
        "how": where.how,
        "kind": where.kind.value,
        "country": where.country,
        "radius_km": where.radius_km,
        "parent": where.parent,
    }


def _count_record(count: Count | None) -> dict[str, object] | None:
    if count is None:
        return None
    record: dict[str, object] = {"low": count.low, "best": count.best, "high": count.high, "group": count.group.value}
    return record | ({"vague": count.vague} if count.vague else {})


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _span(evidence: Evidence) -> list[int]:
    return [evidence.span.start, evidence.span.end]


def _maybe(party: Party | None) -> Sequence[Party]:
    return () if party is None else (party,)


# ---------------------------------------------------------------- reading


def from_record(document: Document, record: Mapping[str, object]) -> Reading:
    """The Reading that a record of the guide's shape stands for, its pieces located in the text.

    Raises FormatError that names the field (`events[2].date_start`) when a value is of the wrong kind,
    is no word of its vocabulary, or quotes words that the document does not have.
    """
    fields = Fields(document, record, "")
    return Reading(
        doc_id=document.id,
        relevant=fields.flag("relevant", default=True),
        events=tuple(_read_event(item, n) for n, item in enumerate(fields.items("events"), start=1)),
        control=tuple(_read_statement(item, n) for n, item in enumerate(fields.items("control"), start=1)),
        tallies=tuple(_read_tally(item, n) for n, item in enumerate(fields.items("tallies"), start=1)),
    )


def _read_event(fields: Fields, number: int) -> Event:
    quote = fields.evidence("quote")
    return Event(
        id=event_id(fields.document.id, fields.text("id", default=f"e{number}")),
        doc_id=fields.document.id,
        type=fields.word("type", EventType),
        evidence=quote,
        trigger=fields.evidence("trigger", near=quote, default=quote),
        also=fields.evidences("also", near=quote),
        actors=fields.parties("actors", near=quote),
        targets=fields.parties("targets", near=quote),
        places=fields.sites("places", near=quote),
        when=_read_when(fields),
        status=fields.word("status", Status, default=Status.HAPPENED),
        novelty=fields.word("novelty", Novelty, default=Novelty.NEW),
        attribution=fields.party("attribution", near=quote),
        killed=fields.count("killed"),
        injured=fields.count("injured"),
        ceasefire=_read_ceasefire(fields),
        denied_by=fields.party("denied_by", near=quote, within="details"),
        rule=RuleId(fields.text("rule", default="")),
        confidence=fields.number("confidence", default=1.0),
    )


def _read_when(fields: Fields) -> When:
    start, end = fields.day("date_start"), fields.day("date_end")
    if (start is None) != (end is None):
        start = end = start or end
    if start is not None and end is not None and end < start:
        raise fields.wrong("date_end", f"{end} is before date_start {start}")
    precision = DatePrecision.UNKNOWN if start is None else DatePrecision.DAY
    return When(
        start,
        end,
        fields.word("date_precision", DatePrecision, default=precision),
        fields.text("date_how", default=""),
    )


def _read_ceasefire(fields: Fields) -> Ceasefire | None:
    details = fields.inside("details")
    if details is None or not {"starts", "duration_hours", "scope"} & details.names():
        return None
    starts: datetime | date | None = details.instant("starts")
    hours = details.number_or_none("duration_hours")
    return Ceasefire(starts, hours, details.text_or_none("scope"))


def _read_statement(fields: Fields, number: int) -> ControlStatement:
    quote = fields.evidence("quote")
    return ControlStatement(
        id=event_id(fields.document.id, fields.text("id", default=f"c{number}")),
        doc_id=fields.document.id,
        evidence=quote,
        place=fields.site("place", near=quote),
        holders=fields.parties("holders", near=quote),
        state=fields.word("state", ControlState, default=ControlState.HOLDS),
        as_of=fields.day("as_of"),
        until=fields.day("until"),
        attribution=fields.party("attribution", near=quote),
        rule=RuleId(fields.text("rule", default="")),
        confidence=fields.number("confidence", default=1.0),
    )


def _read_tally(fields: Fields, number: int) -> Tally:
    quote = fields.evidence("quote")
    return Tally(
        id=event_id(fields.document.id, fields.text("id", default=f"t{number}")),
        doc_id=fields.document.id,
        evidence=quote,
        kind=fields.word("kind", TallyKind, default=TallyKind.OTHER),
        count=fields.tally_count("count", "group"),
        when_from=fields.day("from"),
        when_to=fields.day("to"),
        cause=fields.word_or_none("cause", EventType),
        actors=fields.parties("actors", near=quote),
        places=fields.sites("places", near=quote),
        attribution=fields.party("attribution", near=quote),
        rule=RuleId(fields.text("rule", default="")),
        confidence=fields.number("confidence", default=1.0),
    )
