"""The books of time words: every row is found with its words, kind and days."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tapal.lang.temporal import TimeMention, find_times

BOOKS = Path(__file__).parent.parent / "books"


def rows(language: str) -> list[tuple[date, str, str, str, str]]:
    found: list[tuple[date, str, str, str, str]] = []
    published = date.min
    for line in (BOOKS / f"dates-{language}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            published = date.fromisoformat(line.split("published ")[1][:10])
        if line.startswith("| ") and not line.startswith("| sentence "):
            sentence, words, kind, days = (cell.strip() for cell in line.strip("|").split("|"))
            found.append((published, sentence, words, kind, days))
    return found


def shown(mention: TimeMention, wanted: str) -> str:
    """The mention's value in the notation of the books."""
    if wanted.endswith(" h"):
        return f"{mention.hours:g} h"
    if "T" in wanted:
        return mention.instant.isoformat(timespec="minutes") if mention.instant else "no instant"
    start, end = mention.when.start, mention.when.end
    if start == end:
        return "?" if start is None else start.isoformat()
    return f"{start or ''}..{end or ''}"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_book_has_at_least_a_hundred_rows(language: str) -> None:
    assert len(rows(language)) >= 100


@pytest.mark.parametrize(
    ("language", "published", "sentence", "words", "kind", "days"),
    [(language, *row) for language in ("id", "en") for row in rows(language)],
)
def test_row(language: str, published: date, sentence: str, words: str, kind: str, days: str) -> None:
    mentions = find_times(sentence, language, published)
    if words == "–":
        assert mentions == ()
        return
    hits = [m for m in mentions if m.text == words]
    assert hits, [m.text for m in mentions]
    assert (hits[0].kind, shown(hits[0], days)) == (kind, days)
    assert sentence[hits[0].span.start : hits[0].span.end] == words


def test_instants_are_aware() -> None:
    (mention,) = find_times("Ledakan terjadi Jumat pukul 16.00 WIB.", "id", date(2017, 6, 17))
    assert mention.instant == datetime.fromisoformat("2017-06-16T09:00+00:00")
