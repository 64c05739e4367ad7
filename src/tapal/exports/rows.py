"""Records as flat rows: one value a column, several of a kind joined by "; ". The columns are a contract."""

from collections.abc import Iterable

from tapal.model.count import Count
from tapal.model.event import Event
from tapal.model.incident import ActorName, ControlSpan, Incident
from tapal.model.when import When
from tapal.model.where import Where

Value = str | int | float | bool | None
Row = dict[str, Value]

JOINT = "; "


def incident_row(incident: Incident) -> Row:
    """One incident: days, place, sides, status, tolls, sources (ISO days, degrees WGS 84)."""
    return {
        "id": incident.id,
        "type": incident.type.value,
        **_days(incident.when),
        "place": incident.place_name,
        **_where(incident.where),
        "actors": _names(incident.actors),
        "actor_ids": _ids(incident.actors),
        "targets": _names(incident.targets),
        "target_ids": _ids(incident.targets),
        "status": incident.status.value,
        "disputed": incident.disputed,
        "denied_by": _names(incident.denied_by),
        **_count("killed", incident.killed),
        **_count("injured", incident.injured),
        "origins": len(incident.origins),
        "reports": len({member.rpartition("#")[0] for member in incident.members}),
        "members": JOINT.join(incident.members),
    }


def event_row(event: Event) -> Row:
    """What one report says: as `incident_row`, with its words and the rule that read them."""
    where = next((site.where for site in event.places if site.where), None)
    return {
        "id": event.id,
        "report": event.doc_id,
        "type": event.type.value,
        **_days(event.when),
        "place": JOINT.join(site.text for site in event.places),
        **_where(where),
        "actors": JOINT.join(party.text for party in event.actors),
        "actor_ids": JOINT.join(party.actor_id or "" for party in event.actors),
        "targets": JOINT.join(party.text for party in event.targets),
        "target_ids": JOINT.join(party.actor_id or "" for party in event.targets),
        "status": event.status.value,
        "novelty": event.novelty.value,
        "according_to": event.attribution.text if event.attribution else None,
        "denied_by": event.denied_by.text if event.denied_by else None,
        **_count("killed", event.killed),
        **_count("injured", event.injured),
        "quote": event.evidence.quote,
        "rule": event.rule,
        "confidence": round(event.confidence, 3),
    }


def control_row(span: ControlSpan) -> Row:
    """Who holds a place from one day to another (both inclusive; empty `to`: until further notice)."""
    return {
        "place_id": span.place_id,
        "place": span.place_name,
        "lat": span.lat,
        "lon": span.lon,
        "state": span.state.value,
        "holders": _names(span.holders),
        "holder_ids": _ids(span.holders),
        "from": None if span.start is None else span.start.isoformat(),
        "to": None if span.end is None else span.end.isoformat(),
        "from_precision": span.start_precision.value,
        "certainty": round(span.certainty, 3),
        "evidence": JOINT.join(span.evidence),
        "note": span.note,
    }


def _days(when: When) -> Row:
    return {
        "date_start": None if when.start is None else when.start.isoformat(),
        "date_end": None if when.end is None else when.end.isoformat(),
        "date_precision": when.precision.value,
    }


def _where(where: Where | None) -> Row:
    if where is None:
        return {"place_id": None, "lat": None, "lon": None, "country": None, "place_precision": None}
    return {
        "place_id": where.place_id,
        "lat": where.lat,
        "lon": where.lon,
        "country": where.country,
        "place_precision": where.precision.value,
    }


def _count(name: str, count: Count | None) -> Row:
    low, best, high = (None, None, None) if count is None else (count.low, count.best, count.high)
    group = None if count is None else count.group.value
    return {f"{name}_low": low, f"{name}_best": best, f"{name}_high": high, f"{name}_group": group}


def _names(actors: Iterable[ActorName]) -> str:
    return JOINT.join(actor.name for actor in actors)


def _ids(actors: Iterable[ActorName]) -> str:
    return JOINT.join(actor.actor_id or "" for actor in actors)
