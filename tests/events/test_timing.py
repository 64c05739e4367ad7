"""When an event was: words of its sentence, what carries over from others, and no guess where nothing is told."""

from datetime import date, datetime, timedelta

import pytest
from tests.events.given import events, told

from tapal.model.kinds import EventType


def days(text: str, code: str, kind: EventType) -> tuple[date | None, date | None]:
    found = [event for event in events(text, code) if event.type is kind]
    assert found, [told(event) for event in events(text, code)]
    return found[0].when.start, found[0].when.end


@pytest.mark.parametrize(("text", "code", "kind", "start", "end"), [
    ("Turkish jets bombed Kobani on Monday.", "en", EventType.AIR_STRIKE, "2024-03-04", "2024-03-04"),
    ("Turkish jets bombed Kobani last night.", "en", EventType.AIR_STRIKE, "2024-03-05", "2024-03-05"),
    ("Rebels seized Bukavu on 16 February 2024.", "en", EventType.CAPTURE, "2024-02-16", "2024-02-16"),
    ("Rebels seized Bukavu in February.", "en", EventType.CAPTURE, "2024-02-01", "2024-02-29"),
    ("Rebels have besieged Taiz since 2015.", "en", EventType.SIEGE, "2015-01-01", "2024-03-06"),
    ("Jet Turki mengebom Kobani pada Senin.", "id", EventType.AIR_STRIKE, "2024-03-04", "2024-03-04"),
    ("Jet Turki mengebom Kobani pada Senin (4/3/2024).", "id", EventType.AIR_STRIKE, "2024-03-04", "2024-03-04"),
    ("Pemberontak merebut Bukavu pada 16 Februari 2024.", "id", EventType.CAPTURE, "2024-02-16", "2024-02-16"),
    ("Milisi menyerang Jos pada Jumat dan Sabtu.", "id", EventType.CLASH, "2024-03-01", "2024-03-02"),
])
def test_days(text: str, code: str, kind: EventType, start: str, end: str) -> None:
    assert days(text, code, kind) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(("text", "code"), [
    ("Rebels captured Goma.", "en"), ("Gunmen kidnapped a priest in Jos.", "en"),
    ("Pemberontak merebut Goma.", "id"), ("Orang bersenjata menculik seorang pastor di Jos.", "id"),
])
def test_no_day_in_the_text_is_no_day_in_the_record(text: str, code: str) -> None:
    """Guide, rule 16: never the day of publication for want of another."""
    found = events(text, code)
    assert found
    assert not any(event.when.known for event in found), [told(event) for event in found]


@pytest.mark.parametrize(("text", "code"), [
    ("A 48-hour ceasefire in Daraa began at 12:00 GMT on Saturday.", "en"),
    ("Gencatan senjata 48 jam di Daraa mulai berlaku Sabtu pukul 12.00 GMT.", "id"),
])
def test_a_truce_with_clock_and_length_runs_from_start_to_end(text: str, code: str) -> None:
    (truce,) = [event for event in events(text, code) if event.type is EventType.CEASEFIRE]
    assert truce.ceasefire is not None
    assert truce.ceasefire.starts == datetime.fromisoformat("2024-03-02T12:00+00:00")
    assert truce.ceasefire.duration_hours == 48
    assert (truce.when.start, truce.when.end) == (date(2024, 3, 2), date(2024, 3, 2) + timedelta(days=2))
