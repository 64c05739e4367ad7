"""Distances against known ones."""

import pytest

from tapal.knowledge.places.geometry import centre, distance_km, rough_km, shifted


def test_distance_between_known_cities() -> None:
    assert distance_km(36.335, 43.119, 33.341, 44.401) == pytest.approx(353, abs=3)  # Mosul to Baghdad


def test_rough_distance_agrees_below_500_km() -> None:
    exact = distance_km(33.51, 36.29, 36.2, 37.16)
    assert rough_km(33.51, 36.29, 36.2, 37.16) == pytest.approx(exact, rel=0.03)


@pytest.mark.parametrize("direction", ["n", "ne", "e", "se", "s", "sw", "w", "nw"])
def test_a_shift_goes_as_far_as_it_says(direction: str) -> None:
    lat, lon = shifted(36.3, 43.1, direction, 50)
    assert distance_km(36.3, 43.1, lat, lon) == pytest.approx(50, rel=0.02)


def test_north_is_up_and_east_is_right() -> None:
    assert shifted(0, 0, "n", 10)[0] > 0
    assert shifted(0, 0, "e", 10)[1] > 0


def test_centre_over_the_date_line() -> None:
    assert abs(centre([(0, 179), (0, -179)])[1]) == pytest.approx(180)
