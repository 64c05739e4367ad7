"""Recording what stages 5 and 6 made of the readings: only what differs from the state before, with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

from tapal.model.count import Count
from tapal.model.incident import ActorName, ControlSpan, Incident
from tapal.model.kinds import EventId, IncidentId, PlaceId
from tapal.model.when import When
from tapal.store import schema as t
from tapal.store.codec import encode
from tapal.store.names import search_text_of_incident
from tapal.store.read import last_versions
from tapal.store.rows import Change, ChangeKind, StoredIncident, Subject, Timeline
from tapal.store.write import add_span_places, later_of

Merge = tuple[int, datetime]
"""The number of a merge and the instant at which it is recorded."""

# Fields of an incident whose change is told in words; the rest (claims, reasons) follows from members.
TOLD = ("type", "when", "place_name", "status", "disputed", "killed", "injured", "actors", "targets")


def begin_merge(connection: Connection, until_reading: int, reason: str, now: datetime) -> Merge:
    """The number of a new merge over the readings up to one of them, and the instant at which it is recorded."""
    now = later_of(connection, now)
    row = {"until_reading": until_reading, "reason": reason, "recorded_at": now}
    return int(connection.execute(insert(t.merges).returning(t.merges.c.seq), row).scalar_one()), now


def record_standing(
    connection: Connection, merge: Merge, table: Table, before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[set[str], set[str]]:
    """Ids of what changed and of what is gone in a table of origins or truces, which is written down.

    `before` and `after` are what stood and stands, by id.
    """
    gone = {key for key in before if key not in after}
    changed = {key for key, one in after.items() if before.get(key) != one}
    name = next(column.name for column in table.c if column.name.endswith("_id"))
    rows = [
        {"merge_seq": merge[0], name: key, "gone": key in gone, "body": encode(one), "recorded_at": merge[1]}
        for key, one in [*((key, before[key]) for key in sorted(gone)), *((key, after[key]) for key in sorted(changed))]
    ]
    if rows:
        connection.execute(insert(table), rows)
    return changed, gone


def record_incidents(
    connection: Connection,
    merge: Merge,
    standing: Mapping[IncidentId, StoredIncident],
    incidents: Sequence[Incident],
) -> list[Change]:
    """What became of the incidents that a merge touched: of `standing`, these stand now; new versions are written."""
    after = {incident.id: incident for incident in incidents}
    home_before = _homes(standing)
    home_after = {member: incident.id for incident in incidents for member in incident.members}
    changed = [one for one in incidents if one.id not in standing or standing[one.id].incident != one]
    gone = [old.incident for key, old in standing.items() if key not in after]
    numbers = last_versions(connection, [one.id for one in (*changed, *gone)])
    versions = [_Version(one, numbers.get(one.id, 0) + 1, gone=False) for one in changed]
    versions += [_Version(one, numbers[one.id] + 1, gone=True) for one in gone]
    _add_versions(connection, merge, versions)
    return [_became(one, standing, home_before) for one in changed] + [_ended(one, home_after) for one in gone]


def _homes(standing: Mapping[IncidentId, StoredIncident]) -> dict[EventId, IncidentId]:
    return {member: key for key, one in standing.items() for member in one.incident.members}


def _became(
    incident: Incident, standing: Mapping[IncidentId, StoredIncident], home_before: Mapping[EventId, IncidentId]
) -> Change:
    """How an incident that stands came to be or changed."""
    old = standing.get(incident.id)
    members = set(incident.members)
    sources = sorted({home_before[member] for member in members if member in home_before} - {incident.id})
    new = [member for member in incident.members if member not in home_before]
    told_in = f"{len(new)} new report{'s' if len(new) != 1 else ''} of it: {', '.join(new[:5])}" if new else ""
    if old is None:
        torn = any(not members.issuperset(standing[source].incident.members) for source in sources)
        kind = ChangeKind.SPLIT if torn else ChangeKind.MERGED if sources else ChangeKind.CREATED
        reason = f"its events were part of {', '.join(sources)}" if sources else told_in or "its events were read"
        return Change(Subject.INCIDENT, incident.id, kind, reason, tuple(sources))
    lost = [member for member in old.incident.members if member not in incident.members]
    parts = [told_in] if told_in else []
    parts += [f"taken in from {', '.join(sources)}"] if sources else []
    parts += [f"no longer in it: {', '.join(lost[:5])}"] if lost else []
    parts += _differences(old.incident, incident)
    kind = ChangeKind.MERGED if sources else ChangeKind.CHANGED
    return Change(Subject.INCIDENT, incident.id, kind, "; ".join(parts) or "its sources changed", tuple(sources))


def _ended(incident: Incident, home_after: Mapping[EventId, IncidentId]) -> Change:
    """What became of an incident that no longer stands."""
    heirs = sorted({home_after[member] for member in incident.members if member in home_after})
    if not heirs:
        reason = "no report tells it any more"
        return Change(Subject.INCIDENT, incident.id, ChangeKind.RETRACTED, reason)
    kind = ChangeKind.MERGED if len(heirs) == 1 else ChangeKind.SPLIT
    return Change(Subject.INCIDENT, incident.id, kind, f"its events are now in {', '.join(heirs)}", tuple(heirs))


def _differences(old: Incident, new: Incident) -> list[str]:
    pairs = [(name, getattr(old, name), getattr(new, name)) for name in TOLD]
    return [f"{name}: {_said(was)} → {_said(now)}" for name, was, now in pairs if was != now]


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(item.name if isinstance(item, ActorName) else str(item) for item in value) or "nobody"
    if value is None:
        return "not told"
    if isinstance(value, When):
        return _days(value)
    if isinstance(value, Count):
        return f"{value.low}–{value.high} (best {value.best})" if value.low != value.high else str(value.best)
    return str(value)


def _days(when: When) -> str:
    if when.start is None:
        return "unknown"
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of an incident that is to be written."""

    incident: Incident
    number: int
    gone: bool


