"""The reader's books: what each text must give, and the known gaps, which must still be gaps (so that a fix shows).

After a change of the reader `python -m tests.events.sort_books` puts every row where it belongs.
"""

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.events.given import events, told

from tapal.model.event import Event

BOOKS = Path(__file__).parent.parent / "books"
NAMES = ("negation", "plans", "claims", "background", "truces", "passives", "nominalisation")
GAPS = "Known gaps"
TABLE = "| language | text | record |\n|---|---|---|"
Row = tuple[str, str, str]


def rows(name: str) -> tuple[list[Row], list[Row]]:
    """(code, text, record) of the rows that hold and of the known gaps."""
    hold: list[Row] = []
    gaps: list[Row] = []
    kept = hold
    for line in (BOOKS / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kept = gaps if line.removeprefix("## ").strip() == GAPS else hold
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] in ("id", "en"):
            kept.append((cells[0], cells[1], cells[2]))
    return hold, gaps


def _days(text: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _holds(event: Event, key: str, value: str) -> bool:
    if key in ("actor", "target", "place"):
        parties = {"actor": event.actors, "target": event.targets, "place": event.places}[key]
        return not parties if value == "none" else any(value.casefold() in one.text.casefold() for one in parties)
    if key in ("by", "denied_by"):
        speaker = event.attribution if key == "by" else event.denied_by
        said = speaker.text.casefold() if speaker else "none"
        return value.casefold() in said
    if key == "date":
        return (None if value == "none" else _days(value)) == (
            (event.when.start, event.when.end) if event.when.known else None
        )
    if key in ("killed", "injured"):
        count = event.killed if key == "killed" else event.injured
        return count is None if value == "none" else count is not None and count.low == int(value)
    if key == "hours":
        return event.ceasefire is not None and event.ceasefire.duration_hours == float(value)
    if key == "starts":
        return event.ceasefire is not None and event.ceasefire.starts == datetime.fromisoformat(value)
    return key == event.novelty.value


def is_told(wanted: str, event: Event) -> bool:
    """Whether an event is the one that a book's notation gives: `type status; key value; …`."""
    head, *fields = (part.strip() for part in wanted.split(";"))
    kind, status = head.split()
    pairs = [(field.partition(" ")[0], field.partition(" ")[2]) for field in fields]
    return (event.type.value, event.status.value) == (kind, status) and all(_holds(event, *pair) for pair in pairs)


def check(code: str, text: str, record: str) -> None:
    title, _, body = text.rpartition(" // ")
    found = events(body, code, title or None)
    shown = "\n".join(told(event) for event in found)
    wanted = [] if record == "–" else record.split(" + ")
    left = list(found)
    for one in wanted:
        match = next((event for event in left if is_told(one, event)), None)
        assert match is not None, f"{one} is missing in\n{shown}"
        left.remove(match)
    assert not left, f"more than told:\n{shown}"


@pytest.mark.parametrize(("code", "text", "record"), [row for name in NAMES for row in rows(name)[0]])
def test_row(code: str, text: str, record: str) -> None:
    check(code, text, record)


@pytest.mark.parametrize(("code", "text", "record"), [row for name in NAMES for row in rows(name)[1]])
@pytest.mark.xfail(strict=True, reason="a known gap; when it is closed, move the row up", raises=AssertionError)
def test_known_gap(code: str, text: str, record: str) -> None:
    check(code, text, record)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_book_speaks_both_languages(name: str, language: str) -> None:
    hold, gaps = rows(name)
    assert len([code for code, _, _ in (*hold, *gaps) if code == language]) >= 5
