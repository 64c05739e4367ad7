from datetime import date

import pytest

from tapal.api.filters import folded, inside, touches
from tapal.model.kinds import DatePrecision
from tapal.model.when import UNKNOWN_WHEN, When

WEEK = When(date(2017, 6, 12), date(2017, 6, 18), DatePrecision.WEEK)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2017, 6, 18), date(2017, 6, 20), True),
        (date(2017, 6, 1), date(2017, 6, 12), True),
        (date(2017, 6, 14), date(2017, 6, 14), True),
        (date(2017, 6, 19), date(2017, 6, 20), False),
        (date(2017, 6, 1), date(2017, 6, 11), False),
        (None, date(2017, 6, 12), True),
        (date(2017, 6, 19), None, False),
    ],
)
def test_an_interval_counts_when_it_shares_a_day(first: date | None, last: date | None, expected: bool) -> None:
    assert touches(WEEK, first, last, undated=False) is expected


def test_what_has_no_date_is_shown_only_when_asked_for() -> None:
    assert touches(UNKNOWN_WHEN, None, None, undated=False)
    assert not touches(UNKNOWN_WHEN, date(2017, 6, 1), None, undated=False)
    assert touches(UNKNOWN_WHEN, date(2017, 6, 1), None, undated=True)


def test_a_half_open_date_is_its_known_day() -> None:
    half = When(date(2017, 6, 12), None, DatePrecision.UNKNOWN)
    assert touches(half, date(2017, 6, 12), date(2017, 6, 12), undated=False)
    assert not touches(half, date(2017, 6, 13), date(2017, 6, 13), undated=False)


def test_a_box_over_the_date_line_takes_in_both_sides() -> None:
    fiji_and_samoa = (170.0, -20.0, -170.0, -10.0)
    assert inside(-18.1, 178.4, fiji_and_samoa)
    assert inside(-13.8, -171.8, fiji_and_samoa)
    assert not inside(-15.0, 0.0, fiji_and_samoa)
    assert not inside(5.0, 178.4, fiji_and_samoa)


def test_names_are_compared_without_case_accents_and_punctuation() -> None:
    assert folded("al-Waleed") == folded("Al Walééd") == "alwaleed"
