"""Options that several commands share, and what they turn into."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tapal.store import Clock, Store

DEFAULT_STORE = "tapal.db"


def day(value: str) -> date:
    """The day that YYYY-MM-DD names, for options. Raises a usage error."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"'{value}' is not a day; write YYYY-MM-DD, as 2017-06-20") from error


Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE…", help="JSONL, text or HTML files, or - for standard input.", show_default=False),
]
StorePath = Annotated[
    str, typer.Option("--store", "-s", envvar="TAPAL_STORE", help="The store: a file, or postgresql://USER@HOST/DATABASE.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Published = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="Day of publication of reports that carry none.", show_default=False),
]
Language = Annotated[
    str | None,
    typer.Option(help="Language (id, en) of reports that carry none; else it is told from the text."),
]
Outlet = Annotated[str | None, typer.Option(help="Who published reports that do not say.")]
AsKnownOn = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="As it was known at the end of that day.", show_default=False),
]
AsOf = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DAY", help="As it stood on that day.", show_default=False),
]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many.")]
Cache = Annotated[
    Path | None,
    typer.Option(envvar="TAPAL_CACHE", help="Folder for compiled data (else the user's cache folder).", hidden=True),
]


def open_existing(location: str) -> "Store":
    """The store to ask. Raises StoreError when there is none."""
    from tapal.store import open_store

    return open_store(location)


def open_or_make(location: str) -> "Store":
    """The store to add to, made when it is not there."""
    from tapal.store import open_store

    return open_store(location, clock())


def clock() -> "Clock":
    """The clock of this machine: the one place where commands take the time from."""
    from datetime import UTC, datetime

    return lambda: datetime.now(UTC)
