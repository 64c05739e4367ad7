"""A small engine for tests: it reads lines such as "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tapal.control import control_spans
from tapal.errors import ModelError
from tapal.incidents import merge_reports
from tapal.incidents.sides import Strangers
from tapal.incidents.truces import truces
from tapal.model.count import Count
from tapal.model.event import Event, Party, Reading, Site
from tapal.model.kinds import (
    EventId,
    EventType,
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
        merged = merge_reports(reports, None, self.sides)
        spans = control_spans(merged.incidents, (), merged.origin_of(), self.sides)
        return Merged(merged.origins, merged.incidents, spans, truces(merged.incidents, self.sides))


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


def village(number: int) -> str:
    """The name of one of 10,000 villages, a degree apart."""
    return f"Desa{number:04d}"


def _point(name: str) -> tuple[float, float]:
    if name in POINTS:
        return POINTS[name]
    row, column = divmod(int(name.removeprefix("Desa")), 150)
    return row - 50.0, float(column)


def _placed(site: Site) -> Site:
    lat, lon = _point(site.text)
    place_id = PlaceId(site.text.lower())
    return replace(
        site, where=Where(place_id, site.text, PlaceKind.CITY, lat, lon, "SY", PlacePrecision.EXACT, "by name")
    )
