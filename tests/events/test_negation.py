"""What a sentence itself denies, or only intends, is not told as having happened."""

import pytest
from tests.events.given import events

from tapal.model.kinds import EventType, Status


@pytest.mark.parametrize(("text", "code", "status"), [
    ("The army denied shelling the market in Taiz.", "en", Status.DENIED),
    ("Rebels did not attack the convoy near Goma on Monday, a spokesman said.", "en", Status.DENIED),
    ("Polisi membantah telah menangkap pengunjuk rasa di Jayapura.", "id", Status.DENIED),
    ("Pasukan pemerintah tidak menyerang kota Bor, kata juru bicara.", "id", Status.DENIED),
    ("The army will attack rebel positions in Bor, the minister said.", "en", Status.PLANNED),
    ("Tentara Sudan akan merebut kota Bor pekan depan, kata menteri.", "id", Status.PLANNED),
    ("Warga khawatir tentara akan berusaha merebut kota Bor.", "id", Status.POSSIBLE),
    ("The army shelled the market in Taiz on Monday.", "en", Status.HAPPENED),
    ("Pasukan pemerintah menyerang kota Bor pada Senin.", "id", Status.HAPPENED),
    ("The rebels not only attacked the convoy near Goma, they burned it.", "en", Status.HAPPENED),
])
def test_status_follows_the_sentence(text: str, code: str, status: Status) -> None:
    found = events(text, code)
    assert status in {event.status for event in found}
    assert status is Status.HAPPENED or Status.HAPPENED not in {event.status for event in found}


def test_a_deal_and_who_arranged_it_are_one_event() -> None:
    found = events("A ceasefire brokered by Egypt took effect in Gaza on Monday.", "en")
    assert [event.type for event in found] == [EventType.CEASEFIRE]
