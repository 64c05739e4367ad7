"""Spellings of one name must meet, different names must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapal.knowledge.places.key import key, normal

SAME = [
    "al-Waleed|Al Walid|Al Walīd",
    "Hiteen|Hittin|Hitteen",
    "Qadissiya|Qadisiyah|al-Qadisiya",
    "Irbil|Erbil",
    "Deir ez-Zor|Deir al-Zour|Deir Ezzor|Dayr az Zawr|Der Ezzor",
    "Kyiv|Kiev|Kiyev",
    "Hodeidah|Hudaydah|Al Hudaydah",
    "Hasaka|Al Hasakah|Hassakeh",
    "Tal Afar|Tall ‘Afar|Tell Afar",
    "Mayadin|Mayadeen|Al Mayādīn",
    "Ba‘qūbah|Baquba|Baqouba",
    "Khan Sheikhoun|Khan Shaykhun|Khan Sheikhun",
    "Sweida|As Suwayda|Suweida",
    "Zaporizhzhia|Zaporizhia",
    "El Fasher|Al Fashir|El-Fasher",
    "Slovyansk|Sloviansk",
    "Shadadi|Ash Shaddadi|al-Shaddadi",
    "Nabatieh|Nabatiyeh|An Nabatiyah",
]
DIFFERENT = ["Homs|Hama", "Mosul|Moscow", "Raqqa|Rawa", "Kirkuk|Karak", "Izium|Izmir", "Sumy|Samawah", "Aden|Adana"]


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_name_share_a_key(names: str) -> None:
    assert len({key(name) for name in names.split("|")}) == 1


@pytest.mark.parametrize("names", DIFFERENT)
def test_different_names_keep_different_keys(names: str) -> None:
    first, second = names.split("|")
    assert key(first) != key(second)


def test_normal_form_drops_accents_articles_stay() -> None:
    assert normal("Al-Raqqah") == "al raqqah"
    assert normal("Ţūzkhūrmātū") == "tuzkhurmatu"
    assert normal("Ba'aj") == normal("Ba‘aj") == normal("BAAJ") == "baaj"


def test_arabic_spellings_meet_and_have_no_latin_key() -> None:
    assert normal("أربيل") == normal("اربيل")
    assert key("الرقة") == ""


def test_a_name_that_is_only_an_article_keeps_a_key() -> None:
    assert key("Al") != ""


@given(st.text(max_size=40))
def test_normal_is_idempotent_and_key_depends_on_it_only(name: str) -> None:
    assert normal(normal(name)) == normal(name)
    assert key(normal(name)) == key(name)
