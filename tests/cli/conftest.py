"""The command line over the small engine, in a folder of its own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.service.line_reader import LineReader
from typer.testing import CliRunner, Result

import tapal.cli.asking
import tapal.cli.finding
import tapal.cli.importing
import tapal.cli.keeping
import tapal.cli.making
import tapal.cli.reading
import tapal.cli.reviewing
import tapal.cli.serving
import tapal.cli.truces
from tapal import service
from tapal.cli.app import app

LINES = (
    "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33",
    "capture | SDF | ISIS | Raqqa | 2017-06-06 | ",
    "air_strike | coalition |  | Raqqa | 2017-06-08 | 5",
)

Tapal = Callable[..., Result]


@pytest.fixture
def tapal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tapal:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TAPAL_STORE", raising=False)
    monkeypatch.setattr(service, "load_engine", lambda cache, tell: LineReader())
    runner = CliRunner()
    return lambda *arguments, stdin=None: runner.invoke(app, arguments, input=stdin)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    records = [
        {
            "id": f"r{number}",
            "text": line,
            "published": f"2017-06-{9 + number:02d}",
            "language": "id",
            "outlet": "koran",
        }
        for number, line in enumerate(LINES)
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


@pytest.fixture
def filled(tapal: Tapal, reports: Path) -> Path:
    assert tapal("add", str(reports)).exit_code == 0
    return reports
