"""Every value leads back to the words it was read from."""

import pytest
from tests.service.given import SetClock, incident_of, report
from tests.service.line_reader import LineReader

from tapal.errors import NotFound
from tapal.model.kinds import DocId
from tapal.model.text import Document, Evidence, Span
from tapal.service import add, explain
from tapal.service.facts import sentence_around
from tapal.store import Store

LINE = "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33"


@pytest.fixture
def filled(store: Store, engine: LineReader, clock: SetClock) -> Store:
    add([report("a", "Berita pagi.", LINE), report("b", LINE)], store, engine, clock)
    return store


def test_an_event_with_its_words(filled: Store) -> None:
    explanation = explain(filled, "a#e1")
    facts = {fact.field: fact for fact in explanation.facts}
    assert facts["actor"].value == "PMF"
    assert facts["actor"].how == "second column"
    start, end = facts["actor"].mark
    assert facts["actor"].sentence[start:end] == "PMF"
    assert facts["type"].how == "line@1"
    assert facts["killed"].value == "33 (unknown)"
    assert explanation.notes == (f"part of incident {incident_of('a#e1')}",)


def test_an_incident_with_its_members(filled: Store) -> None:
    explanation = explain(filled, incident_of("a#e1"))
    assert [part.id for part in explanation.parts] == ["a#e1", "b#e1"]
    assert "1 independent, in 2 reports" in [fact.value for fact in explanation.facts]


def test_a_report_and_a_place(filled: Store) -> None:
    assert explain(filled, "b").kind == "report"
    place = explain(filled, "baaj")
    assert place.kind == "control"
    assert [fact.value for fact in place.facts][:2] == ["holds: ISIS", "holds: PMF"]
    assert [part.id for part in place.parts] == ["a#e1", "b#e1"]


def test_nothing_under_that_id(filled: Store) -> None:
    with pytest.raises(NotFound, match="nowhere"):
        explain(filled, "nowhere")


def test_the_sentence_around_words() -> None:
    text = "Satu kota jatuh. Tentara maju ke Raqqa, kata Letjen. Hasan. Selesai.\nBaris lain."
    document = Document(DocId("x"), text, 0, "id", None)
    at = text.index("Raqqa")
    start, end = sentence_around(document, Evidence(document.id, Span(at, at + 5), "Raqqa"))
    assert text[start:end].startswith("Tentara maju")
    assert "Satu" not in text[start:end]
    assert "Baris" not in text[start:end]
