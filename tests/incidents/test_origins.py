"""Copies, shortened copies and translations have one origin; other reporters, follow-ups and bulletins their own."""

import random
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from tapal.incidents.origins import Link, filing, find_origins, in_order, link, print_of
from tapal.incidents.vectors import sentence_encoder
from tapal.model.kinds import DocId
from tapal.model.text import Document

TABLE = tomllib.loads((Path(__file__).parent / "origins.toml").read_text(encoding="utf-8"))["report"]
ORIGIN = {row["id"]: row["origin"] for row in TABLE}


def documents() -> list[Document]:
    return [
        Document(DocId(row["id"]), row["text"].strip(), 0, row["language"], row["published"], agency=row.get("agency"))
        for row in TABLE
    ]


def pairs() -> list[tuple[Document, Document]]:
    return list(combinations(sorted(documents(), key=in_order), 2))


def test_every_report_has_its_origin():
    found = find_origins(documents(), sentence_encoder())
    assert {doc: origin.id for origin in found for doc in origin.docs} == ORIGIN
    assert sum(len(origin.docs) for origin in found) == len(TABLE)


def test_without_vectors_copies_are_found_and_translations_are_not():
    found = {doc: origin.id for origin in find_origins(documents()) for doc in origin.docs}
    same_language = {"pasar-1", "pasar-2", "pasar-3", "jembatan-1", "jembatan-3", "jembatan-2", "jembatan-5"}
    assert {found["pasar-1"], found["pasar-2"], found["pasar-3"]} == {"pasar-1"}
    assert found["jembatan-1"] == found["jembatan-3"]
    assert found["jembatan-2"] == found["jembatan-5"] != found["jembatan-1"]
    assert all(found[doc] == doc for doc in ORIGIN if doc not in same_language)


def test_each_copy_names_what_it_shares_with_which():
    (market,) = [origin for origin in find_origins(documents(), sentence_encoder()) if origin.id == "pasar-1"]
    assert any(reason.startswith("copy: pasar-1 and pasar-2 share 0.") for reason in market.how)
    assert any(reason.startswith("translation: pasar-1 and pasar-4 share ") for reason in market.how)


def test_whatever_is_linked_shares_a_key_either_way():
    """What lets one new report be held against few: no copy or translation is missed by the keys."""
    for first, second in pairs():
        one, two = print_of(first), print_of(second)
        found = link(one, two, sentence_encoder())
        (filed1, asked1), (filed2, asked2) = filing(one), filing(two)
        met = bool(set(filed1) & set(asked2))
        assert met == bool(set(filed2) & set(asked1))
        assert found is None or met


def test_keys_are_selective():
    held = [
        bool(set(filing(print_of(first))[0]) & set(filing(print_of(second))[1]))
        for first, second in pairs()
        if first.id.split("-")[0] != second.id.split("-")[0]
    ]
    assert sum(held) < len(held) / 10


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_does_not_matter(seed: int):
    shuffled = documents()
    random.Random(seed).shuffle(shuffled)
    assert find_origins(shuffled, sentence_encoder()) == find_origins(documents(), sentence_encoder())


def test_a_corrected_toll_does_not_make_a_copy_an_original():
    first, second = (one for one in documents() if one.id in ("pasar-1", "pasar-2"))
    corrected = Document(second.id, second.text.replace("19 orang", "20 orang"), 0, "id", second.published)
    assert isinstance(link(print_of(first), print_of(corrected)), Link)
