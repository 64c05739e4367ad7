"""The record as JSON values: incidents, events, control, truces and timelines (pure functions).

Days are ISO 8601, coordinates degrees WGS 84, text offsets Unicode code points into the document's text.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from tapal.api.desk import Record
from tapal.model.count import Count
from tapal.model.event import Ceasefire, ControlStatement, Event, Party, Site
from tapal.model.incident import ActorName, ControlSpan, Incident, Origin
from tapal.model.kinds import DocId, EventId, EventType, Novelty, Status
from tapal.model.text import Evidence
from tapal.model.when import When
from tapal.model.where import Where

Json = dict[str, object]

# The page draws one sign per family; the types are those of the annotation guide.
FAMILIES: Mapping[str, tuple[EventType, ...]] = {
    "territory": (EventType.CAPTURE, EventType.HANDOVER, EventType.WITHDRAWAL, EventType.SIEGE),
    "fighting": (
        EventType.CLASH,
        EventType.INTERCEPTION,
        EventType.CEASEFIRE_VIOLATION,
        EventType.PROPERTY_DESTRUCTION,
    ),
    "strike": (EventType.AIR_STRIKE, EventType.SHELLING, EventType.CHEMICAL_ATTACK),
    "bomb": (EventType.EXPLOSION, EventType.SUICIDE_BOMBING, EventType.GRENADE),
    "civilians": (EventType.ATTACK_ON_CIVILIANS, EventType.ABDUCTION, EventType.SEXUAL_VIOLENCE, EventType.ARREST),
    "forces": (EventType.DEPLOYMENT, EventType.BASE, EventType.GROUP_CHANGE, EventType.THREAT),
    "truce": (
        EventType.CEASEFIRE,
        EventType.AGREEMENT,
        EventType.TALKS,
        EventType.RELEASE,
        EventType.SURRENDER,
    ),
    "people": (EventType.EVACUATION, EventType.AID, EventType.DISPLACEMENT),
    "street": (EventType.PROTEST, EventType.RIOT),
}
FAMILY_OF: Mapping[EventType, str] = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}


def iso(day: date | None) -> str | None:
    """A day or instant in ISO 8601, None when open."""
    return None if day is None else day.isoformat()


def when_view(when: When) -> Json:
    """Interval of days with its precision and the rule that found it."""
    return {"start": iso(when.start), "end": iso(when.end), "precision": when.precision.value, "how": when.how}


def where_view(where: Where | None) -> Json | None:
    """Resolved place: id, name, point, precision and why this candidate was taken."""
    if where is None:
        return None
    return {
        "id": where.place_id,
        "name": where.name,
        "kind": where.kind.value,
        "lat": where.lat,
        "lon": where.lon,
        "country": where.country,
        "precision": where.precision.value,
        "radius_km": where.radius_km,
        "how": where.how,
    }


def count_view(count: Count | None) -> Json | None:
    """Lowest, best and highest figure with the population it is of."""
    if count is None:
        return None
    return {
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "group": count.group.value,
        "vague": count.vague,
    }


def names_view(actors: Iterable[ActorName]) -> list[Json]:
    """Sides of a merged record: registry id when known, and the name to show."""
    return [{"id": actor.actor_id, "name": actor.name} for actor in actors]


def span_view(evidence: Evidence) -> Json:
    """Words of a document and where they stand."""
    return {"text": evidence.quote, "start": evidence.span.start, "end": evidence.span.end}


def party_view(party: Party | None) -> Json | None:
    """A side or speaker in the report's own words, with its registry id when known."""
    if party is None:
        return None
    return {**span_view(party.evidence), "id": party.actor_id, "kind": party.kind.value if party.kind else None}


def site_view(site: Site) -> Json:
    """A place in the report's own words and where that is."""
    return {**span_view(site.evidence), "where": where_view(site.where)}


def truce_view(truce: Ceasefire | None) -> Json | None:
    """The clock of a truce."""
    if truce is None:
        return None
    return {"starts": iso(truce.starts), "duration_hours": truce.duration_hours, "scope": truce.scope}


def source_view(record: Record, doc_id: DocId) -> Json:
    """The report that something was read in, with the number of reports of its origin."""
    report = record.reports.get(doc_id)
    origin = record.origin_of.get(doc_id)
    if report is None:
        return {"id": doc_id, "title": None, "outlet": None, "published": None, "language": None}
    document = report.document
    return {
        "id": doc_id,
        "title": document.title,
        "outlet": document.outlet,
        "published": iso(document.published),
        "language": document.language,
        "origin": origin.id if origin else None,
        "copies": len(origin.docs) - 1 if origin else 0,
        "recorded": iso(report.recorded),
    }


def event_view(record: Record, event: Event) -> Json:
    """What one report says, with every value's words."""
    return {
        "id": event.id,
        "doc_id": event.doc_id,
        "incident": record.incident_of.get(event.id),
        "type": event.type.value,
        "family": FAMILY_OF.get(event.type, "fighting"),
        "quote": span_view(event.evidence),
        "trigger": span_view(event.trigger),
        "also": [span_view(one) for one in event.also],
        "actors": [party_view(party) for party in event.actors],
        "targets": [party_view(party) for party in event.targets],
        "places": [site_view(site) for site in event.places],
        "when": when_view(event.when),
        "status": event.status.value,
        "novelty": event.novelty.value,
        "attribution": party_view(event.attribution),
        "denied_by": party_view(event.denied_by),
        "killed": count_view(event.killed),
        "injured": count_view(event.injured),
        "truce": truce_view(event.ceasefire),
        "rule": event.rule,
        "confidence": round(event.confidence, 3),
    }


