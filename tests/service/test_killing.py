"""A run that is killed has lost nothing that it said was stored, and goes on where it was."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.service.given import SetClock, report
from tests.service.line_reader import LineReader

from tapal.model.text import RawReport
from tapal.service import add, incidents
from tapal.store import Filter, Store, open_store
from tapal.store import schema as t

NUMBER = 60
ROOT = Path(__file__).parents[2]

ADDING = """
import sys
from pathlib import Path
from tapal.service import add
from tapal.store import open_store
from tests.service.given import SetClock
from tests.service.line_reader import LineReader
from tests.service.test_killing import reports
clock = SetClock()
with open_store(Path(sys.argv[1]), clock) as store:
    add(reports(), store, LineReader(), clock, step=lambda raw, added: print(raw.id, flush=True))
"""


def reports() -> list[RawReport]:
    line = "capture | PMF | ISIS | Ba'aj | 2017-06-{:02d} | {}"
    return [report(f"d{n:03d}", *(line.format(1 + n % 28, n) for _ in range(3))) for n in range(NUMBER)]


def rows(store: Store) -> Counter[str]:
    with store.reading() as connection:
        return Counter(connection.execute(select(t.reports.c.doc_id)).scalars())


@pytest.mark.parametrize("after", [1, 23, NUMBER])
def test_killed_while_adding(tmp_path: Path, after: int) -> None:
    path = tmp_path / "tapal.db"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    command = [sys.executable, "-c", ADDING, str(path)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert running.stdout is not None
    told = [running.stdout.readline().strip() for _ in range(after)]
    running.send_signal(signal.SIGKILL)
    told += running.stdout.read().split()
    running.stdout.close()
    running.wait()

    clock, engine = SetClock(), LineReader()
    with open_store(path, clock) as store:
        kept = rows(store)
        assert set(told) <= set(kept)
        tally = add(reports(), store, engine, clock)
        assert (tally.new, tally.unchanged) == (NUMBER - len(kept), len(kept))
        assert rows(store) == Counter(f"d{n:03d}" for n in range(NUMBER))
        found = incidents(store, Filter())
    whole = tmp_path / "whole.db"
    with open_store(whole, clock) as store:
        add(reports(), store, engine, clock)
        assert [one.incident for one in found] == [one.incident for one in incidents(store, Filter())]
