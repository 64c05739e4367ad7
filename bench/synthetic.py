"""Synthetic reports of a long war in many places, for measuring the store: no text of anybody, no reading needed."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tapal.incidents.sides import Strangers
from tapal.model.count import Count
from tapal.model.event import ControlStatement, Event, Party, Reading, Site
from tapal.model.kinds import (
    ActorId,
    ControlState,
    DocId,
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

FIRST_DAY = date(2008, 1, 1)
DAYS = 3650
TYPES = (
    EventType.CLASH,
    EventType.CLASH,
    EventType.SHELLING,
    EventType.AIR_STRIKE,
    EventType.EXPLOSION,
    EventType.CAPTURE,
    EventType.ARREST,
)
EVENTS_EACH = 2
AGAIN = 0.3
"""Share of reports that tell what an earlier report told, in other words."""

COPIED = 0.1
"""Share of reports that are an earlier one word for word under another id."""

STATED = 0.2
"""Share of reports that say who holds a place."""

QUARTERS = 0.1
"""Share of places that are quarters of the place before them."""

SYLLABLES = "ba ka la ma na pa ra sa ta wa di gi ki li mi ni ri si ti bu du ku lu mu nu ru su tu yo lo ro to".split()


class War:
    """Reports of a war, each with its reading; the same seed gives the same war."""

    languages = frozenset({"id", "en"})
    version = "synthetic 1"
    sides = Strangers()
    vectors = None

    def __init__(self, places: int, seed: int = 0) -> None:
        self._rng = random.Random(seed)
        self._words = sorted({"".join(self._rng.choices(SYLLABLES, k=3)) for _ in range(8000)})
        self.places = [self._place(number) for number in range(places)]
        for number in range(1, places):
            if self._rng.random() < QUARTERS and self.places[number - 1].kind is PlaceKind.CITY:
                town = self.places[number - 1]
                lat, lon, parent = town.lat + 0.01, town.lon, town.place_id
                quarter = replace(self.places[number], kind=PlaceKind.DISTRICT, lat=lat, lon=lon, parent=parent)
                self.places[number] = quarter
        self._told: list[tuple[RawReport, Reading]] = []
        self._reading_of: dict[DocId, Reading] = {}  # of reports that nobody has read yet
        self._number = 0

    def reports(self, events: int) -> Iterator[RawReport]:
        """Reports that tell so many events more."""
        for _ in range(events // EVENTS_EACH):
            yield self._report(self._number)
            self._number += 1

    def skip(self, reports: int) -> None:
        """Goes past so many reports, which a store has already."""
        for raw in self.reports(reports * EVENTS_EACH):
            del self._reading_of[raw.id]

    def read(self, raw: RawReport) -> tuple[Document, Reading]:
        """The document of a report and what it says; each is read once."""
        document = Document(raw.id, raw.text, 0, "id", raw.published, None, raw.outlet)
        return document, self._reading_of.pop(raw.id)

    def _place(self, number: int) -> Where:
        lat, lon = self._rng.uniform(5, 45), self._rng.uniform(20, 120)
        name = self._word().capitalize() + self._word()
        exact = PlacePrecision.EXACT
        return Where(PlaceId(f"p{number}"), name, PlaceKind.CITY, lat, lon, "XX", exact, "name")

    def _word(self) -> str:
        return self._rng.choice(self._words)

    def _report(self, number: int) -> RawReport:
        name, chance = DocId(f"r{number}"), self._rng.random()
        if self._told and chance < AGAIN + COPIED:
            earlier, reading = self._rng.choice(self._told[-2000:])
            raw = replace(earlier, id=name) if chance < COPIED else self._raw(name, earlier.published)
            self._reading_of[name] = self._same(raw, reading)
        else:
            raw = self._raw(name, FIRST_DAY + timedelta(days=self._rng.randrange(DAYS)))
            self._reading_of[name] = self._new(raw)
            self._told.append((raw, self._reading_of[name]))
            del self._told[:-4000]
        return raw

    def _raw(self, name: DocId, published: date | None) -> RawReport:
        sentences = (" ".join(self._rng.choices(self._words, k=12)).capitalize() + "." for _ in range(6))
        outlet = f"o{self._number % 40}"
        return RawReport(name, " ".join(sentences), published=published, language="id", outlet=outlet)

    def _new(self, raw: RawReport) -> Reading:
        assert raw.published is not None
        events = tuple(self._event(raw, n + 1, raw.published) for n in range(EVENTS_EACH))
        stated = (self._statement(raw, events[0]),) if self._rng.random() < STATED else ()
        return Reading(raw.id, True, events, stated)

    def _same(self, raw: RawReport, reading: Reading) -> Reading:
        events = tuple(
            replace(event, id=EventId(f"{raw.id}#e{n + 1}"), doc_id=raw.id, evidence=words, trigger=words)
            for n, event in enumerate(reading.events)
            for words in [_words(raw, n)]
        )
        return Reading(raw.id, True, events)

    def _event(self, raw: RawReport, number: int, published: date) -> Event:
        words = _words(raw, number - 1)
        one, two = self._rng.sample(range(12), 2)
        dead = self._rng.randrange(1, 40)
        return Event(
            id=EventId(f"{raw.id}#e{number}"),
            doc_id=raw.id,
            type=self._rng.choice(TYPES),
            evidence=words,
            trigger=words,
            also=(),
            actors=(Party(words, ActorId(f"side-{one}")),),
            targets=(Party(words, ActorId(f"side-{two}")),),
            places=(Site(words, self._rng.choice(self.places)),),
            when=day(published, "written out"),
            status=Status.HAPPENED,
            novelty=Novelty.NEW,
            killed=Count(dead, dead, dead),
            rule=RuleId("synthetic@1"),
        )

    def _statement(self, raw: RawReport, event: Event) -> ControlStatement:
        words, name = _words(raw, 2), EventId(f"{raw.id}#c1")
        state, site = ControlState.HOLDS, replace(event.places[0], evidence=words)
        return ControlStatement(name, raw.id, words, site, event.actors, state, raw.published, None, None)


def _words(raw: RawReport, sentence: int) -> Evidence:
    """A sentence of a report, counted from 0."""
    start = 0
    for _ in range(sentence):
        start = raw.text.index(". ", start) + 2
    end = raw.text.find(". ", start) + 1 or len(raw.text)
    return Evidence(raw.id, Span(start, end), raw.text[start:end])
