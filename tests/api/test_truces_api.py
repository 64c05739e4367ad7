"""Truces asked over HTTP, from a small record about an invented river war."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from tests.api.client import Client

from tapal.api.app import create_app
from tapal.api.desk import Record, record
from tapal.incidents.sides import Strangers
from tapal.incidents.truces import truces
from tapal.model.incident import ActorName, ControlSpan, Incident, TruceTelling
from tapal.model.kinds import (
    ActorId,
    DatePrecision,
    EventId,
    EventType,
    IncidentId,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    Status,
    TrucePhase,
)
from tapal.model.when import UNKNOWN_WHEN, When
from tapal.model.where import Where

NORTH = ActorName("Pasukan Utara", ActorId("north"))
TOWN = Where(PlaceId("lembang"), "Lembang", PlaceKind.CITY, 10.0, 20.0, "XX", PlacePrecision.EXACT, "name")
QUARTER = Where(
    PlaceId("pasar"), "Pasar Lama", PlaceKind.DISTRICT, 10.1, 20.1, "XX", PlacePrecision.EXACT, "name",
    parent=PlaceId("lembang"),
)  # fmt: skip


def incident(name: str, kind: EventType, at: Where, day: date | None, told: tuple[TruceTelling, ...] = ()) -> Incident:
    when = UNKNOWN_WHEN if day is None else When(day, day, DatePrecision.DAY)
    return Incident(
        IncidentId(name), kind, (EventId(f"{name}#e1"),), (name,), when, at, at.name, (NORTH,), (), Status.HAPPENED,
        False, (), None, None, sites=(at,), truce=told,
    )  # fmt: skip


class TruceDesk:
    """One truce of 48 hours from noon UTC on 5 March 2024, broken on the 6th."""

    def known(self, on: date | None) -> Record:
        noon = datetime(2024, 3, 5, 12, tzinfo=UTC)
        told = TruceTelling(
            EventId("a#e1"), "a", TrucePhase.ANNOUNCED, Status.HAPPENED, noon, 48, "kota Lembang", UNKNOWN_WHEN,
            (TOWN,), date(2024, 3, 5),
        )  # fmt: skip
        found = [
            incident("a", EventType.CEASEFIRE, TOWN, None, (told,)),
            incident("s", EventType.SHELLING, QUARTER, date(2024, 3, 6)),
        ]
        return record([], (), found, (), truces(found, Strangers()))

    def spans(self, day: date | None, on: date | None) -> Sequence[ControlSpan]:
        return ()

    def recorded_days(self) -> Sequence[date]:
        return []


@pytest.fixture(scope="module")
def truce_client() -> Client:
    return Client(create_app(TruceDesk()))


def test_a_truce_is_shown_with_its_clock_zone_parties_and_breaches(truce_client: Client) -> None:
    shown = truce_client.json("/api/truces")
    assert shown["total"] == 1
    (truce,) = shown["truces"]
    assert (truce["starts"], truce["ends"]) == ("2024-03-05T12:00:00+00:00", "2024-03-07T12:00:00+00:00")
    assert truce["end"] == "ran out"
    assert [where["id"] for where in truce["zone"]] == ["lembang"]
    assert truce["parties"] == [{"id": "north", "name": "Pasukan Utara"}]
    assert [(one["incident"], one["day"], one["called"]) for one in truce["breaches"]] == [("s", "2024-03-06", False)]


@pytest.mark.parametrize(
    ("at", "total"),
    [
        ("2024-03-05T11:59:00Z", 0),
        ("2024-03-05T19:00:00+07:00", 1),
        ("2024-03-07", 1),
        ("2024-03-08", 0),
    ],
)
def test_is_a_truce_in_force_at_a_moment(truce_client: Client, at: str, total: int) -> None:
    assert truce_client.json("/api/truces", at=at)["total"] == total


@pytest.mark.parametrize(("place", "total"), [("lembang", 1), ("Pasar", 1), ("pasar", 1), ("Tanjung", 0)])
def test_a_quarter_lies_in_the_zone_of_its_city(truce_client: Client, place: str, total: int) -> None:
    assert truce_client.json("/api/truces", place=place, at="2024-03-06")["total"] == total


def test_an_instant_without_a_zone_is_refused(truce_client: Client) -> None:
    answer = truce_client.get("/api/truces", params={"at": "2024-03-05T12:00"})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid_parameter"
