"""Commands that look after a store: check, backup, restore, migrate."""

from pathlib import Path
from typing import Annotated

import typer

from tapal.cli.app import BAD_INPUT, app
from tapal.cli.options import DEFAULT_STORE, Json, StorePath, clock, open_existing
from tapal.cli.screen import counted, print_json, say

Kept = Annotated[Path | None, typer.Option("--backup", help="Where the backup goes (else beside the store).")]
Force = Annotated[bool, typer.Option("--force", help="Take away the store that is there already.")]


@app.command()
def check(store: StorePath = DEFAULT_STORE, json: Json = False) -> None:
    """Look for faults in the store: damage, evidence that is not there, broken chains. Exit code 1 when there are."""
    from tapal import service

    with open_existing(store) as opened:
        wrong = service.check(opened)
    if json:
        print_json(list(wrong))
    else:
        typer.echo("\n".join(wrong) or "the store is in order")
    if wrong:
        say(f"tapal: {counted(len(wrong), 'fault')} in {opened.name}")
        raise typer.Exit(BAD_INPUT)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Write the whole store into one portable file, also while it is in use."""
    from tapal import service

    with open_existing(store) as opened:
        made = service.backup(opened, file, clock())
    say(f"{file}: {counted(made.rows, 'row')} of {opened.name}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `tapal backup` wrote.")],
    store: StorePath = DEFAULT_STORE,
    force: Force = False,
) -> None:
    """Make a store of a backup and check it; SQLite or PostgreSQL, whichever the backup is of."""
    from tapal import service
    from tapal.store import shown

    made = service.restore(file, store, clock(), force)
    say(f"{shown(store)}: {counted(made.rows, 'row')}, in order; backup of {made.taken_at}")


@app.command()
def migrate(
    store: StorePath = DEFAULT_STORE,
    kept: Kept = None,
) -> None:
    """Bring a store of an older Tapal up to date, after a backup."""
    from tapal import service
    from tapal.store import shown

    version, made = service.migrate(store, clock(), kept)
    if made is None:
        say(f"{shown(store)} has the present schema version {version} already")
    else:
        say(f"{shown(store)} is up to date; what it was, with schema version {version}, is in {made}")
