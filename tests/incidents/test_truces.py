"""Truces of an invented river war: when they run, where, and what broke them."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tapal.incidents.sides import Strangers
from tapal.incidents.truces import covers, in_force, truces
from tapal.model.incident import ActorName, Incident, TruceTelling
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
from tapal.model.truce import Truce, TruceEnd
from tapal.model.when import UNKNOWN_WHEN, When
from tapal.model.where import Where

NORTH, RIVER, COAST = (ActorName(name, ActorId(name)) for name in ("north", "river", "coast"))


def place(name: str, lat: float = 10.0, kind: PlaceKind = PlaceKind.CITY, parent: str | None = None) -> Where:
    up = PlaceId(parent) if parent else None
    return Where(PlaceId(name), name, kind, lat, 20.0, "XX", PlacePrecision.EXACT, "name", parent=up)


TOWN = place("Lembang")
QUARTER = place("Pasar", 10.1, PlaceKind.DISTRICT, "Lembang")
FAR = place("Tanjung", 14.0)
LAND = place("Sungailand", 12.0, PlaceKind.COUNTRY)
NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)


def day(number: int) -> date:
    return date(2024, 3, number)


def incident(
    name: str,
    kind: EventType,
    first: date | None,
    at: Where | None,
    actors: Sequence[ActorName],
    status: Status = Status.HAPPENED,
    told: Sequence[TruceTelling] = (),
    last: date | None = None,
) -> Incident:
    when = UNKNOWN_WHEN if first is None else When(first, last or first, DatePrecision.DAY)
    members = tuple(one.event_id for one in told) or (EventId(f"{name}#e1"),)
    return Incident(
        IncidentId(name), kind, members, (name,), when, at, None, tuple(actors), (), status, False, (), None, None,
        truce=tuple(told),
    )  # fmt: skip


def truce(
    name: str,
    published: int,
    starts: datetime | date | None = NOON,
    hours: float | None = 48,
    phase: TrucePhase = TrucePhase.ANNOUNCED,
    at: Where = TOWN,
    actors: Sequence[ActorName] = (NORTH, RIVER),
    status: Status = Status.HAPPENED,
    told: When = UNKNOWN_WHEN,
) -> Incident:
    words = TruceTelling(
        EventId(f"{name}#e1"), name, phase, status, starts, hours, at.name, told, (at,), day(published)
    )
    return incident(name, EventType.CEASEFIRE, None, at, actors, status, [words])


def made(*incidents: Incident) -> tuple[Truce, ...]:
    return truces(incidents, Strangers())


def only(*incidents: Incident) -> Truce:
    found = made(*incidents)
    assert len(found) == 1, found
    return found[0]


def test_a_truce_runs_from_its_hour_for_its_length():
    found = made(truce("a", 5))
    assert not in_force(found, TOWN, NOON - timedelta(minutes=1))
    assert in_force(found, TOWN, NOON) == in_force(found, TOWN, day(7)) == found
    assert not in_force(found, TOWN, NOON + timedelta(hours=49))
    assert not in_force(found, TOWN, day(8))
    assert found[0].end is TruceEnd.RAN_OUT


def test_a_truce_of_days_includes_its_last_day():
    found = only(truce("a", 5, starts=day(5), hours=72))
    assert [found.holds(day(n)) for n in (4, 5, 7, 8)] == [False, True, True, False]


def test_a_truce_without_end_stays_in_force_and_one_without_start_begins_when_it_is_announced():
    found = only(truce("a", 5, starts=None, hours=None))
    assert [found.holds(day(n)) for n in (4, 5, 30)] == [False, True, True]
    assert found.end is None


@pytest.mark.parametrize("status", [Status.DEMANDED, Status.POSSIBLE, Status.DENIED])
def test_who_only_calls_for_a_truce_makes_none(status: Status):
    assert made(truce("a", 5, status=status)) == ()


def test_one_clock_in_two_zones_told_by_two_reports_is_one_truce():
    western = NOON.astimezone(timezone(timedelta(hours=7)))
    found = only(truce("a", 5), truce("b", 6, starts=western, at=QUARTER), truce("c", 6, starts=None, hours=None))
    assert found.incidents == ("a", "b", "c")
    assert found.starts == NOON
    assert found.origins == ("a", "b", "c")


def test_other_days_or_other_towns_are_other_truces():
    assert len(made(truce("a", 5), truce("b", 15, starts=NOON + timedelta(days=10)))) == 2
    assert len(made(truce("a", 5), truce("b", 5, at=FAR))) == 2


@pytest.mark.parametrize("beside", [(), (LAND,)], ids=["the town", "the town in its country"])
def test_a_town_and_its_country_begin_on_one_day_and_are_two_truces(beside: tuple[Where, ...]):
    town = truce("a", 5)
    town = replace(town, truce=(replace(town.truce[0], zone=(TOWN, *beside)),))
    found = made(town, truce("b", 5, at=LAND), truce("c", 6, at=QUARTER), truce("d", 6, starts=None, hours=72, at=LAND))
    assert {one.incidents for one in found} == {("a", "c"), ("b", "d")}
    assert in_force(found, TOWN, NOON) == found
    assert [one.incidents for one in in_force(found, FAR, NOON)] == [("b", "d")]


def test_an_extension_goes_to_the_truce_of_its_own_scope():
    longer = truce("e", 7, starts=None, hours=24, phase=TrucePhase.EXTENDED, at=LAND)
    country = truce("b", 5, NOON - timedelta(hours=24), at=LAND)
    found = {one.incidents[0]: one for one in made(truce("a", 5), country, longer)}
    assert len(found["b"].extensions) == 1
    assert found["a"].extensions == ()


def test_one_report_that_tells_of_two_places_tells_of_two_truces():
    near = place("Lembang Baru", 10.03)
    both = truce("a", 5), truce("b", 5, at=near)
    assert len(made(*both)) == 1
    one = replace(both[1].truce[0], event_id=EventId("a#e2"))
    assert len(made(both[0], replace(both[1], truce=(one,)))) == 2


def test_an_extension_adds_its_hours_once():
    longer = truce("b", 7, starts=None, hours=24, phase=TrucePhase.EXTENDED)
    again = truce(
        "c", 7, starts=None, hours=None, phase=TrucePhase.EXTENDED, told=When(day(7), day(8), DatePrecision.DAY)
    )
    found = only(truce("a", 5), longer, again)
    assert found.ends == found.planned_end == NOON + timedelta(hours=72)
    assert [one.event_id for one in found.extensions] == ["b#e1"]
    assert found.evidence == ("a#e1", "b#e1", "c#e1")


def test_an_extension_alone_makes_a_truce_of_unknown_start():
    found = only(truce("b", 7, starts=day(7), hours=24, phase=TrucePhase.EXTENDED))
    assert found.starts is None
    assert found.holds(day(7))


def test_a_truce_that_is_planned_and_never_told_as_begun_stays_planned():
    assert only(truce("a", 3, status=Status.PLANNED)).status is Status.PLANNED
    assert only(truce("a", 3, status=Status.PLANNED), truce("b", 6)).status is Status.HAPPENED


def test_told_as_over_before_its_time():
    over = truce("b", 6, starts=None, hours=None, phase=TrucePhase.ENDED)
    found = only(truce("a", 5), over)
    assert (found.end, found.ends, found.planned_end) == (TruceEnd.TOLD, day(6), NOON + timedelta(hours=48))
    assert only(truce("a", 5), replace(over, truce=(replace(over.truce[0], published=day(9)),))).end is TruceEnd.RAN_OUT


def test_an_open_truce_lasts_until_its_parties_make_a_new_one_there():
    open_end = truce("a", 5, hours=None)
    new = truce("b", 20, starts=day(20), hours=72)
    first, second = made(open_end, new)
    assert (first.ends, first.end) == (day(19), TruceEnd.REPLACED)
    assert second.starts == day(20)
    assert made(open_end, truce("b", 20, starts=day(20), at=FAR))[0].ends is None


# ---------------------------------------------------------------- breaches


def test_breaches_are_in_the_zone_in_the_time_and_by_a_party_or_called_so():
    called = incident("v", EventType.CEASEFIRE_VIOLATION, day(6), QUARTER, [COAST])
    shelled = incident("s", EventType.SHELLING, day(6), QUARTER, [NORTH])
    stranger = incident("x", EventType.SHELLING, day(6), TOWN, [COAST])
    elsewhere = incident("f", EventType.SHELLING, day(6), FAR, [NORTH])
    after = incident("l", EventType.SHELLING, day(9), TOWN, [NORTH])
    feared = incident("p", EventType.SHELLING, day(6), TOWN, [NORTH], Status.POSSIBLE)
    found = only(truce("a", 5), called, shelled, stranger, elsewhere, after, feared)
    assert [(one.incident_id, one.called) for one in found.breaches] == [("s", False), ("v", True)]
    assert found.ends == NOON + timedelta(hours=48)


def test_both_sides_of_a_clash_break_a_truce():
    clash = replace(incident("c", EventType.CLASH, day(6), TOWN, [COAST]), targets=(RIVER,))
    assert len(only(truce("a", 5), clash).breaches) == 1


def test_the_zone_is_the_place_with_all_that_lies_in_it():
    assert covers([TOWN], QUARTER)
    assert not covers([QUARTER], TOWN)
    assert not covers([TOWN], FAR)
    assert covers([LAND], FAR)
    assert not covers([LAND], replace(FAR, country="YY"))


def test_the_order_of_arrival_does_not_matter():
    story = [
        truce("a", 5), truce("b", 6, at=QUARTER), truce("c", 7, None, 24, TrucePhase.EXTENDED),
        truce("d", 20, day(20), None), truce("e", 25, None, None, TrucePhase.ENDED),
        truce("f", 6, at=FAR, hours=None), truce("g", 9, day(9), None, at=LAND),
        incident("s", EventType.SHELLING, day(6), QUARTER, [NORTH]),
        incident("v", EventType.CEASEFIRE_VIOLATION, day(21), TOWN, []),
    ]  # fmt: skip
    expected = made(*story)
    assert len(expected) >= 3
    for seed in range(10):
        random.Random(seed).shuffle(story)
        assert made(*story) == expected
