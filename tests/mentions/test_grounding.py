"""Words of foreign records resolved in the light of their article."""

import os
from datetime import date

import pytest

from tapal.events.record import from_record
from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.build import INDEX_NAME, current_stamp, default_folder, index_is_current
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.grounding import ground
from tapal.model.event import ControlStatement
from tapal.model.kinds import DocId, PlacePrecision
from tapal.model.text import Document

TEXT = (
    "Syrian government forces shelled two villages on the road to Palmyra in Homs province on Monday. The rebels "
    "still hold districts in Aleppo and the sugar mill. Most of Deir ez-Zor province is held by Islamic State, while "
    "its capital is divided. Fighters entered the town east of Palmyra."
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    path = default_folder(os.environ.get("TAPAL_CACHE")) / INDEX_NAME
    if not path.exists() or not index_is_current(path, current_stamp()):
        pytest.skip("the name index is not built: run `tapal places find Raqqa` once")
    return Gazetteer.open(path)


def statement(gazetteer: Gazetteer, place: str, quote: str, holder: str) -> ControlStatement:
    document = Document(DocId("a"), TEXT, 0, "en", date(2016, 5, 3))
    record = {"id": "a", "control": [{"quote": quote, "place": place, "holders": [holder], "as_of": "2016-05-03"}]}
    return ground(document, from_record(document, record), gazetteer, Registry.load()).control[0]


def test_ground_by_a_place_is_not_the_place(gazetteer: Gazetteer):
    where = statement(
        gazetteer, "two villages on the road to Palmyra", TEXT[:94], "Syrian government forces"
    ).place.where
    assert where is not None
    assert where.precision is PlacePrecision.NEAR


def test_districts_in_a_city_are_at_the_city_with_precision_parent(gazetteer: Gazetteer):
    where = statement(gazetteer, "districts in Aleppo", "still hold districts in Aleppo", "The rebels").place.where
    assert where is not None
    assert where.name.startswith(("Aleppo", "Ḩalab", "Halab"))
    assert where.precision is PlacePrecision.PARENT


def test_what_no_list_has_is_put_at_a_town_of_the_report_and_says_so(gazetteer: Gazetteer):
    where = statement(gazetteer, "the sugar mill", "Aleppo and the sugar mill", "The rebels").place.where
    assert where is not None
    assert where.precision is PlacePrecision.PARENT
    assert "is not in the gazetteer" in where.how


def test_its_capital_is_the_city_of_the_province_named_before(gazetteer: Gazetteer):
    where = statement(gazetteer, "its capital", "its capital is divided", "Islamic State").place.where
    assert where is not None
    assert where.country == "SY"
    assert abs(where.lat - 35.33) < 0.2


def test_holders_are_known_actors(gazetteer: Gazetteer):
    quote = "Most of Deir ez-Zor province is held by Islamic State"
    found = statement(gazetteer, "Deir ez-Zor province", quote, "Islamic State")
    assert [party.actor_id for party in found.holders] == ["islamic-state"]
    assert found.place.where is not None
    assert found.place.where.precision is PlacePrecision.ADMIN1
