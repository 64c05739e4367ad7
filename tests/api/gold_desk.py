"""A desk over the written gold of June 2017: the API and the page are tested without any reading."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tapal.api.desk import Record, Report, record
from tapal.incidents.registry_sides import registry_sides
from tapal.incidents.sides import Sides
from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.grounding import ground
from tapal.model.count import Count
from tapal.model.event import Ceasefire, ControlStatement, Event, Party, Reading, Site
from tapal.model.incident import ActorName, Claim, ControlSpan, Incident, Origin
from tapal.model.kinds import (
    ActorId,
    ControlState,
    DatePrecision,
    DocId,
    EventId,
    EventType,
    Group,
    IncidentId,
    Novelty,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    SentenceKind,
    Status,
)
from tapal.model.text import Document, Evidence, RawReport, Span, Zone
from tapal.model.when import When
from tapal.model.where import Where

HERE = Path(__file__).parent / "june2017"
Raw = Mapping[str, Any]


def lines(name: str) -> Iterator[Raw]:
    with (HERE / name).open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text[:10])


def count(raw: Raw | None) -> Count | None:
    return None if raw is None else Count(raw["low"], raw["best"], raw["high"], Group(raw.get("group", "unknown")))


def document(raw: Raw) -> Document:
    title = raw.get("title")
    text = f"{title}\n\n{raw['text']}" if title else raw["text"]
    zones, at = [], 0
    for part in text.splitlines(keepends=True):
        kind = SentenceKind.NEWS
        if part.startswith(("Baca juga", "Read also")):
            kind = SentenceKind.LINK
        elif "gacor" in part or "togel" in part or part.strip() == "____":
            kind = SentenceKind.SPAM
        elif at == 0 and title:
            kind = SentenceKind.HEADLINE
        elif title and part.strip() == title:
            kind = SentenceKind.REPEATED_HEADLINE
        zones.append(Zone(Span(at, at + len(part)), kind))
        at += len(part)
    start = len(title) + 2 if title else 0
    return Document(
        DocId(raw["id"]),
        text,
        start,
        raw["language"],
        day(raw["published"]),
        title,
        raw.get("outlet"),
        zones=tuple(zones),
    )


class Words:
    """Finds the gold's verbatim pieces in one document, inside the quote where they stand there."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc

    def at(self, piece: str, within: Span | None = None) -> Evidence:
        start = self.doc.text.find(piece, within.start, within.end) if within else -1
        start = start if start >= 0 else max(self.doc.text.find(piece, self.doc.body_start), 0)
        return self.doc.evidence(Span(start, start + len(piece)))

    def party(self, piece: str | None, within: Span) -> Party | None:
        return None if piece is None else Party(self.at(piece, within))


def event(words: Words, raw: Raw) -> Event:
    doc, quote = words.doc, words.at(raw["quote"])
    details = raw.get("details") or {}
    truce = None
    if "starts" in details or "duration_hours" in details:
        truce = Ceasefire(day(details.get("starts")), details.get("duration_hours"), details.get("scope"))

    def parties(names: Sequence[str]) -> tuple[Party, ...]:
        return tuple(Party(words.at(name, quote.span)) for name in names)

    return Event(
        id=EventId(f"{doc.id}/{raw['id']}"),
        doc_id=doc.id,
        type=EventType(raw["type"]),
        evidence=quote,
        trigger=words.at(raw["trigger"], quote.span),
        also=tuple(words.at(one) for one in raw["also"]),
        actors=parties(raw["actors"]),
        targets=parties(raw["targets"]),
        places=tuple(Site(words.at(name, quote.span)) for name in raw["places"]),
        when=When(day(raw["date_start"]), day(raw["date_end"]), DatePrecision(raw["date_precision"])),
        status=Status(raw["status"]),
        novelty=Novelty(raw["novelty"]),
        attribution=words.party(raw["attribution"], quote.span),
        killed=count(raw["killed"]),
        injured=count(raw["injured"]),
        ceasefire=truce,
        denied_by=words.party(details.get("denied_by"), quote.span),
    )


def statement(words: Words, number: int, raw: Raw) -> ControlStatement:
    quote = words.at(raw["quote"])
    return ControlStatement(
        id=EventId(f"{words.doc.id}/c{number}"),
        doc_id=words.doc.id,
        evidence=quote,
        place=Site(words.at(raw["place"], quote.span)),
        holders=tuple(Party(words.at(name, quote.span)) for name in raw["holders"]),
        state=ControlState(raw["state"]),
        as_of=day(raw["as_of"]),
        until=day(raw["until"]),
        attribution=words.party(raw["attribution"], quote.span),
    )


def report(raw: Raw, gold: Raw) -> Report:
    doc = document(raw)
    words = Words(doc)
    reading = Reading(
        doc.id,
        gold["relevant"],
        tuple(event(words, one) for one in gold["events"]),
        tuple(statement(words, n, one) for n, one in enumerate(gold["control"])),
    )
    return Report(doc, reading, doc.published)


def actor(name: str) -> ActorName:
    return ActorName(name, ActorId(name.lower().replace(" ", "-")))


def place(raw: Raw) -> Where | None:
    if raw.get("lat") is None:
        return None
    key = PlaceId("p-" + raw["place"].lower().replace(" ", "-").replace(",", ""))
    return Where(key, raw["place"], PlaceKind.CITY, raw["lat"], raw["lon"], None, PlacePrecision.EXACT, "gold")


