"""The commands and what becomes of errors: a plain line and an exit code, never a traceback for what is foreseen."""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from tapal import __version__
from tapal.errors import InputError, TapalError

OK, BAD_INPUT, USAGE, FAILED = 0, 1, 2, 3

EPILOG = "Exit codes: 0 all well; 1 some input was bad; 2 wrong use; 3 the store or Tapal itself failed."


class Commands(TyperGroup):
    """The group of all commands; turns TapalError into a message and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """The command's result. Foreseen errors end it with one line on standard error."""
        try:
            return super().invoke(ctx)
        except TapalError as error:
            if os.environ.get("TAPAL_TRACEBACK"):
                raise
            typer.echo(f"tapal: {error}", err=True)
            raise typer.Exit(BAD_INPUT if isinstance(error, InputError) else FAILED) from error


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=EPILOG,
    help="Reads reports of armed conflict into a sourced, dated, mapped record.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"tapal {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Options of `tapal` itself."""


def main() -> None:
    """Run the command that the arguments name; ends the process with its exit code."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the networks are small: threads would only wait for each other
    # Registering the commands imports only their signatures: what they need is loaded when they run.
    from tapal.cli import (  # noqa: F401
        asking,
        finding,
        importing,
        keeping,
        making,
        reading,
        reviewing,
        serving,
        truces,
    )

    try:
        app()
    except Exception as error:
        if os.environ.get("TAPAL_TRACEBACK"):
            raise
        message = f"tapal: an error in Tapal itself ({type(error).__name__}: {error}); what was stored stays"
        print(f"{message}. TAPAL_TRACEBACK=1 shows where; please report it.", file=sys.stderr)
        sys.exit(FAILED)
