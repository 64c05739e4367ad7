"""Sentence splitting in Indonesian and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapal.documents import make_document
from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.sentences import split_sentences
from tapal.sentences.split import sentence_spans

CASES = [
    ("Brigjen Pol. A. Wijaya tiba di Jl. Merdeka No. 5 pada Senin. Ia menolak berkomentar.", 2),
    ("Lt. Gen. Stephen Hale spoke to U.S. troops near St. Mary Hospital on Jan. 5. He left at noon.", 2),
    ("Sekitar 3.000 warga mengungsi pada pukul 12.00 WIB. Mereka tidur di sekolah.", 2),
    ("Pasukan memasuki kota.Warga lari ke utara.", 2),
    ('"Kami bertahan," katanya. "Kami tidak akan mundur."', 2),
    ("Rebels hold the town.The army denies it.", 2),
    ("KOMPAS.com melaporkan hal itu dari a.n. panglima.", 1),
    ("He asked: who fired? Nobody answered!", 2),
    ("The U.S. The allies disagreed.", 2),
    ("Serangan itu menewaskan lima orang... dan melukai tujuh.", 1),
]


@pytest.mark.parametrize(("text", "count"), CASES)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    spans = list(sentence_spans(text, 0, len(text)))
    assert len(spans) == count, [text[s.start : s.end] for s in spans]


def test_links_and_spam_give_no_sentences() -> None:
    text = "Kota itu jatuh pada Sabtu. Warga lari.\n\nBaca juga: Kota Lain Jatuh ke Tangan Milisi\n\nsitus slot gacor"
    doc = make_document(RawReport(DocId("d"), text, None, None, "id"))
    assert [doc.quote(s.span) for s in split_sentences(doc)] == ["Kota itu jatuh pada Sabtu.", "Warga lari."]


@given(st.text(max_size=300))
def test_spans_lie_in_order_inside_the_text_and_lose_no_letter(text: str) -> None:
    spans = list(sentence_spans(text, 0, len(text)))
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    kept = {at for span in spans for at in range(span.start, span.end)}
    pieces = [at for at, char in enumerate(text) if char.isalnum() and at not in kept]
    assert not pieces
