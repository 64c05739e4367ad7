"""Triggers: all voices and noun forms, the longest match, guards, and words that only look like fighting."""

from datetime import date

import pytest
from tests.events.given import RESOURCES

from tapal.events.prefilter import may_report_conflict
from tapal.events.triggers import head_word
from tapal.lang.registry import load_language
from tapal.model.kinds import DocId
from tapal.model.syntax import Word
from tapal.model.text import RawReport, Span
from tapal.pipeline import look


def triggers(text: str, code: str) -> list[tuple[str, str]]:
    """Type and words of each trigger, in text order."""
    article = look(RawReport(DocId("d"), text, None, date(2024, 3, 6), code), RESOURCES)
    quote = article.scene.document.quote
    return [(trigger.frame.type.value, quote(article.trigger_span(trigger))) for trigger in article.triggers]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Pemberontak merebut Goma.", ("capture", "merebut")),
    ("Goma direbut pemberontak.", ("capture", "direbut")),
    ("Perebutan Goma oleh pemberontak mengejutkan warga.", ("capture", "Perebutan")),
    ("Goma jatuh ke tangan pemberontak.", ("capture", "jatuh ke tangan")),
    ("Tentara mundur dari Goma.", ("withdrawal", "mundur")),
    ("Bom bunuh diri meledak di Mogadishu.", ("suicide_bombing", "Bom bunuh diri")),
    ("Serangan udara menghantam Idlib.", ("air_strike", "Serangan udara")),
    ("Orang bersenjata menculik tiga dokter.", ("abduction", "menculik")),
    ("Kedua pihak menyepakati gencatan senjata.", ("ceasefire", "gencatan senjata")),
    ("Ribuan warga mengungsi dari Masisi.", ("displacement", "mengungsi")),
    ("Polisi menangkap lima pengunjuk rasa di Jayapura.", ("arrest", "menangkap")),
])
def test_indonesian_forms(text: str, wanted: tuple[str, str]) -> None:
    kind, words = wanted
    assert any(kind == one and words in found for one, found in triggers(text, "id")), triggers(text, "id")


@pytest.mark.parametrize(("text", "wanted"), [
    ("Rebels captured Goma.", ("capture", "captured")),
    ("Goma was captured by rebels.", ("capture", "captured")),
    ("The capture of Goma by rebels shocked residents.", ("capture", "capture")),
    ("Goma fell to rebels.", ("capture", "fell to")),
    ("Troops withdrew from Goma.", ("withdrawal", "withdrew")),
    ("A suicide bomber struck in Mogadishu.", ("suicide_bombing", "suicide bomber")),
    ("Air strikes hit Idlib.", ("air_strike", "Air strikes")),
    ("Gunmen kidnapped three doctors.", ("abduction", "kidnapped")),
    ("Both sides agreed to a ceasefire.", ("ceasefire", "ceasefire")),
    ("Thousands of people fled Masisi.", ("displacement", "fled")),
    ("Police arrested five protesters in Jayapura.", ("arrest", "arrested")),
])
def test_english_forms(text: str, wanted: tuple[str, str]) -> None:
    kind, words = wanted
    assert any(kind == one and words in found for one, found in triggers(text, "en")), triggers(text, "en")


@pytest.mark.parametrize(("text", "code"), [
    ("Harga cabai naik tajam di pasar induk pada Senin.", "id"),
    ("Presiden meresmikan jembatan baru di Palembang.", "id"),
    ("The central bank left interest rates unchanged on Tuesday.", "en"),
    ("The museum opened a new wing for visitors.", "en"),
])
def test_ordinary_sentences_have_no_trigger(text: str, code: str) -> None:
    assert triggers(text, code) == []


def test_triggers_of_a_sentence_do_not_overlap() -> None:
    text = "Rebels launched a suicide car bomb attack, captured Goma and shot down a military drone over the airport."
    article = look(RawReport(DocId("d"), text, None, date(2024, 3, 6), "en"), RESOURCES)
    taken = [at for trigger in article.triggers for at in trigger.words]
    assert len(article.triggers) >= 3
    assert len(taken) == len(set(taken))


def test_the_longest_words_win() -> None:
    kinds = [kind for kind, _ in triggers("Bom bunuh diri menewaskan dua tentara di Mogadishu.", "id")]
    assert "suicide_bombing" in kinds
    assert "explosion" not in kinds


def test_head_is_the_word_that_hangs_outside() -> None:
    def word(index: int, text: str, pos: str, head: int) -> Word:
        return Word(index, Span(index, index + 1), text, text, pos, "dep", head)

    words = (word(0, "rebels", "NOUN", 1), word(1, "took", "VERB", 1), word(2, "over", "ADP", 1))
    assert head_word(words, 1, 2) == 1
    assert head_word(words, 2, 2) == 2  # nothing but a particle: that particle


def test_prefilter_lets_briefs_through_and_stops_other_news() -> None:
    assert may_report_conflict("Rebels captured Goma.", load_language("en"))
    assert may_report_conflict("Pemberontak merebut Goma.", load_language("id"))
    assert not may_report_conflict("The museum painted its walls green and sells tea. " * 20, load_language("en"))
    assert not may_report_conflict("Harga cabai naik tajam di pasar induk. " * 20, load_language("id"))


@pytest.mark.parametrize(
    ("text", "code", "act", "party"),
    [
        ("Hamas membebaskan empat sandera pada Sabtu.", "id", "membebaskan", "empat sandera"),
        ("Empat sandera dibebaskan kelompok itu pada Sabtu.", "id", "dibebaskan", "Empat sandera"),
        ("Tentara membebaskan puluhan warga sipil dari kota itu.", "id", "membebaskan", "puluhan warga sipil"),
        ("The sides exchanged prisoners on the bridge.", "en", "exchanged", "prisoners"),
        ("Pemberontak meledakkan jembatan di kota itu.", "id", "meledakkan", "jembatan"),
    ],
)
def test_who_is_freed_and_what_is_blown_up_takes_part_in_the_act(text: str, code: str, act: str, party: str) -> None:
    article = look(RawReport(DocId("d"), text, None, None, code), RESOURCES)
    [trigger] = article.triggers
    document = article.scene.document
    assert document.quote(article.trigger_span(trigger)) == act
    assert party in [document.quote(entity.span) for entity in article.entities(0)]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("A suicide bomber attacked the base.", "en", "suicide bomber"),
        ("Two commanders were taken prisoner.", "en", "taken prisoner"),
        ("Operasi militer di lembah itu berlanjut.", "id", "Operasi militer"),
    ],
)
def test_words_that_only_together_tell_the_act_stay_together(text: str, code: str, words: str) -> None:
    article = look(RawReport(DocId("d"), text, None, None, code), RESOURCES)
    spans = [article.scene.document.quote(article.trigger_span(trigger)) for trigger in article.triggers]
    assert words in spans
