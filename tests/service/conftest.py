"""A new store, a clock that can be set, a small engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.service.given import SetClock
from tests.service.line_reader import LineReader

from tapal.store import Store, open_store


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
