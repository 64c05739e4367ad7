"""Words of the model survive the way into the store and back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from tapal.errors import StoreError
from tapal.model.count import Count
from tapal.model.event import Ceasefire
from tapal.model.kinds import DatePrecision, DocId, Group, SentenceKind
from tapal.model.text import Document, Span, Zone
from tapal.model.when import UNKNOWN_WHEN, When
from tapal.store.codec import decode, encode


@pytest.mark.parametrize(
    "word",
    [
        Ceasefire(datetime(2017, 6, 17, 9, tzinfo=UTC), 48, "kota Daraa"),
        Ceasefire(date(2017, 6, 17), 1.5, None),
        Ceasefire(None, None, None),
        When(date(2017, 6, 1), date(2017, 6, 30), DatePrecision.MONTH, "explicit"),
        UNKNOWN_WHEN,
        Count(24, None, None, Group.CIVILIANS, "puluhan"),
        Document(
            DocId("d"),
            "Judul\n\nIsi.",
            7,
            "id",
            None,
            zones=(Zone(Span(0, 5), SentenceKind.HEADLINE), Zone(Span(5, 11), SentenceKind.NEWS)),
        ),
    ],
)
def test_back_and_forth(word: object) -> None:
    assert decode(type(word), encode(word)) == word


@dataclass(frozen=True, slots=True)
class Later:
    """A word that got a field after records of it were written."""

    name: str
    added: int = 7


def test_records_from_before_a_field_was_added() -> None:
    assert decode(Later, {"name": "a", "since_removed": 1}) == Later("a", 7)


@pytest.mark.parametrize("damaged", [{}, {"name": 3}, "text", None, {"name": "a", "added": "x"}])
def test_damage_is_named(damaged: object) -> None:
    with pytest.raises(StoreError, match="Later"):
        decode(Later, damaged)
