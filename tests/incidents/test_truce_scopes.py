"""A truce of one town and one of the whole country, told on one day by reports in both languages."""

from itertools import permutations

import pytest
from riverwar import Report, report

from tapal.incidents import merge_reports
from tapal.incidents.sides import Strangers
from tapal.incidents.truces import truces


def told(doc: str, quote: str, place: str, language: str, hours: int, sides: tuple[str, str]) -> Report:
    event = {
        "type": "ceasefire", "quote": quote, "trigger": quote.split()[0], "actors": list(sides), "places": [place],
        "date_start": "2024-03-05", "date_end": "2024-03-05",
        "details": {"starts": "2024-03-05", "duration_hours": hours, "scope": place},
    }  # fmt: skip
    return report(doc, "2024-03-05", quote, [event], language)


ENGLISH, INDONESIAN = ("Northern Forces", "River Brigade"), ("Pasukan Utara", "Brigade Sungai")
REPORTS = (
    told("town-en", "Truce of two days for Lembang agreed by Northern Forces and River Brigade.", "Lembang", "en", 48,
         ENGLISH),
    told("town-id", "Jeda tempur dua hari di Lembang disepakati Pasukan Utara dan Brigade Sungai.", "Lembang", "id", 48,
         INDONESIAN),
    told("land-en", "Truce of ten days for Sungailand agreed by Northern Forces and River Brigade.", "Sungailand", "en",
         240, ENGLISH),
    told("land-id", "Jeda tempur sepuluh hari di seluruh Negeri Sungai disepakati Pasukan Utara dan Brigade Sungai.",
         "Negeri Sungai", "id", 240, INDONESIAN),
)  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_town_and_the_country_have_a_truce_each(order: tuple[int, ...]):
    merged = merge_reports([REPORTS[n] for n in order], None, Strangers())
    found = truces(merged.incidents, Strangers())
    assert {frozenset(event.partition("#")[0] for event in one.evidence): str(one.ends) for one in found} == {
        frozenset({"town-en", "town-id"}): "2024-03-06",
        frozenset({"land-en", "land-id"}): "2024-03-14",
    }
