"""The desk over a real store: the map is asked for without reading everything, and says the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.api.client import Client
from tests.service.given import SetClock, report
from tests.service.line_reader import LineReader

from tapal import service
from tapal.api.app import create_app
from tapal.api.store_desk import StoreDesk
from tapal.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    clock = SetClock()
    with open_store(tmp_path / "tapal.db", clock) as opened:
        for day, holder, place, when in (
            (5, "ISIS", "al-Tanf", "2015-05-21"),
            (8, "army", "Raqqa", "2016-01-02"),
            (10, "rebels", "al-Tanf", "2016-03-04"),
        ):
            clock.on(day)
            service.add(
                [report(f"d{day}", f"capture | {holder} |  | {place} | {when} | ")], opened, LineReader(), clock
            )
        yield opened


@pytest.fixture
def client(store: Store) -> Client:
    return Client(create_app(StoreDesk(store)))


def test_the_map_of_a_day_reads_no_snapshot(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "snapshot", None)
    answer = client.json("/api/control", as_of="2016-02-01")
    assert [(one["place"]["name"], one["holders"][0]["name"]) for one in answer["control"]] == [
        ("Raqqa", "army"),
        ("al-Tanf", "ISIS"),
    ]
    early = client.json("/api/control", as_of="2016-04-01", as_known_on="2017-06-09")
    assert [one["holders"][0]["name"] for one in early["control"]] == ["army", "ISIS"]
    assert [
        one["place"]["name"] for one in client.json("/api/control", as_of="2016-04-01", place="tanf")["control"]
    ] == ["al-Tanf"]
    assert client.json("/api/control.geojson", as_of="2014-01-01")["features"] == []


@pytest.mark.parametrize("known", [None, date(2017, 6, 9), date(2017, 6, 4)])
@pytest.mark.parametrize("day", [None, date(2016, 2, 1), date(2016, 4, 1)])
def test_spans_are_those_of_the_snapshot(store: Store, day: date | None, known: date | None) -> None:
    every = [span for line in service.snapshot(store, known).timelines for span in line.spans]
    wanted = [one for one in every if day is None or (one.start or date.min) <= day <= (one.end or date.max)]
    assert sorted(service.spans(store, day, known), key=str) == sorted(wanted, key=str)
    assert bool(wanted) is (known != date(2017, 6, 4))
