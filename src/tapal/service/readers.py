"""Processes that read reports beside each other, each with the same engine."""

import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Self

from tapal.errors import TapalError
from tapal.intake import Issue, Problem
from tapal.model.event import Reading
from tapal.model.text import Document, RawReport
from tapal.service.engine import Engine

Outcome = tuple[Document, Reading] | Issue

# A forked process shares what the engine has loaded; elsewhere than on Linux forking is not safe or not there, and
# each process loads for itself.
START = "fork" if sys.platform == "linux" else "spawn"
MOST = 8  # processes unless more are asked for: each takes about 100 MB


def cores() -> int:
    """How many processes read when nobody says: one for each core that this process may use, at most eight."""
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(usable, MOST)


def read_one(raw: RawReport, engine: Engine) -> Outcome:
    """What one report says; an issue when the reader fails."""
    try:
        return engine.read(raw)
    except TapalError as error:
        message = str(error)
    except Exception as error:  # noqa: BLE001 - a fault of the reader in one report must not stop the others
        message = f"the reader failed ({type(error).__name__}: {error}); this is a fault of Tapal, please report it"
    return Issue("reader", Problem.READING, message, doc_id=raw.id)


class Readers:
    """So many processes with the engine as it is now. They end with the `with` block, or when this process ends."""

    def __init__(self, engine: Engine, number: int, start: str = START) -> None:
        context = get_context(start)
        self._processes: list[BaseProcess] = []
        self._idle: SimpleQueue[tuple[BaseProcess, Connection]] = SimpleQueue()
        for _ in range(number):
            here, there = context.Pipe()
            process = context.Process(target=_answer, args=(engine, there, here), daemon=True)  # type: ignore[attr-defined]
            process.start()
            there.close()  # so that reading from `here` ends when the process does
            self._processes.append(process)
            self._idle.put((process, here))
        self._threads = ThreadPoolExecutor(number)

    def read(self, reports: Sequence[RawReport]) -> "Future[list[Outcome]]":
        """What these reports say, in their order, once it is known. TapalError when the process ends over them."""
        return self._threads.submit(self._ask, reports)

    def _ask(self, reports: Sequence[RawReport]) -> list[Outcome]:
        process, connection = self._idle.get()
        try:
            connection.send(reports)
            outcomes: list[Outcome] = connection.recv()
        except (EOFError, OSError) as error:
            process.join()
            raise TapalError(
                f"a process that reads reports has ended ({_end_of(process)}); "
                "all reports before are done. With --jobs 1 a single process reads, which needs less memory"
            ) from error
        finally:
            self._idle.put((process, connection))
        return outcomes

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for process in self._processes:
            process.terminate()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.join()
            _, connection = self._idle.get()
            connection.close()


def _answer(engine: Engine, there: Connection, here: Connection) -> None:
    """Read what comes in until the other end is closed."""
    here.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    while True:
        try:
            reports: Sequence[RawReport] = there.recv()
            there.send([read_one(raw, engine) for raw in reports])
        except (EOFError, OSError):
            return


def _end_of(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}: out of memory?"
