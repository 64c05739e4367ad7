"""What days an article could mean for a trigger: those told, and those worked out from them."""

from datetime import date

import pytest

from tapal.events.timing import time_choices
from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.pipeline import load_resources, look

RESOURCES = load_resources()
Days = tuple[date | None, date | None]


def choices(text: str, code: str, word: str) -> set[tuple[str, Days]]:
    """How each candidate of the trigger that holds `word` came about, and its days."""
    article = look(RawReport(DocId("d"), text, None, date(2024, 3, 6), code), RESOURCES)
    trigger = next(t for t in article.triggers if word in article.scene.document.quote(article.trigger_span(t)))
    return {(c.drawn, (c.time.when.start, c.time.when.end)) for c in time_choices(article, trigger)}


@pytest.mark.parametrize(("text", "code", "word", "drawn", "start", "end"), [
    ("They held it since 11 February, when they seized Bukavu.", "en", "seized", "start", "2024-02-11", "2024-02-11"),
    ("Mereka di sana sejak Januari 2024, ketika merebut Bukavu.", "id", "merebut", "start", "2024-01-01", "2024-01-31"),
    ("The army shelled Taiz in a drive that began Sunday.", "en", "shelled", "open", "2024-03-03", "2024-03-06"),
    ("Tentara menembaki Taiz selama tiga hari.", "id", "menembaki", "lasting", "2024-03-03", "2024-03-06"),
    ("Rebels besieged the town for 14 months.", "en", "besieged", "lasting", "2023-01-01", "2024-03-06"),
    ("The army shelled Taiz until Monday.", "en", "shelled", "limit", "2024-03-04", "2024-03-04"),
])
def test_days_worked_out_from_the_words(text: str, code: str, word: str, drawn: str, start: str, end: str) -> None:
    found = choices(text, code, word)
    assert (drawn, (date.fromisoformat(start), date.fromisoformat(end))) in found, found


def test_the_last_day_named_far_above_is_a_candidate() -> None:
    calm = " ".join(["The roads stayed empty.", "Shops were shut.", "Nobody came to the market.", "Rain fell."])
    text = f"Officials met on Sunday in the old town hall. {calm} {calm} Rebels seized Bukavu."
    found = choices(text, "en", "seized")
    assert ("", (date(2024, 3, 3), date(2024, 3, 3))) in found


def test_nothing_told_gives_no_candidate() -> None:
    assert not choices("Rebels seized Bukavu.", "en", "seized")
