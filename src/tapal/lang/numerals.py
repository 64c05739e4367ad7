"""Numbers in Indonesian and English text, written in digits, in words, or in both, with ranges.

Indonesian groups thousands with a point and English with a comma ("1.500 orang", "1,500 people"); both are read in
both languages when three digits follow, because outlets mix them. A decimal counts only before a multiplier
("3,5 juta" is 3,500,000).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tapal.model.text import Span


class NumberForm(StrEnum):
    """How a number is written; ARTICLE is the "one" inside a classifier ("seorang", "sebuah")."""

    DIGITS = "digits"
    WORDS = "words"
    MIXED = "mixed"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text; `high` is the upper end of a range ("10-15", "dua hingga tiga"), else None."""

    span: Span
    value: int
    high: int | None
    form: NumberForm


@dataclass(frozen=True, slots=True)
class _Words:
    """Number words of a language: plain values, multipliers, and how two numbers make a range."""

    units: dict[str, int]
    tens_suffix: dict[str, int]
    scales: dict[str, int]
    articles: dict[str, int]
    fillers: frozenset[str]
    range_words: str
    between: str
    both: str


_ID_DIGITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9,
}  # fmt: skip
_EN_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

_WORDS = {
    "id": _Words(
        units=_ID_DIGITS | {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 1_000_000,
                            "selusin": 12, "dwi": 2},
        tens_suffix={"belas": 10, "puluh": 10, "ratus": 100, "lusin": 12},
        scales={"ribu": 1000, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12},
        articles={"seorang": 1, "sebuah": 1, "seekor": 1, "sepasang": 2},
        fillers=frozenset(),
        range_words=r"hingga|sampai(?:\s+dengan)?|s/d|atau|ke",
        between="antara",
        both="dan",
    ),
    "en": _Words(
        units={w: i for i, w in enumerate(_EN_SMALL)} | {w: 10 * i for i, w in enumerate(_EN_TENS, 2)},
        tens_suffix={"hundred": 100, "dozen": 12, "score": 20},
        scales={"thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12},
        articles={},
        fillers=frozenset({"and"}),
        range_words=r"to|or|until|through",
        between="between|from",
        both="and",
    ),
}  # fmt: skip
_DEFAULT = "en"
_ARTICLE_BEFORE_SCALE = {"a", "an"}


def _table(language: str) -> _Words:
    return _WORDS.get(language, _WORDS[_DEFAULT])


def number_words(language: str) -> frozenset[str]:
    """Every lower-case word that numbers are written with ("belas", "hundred")."""
    table = _table(language)
    return frozenset([*table.units, *table.tens_suffix, *table.scales])


def is_number_word(word: str, language: str) -> bool:
    """True for one of `number_words`; `word` in lower case."""
    table = _table(language)
    return word in table.units or word in table.tens_suffix or word in table.scales


def parse_number(words: str, language: str) -> int | None:
    """Value of a number written in words or digits ("dua puluh lima" 25, "1.500" 1500); None when it is none."""
    parts = re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", words.lower())
    if not parts:
        return None
    if len(parts) == 1 and parts[0][0].isdigit():
        return _whole(parts[0])
    table = _table(language)
    if len(parts) == 1 and parts[0] in table.articles:
        return table.articles[parts[0]]
    return _sum(parts, table)


def _sum(parts: list[str], table: _Words) -> int | None:
    """Adds up number words from left to right; None at the first word that does not fit."""
    total = group = last = 0.0
    fresh = True  # no plain number since the last scale: "ribu" alone is no number
    for index, part in enumerate(parts):
        if part in table.fillers:
            if fresh or index == len(parts) - 1:
                return None
        elif part in table.scales:
            if fresh:
                return None
            total, group, last, fresh = total + group * table.scales[part], 0.0, 0.0, True
        elif part in table.tens_suffix:
            if fresh or not last:
                return None
            group, last = _suffix(group, last, part, table.tens_suffix[part]), 0.0
        else:
            value = _single(part, parts, index, table)
            if value is None or (not fresh and not _fits(group, value)):
                return None
            group, last, fresh = group + value, value, False
    result = total + group
    return int(result) if result == int(result) else None


def _suffix(group: float, last: float, part: str, factor: int) -> float:
    if part == "belas":
        return group + factor
    if part in {"hundred", "dozen", "score"}:  # "twenty-five hundred", "two dozen": all of the group
        return group * factor
    return group - last + last * factor


def _single(part: str, parts: list[str], index: int, table: _Words) -> float | None:
    if part[0].isdigit():
        following = parts[index + 1] if index + 1 < len(parts) else ""
        return _decimal(part) if following in table.scales or following in table.tens_suffix else _whole(part)
    if part in _ARTICLE_BEFORE_SCALE and "hundred" in table.tens_suffix:
        return 1
    return table.units.get(part)


def _fits(group: float, value: float) -> bool:
    """A smaller number may follow a round one ("seratus lima", "twenty-five"), never its like ("dua tiga")."""
    if value == 0:
        return False
    if value < 10:
        return group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20)
    return bool(group % 10 ** len(str(int(value))) == 0)