def _add_versions(connection: Connection, merge: Merge, versions: Sequence[_Version]) -> None:
    if not versions:
        return
    table = t.incidents
    query = insert(table).returning(table.c.seq, sort_by_parameter_order=True)
    numbers = connection.execute(query, [_row(merge, version) for version in versions]).scalars().all()
    members = [
        {"incident_seq": number, "event_id": member}
        for number, version in zip(numbers, versions, strict=True)
        for member in dict.fromkeys(version.incident.members)
    ]
    if members:
        connection.execute(insert(t.incident_members), members)


def _row(merge: Merge, version: _Version) -> dict[str, object]:
    incident, where = version.incident, version.incident.where
    return {
        "merge_seq": merge[0],
        "incident_id": incident.id,
        "version": version.number,
        "gone": version.gone,
        "type": incident.type.value,
        "status": incident.status.value,
        "date_start": incident.when.start,
        "date_end": incident.when.end,
        "place_id": where.place_id if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "search": search_text_of_incident(incident),
        "body": encode(incident),
        "recorded_at": merge[1],
    }


def record_timelines(
    connection: Connection,
    merge: Merge,
    before: Mapping[PlaceId, Timeline],
    spans: Sequence[ControlSpan],
) -> list[Change]:
    """What became of the timelines that a merge touched: instead of `before`, these spans; new ones are written."""
    after: dict[PlaceId, list[ControlSpan]] = {}
    for span in spans:
        after.setdefault(span.place_id, []).append(span)
    add_span_places(connection, spans, merge[1])
    entries: list[Change] = []
    for place_id in sorted({*before, *after}):
        old, new = before.get(place_id), tuple(after.get(place_id, ()))
        if (old.spans if old else ()) == new:
            continue
        name, lat, lon = (new[0].place_name, new[0].lat, new[0].lon) if new else _site(old)
        row = {"place_id": place_id, "place_name": name, "lat": lat, "lon": lon}
        row |= {"merge_seq": merge[0], "recorded_at": merge[1]}
        number = int(connection.execute(insert(t.timelines).returning(t.timelines.c.seq), row).scalar_one())
        _add_spans(connection, number, new)
        entries.append(_timeline_change(place_id, name, old.spans if old else (), new))
    return entries


def _site(old: Timeline | None) -> tuple[str, float, float]:
    assert old is not None  # a place with neither old nor new spans is not in the loop
    return old.place_name, old.lat, old.lon


def _add_spans(connection: Connection, timeline_seq: int, spans: Sequence[ControlSpan]) -> None:
    rows = [
        {
            "timeline_seq": timeline_seq,
            "position": position,
            "state": span.state.value,
            "date_start": span.start,
            "date_end": span.end,
            "body": encode(span),
        }
        for position, span in enumerate(spans)
    ]
    if rows:
        connection.execute(insert(t.spans), rows)


def _timeline_change(place_id: PlaceId, name: str, old: Sequence[ControlSpan], new: Sequence[ControlSpan]) -> Change:
    evidence_before = {item for span in old for item in span.evidence}
    fresh = sorted({item for span in new for item in span.evidence} - evidence_before)
    kind = ChangeKind.CREATED if not old else ChangeKind.CHANGED if new else ChangeKind.RETRACTED
    last = new[-1] if new else None
    now = "nothing is known" if last is None else _held(last)
    cause = f"new evidence: {', '.join(fresh[:5])}" if fresh else "the evidence was weighed anew"
    return Change(Subject.CONTROL, place_id, kind, f"{name}: {now}; {cause}", tuple(fresh))


def _held(span: ControlSpan) -> str:
    holders = ", ".join(holder.name for holder in span.holders) or "nobody named"
    since = f" from {span.start}" if span.start else ""
    return f"{span.state.value} ({holders}){since}"
