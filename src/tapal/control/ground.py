"""What words describe ground that somebody can be recorded as holding."""

import re
from functools import cache

from tapal.incidents.told import is_itself
from tapal.knowledge.places.key import normal
from tapal.knowledge.places.wording import LANGUAGES, wording
from tapal.model.kinds import PlaceKind, PlacePrecision
from tapal.model.where import Where

NOT_GROUND = ("context", "between", "border of", "across from")
"""How places are told of which nobody is recorded as the holder: those that only another sentence names, and stretches
without bounds."""

SURROUNDINGS = ("near of", "offset of", "outskirts of")
VAGUE_HEADS = frozenset(
    "near around outside north south east west northeast northwest southeast southwest dekat sekitar "
    "sekeliling di luar utara selatan timur barat".split()
)
"""Words that begin a name of surroundings: "near Raqqa", "sekitar Resafa"; "two villages near Raqqa" are ground."""

THINGS = frozenset(
    {
        PlaceKind.AIRPORT,
        PlaceKind.BASE,
        PlaceKind.CAMP,
        PlaceKind.CROSSING,
        PlaceKind.DAM,
        PlaceKind.FACILITY,
        PlaceKind.MOUNTAIN,
    }
)
"""Kinds of ground that are known again by what they are, without a name."""

_NAMES = re.compile(r"[^\W\d_a-z][\w'’‘-]*(?: [^\W\d_a-z][\w'’‘-]*)*")
"""Runs of capitalised words."""


def is_ground(where: Where, text: str) -> bool:
    """Whether somebody can hold what the words describe.

    A place of the gazetteer and a part of one by how it lies ("barat daya Raqqa") are ground. Other words must say
    what is meant in or near a place: a name ("kamp Palestina"), a thing ("sebuah pangkalan tua di luar Raqqa", an old
    base outside Raqqa) or a side of the town ("bagian utara"); "sepertiga kota" (a third of the city) says nothing.
    """
    if where.how.startswith(NOT_GROUND):
        return False
    if is_itself(where) or where.how.startswith("part of "):
        return True
    words = normal(text).split()
    if where.how.startswith(SURROUNDINGS) and words and (words[0] in VAGUE_HEADS or words[0].isdigit()):
        return False
    return _named(where, text) or not _things().isdisjoint(words) or _is_side(where, words)


def _named(where: Where, text: str) -> bool:
    """Whether the words hold a name, beside that of the place which they lie in or near."""
    names = [name for name in _NAMES.findall(text) if normal(name) != normal(where.name)]
    beside = where.precision is PlacePrecision.NEAR and len(names) == len(_NAMES.findall(text))
    return len(names) > beside


def _is_side(where: Where, words: list[str]) -> bool:
    return where.precision is PlacePrecision.PARENT and not _sides().isdisjoint(words)


@cache
def _things() -> frozenset[str]:
    """Single words for things that can be held, in all languages."""
    tables = [wording(language) for language in LANGUAGES]
    things = {word for table in tables for word, kind in table.heads.items() if kind in THINGS}
    return frozenset(things.union(*(table.villages for table in tables)))


@cache
def _sides() -> frozenset[str]:
    """Compass words in all languages."""
    tables = [wording(language) for language in LANGUAGES]
    return frozenset(word for table in tables for word, to in table.directions.items() if to != "c")
