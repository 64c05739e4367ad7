"""Reading reports in their order, on several cores where that pays; needs no store."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from tapal.intake import Issue
from tapal.model.event import Reading
from tapal.model.text import Document, RawReport
from tapal.service.engine import Engine
from tapal.service.readers import Outcome, Readers, read_one

Notice = Callable[[Issue], None]
T = TypeVar("T")

# A process is given so much at once: enough that handing over costs nothing, little enough that all end together.
PART_CHARACTERS = 4_000
PART_ITEMS = 16
PARTS_AHEAD = 4  # for each process: what is read before it can be passed on


@dataclass(frozen=True, slots=True)
class Read:
    """A report and what it was found to say, or the issue when the reader failed on it."""

    raw: RawReport
    outcome: Outcome


def extract(
    incoming: Iterable[RawReport | Issue], engine: Engine, notice: Notice, jobs: int = 1
) -> Iterator[tuple[Document, Reading]]:
    """What each report says, in input order; issues of the input and of the reading go to `notice`."""
    for item in read_all(incoming, engine, jobs):
        outcome = item.outcome if isinstance(item, Read) else item
        if isinstance(outcome, Issue):
            notice(outcome)
        else:
            yield outcome


def read_all(incoming: Iterable[RawReport | T], engine: Engine, jobs: int = 1) -> Generator[Read | T, None, None]:
    """Every report read, in input order; what is no report comes through as it is.

    `jobs` processes read. The first report is read here, so that they begin with what it made the engine load; so
    are all where there are few. TapalError when a process ends over its reports; those before have come out.
    """
    rest = iter(incoming)
    yield from _here(_up_to(rest, 1), engine)
    head = _up_to(rest, jobs) if jobs > 1 else []
    number = sum(isinstance(item, RawReport) for item in head)
    everything = chain(head, rest)
    if number < 2:
        yield from _here(everything, engine)
        return
    with Readers(engine, number) as readers:
        yield from _spread(everything, readers, number * PARTS_AHEAD)


def _here(items: Iterable[RawReport | T], engine: Engine) -> Iterator[Read | T]:
    for item in items:
        yield Read(item, read_one(item, engine)) if isinstance(item, RawReport) else item


def _up_to(items: Iterator[RawReport | T], number: int) -> list[RawReport | T]:
    """The items up to the report of this number, or all."""
    taken: list[RawReport | T] = []
    for item in items:
        taken.append(item)
        number -= isinstance(item, RawReport)
        if number == 0:
            break
    return taken


def _spread(incoming: Iterable[RawReport | T], readers: Readers, ahead: int) -> Iterator[Read | T]:
    waiting: deque[tuple[list[RawReport | T], Future[list[Outcome]]]] = deque()
    for part in _parts(incoming):
        waiting.append((part, readers.read([item for item in part if isinstance(item, RawReport)])))
        if len(waiting) > ahead:
            yield from _answered(*waiting.popleft())
    for part, answer in waiting:
        yield from _answered(part, answer)


def _parts(items: Iterable[RawReport | T]) -> Iterator[list[RawReport | T]]:
    part: list[RawReport | T] = []
    size = 0
    for item in items:
        part.append(item)
        size += len(item.text) if isinstance(item, RawReport) else 0
        if size >= PART_CHARACTERS or len(part) == PART_ITEMS:
            yield part
            part, size = [], 0
    if part:
        yield part


def _answered(part: list[RawReport | T], answer: "Future[list[Outcome]]") -> Iterator[Read | T]:
    outcomes = iter(answer.result())
    for item in part:
        yield Read(item, next(outcomes)) if isinstance(item, RawReport) else item
