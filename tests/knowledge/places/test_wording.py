"""Place words of both languages."""

import pytest

from tapal.knowledge.places.wording import wording
from tapal.model.kinds import PlaceKind


@pytest.mark.parametrize(
    ("language", "head", "kind"),
    [
        ("id", "kabupaten", PlaceKind.ADMIN2),
        ("id", "penyeberangan", PlaceKind.CROSSING),
        ("en", "city of", PlaceKind.CITY),
        ("en", "air base", PlaceKind.BASE),
    ],
)
def test_headwords_ask_for_a_kind(language: str, head: str, kind: PlaceKind) -> None:
    assert wording(language).heads[head] is kind


@pytest.mark.parametrize("language", ["id", "en"])
def test_all_eight_directions(language: str) -> None:
    assert set(wording(language).directions.values()) == {"n", "ne", "e", "se", "s", "sw", "w", "nw", "c"}


def test_other_languages_fall_back_to_english() -> None:
    assert wording("fr").language == "en"


def test_no_country_is_a_word_that_is_never_a_place() -> None:
    assert not {"jordan", "chad", "mali", "georgia", "turkey"} & wording("en").never
