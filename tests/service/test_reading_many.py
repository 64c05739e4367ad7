"""However many processes read, what comes out is the same and in the same order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest
from tests.service.given import SetClock, report
from tests.service.line_reader import LineReader

from tapal.errors import TapalError
from tapal.intake import Defaults, Issue, Problem, read_inputs
from tapal.model.event import Reading
from tapal.model.text import Document, RawReport
from tapal.service import add, extract, incidents, load_engine
from tapal.service.readers import Readers
from tapal.service.reading import PART_ITEMS, read_all
from tapal.store import Added, Filter, Store
from tapal.store import read as stored

BAAJ = "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33"
TANF = "air_strike | coalition | militia | al-Tanf | 2017-06-06 | 2"
ROOT = Path(__file__).parents[2]


class Mortal(LineReader):
    """A line reader whose process is killed by one of the reports."""

    def read(self, raw: RawReport) -> tuple[Document, Reading]:
        if "DEADLY" in raw.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(raw)


def many() -> list[RawReport | Issue]:
    """Reports for several parts, with bad ones and remarks between them."""
    made: list[RawReport | Issue] = []
    for k in range(5 * PART_ITEMS):
        made.append(report(f"r{k}", (BAAJ, TANF, "BROKEN", "CRASH", "Tidak ada kabar.")[k % 5]))
        if k % 7 == 0:
            made.append(Issue("in.jsonl", Problem.JSON, "is not JSON", line=k))
    return made


def extracted(jobs: int) -> list[object]:
    """Readings and issues in the order in which they come out."""
    out: list[object] = []
    for found in extract(many(), LineReader(), out.append, jobs):
        out.append(found)
    return out


@pytest.mark.parametrize("jobs", [2, 3])
def test_many_processes_say_what_one_says(jobs: int) -> None:
    alone = extracted(1)
    assert len(alone) == len(many())
    assert extracted(jobs) == alone
    assert active_children() == []


def test_a_process_that_begins_afresh_reads_the_same() -> None:
    reports = [report("a", BAAJ), report("b", "CRASH"), report("c", TANF)]
    with Readers(LineReader(), 1, start="spawn") as readers:
        outcomes = readers.read(reports).result()
    assert outcomes[::2] == [LineReader().read(reports[0]), LineReader().read(reports[2])]
    assert isinstance(outcomes[1], Issue)
    assert outcomes[1].doc_id == "b"


def test_a_long_input_is_not_taken_in_at_once() -> None:
    taken: list[int] = []

    def endless() -> Iterator[RawReport]:
        for k in range(100_000):
            taken.append(k)
            yield report(f"r{k}", TANF)

    with closing(read_all(endless(), LineReader(), 2)) as coming:
        for _ in range(50):
            next(coming)
    assert len(taken) < 1000
    assert active_children() == []


def test_a_process_that_is_killed_is_told_of() -> None:
    incoming = [report(f"r{k}", "DEADLY" if k == 40 else TANF) for k in range(80)]
    done: list[str] = []
    with pytest.raises(TapalError, match="SIGKILL.*--jobs 1"):
        done.extend(document.id for document, _ in extract(incoming, Mortal(), lambda issue: None, 2))
    assert done == [f"r{k}" for k in range(len(done))]
    assert 1 <= len(done) <= 40
    assert active_children() == []


def test_readers_end_when_the_asking_process_is_killed() -> None:
    code = (
        "import sys, time; from multiprocessing import active_children; "
        "from tests.service.line_reader import LineReader; from tapal.service.readers import Readers; "
        "readers = Readers(LineReader(), 2); print(*(one.pid for one in active_children()), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        readers = [int(word) for word in asking.stdout.readline().split()]
        assert len(readers) == 2
        assert all(map(running, readers))
        asking.kill()
    patience = time.monotonic() + 20
    while any(map(running, readers)) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not any(map(running, readers))


def running(pid: int) -> bool:
    """Whether a process is there and no mere entry that nobody has asked for its end."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_adding_with_many_processes_stores_the_same(store: Store, clock: SetClock) -> None:
    first = [report(f"r{k}", BAAJ.replace("33", str(k + 1))) for k in range(10)]
    add(first, store, LineReader(), clock)
    later = BAAJ.replace("33", "99")
    incoming = [first[0], report("r1", later), first[1], report("n", TANF), report("n", TANF), first[9]]
    steps: list[tuple[str, Added]] = []
    tally = add(incoming, store, LineReader(), clock, step=lambda raw, added: steps.append((raw.id, added)), jobs=2)
    new, changed, unchanged = Added.NEW, Added.CHANGED, Added.UNCHANGED
    assert steps == [
        ("r0", unchanged), ("r1", changed), ("r1", changed), ("n", new), ("n", unchanged), ("r9", unchanged)
    ]  # fmt: skip
    assert (tally.new, tally.changed, tally.unchanged, tally.bad) == (1, 2, 3, 0)
    with store.reading() as connection:
        versions = {str(one.document.id): one.version for one in stored.stored_reports(connection, None)}
    assert (versions["r1"], versions["n"]) == (3, 1)
    assert len(incidents(store, Filter())) == 2


def test_the_real_stages_say_the_same_in_many_processes() -> None:
    engine = load_engine()
    demo = ROOT / "src" / "tapal" / "demo_reports" / "june2017.jsonl"
    reports = list(read_inputs([str(demo)], Defaults(), engine.languages))[:7]
    unheard: list[Issue] = []
    alone = list(extract(reports, engine, unheard.append))
    together = list(extract(reports, load_engine(), unheard.append, 2))
    assert sum(len(reading.events) for _, reading in alone) > 7
    assert together == alone
    assert unheard == []
