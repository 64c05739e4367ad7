"""Whom names and descriptions mean in reports of many wars (tests/books/sides.md)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tapal.knowledge.actors import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.actors import actor_context, identify_all, sure_spans
from tapal.mentions.places import find_places, resolve_places
from tapal.mentions.scene import countries_of

BOOK = Path(__file__).parents[1] / "books" / "sides.md"


def reports() -> Iterator[tuple[str, str, dict[str, str]]]:
    """(language, report, actor by phrase) of the book."""
    for part in BOOK.read_text(encoding="utf-8").split("\n## ")[1:]:
        language, text, *rest = (line for line in part.splitlines() if line)
        yield language, text, dict(line.removeprefix("- ").split(" → ") for line in rest)


@pytest.fixture(scope="module")
def readers() -> Iterator[tuple[Gazetteer, Registry]]:
    gazetteer = Gazetteer.open(ensure_index(default_folder(os.environ.get("TAPAL_CACHE"))))
    yield gazetteer, Registry.load()
    gazetteer.close()


@pytest.mark.parametrize(("language", "text", "wanted"), list(reports()))
def test_sides_of_a_report(
    language: str, text: str, wanted: dict[str, str], readers: tuple[Gazetteer, Registry]
) -> None:
    gazetteer, registry = readers
    context = actor_context(text, language, registry)
    names = find_places(text, language, gazetteer, sure_spans(context))
    context = context.in_countries(countries_of(resolve_places(names, text, language, gazetteer)))
    found = {phrase: identify_all(phrase, context, registry, text.index(phrase))[0][0] or "-" for phrase in wanted}
    assert found == wanted


def test_the_book_speaks_of_many_wars_in_both_languages() -> None:
    every = list(reports())
    assert {language for language, _, _ in every} == {"en", "id"}
    assert sum(len(wanted) for _, _, wanted in every) >= 100
