"""What a sentence mentions: one entity for each thing, in the words of the report."""

import pytest
from tests.events.given import RESOURCES

from tapal.events.context import Article
from tapal.mentions.phrases import PhraseClass
from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.pipeline import look, read


def article(text: str, language: str) -> Article:
    return look(RawReport(DocId("d"), text, None, None, language), RESOURCES)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jets hit targets in Aleppo Idlib and Hama on Monday.", ["Aleppo", "Idlib", "Hama"]),
        ("Shells fell on Aleppo Syria on Monday.", ["Aleppo", "Syria"]),
        ("Shells fell on Ain al-Arab on Monday.", ["Ain al-Arab"]),
        ("Shells fell on Deir ez-Zor province on Monday.", ["Deir ez-Zor province"]),
    ],
)
def test_places_in_a_row_are_several_places(text: str, wanted: list[str]) -> None:
    found = article(text, "en")
    assert [found.scene.document.quote(e.span) for e in found.entities(0) if e.where is not None] == wanted


def test_glued_words_are_read_and_quoted_as_they_stand() -> None:
    text = "Tentara Israel masuk ke Gaza. Pada Rabu militerIsraelmenewaskan tiga jurnalis diJalur Gaza."
    document, reading = read(RawReport(DocId("d"), text, None, None, "id"), RESOURCES)
    assert document.text == text
    [event] = [e for e in reading.events if e.killed is not None]
    assert event.killed is not None
    assert event.killed.best == 3
    assert any(party.actor_id == "forces-il" for party in event.actors)
    told = [one.evidence for one in (*event.actors, *event.targets, *event.places)]
    for evidence in (event.evidence, event.trigger, *told):
        assert text[evidence.span.start : evidence.span.end] == evidence.quote


@pytest.mark.parametrize(
    ("text", "language", "phrase", "country"),
    [
        ("Penasihat Rusia berada di kota itu sejak Senin.", "id", "Penasihat Rusia", "Rusia"),
        ("The Libya conflict went on in Sirte.", "en", "The Libya conflict", "Libya"),
    ],
)
def test_what_belongs_to_a_country_is_not_its_ground(text: str, language: str, phrase: str, country: str) -> None:
    found = article(text, language)
    kinds = {found.scene.document.quote(e.span): e.kind for e in found.entities(0)}
    assert kinds[phrase] is not PhraseClass.PLACE
    assert kinds[country] is PhraseClass.PLACE
