"""A new store, a clock that can be set, reports in a line."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from line_reader import LineReader

from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.store import Store, open_store


class SetClock:
    """A clock that stands where it is set."""

    def __init__(self) -> None:
        self.now = datetime(2017, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def on(self, day: int, month: int = 6) -> None:
        self.now = datetime(2017, month, day, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    with open_store(tmp_path / "tapal.db", clock) as opened:
        yield opened


@pytest.fixture
def engine() -> LineReader:
    return LineReader()


def report(name: str, *lines: str, published: date | None = date(2017, 6, 5)) -> RawReport:
    return RawReport(DocId(name), "\n".join(lines), published=published, language="id", outlet=f"paper-{name}")
