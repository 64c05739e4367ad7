"""The demo over the written truth: what it prints, stores and serves, without the reading itself."""

import os
import subprocess
import sys
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from tests.api.gold_desk import GoldEngine

from tapal import demo, service
from tapal.store import open_store

ROOT = Path(__file__).parent.parent


def test_the_table_and_the_store_say_who_held_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo.run(tmp_path, serving=False, engine=GoldEngine())
    printed = capsys.readouterr()
    waleed = printed.out[printed.out.index("Al-Waleed crossing") :]
    assert waleed.split()[:2] == ["Al-Waleed", "crossing"]
    assert waleed.index("2017-06-16") < waleed.index("Islamic State") < waleed.index("2017-06-17")
    assert waleed.index("2017-06-17") < waleed.index("Border Guards")
    assert "not journalism" in printed.err
    with open_store(tmp_path / demo.STORE) as store:
        assert len(service.snapshot(store).reports) == 30
        early = service.snapshot(store, date(2017, 6, 10))
    assert 0 < len(early.reports) < 30
    assert all(one.document.published <= date(2017, 6, 10) for one in early.reports if one.document.published)


def test_the_table_fits_eighty_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo.run(tmp_path, serving=False, engine=GoldEngine())
    assert max(len(line.rstrip()) for line in capsys.readouterr().out.splitlines()) <= 80


def test_a_second_run_starts_from_nothing(tmp_path: Path) -> None:
    demo.run(tmp_path, serving=False, engine=GoldEngine())
    demo.run(tmp_path, serving=False, engine=GoldEngine())
    with open_store(tmp_path / demo.STORE) as store:
        assert {one.version for one in service.snapshot(store).reports} == {1}


SERVED = """
import sys
from pathlib import Path
from tapal import demo
from tests.api.gold_desk import GoldEngine
demo.run(Path(sys.argv[1]), port=0, seconds=float(sys.argv[2]), engine=GoldEngine())
"""


def test_the_page_is_served_for_as_long_as_asked(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "TERM": "dumb"}
    command = [sys.executable, "-c", SERVED, str(tmp_path), "3"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        url = next(line.split()[1] for line in run.stderr if line.startswith("Open http"))
        with urllib.request.urlopen(f"{url}api/coverage") as answer:
            body = answer.read().decode()
        assert run.wait() == 0
    assert '"documents":30' in body
