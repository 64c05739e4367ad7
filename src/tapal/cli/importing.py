"""Commands that add places of one's own: places import geonames, places import wof."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tapal.cli.app import BAD_INPUT
from tapal.cli.finding import places
from tapal.cli.options import Cache, Json
from tapal.cli.screen import Silent, counted, print_json, progress, say
from tapal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from tapal.knowledge.places.importers.userfile import Imported
    from tapal.knowledge.places.schema import Progress

imports = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Add places of your own to the gazetteer.")
places.add_typer(imports, name="import")


@imports.command("geonames")
def import_geonames(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Country dumps or allCountries, .txt or .zip.")],
    json: Json = False,
    cache: Cache = None,
) -> None:
    """Add the places of GeoNames dumps (CC BY 4.0); goes on where it stopped, a second time changes nothing."""
    from tapal.service.importing import import_geonames as read

    _import(files, read, cache, json)


@imports.command("wof")
def import_wof(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="GeoJSON records, or JSON lines (.xz, .gz).")],
    json: Json = False,
    cache: Cache = None,
) -> None:
    """Add the places of Who's On First records; goes on where it stopped, a second time changes nothing."""
    from tapal.service.importing import import_wof as read

    _import(files, read, cache, json)


def _import(
    files: list[Path], read: "Callable[[Path, Path | None, Progress], Imported]", cache: Path | None, json: bool
) -> None:
    """One line for each file; a bad file is said and the others are still read."""
    from dataclasses import asdict

    answers = []
    with progress() as bar:
        for path in files:
            step = _step(bar, bar.add_task(f"{path.name}: places read", total=None))
            try:
                done = read(path, cache, step)
            except InputError as error:
                say(f"tapal: {error}")
                continue
            answers.append({"file": str(path), **asdict(done)})
            say(f"{path}: {_told(done)}")
    if json:
        print_json(answers)
    if len(answers) < len(files):
        raise typer.Exit(BAD_INPUT)


def _told(done: "Imported") -> str:
    if done.read and not done.new and not done.merged:
        return f"{counted(done.read, 'place')}, all read before"
    merged = f"{done.merged} merged with places that stood there"
    return f"{counted(done.read, 'place')} read, {done.new} new, {merged}, {counted(done.names, 'name')} added"


def _step(bar: "Bar | Silent", task: "TaskID") -> "Progress":
    return lambda stage, count: bar.update(task, completed=count)
