"""The table of contents: how bytes become a record, stage by stage.

Stages 1–4 read one report (`read`); stages 5–6 merge reports (`tapal.incidents`, `tapal.control`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from tapal.documents import make_document, mended
from tapal.events.context import Article
from tapal.events.decide import Models, load_models
from tapal.events.prefilter import may_report_conflict
from tapal.events.reading import build_article, read_article
from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.importers.userfile import user_path
from tapal.lang.registry import load_language
from tapal.mentions.scene import look_around
from tapal.model.event import Reading
from tapal.model.text import Document, RawReport
from tapal.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the flow: what goes in, what comes out, the package that does it."""

    number: int
    name: str
    takes: str
    gives: str


STAGES = (
    Stage(1, "documents", "bytes", "Document"),
    Stage(2, "sentences", "Document", "Sentence"),
    Stage(3, "mentions", "Sentence", "Mention"),
    Stage(4, "events", "Mention", "Event"),
    Stage(5, "incidents", "Event", "Incident"),
    Stage(6, "control", "Incident", "ControlSpan"),
    Stage(7, "store", "ControlSpan", "store"),
    Stage(8, "exports", "store", "page, API, exports"),
)
READER_VERSION = "3"  # part of every stored reading: raised when the same report may be read differently


class Resources:
    """Everything that reading needs and that does not change: gazetteer, registry, models, languages."""

    def __init__(self, cache: Path | None = None) -> None:
        self.cache = cache
        self._settled: set[str] = set()

    @contextmanager
    def settling(self, language: str) -> Iterator[None]:
        """The first report of a language loads what stays for good: garbage is not looked for in it, then or later."""
        if language in self._settled or not gc.isenabled():
            yield
            return
        gc.disable()
        try:
            yield
            self._settled.add(language)
            gc.freeze()
        finally:
            gc.enable()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        folder = self.cache or default_folder()
        return Gazetteer.open(ensure_index(folder), user_path(folder))

    @cached_property
    def registry(self) -> Registry:
        return Registry.load()

    @cached_property
    def models(self) -> Models:
        return load_models()


def load_resources(cache: Path | None = None) -> Resources:
    """Resources with the name index in `cache` (the user's cache folder by default), each loaded at first use."""
    return Resources(cache)


def look(raw: RawReport, resources: Resources) -> Article:
    """Stages 1–3: a report with its sentences, mentions and triggers."""
    return look_at(mended(make_document(raw)), resources)


def look_at(document: Document, resources: Resources) -> Article:
    """Stages 2–3 for a document."""
    language = load_language(document.language)
    sentences = language.parse(document.text, split_sentences(document), resources.cache)
    around = look_around(document, language, resources.gazetteer, resources.registry)
    return build_article(around, sentences, resources.registry)


def read(raw: RawReport, resources: Resources) -> tuple[Document, Reading]:
    """Stages 1–4: a report and everything it says. Reports without any conflict word are not parsed."""
    document = make_document(raw)
    if not may_report_conflict(document.text, load_language(document.language)):
        return document, Reading(document.id, relevant=False)
    with resources.settling(document.language):
        article = look_at(mended(document), resources)
        reading = read_article(article, resources.models)
    return replace(document, published=document.published or article.scene.around.today), reading
