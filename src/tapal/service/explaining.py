"""Why the record says what it says: from an id to its values, their sentences and their rules."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from tapal.errors import NotFound
from tapal.model.incident import ControlSpan
from tapal.model.kinds import DocId, EventId, IncidentId
from tapal.service.asking import known_before, span_on
from tapal.service.facts import Explanation, Fact, Told, days, explain_told, figure
from tapal.store import Store, StoredIncident, StoredReport
from tapal.store import find as finding
from tapal.store import read as reading


def explain(
    store: Store, asked: str, as_known_on: date | None = None, as_of: date | None = None
) -> Explanation:
    """The explanation of an event, statement, tally, incident, report or place, by its id (a place also by name).

    Of a place only the spans of the day `as_of`, when that is given. Raises NotFound when the store has nothing under
    that id.
    """
    before = known_before(as_known_on)
    with store.reading() as connection:
        for explain_as in (_incident, _told, _report):
            found = explain_as(connection, asked, before)
            if found is not None:
                return found
        place = _place(connection, asked, before, as_of)
        if place is not None:
            return place
    raise NotFound(f"the store has no incident, event, report or held place {asked!r}")


def _parts(connection: Connection, ids: Iterable[str], before: datetime | None) -> tuple[Explanation, ...]:
    """What reports say under these ids, each explained; ids that no current reading has are left out."""
    told = [one for key in ids if (one := reading.told_by_id(connection, EventId(key), before))]
    found = reading.stored_reports(connection, before, sorted({one.doc_id for one in told}))
    reports = {report.document.id: report for report in found}
    return tuple(explain_told(one, reports[one.doc_id]) for one in told)


def _told(connection: Connection, asked: str, before: datetime | None) -> Explanation | None:
    parts = _parts(connection, [asked], before)
    if not parts:
        return None
    homes = reading.incidents_of(connection, [EventId(asked)], before)
    notes = tuple(f"part of incident {home}" for home in homes)
    part = parts[0]
    return Explanation(part.id, part.kind, part.title, part.source, part.facts, notes)


def _incident(connection: Connection, asked: str, before: datetime | None) -> Explanation | None:
    found = reading.incident_versions(connection, IncidentId(asked))
    versions = [one for one in found if before is None or one.recorded_at < before]
    if not versions:
        return None
    last = versions[-1]
    incident = last.incident
    parts = _parts(connection, incident.members, before)
    notes = [f"version {one.version} recorded {one.recorded_at:%Y-%m-%d %H:%M} UTC" for one in versions]
    if last.gone:
        notes.insert(0, "no longer stands; `tapal changes` tells what became of it")
    facts = _incident_facts(last, len({part.source for part in parts}))
    return Explanation(incident.id, "incident", incident.type.value, "", facts, (*incident.reasons, *notes), parts)


def _incident_facts(stored: StoredIncident, reports: int) -> tuple[Fact, ...]:
    incident = stored.incident
    counts = (("killed", incident.killed), ("injured", incident.injured))
    return (
        Fact("when", days(incident.when), incident.when.how),
        Fact("place", incident.place_name or "not told", incident.where.how if incident.where else ""),
        Fact("actors", ", ".join(actor.name for actor in incident.actors) or "not told"),
        Fact("targets", ", ".join(actor.name for actor in incident.targets) or "not told"),
        Fact("status", incident.status.value + (" (disputed)" if incident.disputed else "")),
        Fact("sources", f"{len(incident.origins)} independent, in {reports} reports"),
        *(Fact(name, figure(count)) for name, count in counts if count is not None),
        *(
            Fact(f"claim: {one.field}", one.value, f"{one.claimant or one.origin}, {one.event_id}")
            for one in incident.claims
        ),
    )


def _report(connection: Connection, asked: str, before: datetime | None) -> Explanation | None:
    report = next(reading.stored_reports(connection, before, [DocId(asked)]), None)
    if report is None:
        return None
    document, said = report.document, report.reading
    told: tuple[Told, ...] = (*said.events, *said.control, *said.tallies)
    parts = tuple(explain_told(one, report) for one in told)
    title = document.title or document.text[:80]
    return Explanation(document.id, "report", title, document.url or "", _report_facts(report), (), parts)


def _report_facts(report: StoredReport) -> tuple[Fact, ...]:
    document = report.document
    return (
        Fact("published", str(document.published or "not told")),
        Fact("language", document.language),
        Fact("outlet", document.outlet or "not told"),
        Fact("agency", document.agency or "none credited"),
        Fact("about conflict", "yes" if report.reading.relevant else "no"),
        Fact("recorded", f"{report.recorded_at:%Y-%m-%d %H:%M} UTC, version {report.version}", report.reader),
    )


def _place(connection: Connection, asked: str, before: datetime | None, as_of: date | None) -> Explanation | None:
    ids = [place.place_id for place in finding.find_places(connection, asked)]
    timelines = list(reading.current_timelines(connection, before, ids).values()) if ids else []
    if not timelines:
        return None
    spans = [span for one in timelines for span in one.spans if as_of is None or span is span_on(one.spans, as_of)]
    evidence = dict.fromkeys(key for span in spans for key in span.evidence)
    first = timelines[0]
    point = f"{first.lat:.4f}, {first.lon:.4f}"
    parts = _parts(connection, evidence, before)
    return Explanation(first.place_id, "control", first.place_name, point, _span_facts(spans), (), parts)


def _span_facts(spans: Sequence[ControlSpan]) -> tuple[Fact, ...]:
    facts = []
    for span in spans:
        holders = ", ".join(holder.name for holder in span.holders) or "nobody known"
        how = f"certainty {span.certainty:.2f}; from {', '.join(span.evidence) or 'no evidence'}"
        how += f"; {span.note}" if span.note else ""
        value = f"{span.state.value}: {holders}"
        facts.append(Fact(f"{span.start or 'before'} to {span.end or 'now'}", value, how))
    return tuple(facts)