def incident(raw: Raw, origin_of: Mapping[str, str], speakers: Mapping[EventId, str]) -> Incident:
    first, last = day(raw["date_start"]), day(raw["date_end"])
    wide = DatePrecision.DAY if first == last else DatePrecision.WEEK
    if first and last and (last - first).days > 20:
        wide = DatePrecision.MONTH if (last - first).days < 40 else DatePrecision.YEAR
    ids = [EventId(f"{doc}/{one}") for doc, one in raw["members"]]
    return Incident(
        id=IncidentId(raw["id"]),
        type=EventType(raw["type"]),
        members=tuple(ids),
        origins=tuple(sorted({origin_of[doc] for doc, _ in raw["members"]})),
        when=When(first, last, wide if first else DatePrecision.UNKNOWN),
        where=place(raw),
        place_name=raw["place"],
        actors=tuple(actor(name) for name in raw["actors"]),
        targets=tuple(actor(name) for name in raw["targets"]),
        status=Status(raw["status"]),
        disputed=raw["disputed"],
        denied_by=tuple(actor(speakers.get(EventId(f"{doc}/{one}"), "?")) for doc, one in raw["denied_by"]),
        killed=count(raw["killed"]),
        injured=None,
        claims=tuple(
            Claim("place", raw["place"] or "?", one, DocId(doc), origin_of[doc], None)
            for one, (doc, _) in zip(ids, raw["members"], strict=True)
        ),
        reasons=("same type, day and place",) if len(ids) > 1 else (),
    )


def span(raw: Raw) -> ControlSpan:
    where = place(raw)
    assert where is not None
    return ControlSpan(
        place_id=where.place_id,
        place_name=raw["place"],
        lat=raw["lat"],
        lon=raw["lon"],
        state=ControlState(raw["state"]),
        holders=tuple(actor(name) for name in raw["holders"]),
        start=day(raw["from"]),
        end=day(raw["to"]),
        certainty=0.9,
        evidence=tuple(EventId(f"{d}/{n}" if isinstance(n, str) else f"{d}/c{n}") for d, n in raw["evidence"]),
        start_precision=DatePrecision(raw["from_precision"]),
        note=raw["note"],
    )


def origins(docs: Sequence[str]) -> tuple[Origin, ...]:
    """Copies, shortenings, translations and updates of an original share its origin; independent reports do not."""
    clusters = json.loads((HERE / "clusters.json").read_text(encoding="utf-8")).values()
    grouped: list[dict[str, str]] = []
    for cluster in clusters:
        kinds: dict[str, str] = cluster["kind"]
        grouped.append({doc: kind for doc, kind in kinds.items() if kind != "independent"})
        grouped += [{doc: kind} for doc, kind in kinds.items() if kind == "independent"]
    seen = {doc for group in grouped for doc in group}
    grouped += [{doc: "original"} for doc in docs if doc not in seen]
    return tuple(
        Origin(f"o-{next(iter(group))}", tuple(DocId(doc) for doc in group), tuple(group.values())) for group in grouped
    )


def gold_record() -> Record:
    """The written truth of June 2017 as a record: 30 reports, 179 incidents, 68 control spans."""
    gold = {raw["id"]: raw for raw in lines("gold.jsonl")}
    reports = [report(raw, gold[raw["id"]]) for raw in lines("docs.jsonl")]
    found = origins([one.document.id for one in reports])
    origin_of = {doc: origin.id for origin in found for doc in origin.docs}
    told = [event for one in reports for event in one.reading.events]
    speakers = {event.id: event.attribution.text for event in told if event.attribution}
    merged = [incident(raw, origin_of, speakers) for raw in lines("incidents.jsonl")]
    return record(reports, found, merged, [span(raw) for raw in lines("control.jsonl")])


class GoldDesk:
    """Knows on a day the reports published until then and what rests on them alone."""

    def __init__(self) -> None:
        self.full = gold_record()

    def recorded_days(self) -> Sequence[date]:
        return sorted({one.recorded for one in self.full.reports.values() if one.recorded})

    def spans(self, day: date | None, on: date | None) -> Sequence[ControlSpan]:
        def over(one: ControlSpan, asked: date) -> bool:
            return (one.start or date.min) <= asked <= (one.end or date.max)

        return [one for one in self.known(on).control if day is None or over(one, day)]

    def known(self, on: date | None) -> Record:
        if on is None:
            return self.full
        reports = [one for one in self.full.reports.values() if one.recorded and one.recorded <= on]
        docs = {one.document.id for one in reports}
        known = {e.id for one in reports for e in (*one.reading.events, *one.reading.control)}
        return record(
            reports,
            [origin for origin in self.full.origins if docs & set(origin.docs)],
            [one for one in self.full.incidents.values() if known & set(one.members)],
            [one for one in self.full.control if known & set(one.evidence)],
        )


class GoldEngine:
    """Stages 1 to 4 that know the written truth: for testing what comes after them."""

    languages = frozenset({"id", "en"})
    version = "gold 1"
    vectors = None

    @property
    def sides(self) -> Sides:
        return registry_sides()

    def __init__(self) -> None:
        self.full = gold_record()
        self.gazetteer, self.registry = Gazetteer.open(ensure_index(default_folder())), Registry.load()

    def read(self, raw: RawReport) -> tuple[Document, Reading]:
        one = self.full.reports[raw.id]
        read = one.reading
        events = tuple(replace(event, id=EventId(event.id.replace("/", "#"))) for event in read.events)
        control = tuple(replace(said, id=EventId(said.id.replace("/", "#"))) for said in read.control)
        read = replace(read, events=events, control=control)
        return one.document, ground(one.document, read, self.gazetteer, self.registry)