def _whole(digits: str) -> int | None:
    """The whole number that digits write: "1.500" and "1,500" are 1500, "1.5" is none."""
    if re.fullmatch(r"\d+", digits):
        return int(digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+", digits):
        return int(re.sub(r"[.,]", "", digits))
    return None


def _decimal(digits: str) -> float | None:
    whole = _whole(digits)
    if whole is not None and not re.fullmatch(r"\d{1,2}[.,]\d{3}", digits):
        return float(whole)
    if re.fullmatch(r"\d+[.,]\d+", digits):
        return float(digits.replace(",", "."))
    return whole if whole is None else float(whole)


@cache
def _finder(language: str) -> re.Pattern[str]:
    """One number: digits with optional scale words, or a run of number words, or a classifier."""
    table = _table(language)
    plain = "|".join(sorted({*table.units, *table.tens_suffix, *table.scales}, key=len, reverse=True))
    scale = "|".join({*table.scales, *table.tens_suffix})
    fill = "|".join(table.fillers) or "(?!)"
    article = "|".join(table.articles) or "(?!)"
    lone = r"an?\s+(?:hundred|thousand|million|billion|dozen)\b|" if table.fillers else ""
    run = rf"(?:{plain})(?:(?:\s+(?:(?:{fill})\s+)?|-)(?:{plain}))*"
    return re.compile(
        rf"(?P<digits>(?<![\w.,/:])(?<![^\W\d_]-)\d+(?:[.,]\d+)*(?![\w/:]))(?P<scale>(?:[\s-]+(?:{scale})\b)*)"
        rf"|\b(?P<words>{lone}{run})\b|\b(?P<article>{article})\b",
        re.IGNORECASE,
    )


@cache
def _joiner(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*[-–—]\s*|\s+(?:{_table(language).range_words})\s+", re.IGNORECASE)


@cache
def _between(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = _table(language)
    return (
        re.compile(rf"\b(?:{table.between})\s+$", re.IGNORECASE),
        re.compile(rf"\s+(?:{table.both})\s+", re.IGNORECASE),
    )


def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """Every number of the text in order, ranges as one ("10 hingga 15"); years and parts of dates are not told apart.

    Clock times, numeric dates and weapon names ("Su-22", "12:00", "17/6/2017") are left out.
    """
    found = [n for m in _finder(language).finditer(text) for n in _pieces(m, language)]
    out: list[Number] = []
    for number in found:
        if out and (joined := _range(text, out[-1], number, language)):
            out[-1] = joined
        else:
            out.append(number)
    return tuple(out)


def _pieces(match: re.Match[str], language: str) -> list[Number]:
    span = Span(*match.span())
    if match["article"]:
        value = parse_number(match["article"], language)
        return [] if value is None else [Number(span, value, None, NumberForm.ARTICLE)]
    value = parse_number(match[0], language)
    if value is not None:
        form = NumberForm.WORDS if match["words"] else NumberForm.MIXED if match["scale"] else NumberForm.DIGITS
        return [Number(span, value, None, form)]
    if not match["words"]:
        return []
    return _split(match, language)


def _split(match: re.Match[str], language: str) -> list[Number]:
    """Longest readable pieces of a run that is no single number ("dua tiga" gives 2 and 3)."""
    words = list(re.finditer(r"[^\W\d_]+", match[0]))
    out: list[Number] = []
    start = 0
    while start < len(words):
        for end in range(len(words), start, -1):
            first, last = words[start].start(), words[end - 1].end()
            value = parse_number(match[0][first:last], language)
            if value is not None:
                at = match.start()
                out.append(Number(Span(at + first, at + last), value, None, NumberForm.WORDS))
                start = end - 1
                break
        start += 1
    return out


def _range(text: str, low: Number, high: Number, language: str) -> Number | None:
    if low.high is not None or high.value <= low.value or NumberForm.ARTICLE in (low.form, high.form):
        return None
    between = text[low.span.end : high.span.start]
    before, both = _between(language)
    opened = before.search(text, max(0, low.span.start - 12), low.span.start)
    if not (_joiner(language).fullmatch(between) or (opened and both.fullmatch(between))):
        return None
    value = low.value
    scale = high.value // value if value else 0
    if low.form is NumberForm.DIGITS and high.form is NumberForm.MIXED and value < 1000 <= scale:
        value *= _scale_of(text[high.span.start : high.span.end], language)  # "2-3 juta"
    return Number(Span(low.span.start, high.span.end), value, high.value, high.form)


def _scale_of(words: str, language: str) -> int:
    factor = 1
    for part in re.findall(r"[^\W\d_]+", words.lower()):
        factor *= _table(language).scales.get(part, 1)
    return factor
