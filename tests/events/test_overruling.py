"""Where the language leaves no choice: who can fly, who is attacked, what only bears a country's name."""

import pytest
from tests.events.given import events, told

from tapal.model.kinds import EventType


@pytest.mark.parametrize(("text", "code"), [
    ("Orang bersenjata menyerang sebuah desa di Papua pada Senin, menewaskan 12 orang.", "id"),
    ("Gunmen attacked a village near Jos on Monday, killing 12 people.", "en"),
])
def test_gunmen_without_aircraft_make_no_air_strike(text: str, code: str) -> None:
    found = events(text, code)
    assert found
    assert EventType.AIR_STRIKE not in {event.type for event in found}, [told(event) for event in found]


def test_rebels_with_drones_may_strike_from_the_air() -> None:
    found = events("Houthi drones struck the airport in Abha on Monday, wounding five people.", "en")
    assert [event.type for event in found] == [EventType.AIR_STRIKE]


@pytest.mark.parametrize(("text", "code", "target"), [
    ("Tentara Suriah menembaki kamp Palestina di Daraa pada Senin.", "id", "kamp Palestina"),
    ("Syrian troops shelled the Palestine camp in Daraa on Monday.", "en", "the Palestine camp"),
])
def test_a_camp_named_after_a_country_is_not_its_state(text: str, code: str, target: str) -> None:
    (event,) = events(text, code)
    hit = [party for party in event.targets if party.text == target]
    assert all(party.actor_id is None for party in (*event.targets, *event.actors[1:]))
    assert hit or target.removeprefix("the ") in " ".join(place.text for place in event.places)


@pytest.mark.parametrize(("text", "code", "attacker", "attacked"), [
    ("Al-Shabaab drove Somali troops out of the town on Monday.", "en", "Al-Shabaab", "Somali troops"),
    ("Kota itu direbut oleh pasukan Ukraina dari pasukan Rusia pada Jumat.", "id", "pasukan Ukraina", "pasukan Rusia"),
])
def test_who_is_attacked_is_not_the_attacker(text: str, code: str, attacker: str, attacked: str) -> None:
    (event,) = events(text, code)
    assert [party.text for party in event.actors] == [attacker]
    assert attacked not in [party.text for party in event.actors]


def test_a_single_sentence_is_always_read() -> None:
    (event,) = events("Israel attacked Iran on Monday.", "en")
    assert [party.text for party in event.actors] == ["Israel"]
    assert [party.text for party in event.targets] == ["Iran"]


@pytest.mark.parametrize(("text", "code", "places"), [
    ("A bomb went off in Karbala on Monday, killing two. Islamic State has lost many of the cities it overran in 2014.",
     "en", {"the cities": None}),
    ("Rebels advanced on Goma on Monday. They captured the city on Tuesday.", "en", {"Goma": "Goma"}),
    ("Pemberontak mendekati Goma pada Senin. Mereka merebut kota itu pada Selasa.", "id", {"Goma": "Goma"}),
])
def test_several_cities_are_not_the_one_named_last(text: str, code: str, places: dict[str, str | None]) -> None:
    (event,) = [event for event in events(text, code) if event.type is EventType.CAPTURE]
    assert {place.text: place.where and place.where.name for place in event.places} == places


@pytest.mark.parametrize(("text", "code"), [
    ("Tentara Sudan melancarkan serangan untuk merebut El Fasher dari RSF pada Senin.", "id"),
    ("The Sudanese army launched an attack to capture El Fasher from the RSF on Monday.", "en"),
    ("Pemberontak Suriah melancarkan serangan untuk merebut Aleppo pada Senin.", "id"),
    ("Syrian rebels began an attack on Monday to take Aleppo.", "en"),
])
def test_what_is_to_take_a_place_is_fought_on_the_ground_and_not_taken_yet(text: str, code: str) -> None:
    assert [event.type for event in events(text, code)] == [EventType.CLASH]


@pytest.mark.parametrize(("text", "code"), [
    ("Milisi merebut pos perbatasan pada Sabtu dan segera bertemu dengan pasukan Suriah di sisi lain.", "id"),
    ("The militia captured the border post on Saturday and met up with Syrian troops on the other side.", "en"),
])
def test_troops_that_meet_troops_hold_no_talks(text: str, code: str) -> None:
    assert {event.type for event in events(text, code)} == {EventType.CAPTURE}


@pytest.mark.parametrize(("text", "code"), [
    ("Pemberontak dan pemerintah Suriah mengadakan pembicaraan damai di Yordania pada Senin.", "id"),
    ("Syrian rebels and the government held peace talks in Jordan on Monday.", "en"),
])
def test_the_country_of_the_talks_does_not_take_part(text: str, code: str) -> None:
    (event,) = events(text, code)
    assert not {"Jordan", "Yordania"} & {party.text for party in event.actors}
    assert {"Jordan", "Yordania"} & {place.text for place in event.places}


@pytest.mark.parametrize(("text", "code"), [
    ("Tentara mengumumkan pada Sabtu bahwa operasi tempur di Daraa ditangguhkan selama 48 jam. Kota itu hancur. "
     "Komando mengatakan semua operasi dihentikan selama 48 jam mulai pukul 12.00 pada Sabtu.", "id"),
    ("The army said on Saturday that combat operations in Daraa were suspended for 48 hours. The town lies in ruins. "
     "The command said all operations would be halted for 48 hours from noon on Saturday.", "en"),
])
def test_truces_of_one_length_and_day_are_one(text: str, code: str) -> None:
    truces = [event for event in events(text, code) if event.type is EventType.CEASEFIRE]
    assert len(truces) == 1
    assert truces[0].ceasefire is not None
    assert truces[0].ceasefire.duration_hours == 48


@pytest.mark.parametrize(("text", "code"), [
    ("Rebels fired rockets from multiple launchers on the town of Jobar on Monday, killing two civilians.", "en"),
    ("Pemberontak menembakkan sejumlah roket ke kota Jobar pada Senin, menewaskan dua warga sipil.", "id"),
])
def test_what_is_fired_is_not_what_is_hit(text: str, code: str) -> None:
    (event,) = events(text, code)
    assert event.targets
    assert not any(word in party.text for party in event.targets for word in ("rocket", "launcher", "roket"))


@pytest.mark.parametrize(("text", "code", "hit"), [
    ("Coalition air strikes destroyed two rocket launchers near Mosul on Monday.", "en", "launchers"),
    ("Israeli warplanes bombed an arms depot near Damascus on Monday.", "en", "depot"),
    ("Serangan udara koalisi menghancurkan dua peluncur roket di dekat Mosul pada Senin.", "id", "peluncur"),
    ("Pesawat tempur Israel mengebom gudang senjata di dekat Damaskus pada Senin.", "id", "gudang"),
])
def test_a_weapon_that_is_destroyed_is_what_is_hit(text: str, code: str, hit: str) -> None:
    assert any(hit in party.text for event in events(text, code) for party in event.targets)
