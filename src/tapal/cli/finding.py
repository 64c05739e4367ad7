"""Commands that look names up: places find, actors find."""

from dataclasses import asdict
from typing import Annotated

import typer

from tapal.cli.app import app
from tapal.cli.options import Cache, Json
from tapal.cli.screen import counted, print_json, say, table
from tapal.errors import NotFound

places = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look up places.")
actors = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look up actors.")
app.add_typer(places, name="places")
app.add_typer(actors, name="actors")

# What a table shows of a common name: the likeliest places with their strongest reasons.
_ROWS, _REASONS = 10, 3

Name = Annotated[str, typer.Argument(help="A name in any spelling.")]


@places.command("find")
def find_places(
    name: Name,
    near: Annotated[str | None, typer.Option(help="A place that it should lie near.")] = None,
    json: Json = False,
    cache: Cache = None,
) -> None:
    """Places of the gazetteer that are called so, the likeliest first, with the reasons."""
    from tapal.service.looking import find_places as look

    found = look(name, near, cache)
    if not found:
        raise NotFound(f"the gazetteer has no place called {name!r}")
    if json:
        print_json([asdict(one) for one in found])
        return
    shown = found[:_ROWS]
    rows = [
        (one.name, one.kind, one.country or "", _point(one.point), "; ".join(one.why[:_REASONS]), one.id)
        for one in shown
    ]
    table("", ("name", "kind", "in", "point", "why", "id"), rows)
    rest = f", the first {_ROWS} shown (all with --json)" if len(found) > _ROWS else ""
    say(counted(len(found), "place") + rest)


@actors.command("find")
def find_actors(name: Name, json: Json = False) -> None:
    """Actors of the registry that are called so, with the reasons."""
    from tapal.service.looking import find_actors as look

    found = look(name)
    if not found:
        raise NotFound(f"the registry has no actor called {name!r}")
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [(one.name, one.kind, one.country or "", "; ".join(one.why), one.id) for one in found]
    table("", ("name", "kind", "country", "why", "id"), rows)
    say(counted(len(rows), "actor"))


def _point(point: tuple[float, float] | None) -> str:
    return "" if point is None else f"{point[0]:.3f}, {point[1]:.3f}"
