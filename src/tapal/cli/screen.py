"""What the user sees: tables and JSON on standard output, messages and progress on standard error."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self, cast

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

# Without a terminal nothing needs to fit: tables in files and pipes keep their words whole.
WIDE = 160


# Columns whose cells are ids or numbers, not words: torn apart they cannot be copied, so they stay whole up to
# this width and the columns of words give way.
WHOLE = frozenset({"id", "src", "sure", "since", "from", "to", "recorded (UTC)"})
LONGEST = 24


def out() -> "Console":
    """The console for data."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDE
    return Console(file=sys.stdout, width=width, highlight=False, soft_wrap=False)


def messages() -> "Console":
    """The console for everything that is no data."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """One line on standard error."""
    print(text, file=sys.stderr, flush=True)


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 place", "2 places"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_line(value: object) -> None:
    """One JSON value in one line on standard output."""
    print(json.dumps(value, ensure_ascii=False))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output, as narrow as the terminal; ids and numbers stay whole."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    kept = [tuple(row) for row in rows]
    shown = Table(
        title=title or None,
        title_justify="left",
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for number, column in enumerate(columns):
        width = max((len(row[number]) for row in kept), default=0)
        shown.add_column(column, no_wrap=column in WHOLE and width <= LONGEST, overflow="fold")
    for row in kept:
        shown.add_row(*(Text(cell) for cell in row))
    out().print(shown)


class Silent:
    """Stands for a running count where nobody watches."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def add_task(self, description: str, total: float | None = None) -> "TaskID":
        return cast("TaskID", 0)

    def advance(self, task: "TaskID") -> None:
        pass

    def update(self, task: "TaskID", completed: float) -> None:
        pass


def progress() -> "Progress | Silent":
    """A running count on standard error; nothing is shown where that is no terminal."""
    if not sys.stderr.isatty():
        return Silent()
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=messages(),
        transient=True,
    )
