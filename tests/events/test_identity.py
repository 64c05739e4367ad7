"""Which mentions are one event: agreement of sides, grouping by average, retellings."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from tests.events.given import RESOURCES

from tapal.events.context import Article
from tapal.events.decide import decide_all
from tapal.events.identity import agreement, group_mentions, join_retellings
from tapal.events.mention import EventMention
from tapal.events.pairs import Pairs
from tapal.model.kinds import DocId, EventType
from tapal.model.text import RawReport
from tapal.model.when import day
from tapal.pipeline import look

TEXT = (
    "M23 rebels captured Goma on Monday. The rebels captured Bukavu on Friday. "
    "M23 rebels captured Goma after a long battle. Gunmen kidnapped a priest in Jos."
)


@pytest.fixture(scope="module")
def article() -> Article:
    return look(RawReport(DocId("d"), TEXT, None, date(2024, 3, 6), "en"), RESOURCES)


@pytest.fixture(scope="module")
def captures(article: Article) -> list[EventMention]:
    found = [m for m in decide_all(article, RESOURCES.models) if m.type is EventType.CAPTURE]
    assert [m.trigger.sentence for m in found] == [0, 1, 2]
    return found


def test_places_agree_by_what_they_are(article: Article, captures: list[EventMention]) -> None:
    goma, bukavu, again = captures
    text = article.scene.document.text
    assert agreement(goma.places, again.places, text) == "same"
    assert agreement(goma.places, bukavu.places, text) == "different"
    assert agreement(goma.places, (), text) == "missing"
    assert agreement((), (), text) == "none"


def test_pairs_tell_how_dates_stand(article: Article, captures: list[EventMention]) -> None:
    monday = replace(captures[0], when=day(date(2024, 3, 4)))
    friday = replace(captures[1], when=day(date(2024, 3, 1)))
    assert "dates=different/True" in Pairs(article).features(monday, friday)
    assert "dates=same/True" in Pairs(article).features(monday, replace(friday, when=monday.when))


def test_pairs_tell_names_from_words_for_a_kind(article: Article, captures: list[EventMention]) -> None:
    goma, bukavu, again = captures
    pairs = Pairs(article)
    assert "close_actors=known/True" in pairs.features(goma, again)
    assert "close_places=apart/True" in pairs.features(goma, bukavu)
    unknown = [replace(m, fillers=tuple(replace(f, entity=replace(f.entity, actor_id=None)) for f in m.fillers))
               for m in (goma, bukavu)]
    assert "close_actors=kind/True" in pairs.features(*unknown)


def by_place(one: EventMention, other: EventMention) -> float:
    """1 for the first and third capture, which are of one town."""
    return float(one.trigger.sentence % 2 == other.trigger.sentence % 2)


def test_grouping_does_not_depend_on_the_order(captures: list[EventMention]) -> None:
    for order in permutations(captures):
        groups = group_mentions(order, by_place, 0.5)
        assert [[m.trigger.sentence for m in group] for group in groups] == [[0, 2], [1]]


def test_unrelated_types_never_join(article: Article) -> None:
    mentions = decide_all(article, RESOURCES.models)
    groups = group_mentions(mentions, lambda one, other: 1.0, 0.5)
    assert {frozenset(m.type for m in group) for group in groups} >= {frozenset({EventType.ABDUCTION})}


def test_average_keeps_half_alike_chains_apart(captures: list[EventMention]) -> None:
    """The third is like the second only: with the first in the group its average is too low."""
    alike = {(0, 1): 1.0, (1, 2): 0.9, (0, 2): 0.0}

    def same(one: EventMention, other: EventMention) -> float:
        return alike[one.trigger.sentence, other.trigger.sentence]

    assert [len(group) for group in group_mentions(captures, same, 0.5)] == [2, 1]


def test_weak_retellings_join_what_they_repeat_or_vanish(captures: list[EventMention]) -> None:
    first, second, again = captures
    joined = join_retellings([[first], [second]], [again], by_place, 0.75)
    assert joined == [[first, again], [second]]
    assert join_retellings([[second]], [again], by_place, 0.75) == [[second]]
