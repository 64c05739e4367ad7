"""Control statements on the sentences of tests/books/control-*.md, and the features that tell totals from tolls."""

from datetime import date
from pathlib import Path

import pytest

from tapal.events.counts import figures_in
from tapal.events.statements import holdings, tally_features
from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.pipeline import load_resources, look

RESOURCES = load_resources()
BOOKS = Path(__file__).parent.parent / "books"


def rows(code: str) -> list[tuple[str, str]]:
    lines = (BOOKS / f"control-{code}.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return [(text, told.strip(" |")) for text, told in cells if text != "text"]


def stated(text: str, code: str) -> list[tuple[str, str, str]]:
    article = look(RawReport(DocId("d"), text, None, date(2017, 6, 9), code, None, None), RESOURCES)
    quote = article.scene.document.quote
    return [
        (quote(h.place.span), " ".join(quote(side.span) for side in h.holders), h.pattern.state.value)
        for h in holdings(article)
    ]


def is_told(wanted: str, found: list[tuple[str, str, str]]) -> bool:
    place, holder, state = (part.strip() for part in wanted.split("/"))
    return any(place in one and holder in side and state == told for one, side, told in found)


@pytest.mark.parametrize(("text", "told", "code"), [(*row, code) for code in ("en", "id") for row in rows(code)])
def test_book(text: str, told: str, code: str) -> None:
    found = stated(text, code)
    wanted = [] if told == "–" else told.split(" + ")
    assert all(is_told(one, found) for one in wanted), found
    assert len(found) == len(wanted), found


def test_same_place_and_side_is_stated_once() -> None:
    assert len(stated("Rebel-held Homs burned. Jets hit rebel-held Homs again. Homs is held by rebels.", "en")) == 1


def test_period_and_war_are_features_of_a_total() -> None:
    text = "The war has killed more than 4,000 people since March 2015."
    article = look(RawReport(DocId("d"), text, None, date(2017, 6, 9), "en", None, None), RESOURCES)
    features = tally_features(article, figures_in(article, 0)[0])
    assert {"counts.period=True/killed", "counts.campaign=True/killed", "perfect=True/True"} <= set(features)
