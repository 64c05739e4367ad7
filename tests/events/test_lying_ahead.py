"""Days of what is not done yet, and fighting that a truce halts."""

from datetime import date

import pytest
from tests.events.given import events, told

from tapal.model.event import Event
from tapal.model.kinds import EventType, Status


def one(text: str, code: str, kind: EventType) -> Event:
    found = [event for event in events(text, code) if event.type is kind]
    assert len(found) == 1, [told(event) for event in events(text, code)]
    return found[0]


@pytest.mark.parametrize(("text", "code"), [
    ("The army shelled Taiz on Monday. It is preparing to attack rebel positions in Marib.", "en"),
    ("Tentara menembaki Taiz pada Senin. Pasukan itu bersiap menyerang posisi pemberontak di Marib.", "id"),
    ("The minister said on Tuesday that troops will attack rebels in Marib.", "en"),
])
def test_the_day_of_another_act_or_of_the_speaking_is_not_that_of_a_plan(text: str, code: str) -> None:
    plans = [event for event in events(text, code) if event.status is not Status.HAPPENED]
    assert plans
    assert all(event.when.start is None for event in plans), [told(event) for event in plans]


def test_a_plan_keeps_the_day_that_it_names() -> None:
    (plan,) = events("The army will attack rebels in Marib on Friday.", "en")
    assert plan.status is Status.PLANNED
    assert plan.when.start == date(2024, 3, 8)


@pytest.mark.parametrize(("text", "code", "hours"), [
    ("Tentara Sudan mengumumkan bahwa semua operasi tempur di kota Bor telah dihentikan selama 72 jam.", "id", 72),
    ("Kedua pihak sepakat menghentikan pertempuran di Khartoum selama 24 jam mulai Senin.", "id", 24),
    ("The rebels halted offensive operations in Taiz for two days, a spokesman said.", "en", 48),
    ("Fighting in Taiz was suspended for 48 hours on Monday.", "en", 48),
])
def test_what_a_truce_halts_is_no_clash(text: str, code: str, hours: float) -> None:
    found = events(text, code)
    assert [event.type for event in found] == [EventType.CEASEFIRE], [told(event) for event in found]
    assert found[0].ceasefire is not None
    assert found[0].ceasefire.duration_hours == hours


@pytest.mark.parametrize(("text", "code", "speaker"), [
    ("Pasukan pemberontak memasuki pinggiran timur kota Taiz, dan menambahkan bahwa mereka menangkap lima tentara.",
     "id", "Pasukan pemberontak"),
    ("The rebels entered eastern Taiz and added that they had captured five soldiers.", "en", "The rebels"),
])
def test_one_subject_speaks_for_both_verbs(text: str, code: str, speaker: str) -> None:
    event = one(text, code, EventType.ARREST)
    assert event.attribution is not None
    assert event.attribution.text == speaker


def test_a_lost_full_stop_parts_the_phrases() -> None:
    event = one("Clashes broke out in Aleppo Two children were killed by shelling on Monday.", "en", EventType.SHELLING)
    assert [party.text for party in event.targets] == ["Two children"]
