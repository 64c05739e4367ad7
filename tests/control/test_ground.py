"""Which words describe ground that somebody can hold."""

import pytest

from tapal.control.ground import is_ground
from tapal.model.kinds import PlaceId, PlaceKind, PlacePrecision
from tapal.model.where import Where


def where(precision: PlacePrecision, how: str) -> Where:
    return Where(PlaceId("t"), "Al Lembang", PlaceKind.CITY, 10.0, 20.0, "XX", precision, how)


NEAR = where(PlacePrecision.NEAR, "near of Al Lembang")
INSIDE = where(PlacePrecision.PARENT, "these words are not in the gazetteer: placed at Al Lembang")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (where(PlacePrecision.EXACT, "name"), "Lembang"),
        (where(PlacePrecision.NEAR, "part of Al Lembang, sw"), "barat daya Lembang"),
        (NEAR, "an old army base outside Lembang"),
        (NEAR, "sebuah pangkalan tua di luar Lembang"),
        (NEAR, "two villages near Lembang"),
        (NEAR, "Tanah Merah dekat Lembang"),
        (INSIDE, "kamp Melati"),
        (INSIDE, "bagian utara"),
        (INSIDE, "the northern side"),
    ],
)
def test_ground_is_listed_or_has_a_name_or_is_a_thing_or_a_side(place: Where, text: str):
    assert is_ground(place, text)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (NEAR, "kunci dekat Lembang"),
        (NEAR, "strategic positions near Lembang"),
        (NEAR, "sekitar Lembang"),
        (NEAR, "12 desa di sekitar Lembang"),
        (INSIDE, "about a third of the city"),
        (INSIDE, "sepertiga kota"),
        (INSIDE, "streets in Al Lembang"),
        (INSIDE, "wilayah yang dikuasai pemberontak"),
        (where(PlacePrecision.EXACT, "context: only another sentence names it"), "Lembang"),
        (where(PlacePrecision.NEAR, "between Al Lembang and Tanjung"), "jalan antara Lembang dan Tanjung"),
    ],
)
def test_words_that_name_nothing_open_no_record(place: Where, text: str):
    assert not is_ground(place, text)
