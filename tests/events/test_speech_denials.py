"""Denials: the second voice about one act."""

from datetime import date

from tapal.events.speech import speeches_in
from tapal.events.speech_denials import denier_of
from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.pipeline import load_resources, look

RESOURCES = load_resources()


def denial(text: str, code: str) -> str | None:
    article = look(RawReport(DocId("d"), text, None, date(2025, 8, 9), code, None, None), RESOURCES)
    told = [t for t in article.triggers if t.sentence == 0]
    found = denier_of(article, told, speeches_in(article, 0)[0].speaker, [])
    return article.scene.document.quote(found.span) if found else None


def test_another_speaker_denies() -> None:
    text = "Pemberontak mengatakan tentara membombardir desa itu. Kementerian Pertahanan membantah tuduhan tersebut."
    assert denial(text, "id") == "Kementerian Pertahanan"


def test_a_condemnation_is_no_denial() -> None:
    assert denial("Rebels said the army shelled the village. The governor condemned the shelling.", "en") is None
