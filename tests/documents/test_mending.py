"""Glued words stand apart when a report is read, and what is quoted stays in the words of the report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapal.documents import make_document, mended
from tapal.model.kinds import DocId, SentenceKind
from tapal.model.text import Document, RawReport, Span


def legible(text: str, language: str = "id", title: str | None = None) -> Document:
    return mended(make_document(RawReport(DocId("d"), text, title, None, language)))


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("id", "Rudal itu menghantam pangkalanIsrael.", "Rudal itu menghantam pangkalan Israel."),
        ("id", "Hamas menolak. KelompokHamasmengutuk itu. Kelompok itu pergi.",
         "Hamas menolak. Kelompok Hamas mengutuk itu. Kelompok itu pergi."),
        ("id", "Iran diserang. Irandiperkirakan membalas.", "Iran diserang. Iran diperkirakan membalas."),
        ("id", "Itu seranganrudal. Ada serangan, ada rudal.", "Itu serangan rudal. Ada serangan, ada rudal."),
        ("id", "Ia berkata kepadaAFPpada Rabu.", "Ia berkata kepada AFP pada Rabu."),
        ("id", "Korban dirawatSejak Senin, warga pergi.", "Korban dirawat\nSejak Senin, warga pergi."),
        ("id", "AFP/STRTentara berjaga. Kata tentara itu, aman.", "AFP/STR\nTentara berjaga. Kata tentara itu, aman."),
        ("id", "Amerika Serikat(AS) menyerang.", "Amerika Serikat (AS) menyerang."),
        ("en", "Nobody claimed the attackPolice said two died.", "Nobody claimed the attack\nPolice said two died."),
        ("id", "KOMPAS.com\ufffd Tentara \ufffdsiaga\ufffd, kata\ufffd ia. \ufffdYa,\ufffd ujar Hun\ufffdyang pergi.",
         "KOMPAS.com– Tentara “siaga”, kata” ia. “Ya,” ujar Hun – yang pergi."),
        ("en", "\x93No truce,\x94 the army\x92s head said \x97 again.", "“No truce,” the army’s head said — again."),
        ("en", "Shells fell inHoms on Friday.", "Shells fell in Homs on Friday."),
        ("en", "Sudan burns. Sudans army didnt move. The countrys north fell.",
         "Sudan burns. Sudan's army didn't move. The country's north fell."),
    ],
)
def test_what_a_scraper_lost_is_put_back(language: str, text: str, wanted: str) -> None:
    assert legible(text, language).text == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Timothy McVeigh watched YouTube with Sgt. DeSoto."),
        ("en", "A video at pic.twitter.comabCdEf and https://site.example/GazaStrip shows it. Gaza is calm."),
        ("en", "Kurds and Houthis left; the United States stayed, and Iranians went."),
        ("en", "It's quiet. Sudan's army moved, and Sudans army too."),
        ("id", "Warga Pyongyang, Tarakan dan Surabaya menonton YouTube di iPhone."),
        ("id", "Palestina dan Palestinanya, Israelnya tenang. Israel diam."),
        ("en", "The person(s) who fired (two) shots left."),
    ],
)
def test_whole_words_are_left_whole(language: str, text: str) -> None:
    document = legible(text, language)
    assert document.text == text
    assert document.inserted == ()


def test_evidence_is_in_the_words_of_the_report() -> None:
    text = "Pada Rabu militerIsraelmenewaskan 3 orang. Israel diam."
    raw = make_document(RawReport(DocId("d"), text, None, None, "id"))
    document = mended(raw)
    start = document.text.index("Israel menewaskan 3")
    evidence = document.evidence(Span(start, start + len("Israel menewaskan 3")))
    assert evidence.quote == "Israelmenewaskan 3"
    assert raw.quote(evidence.span) == evidence.quote


def test_a_line_break_that_was_lost_ends_the_furniture() -> None:
    document = legible("The army left the town.\nAdvertisementResidents came back on Friday.", "en")
    kinds = {document.quote(zone.span).strip(): zone.kind for zone in document.zones}
    assert kinds["Advertisement"] is not SentenceKind.NEWS
    assert kinds["Residents came back on Friday."] is SentenceKind.NEWS


WORDS = st.sampled_from(
    ["Iran", "Israel", "militer", "menyerang", "di", "Gaza", "(AS)", "McVeigh", "AFP", "Syrias", "army", "."]
    + ["\ufffd", "\x93"]
)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "\n"])), max_size=30), st.sampled_from(["id", "en"]))
def test_every_span_goes_there_and_back(parts: list[tuple[str, str]], language: str) -> None:
    raw = make_document(RawReport(DocId("d"), "".join(a + b for a, b in parts), "Judul", None, language))
    document = mended(raw)
    assert document.quote(Span(0, len(document.text))) == raw.text
    assert document.zones == () or document.zones[-1].span.end == len(document.text)
    for start in range(0, len(raw.text), 3):
        for end in range(start + 1, min(start + 9, len(raw.text)) + 1):
            there = document.read(Span(start, end))
            assert document.given(there) == Span(start, end)
            assert document.evidence(there).quote == raw.text[start:end]
