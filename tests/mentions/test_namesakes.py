"""A person, ship, paper, club or family that is named like a place is not one (tests/books/namesakes.md)."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tapal.knowledge.actors import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.actors import actor_context, sure_spans
from tapal.mentions.places import find_places
from tapal.model.text import Span

BOOK = Path(__file__).parents[1] / "books" / "namesakes.md"
NOT_YET = "## Not yet"
SHARE = 0.9
_MARK = re.compile(r"[\[\]<>]")
Case = tuple[str, str, bool]


def cases() -> list[Case]:
    """(language, marked sentence, whether it is read well) of the book, in its order."""
    good, _, bad = BOOK.read_text(encoding="utf-8").partition(NOT_YET)
    lines = [(line, well) for part, well in ((good, True), (bad, False)) for line in part.splitlines()]
    return [(line[2:4], line[6:], well) for line, well in lines if line.startswith("- ")]


def marked(sentence: str) -> tuple[str, list[Span], list[Span]]:
    """The sentence without marks, the spans of its namesakes and of its places."""
    text, spans, opened = "", {"]": [], ">": []}, 0
    at = 0
    for match in _MARK.finditer(sentence):
        text += sentence[at : match.start()]
        at = match.end()
        if match.group() in "[<":
            opened = len(text)
        else:
            spans[match.group()].append(Span(opened, len(text)))
    return text + sentence[at:], spans["]"], spans[">"]


@pytest.fixture(scope="module")
def readers() -> Iterator[tuple[Gazetteer, Registry]]:
    gazetteer = Gazetteer.open(ensure_index(default_folder(os.environ.get("TAPAL_CACHE"))))
    yield gazetteer, Registry.load()
    gazetteer.close()


def well_read(language: str, sentence: str, gazetteer: Gazetteer, registry: Registry) -> bool:
    text, namesakes, places = marked(sentence)
    blocked = sure_spans(actor_context(text, language, registry))
    found = [name.name for name in find_places(text, language, gazetteer, blocked)]
    return not any(one.overlaps(span) for one in found for span in namesakes) and all(
        any(one.overlaps(span) for one in found) for span in places
    )


@pytest.mark.parametrize(("language", "sentence", "well"), cases())
def test_a_namesake_is_no_place(
    language: str, sentence: str, well: bool, readers: tuple[Gazetteer, Registry]
) -> None:
    assert well_read(language, sentence, *readers) is well


def test_nine_of_ten_sentences_are_read_well() -> None:
    every = cases()
    assert len(every) >= 40
    assert sum(well for _, _, well in every) >= SHARE * len(every)
