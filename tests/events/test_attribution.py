"""Speech clauses and their speakers, on sentences parsed by the package's own parsers."""

from datetime import date

import pytest

from tapal.events.speech import speeches_in
from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.pipeline import load_resources, look

RESOURCES = load_resources()


def speakers(text: str, code: str) -> list[str]:
    article = look(RawReport(DocId("d"), text, None, date(2025, 8, 9), code, None, None), RESOURCES)
    return [
        article.scene.document.quote(speech.speaker.span)
        for index in range(len(article.scene.sentences)) for speech in speeches_in(article, index)
    ]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Shells hit the market on Friday, the Syrian Observatory for Human Rights said.",
     ["Syrian Observatory for Human Rights"]),
    ("According to Reuters, gunmen stormed the base.", ["Reuters"]),
    ("Colonel Adam Brown said that rebels had taken the bridge. He added that two soldiers died.",
     ["Colonel Adam Brown", "Colonel Adam Brown"]),
])
def test_english_speakers(text: str, wanted: list[str]) -> None:
    found = speakers(text, "en")
    assert len(found) >= len(wanted)
    assert all(any(name in one for one in found) for name in wanted)


@pytest.mark.parametrize(("text", "wanted"), [
    ("Sebanyak lima orang tewas, kata juru bicara kepolisian.", "juru bicara kepolisian"),
    ("Menurut Reuters, pasukan itu menyerang desa.", "Reuters"),
    ("Hamas membantah telah menyerang konvoi.", "Hamas"),
])
def test_indonesian_speakers(text: str, wanted: str) -> None:
    assert any(wanted in one for one in speakers(text, "id"))


def test_left_out_speaker_is_the_one_before() -> None:
    text = "Desa itu dibom, kata Kolonel Budi Santoso. \"Tiga rumah hancur,\" ujarnya."
    assert all("Budi Santoso" in one for one in speakers(text, "id"))


def test_no_speaker_in_the_articles_own_voice() -> None:
    assert speakers("Rebels shelled the town on Friday and three people died.", "en") == []
