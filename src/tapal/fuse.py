"""Stages 5–6 on records, whoever made them: what `tapal fuse` does.

Records of the guide's shape (an annotator's, another coder's, an earlier `tapal extract`) are grounded,
merged into incidents and turned into control spans; the results print in the shape of the gold files
`incidents.jsonl` and `control.jsonl`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tapal.control import control_spans
from tapal.errors import FormatError
from tapal.events.record import from_record, local_id
from tapal.incidents import Merged, merge_reports
from tapal.incidents.origins import Encoder
from tapal.incidents.registry_sides import RegistrySides
from tapal.incidents.truces import truces
from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.grounding import ground
from tapal.model.count import Count
from tapal.model.event import Reading
from tapal.model.incident import ControlSpan, Incident, Origin
from tapal.model.kinds import EventId
from tapal.model.text import Document
from tapal.model.truce import Truce


@dataclass(frozen=True, slots=True)
class Fused:
    """Origins, incidents, control spans and truces of a set of reports."""

    origins: tuple[Origin, ...]
    incidents: tuple[Incident, ...]
    spans: tuple[ControlSpan, ...]
    truces: tuple[Truce, ...] = ()


def fuse(reports: Sequence[tuple[Document, Reading]], registry: Registry, vectors: Encoder | None = None) -> Fused:
    """Stages 5–6 on readings whose places and actors are resolved; the order of reports does not matter."""
    sides = RegistrySides(registry)
    merged: Merged = merge_reports(reports, vectors, sides)
    statements = [statement for _, reading in reports for statement in reading.control]
    spans = control_spans(merged.incidents, statements, merged.origin_of(), sides)
    return Fused(merged.origins, merged.incidents, spans, truces(merged.incidents, sides))


def fuse_records(
    documents: Iterable[Document],
    records: Iterable[Mapping[str, object]],
    gazetteer: Gazetteer,
    registry: Registry,
    vectors: Encoder | None = None,
) -> Fused:
    """Stages 5–6 on records; what they leave unresolved is resolved first.

    Raises FormatError for a record without a document, without an id, or given twice.
    """
    known = {str(document.id): document for document in documents}
    reports: dict[str, tuple[Document, Reading]] = {}
    for number, record in enumerate(records, start=1):
        name = record.get("id")
        if not isinstance(name, str) or name not in known:
            raise FormatError(f"record {number}: there is no document with the id {name!r}")
        if name in reports:
            raise FormatError(f"record {number}: a second record for the document {name!r}")
        reading = from_record(known[name], record)
        reports[name] = (known[name], ground(known[name], reading, gazetteer, registry))
    return fuse(list(reports.values()), registry, vectors)


# ---------------------------------------------------------------- printing


def incident_record(incident: Incident) -> dict[str, object]:
    """An incident as a plain mapping: the fields of the gold's incidents.jsonl first, then what else is known."""
    where = incident.where
    return {
        "id": str(incident.id),
        "type": incident.type.value,
        "members": [member(event) for event in incident.members],
        "date_start": _day(incident.when.start),
        "date_end": _day(incident.when.end),
        "place": incident.place_name,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "actors": [name.name for name in incident.actors],
        "targets": [name.name for name in incident.targets],
        "killed": _count(incident.killed),
        "status": incident.status.value,
        "disputed": incident.disputed,
        "denied_by": [name.name for name in incident.denied_by],
        "injured": _count(incident.injured),
        "novelty": incident.novelty.value,
        "date_precision": incident.when.precision.value,
        "place_id": where.place_id if where else None,
        "place_precision": where.precision.value if where else None,
        "actor_ids": [name.actor_id for name in incident.actors],
        "target_ids": [name.actor_id for name in incident.targets],
        "origins": list(incident.origins),
        "claims": [
            {
                "field": claim.field,
                "value": claim.value,
                "event": member(claim.event_id),
                "origin": claim.origin,
                "claimant": claim.claimant,
                "replaced_by": member(claim.replaced_by) if claim.replaced_by else None,
            }
            for claim in incident.claims
        ],
        "reasons": list(incident.reasons),
    }


def span_record(span: ControlSpan) -> dict[str, object]:
    """A control span as a plain mapping: the fields of the gold's control.jsonl first, then what else is known."""
    return {
        "place": span.place_name,
        "lat": span.lat,
        "lon": span.lon,
        "from": _day(span.start),
        "to": _day(span.end),
        "state": span.state.value,
        "holders": [name.name for name in span.holders],
        "evidence": [member(event) for event in span.evidence],
        "from_precision": span.start_precision.value,
        "note": span.note,
        "place_id": str(span.place_id),
        "holder_ids": [name.actor_id for name in span.holders],
        "certainty": span.certainty,
    }


def truce_record(truce: Truce) -> dict[str, object]:
    """A truce as a plain mapping; instants in ISO 8601 with their zone, days where nobody tells the hour."""
    return {
        "id": str(truce.id),
        "status": truce.status.value,
        "announced": _day(truce.announced),
        "starts": _day(truce.starts),
        "planned_end": _day(truce.planned_end),
        "ends": _day(truce.ends),
        "end": None if truce.end is None else truce.end.value,
        "scope": truce.scope,
        "zone": [
            {"place": where.name, "lat": where.lat, "lon": where.lon, "place_id": str(where.place_id)}
            for where in truce.zone
        ],
        "parties": [name.name for name in truce.parties],
        "party_ids": [name.actor_id for name in truce.parties],
        "disputed": truce.disputed,
        "extensions": [
            {"since": _day(one.since), "until": _day(one.until), "event": member(one.event_id)}
            for one in truce.extensions
        ],
        "breaches": [
            {
                "incident": str(one.incident_id),
                "day": _day(one.day),
                "actors": [name.name for name in one.actors],
                "called": one.called,
                "disputed": one.disputed,
            }
            for one in truce.breaches
        ],
        "incidents": [str(one) for one in truce.incidents],
        "evidence": [member(event) for event in truce.evidence],
        "origins": list(truce.origins),
    }


def member(event: EventId) -> list[str | int]:
    """An event as [document, event id]; a control statement as [document, index from 0], as in the gold files."""
    doc, _, _ = str(event).rpartition("#")
    local = local_id(event)
    statement = local[:1] == "c" and local[1:].isdigit()
    return [doc, int(local[1:]) - 1 if statement else local]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _count(count: Count | None) -> dict[str, object] | None:
    if count is None:
        return None
    return {"low": count.low, "best": count.best, "high": count.high, "group": count.group.value}
