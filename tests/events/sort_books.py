"""Sorts the rows of the reader's books into what holds and the known gaps, after the reader has changed.

Run as `python -m tests.events.sort_books` from the root of the repository. Look at the difference before you keep it:
a row that moves down is a regression.
"""

from tests.events.test_actor_swap import GAPS_BOOK, PAIRS, exchanged, filled
from tests.events.test_books import BOOKS, GAPS, NAMES, TABLE, Row, check, rows


def holds(row: Row) -> bool:
    """Whether a row of a book is read as it says."""
    try:
        check(*row)
    except AssertionError:
        return False
    return True


def sort_book(name: str) -> None:
    """Rewrites one book with its rows in the section where they belong."""
    path = BOOKS / f"{name}.md"
    preface = path.read_text(encoding="utf-8").partition("| language")[0].rstrip()
    hold, gaps = rows(name)
    good: list[Row] = []
    bad: list[Row] = []
    for row in (*hold, *gaps):
        (good if holds(row) else bad).append(row)
    table = "\n".join(f"| {' | '.join(row)} |" for row in good)
    parts = [preface, f"{TABLE}\n{table}"]
    if bad:
        missing = "\n".join(f"| {' | '.join(row)} |" for row in bad)
        parts += [f"## {GAPS}", "Not read so yet; a row must move up once it is.", f"{TABLE}\n{missing}"]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    print(f"{name}: {len(good)} hold, {len(bad)} known gaps")


def sort_swaps() -> None:
    """Rewrites the list of pairs whose exchange changes more than the sides."""
    bad = [filled(sentence, a, b) for code, sentence, a, b in PAIRS if len(set(exchanged(code, sentence, a, b))) > 1]
    preface = GAPS_BOOK.read_text(encoding="utf-8").partition("\n- ")[0].rstrip()
    GAPS_BOOK.write_text("\n".join([preface, "", *(f"- {text}" for text in bad)]) + "\n", encoding="utf-8")
    print(f"{GAPS_BOOK.stem}: {len(PAIRS) - len(bad)} hold, {len(bad)} known gaps")


if __name__ == "__main__":
    for book in NAMES:
        sort_book(book)
    sort_swaps()
