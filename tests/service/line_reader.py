"""A small engine for tests: it reads lines such as "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33"."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tapal.errors import ModelError
from tapal.incidents.sides import Strangers
from tapal.model.count import Count
from tapal.model.event import Event, Party, Reading, Site
from tapal.model.incident import ActorName, ControlSpan, Incident, Origin
from tapal.model.kinds import (
    ControlState,
    EventId,
    EventType,
    IncidentId,
    Novelty,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    RuleId,
    Status,
)
from tapal.model.text import Document, Evidence, RawReport, Span
from tapal.model.when import day
from tapal.model.where import Where
from tapal.store.rows import Merged

POINTS = {"Ba'aj": (36.04, 41.72), "al-Tanf": (33.5, 38.62), "Raqqa": (35.95, 39.01), "Palmyra": (34.56, 38.28)}


class LineReader:
    """Reads one event from each line with five bars; "BROKEN" and "CRASH" in a text make the reading fail."""

    languages = frozenset({"id", "en"})
    version = "line reader 1"
    sides = Strangers()
    vectors = None

    def read(self, raw: RawReport) -> tuple[Document, Reading]:
        if "BROKEN" in raw.text:
            raise ModelError("the model is missing")
        if "CRASH" in raw.text:
            raise ZeroDivisionError("division by zero")
        document = Document(raw.id, raw.text, 0, raw.language or "id", raw.published, raw.title, raw.outlet)
        events, start = [], 0
        for line in raw.text.split("\n"):
            if line.count("|") == 5:
                events.append(_event(document, start, line, len(events) + 1))
            start += len(line) + 1
        return document, Reading(raw.id, bool(events), tuple(events))

    def ground(self, document: Document, reading: Reading) -> Reading:
        events = (replace(event, places=tuple(map(_placed, event.places))) for event in reading.events)
        return replace(reading, events=tuple(events))

    def merge(self, reports: Sequence[tuple[Document, Reading]]) -> Merged:
        groups: dict[tuple[str, str, date | None], list[Event]] = defaultdict(list)
        for _, reading in reports:
            for event in reading.events:
                groups[event.type, event.places[0].text, event.when.start].append(event)
        incidents = tuple(_incident(group) for group in groups.values())
        origins = tuple(Origin(f"o-{document.id}", (document.id,), ()) for document, _ in reports)
        return Merged(origins, incidents, tuple(_spans(incidents)))


def _event(document: Document, start: int, line: str, number: int) -> Event:
    pieces: list[Evidence] = []
    at = start
    for part in line.split("|"):
        left = at + len(part) - len(part.lstrip())
        pieces.append(document.evidence(Span(left, left + len(part.strip()))))
        at += len(part) + 1
    kind, actor, target, place, when, killed = pieces
    dead = int(killed.quote) if killed.quote else None
    return Event(
        id=EventId(f"{document.id}#e{number}"),
        doc_id=document.id,
        type=EventType(kind.quote),
        evidence=document.evidence(Span(start, start + len(line))),
        trigger=kind,
        also=(),
        actors=(Party(actor, how="second column"),),
        targets=(Party(target),) if target.quote else (),
        places=(_placed(Site(place)),),
        when=day(date.fromisoformat(when.quote), "written out"),
        status=Status.HAPPENED,
        novelty=Novelty.NEW,
        killed=None if dead is None else Count(dead, dead, dead),
        rule=RuleId("line@1"),
    )


def _placed(site: Site) -> Site:
    lat, lon = POINTS[site.text]
    place_id = PlaceId(site.text.lower())
    return replace(
        site, where=Where(place_id, site.text, PlaceKind.CITY, lat, lon, "SY", PlacePrecision.EXACT, "by name")
    )


def _incident(group: list[Event]) -> Incident:
    ordered = sorted(group, key=lambda event: event.id)
    first = ordered[0]
    tolls = [event.killed.best for event in ordered if event.killed and event.killed.best is not None]
    return Incident(
        id=IncidentId(f"i-{first.id}"),
        type=first.type,
        members=tuple(event.id for event in ordered),
        origins=tuple(f"o-{event.doc_id}" for event in ordered),
        when=first.when,
        where=first.places[0].where,
        place_name=first.places[0].text,
        actors=tuple(ActorName(party.text) for party in first.actors),
        targets=tuple(ActorName(party.text) for party in first.targets),
        status=Status.HAPPENED,
        disputed=False,
        denied_by=(),
        killed=Count(min(tolls), tolls[-1], max(tolls)) if tolls else None,
        injured=None,
    )


def _spans(incidents: Sequence[Incident]) -> list[ControlSpan]:
    captures = [one for one in incidents if one.type is EventType.CAPTURE and one.where and one.when.start]
    captures.sort(key=lambda one: (one.where.place_id if one.where else "", one.when.start or date.min))
    spans = []
    for number, one in enumerate(captures):
        assert one.where is not None
        follows = captures[number + 1] if number + 1 < len(captures) else None
        same = follows is not None and follows.where is not None and follows.where.place_id == one.where.place_id
        end = date.fromordinal(follows.when.start.toordinal() - 1) if same and follows.when.start else None
        spans.append(
            ControlSpan(
                one.where.place_id,
                one.where.name,
                one.where.lat,
                one.where.lon,
                ControlState.HOLDS,
                one.actors,
                one.when.start,
                end,
                0.9,
                one.members,
            )
        )
    return spans
