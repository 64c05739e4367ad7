"""What the words of a truce say of its life: announced, extended, ended; compiled from truces.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tapal.lang.numerals import parse_number
from tapal.model.kinds import TrucePhase

HOURS = {
    "jam": 1, "hour": 1, "hours": 1, "hari": 24, "day": 24, "days": 24,
    "pekan": 168, "minggu": 168, "week": 168, "weeks": 168,
}  # fmt: skip
"""Hours in each unit; months have no length in hours, their end is a date."""


_LENGTH = re.compile(rf"(?P<two>(?:\w+[ -])?(?P<one>\w+))[ -](?P<unit>{'|'.join(HOURS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Patterns:
    extended: re.Pattern[str]
    ended: re.Pattern[str]
    undone: re.Pattern[str]
    truce: re.Pattern[str]


def phase(text: str) -> TrucePhase:
    """What a report's words for a truce (its quotes) tell of it: that it was extended, ended, or only that it is.

    >>> phase("Jeda 48 jam itu habis dan tidak diperpanjang")
    <TrucePhase.ENDED: 'ended'>
    """
    patterns = _patterns()
    if _said(patterns.ended, text, patterns):
        return TrucePhase.ENDED
    return TrucePhase.EXTENDED if _said(patterns.extended, text, patterns) else TrucePhase.ANNOUNCED


def extension_hours(text: str) -> float | None:
    """By how many hours a truce was extended: "extended by another two days" → 48; None: not told in hours.

    "Extended the 48-hour truce" gives the length that it had.
    """
    patterns = _patterns()
    for told in patterns.extended.finditer(text):
        for length in _LENGTH.finditer(text[told.end() : told.end() + 60]):
            if patterns.truce.match(text, told.end() + length.end()):
                continue
            for words in (length["two"], length["one"]):
                number = next((n for n in (parse_number(words or "", code) for code in ("id", "en")) if n), None)
                if number is not None:
                    return float(number * HOURS[length["unit"].lower()])
    return None


def _said(pattern: re.Pattern[str], text: str, patterns: _Patterns) -> bool:
    """Whether an expression stands in the text without a word before it that undoes it."""
    starts = (said.start(said.lastgroup or 0) for said in pattern.finditer(text))
    return any(not patterns.undone.search(text[:start]) for start in starts)


@cache
def _patterns() -> _Patterns:
    content = tomllib.loads((Path(__file__).parent / "truces.toml").read_text(encoding="utf-8"))
    truce, war = content["truce"], content["of_war"]
    behind, before = "|".join(content["ended_behind"]), "|".join(content["ended_before"])
    near = rf"(?:\W+(?!(?:{content['not_between']})\b)\w+){{0,4}}?\W+"
    not_war = rf"(?!\W+(?:\w+\W+){{0,3}}?(?:{war})\b)"
    ended = rf"\b(?:{truce}){near}(?P<word>{behind})\b{not_war}|\b(?P<word2>{before}){near}(?:{truce})\b"
    return _Patterns(
        extended=re.compile(rf"\b(?P<word>{'|'.join(content['extended'])})\b", re.IGNORECASE),
        ended=re.compile(ended, re.IGNORECASE),
        truce=re.compile(rf"\W+(?:{truce})\b", re.IGNORECASE),
        undone=re.compile(rf"\b(?:{content['undone']})\b\W*(?:\w+\W+)?$", re.IGNORECASE),
    )
