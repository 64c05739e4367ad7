"""What the documents say is what there is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer import Typer

import tapal.cli.asking
import tapal.cli.finding
import tapal.cli.importing
import tapal.cli.keeping
import tapal.cli.making
import tapal.cli.reading
import tapal.cli.reviewing
import tapal.cli.serving  # noqa: F401
from tapal.cli.app import app
from tapal.intake import Problem
from tapal.store.schema import metadata

DOCS = Path(__file__).parents[2] / "docs"
SOURCES = Path(__file__).parents[2] / "src" / "tapal" / "cli"


def commands(group: Typer, prefix: str = "tapal") -> Iterator[str]:
    for command in group.registered_commands:
        name = command.name or (command.callback.__name__ if command.callback else "")
        yield f"{prefix} {name}"
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from commands(inner.typer_instance, f"{prefix} {inner.name}")


@pytest.mark.parametrize("command", sorted(commands(app)))
def test_every_command_is_described(command: str) -> None:
    assert f"`{command}" in (DOCS / "cli.md").read_text(encoding="utf-8")


def test_every_setting_is_described() -> None:
    used = {name for path in SOURCES.glob("*.py") for name in re.findall(r"TAPAL_[A-Z_]+", path.read_text())}
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert {name for name in used if f"`{name}`" not in text} == set()


@pytest.mark.parametrize("problem", sorted(Problem))
def test_every_problem_is_described(problem: Problem) -> None:
    assert f"`{problem}`" in (DOCS / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_table_is_described(table: str) -> None:
    assert f"`{table}`" in (DOCS / "store.md").read_text(encoding="utf-8")
