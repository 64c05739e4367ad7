"""What becomes of a truce, told in our own sentences."""

import pytest

from tapal.lang.truces import extension_hours, phase
from tapal.model.kinds import TrucePhase

ENDED = [
    "Gencatan senjata di Tanjung berakhir tengah malam tadi",
    "Jeda kemanusiaan itu habis dan tidak diperpanjang",
    "the truce expired without a renewal",
    "The river ceasefire has collapsed",
    "Brigade Sungai keluar dari gencatan senjata",
    "The governor called off the three-day truce",
]
EXTENDED = [
    "Kedua pihak sepakat memperpanjang gencatan senjata dua hari",
    "The ceasefire was extended by a week",
    "perpanjangan jeda tempur diumumkan pada Kamis",
]
ANNOUNCED = [
    "Kedua pihak menyepakati gencatan senjata tiga hari",
    "The two brigades declared a truce that ended the fighting in the valley",
    "Gencatan senjata akan berakhir pada Jumat",
    "an open-ended truce took effect at noon",
    "Gencatan senjata itu belum diperpanjang",
    "Pertempuran berakhir sehari setelah gencatan senjata disepakati",
]


@pytest.mark.parametrize("text", ENDED)
def test_a_truce_told_as_over(text: str):
    assert phase(text) is TrucePhase.ENDED


@pytest.mark.parametrize("text", EXTENDED)
def test_a_truce_made_longer(text: str):
    assert phase(text) is TrucePhase.EXTENDED


@pytest.mark.parametrize("text", ANNOUNCED)
def test_a_truce_that_is_only_told(text: str):
    assert phase(text) is TrucePhase.ANNOUNCED


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The ceasefire was extended by a further 36 hours", 36),
        ("gencatan senjata diperpanjang selama dua hari", 48),
        ("they extended the 48-hour truce until Friday", None),
        ("they extended the 48-hour truce by six hours", 6),
        ("The truce was extended by two weeks", 336),
        ("The truce was extended until Friday", None),
    ],
)
def test_by_how_long(text: str, hours: float | None):
    assert extension_hours(text) == hours
