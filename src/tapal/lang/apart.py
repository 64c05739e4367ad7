"""Parts of the day and things struck that a report's words name, compiled from apart.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class _Words:
    pattern: re.Pattern[str]
    of: dict[str, int]


def hours(text: str) -> frozenset[int]:
    """Parts of the day that are named, as places in the order of the day: "Selasa pagi" → {1}."""
    return _found(text, _words()["hour"])


def things(text: str) -> frozenset[int]:
    """What is named of the things that attacks strike, as numbers of the table: "pasar", "market" → the same."""
    return _found(text, _words()["thing"])


def _found(text: str, words: _Words) -> frozenset[int]:
    return frozenset(words.of[hit.group().lower()] for hit in words.pattern.finditer(text))


@cache
def _words() -> dict[str, _Words]:
    table = tomllib.loads((Path(__file__).parent / "apart.toml").read_text(encoding="utf-8"))
    made = {}
    for kind, entries in table.items():
        of = {word: number for number, entry in enumerate(entries) for word in entry["words"]}
        longest_first = "|".join(map(re.escape, sorted(of, key=len, reverse=True)))
        made[kind] = _Words(re.compile(rf"\b(?:{longest_first})\b", re.IGNORECASE), of)
    return made
