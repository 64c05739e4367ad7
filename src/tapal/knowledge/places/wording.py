"""Words around names of places, by language: headwords, compass words, what is never a place."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from tapal.errors import KnowledgeError
from tapal.knowledge.places.key import normal
from tapal.model.kinds import PlaceKind

LANGUAGES = ("id", "en")
_FALLBACK = "en"
_TABLES = ("heads", "directions", "relative", "not_after", "time", "anaphora", "acronyms", "prepositions")


@dataclass(frozen=True, slots=True)
class Wording:
    """Place words of one language; every word in normal form.

    `heads` maps a headword ("provinsi", "city of") to the kind it asks for; `directions` maps a compass word to `n` …
    `nw` or `c`; `relative` and `anaphora` hold word sets by their role; `ordinary` are common words that are also
    names of towns; `never` are names of persons, papers, groups; `demonyms` map an adjective to a country;
    `longest_head` is how many words the longest headword has, `starters` are the first words of headwords and compass
    words, `treaties` stand at a name that something else took from a place (accords, army units, tribes), `villages`
    headwords of small places, `function` words that no name consists of.
    """

    language: str
    heads: Mapping[str, PlaceKind]
    directions: Mapping[str, str]
    relative: Mapping[str, frozenset[str]]
    anaphora: Mapping[str, frozenset[str]]
    actors: frozenset[str]
    titles: frozenset[str]
    ships: frozenset[str]
    papers: frozenset[str]
    treaties: frozenset[str]
    time: frozenset[str]
    acronyms: Mapping[str, str]
    prepositions: frozenset[str]
    ordinary: frozenset[str]
    never: frozenset[str]
    demonyms: Mapping[str, str]
    longest_head: int
    starters: frozenset[str]
    villages: frozenset[str]
    function: frozenset[str]


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The place words of a language; English ones for a language without its own.

    Raises KnowledgeError when a table is missing or names an unknown kind.
    """
    code = language if language in LANGUAGES else _FALLBACK
    tables = _read(f"{code}.toml")
    names = _read("names.toml")
    missing = [table for table in _TABLES if table not in tables]
    if missing:
        raise KnowledgeError(f"words/{code}.toml lacks {', '.join(missing)}")
    try:
        heads = {normal(word): PlaceKind(kind) for kind, words in tables["heads"].items() for word in words}
    except ValueError as error:
        raise KnowledgeError(f"words/{code}.toml: {error}") from error
    ordinary: str = _read("ordinary.toml")[code]
    return Wording(
        language=code,
        heads=heads,
        directions={normal(word): to for to, words in tables["directions"].items() for word in words},
        relative={role: _set(words) for role, words in tables["relative"].items()},
        anaphora={role: _set(words) for role, words in tables["anaphora"].items()},
        actors=_set(tables["not_after"].get("actors", [])),
        titles=_set(tables["not_after"]["titles"]),
        ships=_set(tables["not_after"]["ships"]),
        papers=_set(tables["not_after"]["papers"]),
        treaties=_set(tables["not_after"]["treaties"]),
        time=_set(tables["time"]["words"]),
        acronyms=tables["acronyms"],
        prepositions=_set(tables["prepositions"]["where"]),
        ordinary=frozenset(ordinary.split()),
        never=_set(names["persons"]) | _set(names["others"]),
        demonyms={normal(word): country for country, words in names["demonyms"].items() for word in words},
        starters=frozenset(
            normal(word).split()[0]
            for kind in ("heads", "directions")
            for words in tables[kind].values()
            for word in words
        ),
        function=_set(tables["prepositions"]["function"]),
        villages=_set(tables["prepositions"]["villages"]),
        longest_head=max(head.count(" ") + 1 for head in heads),
    )


def _set(words: list[str]) -> frozenset[str]:
    return frozenset(normal(word) for word in words)


def _read(name: str) -> dict[str, Any]:
    path = resources.files("tapal.knowledge.places").joinpath("words", name)
    return tomllib.loads(path.read_text(encoding="utf-8"))
