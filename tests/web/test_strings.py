import json
import re
from enum import StrEnum

import pytest

from tapal.api.views import FAMILIES, FAMILY_OF
from tapal.model.kinds import ControlState, DatePrecision, EventType, Group, PlacePrecision, SentenceKind, Status
from tapal.web import PAGE, STATIC

TABLES = {
    language: json.loads((STATIC / "strings" / f"{language}.json").read_text(encoding="utf-8"))
    for language in ("id", "en")
}
CODE = "".join(file.read_text(encoding="utf-8") for file in sorted((STATIC / "app").glob("*.js")))


def test_both_languages_have_the_same_words() -> None:
    assert TABLES["id"].keys() == TABLES["en"].keys()


@pytest.mark.parametrize("key", sorted(TABLES["en"]))
def test_both_languages_take_the_same_values(key: str) -> None:
    fields = [sorted(re.findall(r"\{(\w+)\}", table[key])) for table in TABLES.values()]
    assert fields[0] == fields[1]


@pytest.mark.parametrize(
    ("prefix", "kinds"),
    [
        ("type", EventType),
        ("status", Status),
        ("state", ControlState),
        ("group", Group),
        ("precision", DatePrecision),
        ("place", PlacePrecision),
    ],
)
def test_every_value_of_the_record_has_a_word(prefix: str, kinds: type[StrEnum]) -> None:
    missing = [f"{prefix}_{kind.value}" for kind in kinds if f"{prefix}_{kind.value}" not in TABLES["en"]]
    assert missing == []


def test_every_zone_that_is_set_apart_has_a_word() -> None:
    assert all(f"zone_{kind.value}" in TABLES["en"] for kind in SentenceKind if kind is not SentenceKind.NEWS)


def test_every_type_belongs_to_one_family_with_a_word() -> None:
    assert sorted(FAMILY_OF) == sorted(EventType)
    assert sum(len(kinds) for kinds in FAMILIES.values()) == len(EventType)
    assert all(f"family_{family}" in TABLES["en"] for family in FAMILIES)


def test_every_word_that_the_page_asks_for_is_there() -> None:
    asked = set(re.findall(r'\bt\("(\w+)"', CODE))
    asked |= set(re.findall(r'data-(?:t|label)="(\w+)"', PAGE.read_text(encoding="utf-8")))
    asked |= {f"{key}_{form}" for key in re.findall(r'\btn\("(\w+)"', CODE) for form in ("one", "other")}
    assert asked - TABLES["en"].keys() == set()


def test_the_page_names_no_address_outside() -> None:
    sources = CODE + PAGE.read_text(encoding="utf-8") + "".join(f.read_text() for f in (STATIC / "css").glob("*.css"))
    assert set(re.findall(r"https?://[\w.-]+", sources)) == set()
    assert "innerHTML" not in CODE
