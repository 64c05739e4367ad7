"""From mentions to events: sides, places, evidence, and what was so before the change that a report tells."""

from datetime import date

import pytest
from tests.events.given import events, reading, told

from tapal.events.assemble import before_its_loss
from tapal.model.event import ControlStatement, Event, Party, Site
from tapal.model.kinds import (
    ControlState,
    DocId,
    EventId,
    EventType,
    Novelty,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    Status,
)
from tapal.model.text import Evidence, Span
from tapal.model.when import UNKNOWN_WHEN, day
from tapal.model.where import Where

TOWN = Where(PlaceId("x:1"), "Bor", PlaceKind.CITY, 6.2, 31.6, "SS", PlacePrecision.EXACT, "name")
VILLAGE = Where(PlaceId("x:2"), "Pibor", PlaceKind.CITY, 6.8, 33.1, "SS", PlacePrecision.EXACT, "name")


def words(text: str) -> Evidence:
    return Evidence(DocId("d"), Span(0, len(text)), text)


def capture(taker: str, where: Where, on: date | None, status: Status = Status.HAPPENED) -> Event:
    return Event(
        EventId("d#e1"), DocId("d"), EventType.CAPTURE, words("q"), words("t"), (), (Party(words(taker)),), (),
        (Site(words(where.name), where),), day(on) if on else UNKNOWN_WHEN, status, Novelty.NEW,
    )


HELD = ControlStatement(
    EventId("d#c1"), DocId("d"), words("q"), Site(words("Bor"), TOWN), (Party(words("rebels")),), ControlState.HOLDS,
    date(2024, 3, 6), None, None,
)


def test_a_holder_who_lost_the_place_held_it_until_the_day_before() -> None:
    before = before_its_loss(HELD, [capture("the army", TOWN, date(2024, 3, 5))])
    assert (before.as_of, before.until) == (date(2024, 3, 4), date(2024, 3, 4))


@pytest.mark.parametrize("event", [
    capture("rebels", TOWN, date(2024, 3, 5)),  # the holder's own capture
    capture("the army", VILLAGE, date(2024, 3, 5)),  # another place
    capture("the army", TOWN, None),  # no day
    capture("the army", TOWN, date(2024, 3, 7)),  # later than the statement
    capture("the army", TOWN, date(2024, 3, 5), Status.PLANNED),  # not carried out
])
def test_other_events_leave_a_statement_alone(event: Event) -> None:
    assert before_its_loss(HELD, [event]) == HELD


@pytest.mark.parametrize(("text", "code"), [
    ("Rebels entered Goma on Monday. They captured the city on Tuesday.", "en"),
    ("Pemberontak memasuki Goma pada Senin. Mereka merebut kota itu pada Selasa.", "id"),
])
def test_the_city_is_the_city_named_before(text: str, code: str) -> None:
    taken = [event for event in events(text, code) if event.trigger.quote in ("captured", "merebut")]
    assert [event.type for event in taken] == [EventType.CAPTURE], [told(event) for event in events(text, code)]
    assert {site.where.name for site in taken[0].places if site.where} == {"Goma"}


@pytest.mark.parametrize(("text", "code"), [
    ("Government troops retook Bor from rebels on Tuesday.", "en"),
    ("Clashes broke out between the army and M23 rebels in Goma on Monday.", "en"),
    ("The Rapid Support Forces shelled army positions in Khartoum on Sunday.", "en"),
    ("Pasukan pemerintah merebut kembali Bor dari pemberontak pada Selasa.", "id"),
    ("Bentrokan pecah antara tentara dan pemberontak M23 di Goma pada Senin.", "id"),
])
def test_nobody_is_on_both_sides(text: str, code: str) -> None:
    found = events(text, code)
    assert found
    for event in found:
        sides = [{one.actor_id or one.text.casefold() for one in parties} for parties in (event.actors, event.targets)]
        assert not sides[0] & sides[1], told(event)


@pytest.mark.parametrize(("text", "code"), [
    ("A coalition air strike killed six people in Raqqa on Monday, the Syrian Observatory said.", "en"),
    ("Menurut polisi, KKB membakar sebuah sekolah di Wamena pada Senin dan menewaskan dua guru.", "id"),
])
def test_every_value_leads_back_to_its_words(text: str, code: str) -> None:
    found = reading(text, code).events
    assert found
    for event in found:
        pieces = [event.evidence, event.trigger, *event.also]
        pieces += [one.evidence for one in (*event.actors, *event.targets, *event.places)]
        pieces += [event.attribution.evidence] if event.attribution else []
        assert all(text[piece.span.start : piece.span.end] == piece.quote for piece in pieces)
        assert event.evidence.span.contains(event.trigger.span)
        assert event.rule


@pytest.mark.parametrize(("text", "code", "told_of"), [
    ("Kurdish forces control Manbij. The army shelled Kurdish forces who control Manbij on Monday.", "en", ["Manbij"]),
    ("Kurdish forces control Manbij. Turkish troops control Jarablus.", "en", ["Manbij", "Jarablus"]),
    ("Pasukan Kurdi menguasai kota Manbij. Tentara menembaki pasukan Kurdi yang menguasai kota Manbij.", "id",
     ["kota Manbij"]),
    ("Pasukan Kurdi menguasai kota Manbij. Tentara Turki menguasai kota Jarablus.", "id",
     ["kota Manbij", "kota Jarablus"]),
])
def test_a_report_says_once_who_holds_a_place(text: str, code: str, told_of: list[str]) -> None:
    assert [statement.place.text for statement in reading(text, code).control] == told_of
