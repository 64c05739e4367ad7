"""A new store, a clock that can be set, a small engine."""

from collections.abc import Iterator

import pytest
from tests.service.given import SetClock
from tests.service.line_reader import LineReader
from tests.store.locations import database, location, postgres

from tapal.store import Store, open_store

__all__ = ["database", "location", "postgres"]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(location: str, clock: SetClock) -> Iterator[Store]:
    with open_store(location, clock) as opened:
        yield opened


@pytest.fixture
def engine() -> LineReader:
    return LineReader()