def statement_view(statement: ControlStatement) -> Json:
    """A report's word on who holds a place."""
    return {
        "id": statement.id,
        "doc_id": statement.doc_id,
        "quote": span_view(statement.evidence),
        "place": site_view(statement.place),
        "holders": [party_view(party) for party in statement.holders],
        "state": statement.state.value,
        "as_of": iso(statement.as_of),
        "until": iso(statement.until),
        "attribution": party_view(statement.attribution),
        "rule": statement.rule,
        "confidence": round(statement.confidence, 3),
    }


def members(record: Record, incident: Incident) -> list[Event]:
    """The events merged into the incident, by the day their report was published."""
    found = [record.events[member] for member in incident.members if member in record.events]

    def order(event: Event) -> tuple[str, str, str]:
        report = record.reports.get(event.doc_id)
        published = report.document.published if report else None
        return iso(published) or "", event.doc_id, event.id

    return sorted(found, key=order)


def is_claim(incident: Incident, events: Iterable[Event]) -> bool:
    """Whether no report says it in its own voice: it happened only according to somebody."""
    told = tuple(events)
    return incident.status is Status.HAPPENED and bool(told) and all(event.attribution for event in told)


def card(record: Record, incident: Incident) -> Json:
    """One happening in short: enough for a list and a map."""
    events = members(record, incident)
    speakers = {event.attribution.text: None for event in events if event.attribution}
    truce = next((event.ceasefire for event in events if event.ceasefire), None)
    return {
        "id": incident.id,
        "type": incident.type.value,
        "family": FAMILY_OF.get(incident.type, "fighting"),
        "when": when_view(incident.when),
        "where": where_view(incident.where),
        "place_name": incident.place_name,
        "actors": names_view(incident.actors),
        "targets": names_view(incident.targets),
        "status": incident.status.value,
        "claimed": is_claim(incident, events),
        "disputed": incident.disputed,
        "denied_by": names_view(incident.denied_by),
        "background": bool(events) and all(event.novelty is Novelty.BACKGROUND for event in events),
        "killed": count_view(incident.killed),
        "injured": count_view(incident.injured),
        "truce": truce_view(truce),
        "according_to": list(speakers),
        "reports": len({event.doc_id for event in events}),
        "origins": len(set(incident.origins)),
    }


def origin_view(record: Record, origin: Origin) -> Json:
    """Reports that go back to one source, and how that was found."""
    return {
        "id": origin.id,
        "docs": [source_view(record, doc) for doc in origin.docs],
        "how": list(origin.how),
    }


def incident_view(record: Record, incident: Incident) -> Json:
    """One happening in full: every member with its report, every claim with its source, the reasons."""
    events = members(record, incident)
    wanted = set(incident.origins)
    place = incident.where.place_id if incident.where else None
    return {
        **card(record, incident),
        "has_timeline": any(span.place_id == place for span in record.control),
        "members": [{**event_view(record, e), "source": source_view(record, e.doc_id)} for e in events],
        "claims": [
            {
                "field": claim.field,
                "value": claim.value,
                "event": claim.event_id,
                "source": source_view(record, claim.doc_id),
                "origin": claim.origin,
                "claimant": claim.claimant,
                "replaced_by": claim.replaced_by,
            }
            for claim in incident.claims
        ],
        "origin_list": [origin_view(record, origin) for origin in record.origins if origin.id in wanted],
        "reasons": list(incident.reasons),
    }


def control_view(span: ControlSpan) -> Json:
    """Who holds a place from one day to another, with the certainty on its first day."""
    return {
        "place": {"id": span.place_id, "name": span.place_name, "lat": span.lat, "lon": span.lon},
        "state": span.state.value,
        "holders": names_view(span.holders),
        "from": iso(span.start),
        "to": iso(span.end),
        "from_precision": span.start_precision.value,
        "certainty": round(span.certainty, 3),
        "note": span.note,
        "evidence": list(span.evidence),
    }


def evidence_view(record: Record, event_id: EventId) -> Json | None:
    """One piece of evidence for a boundary: the event or the statement, with its report."""
    event = record.events.get(event_id)
    if event is not None:
        return {
            "kind": "event",
            **event_view(record, event),
            "source": source_view(record, event.doc_id),
        }
    statement = record.statements.get(event_id)
    if statement is None:
        return None
    return {"kind": "statement", **statement_view(statement), "source": source_view(record, statement.doc_id)}


def timeline_view(record: Record, spans: Iterable[ControlSpan]) -> Json:
    """The control timeline of one place: its spans in order, each with its evidence written out."""
    ordered = sorted(spans, key=lambda span: (iso(span.start) or "", iso(span.end) or "9999"))
    first = ordered[0]
    shown = [
        {
            **control_view(span),
            "evidence": [seen for seen in (evidence_view(record, one) for one in span.evidence) if seen is not None],
        }
        for span in ordered
    ]
    return {"place": control_view(first)["place"], "spans": shown}
