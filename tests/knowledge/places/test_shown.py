"""Names as they are shown: what reports write, not what libraries catalogue."""

import pytest

from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.shown import common_name
from tapal.model.kinds import PlaceKind


@pytest.mark.parametrize(
    ("name", "others", "country", "shown"),
    [
        ("Dar‘ā", ["Dara", "Daraa", "Deraa"], "SY", "Daraa"),
        ("Ar Raqqah", ["Raqqa", "Raqqah", "Rakka"], "SY", "Raqqa"),
        ("Tall ‘Afar", ["Tal Afar", "Telafer"], "IQ", "Tal Afar"),
        ("As Sukhnah", ["Sukhnah"], "SY", "Sukhnah"),
        ("Al Bāb", ["Bab"], "SY", "Al Bab"),
        ("Rafaḩ", ["Rafa"], "PS", "Rafah"),
        ("‘Anat al Qadīmah", [], "IQ", "Anat al Qadimah"),
        ("Jeddah", ["Jedda"], "SA", "Jeddah"),
        ("Sétif", ["Setif"], "DZ", "Sétif"),
        ("Donets’k", [], "UA", "Donetsk"),
        ("Kandahār", [], "AF", "Kandahar"),
        ("Şırnak", ["Sirnak"], "TR", "Şırnak"),
        ("دير", [], "SY", "دير"),
    ],
)
def test_the_form_of_reports(name: str, others: list[str], country: str, shown: str) -> None:
    assert common_name(name, others, country) == shown


@pytest.mark.parametrize("asked", ["Dar‘ā", "Daraa", "Deraa"])
def test_every_spelling_finds_what_is_shown_under_one(gazetteer: Gazetteer, asked: str) -> None:
    towns = [one.place for one in gazetteer.exact(asked) if one.place.kind is PlaceKind.CITY]
    assert towns[0].name == "Daraa"


def test_a_name_of_our_own_comes_before_that_of_the_base(gazetteer: Gazetteer) -> None:
    assert gazetteer.exact("Al Ba‘āj")[0].place.name == "Ba'aj"
