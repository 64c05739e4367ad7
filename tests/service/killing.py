"""Adding reports in a process that is killed again and again, at random moments, until it comes through.

    python -m tests.service.killing [REPORTS]
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import ascii_uppercase

from sqlalchemy import select
from tests.service.given import SetClock, report
from tests.service.line_reader import LineReader, village

from tapal.model.text import RawReport
from tapal.service import add, check, incidents
from tapal.store import Filter, open_store
from tapal.store import schema as t

ROOT = Path(__file__).parents[2]
AT_EACH = 3
LONG = 10_000

ADDING = """
import sys
from tapal.service import add
from tapal.store import open_store
from tests.service.given import SetClock
from tests.service.killing import reports
from tests.service.line_reader import LineReader
clock = SetClock()
with open_store(sys.argv[1], clock) as store:
    add(reports(int(sys.argv[2])), store, LineReader(), clock, step=lambda raw, added: print(raw.id, flush=True))
"""


def reports(number: int) -> Iterator[RawReport]:
    """Reports with three events each, of many days, each place told of by three reports or so; none is a copy."""
    for n in range(number):
        rng = random.Random(n)
        lines = (
            f"capture | Side{rng.randrange(number)} | | {village(rng.randrange(number))} | "
            f"2017-{rng.randint(1, 12):02d}-05 | {rng.randrange(number)}"
            for _ in range(AT_EACH)
        )
        words = " ".join(f"{rng.choice(ascii_uppercase)}{rng.getrandbits(40):x}" for _ in range(60))
        yield report(f"d{n:05d}", *lines, words)


def killed(path: str, number: int, kills: int, rng: random.Random, longest: float) -> set[str]:
    """The reports that were said to be stored before the process was killed, so many times."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    told: set[str] = set()
    for _ in range(kills):
        command = [sys.executable, "-c", ADDING, path, str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
            assert running.stdout is not None
            told.add(running.stdout.readline().strip())
            time.sleep(rng.uniform(0, longest))
            running.send_signal(signal.SIGKILL)
            told |= set(running.stdout.read().split("\n")[:-1])
    return told - {""}


def come_through(path: str, whole: str, number: int, told: set[str]) -> None:
    """Asserts that the same call again loses nothing and doubles nothing, against a store that was never killed."""
    clock, engine = SetClock(), LineReader()
    found = []
    for location in (path, whole):
        with open_store(location, clock) as store:
            with store.reading() as connection:
                kept = set(connection.execute(select(t.reports.c.doc_id)).scalars())
            if location == path:
                assert told <= kept
            tally = add(reports(number), store, engine, clock)
            assert (tally.new, tally.unchanged) == (number - len(kept), len(kept))
            with store.reading() as connection:
                rows = Counter(connection.execute(select(t.events.c.event_id)).scalars())
            assert len(rows) == rows.total() == number * AT_EACH
            assert check(store) == ()
            found.append([one.incident for one in incidents(store, Filter())])
    assert found[0] == found[1]


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else LONG
    with tempfile.TemporaryDirectory() as folder:
        said = killed(f"{folder}/killed.db", size, 12, random.Random(), size / 250)
        come_through(f"{folder}/killed.db", f"{folder}/whole.db", size, said)
        print(f"{size} reports, killed 12 times ({len(said)} were stored by then): nothing lost, nothing double")
