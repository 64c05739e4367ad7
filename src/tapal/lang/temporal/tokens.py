"""Words and figures of a text as tokens with a class, the alphabet of the time rules."""

import re
from typing import NamedTuple

from tapal.lang.numerals import is_number_word, parse_number
from tapal.lang.temporal.grammar import Entry, Grammar
from tapal.lang.temporal.reading import Reading


class Token(NamedTuple):
    """One token: its class, its place, and the value that its class needs (see docs of the classes in grammar)."""

    kind: str
    start: int
    end: int
    n: int = 0
    m: int = 0
    unit: str = ""
    year: int = 0
    reading: Reading | None = None


_TOKEN = re.compile(
    r"(?P<iso>\b\d{4}[-/]\d{1,2}[-/]\d{1,2}(?![\d/-]))"
    r"|(?P<dmy>(?<![\d/.,-])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<dm>(?<![\d/.,-])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<clock>(?<![\d:.,/])\d{1,2}[:.]\d{2}(?::\d{2})?(?![\d:]|[.,]\d))"
    r"|(?P<big>\d{1,3}(?:[.,]\d{3})+(?![\d]))"
    r"|(?P<decimal>\d+[.,]\d+)"
    r"|(?P<ord>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<num>\d+(?:(?!\w)|(?=[ap]m\b)))"
    r"|(?P<junk>\d+[^\W_]+|[^\W\d_]+\d\w*|_+)"
    r"|(?P<ampm>\b[ap]\.\s?m\.|(?<=\d)\s?[ap]\.?m\b\.?)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<break>\n\s*\n)"
    r"|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
_MARKS = {"(": "LB", "[": "LB", ")": "RB", "]": "RB", ",": "COMMA", ".": "DOT", "!": "DOT", "?": "DOT", ";": "DOT"}
_DASHES = frozenset("-–—")


def _numeric_date(year: int, month: int, day: int, start: int, end: int) -> Token:
    if month > 12 >= day:
        month, day = day, month
    good = 1 <= month <= 12 and 1 <= day <= 31 and (year == 0 or 1900 <= year <= 2100)
    return Token("DATE" if good else "OTHER", start, end, day, month, "", year)


def _figures(match: re.Match[str], kind: str) -> Token:
    """Token of a match that starts with a digit; dates are day/month/year (annotation guide, rule 9)."""
    text, (start, end) = match[0], match.span()
    if kind in {"iso", "dmy", "dm"}:
        parts = [int(part) for part in re.findall(r"\d+", text)]
        if kind == "iso":
            return _numeric_date(parts[0], parts[1], parts[2], start, end)
        if kind == "dm":
            token = _numeric_date(0, parts[1], parts[0], start, end)
            return token._replace(kind="DAYMONTH" if token.kind == "DATE" else "OTHER")
        return _numeric_date(parts[2] + (2000 if parts[2] < 100 else 0), parts[1], parts[0], start, end)
    if kind == "clock":
        hour, minute = int(text[: text.index(text.strip("0123456789")[0])]), int(re.split("[:.]", text)[1])
        good = hour <= 24 and minute < 60
        return Token("CLOCK" if good else "OTHER", start, end, hour, minute, ":" if ":" in text else ".")
    if kind == "ord":
        return Token("ORDDAY", start, end, int(text[:-2]))
    if kind == "big":
        return Token("NUM", start, end, int(re.sub("[.,]", "", text)))
    if kind == "num":
        return _plain_number(text, start, end)
    return Token("OTHER", start, end)


def _plain_number(text: str, start: int, end: int) -> Token:
    value = int(text) if len(text) < 10 else 10**9
    if len(text) <= 2 and 1 <= value <= 31:
        return Token("DAYNUM", start, end, value)
    if len(text) == 4:
        return Token("YEAR" if 1900 <= value <= 2099 else "FOUR", start, end, value)
    return Token("NUM", start, end, value)


def tokenise(text: str, grammar: Grammar) -> list[Token]:
    """Tokens of a text in order; multiword expressions of the language and runs of number words are one token."""
    matches = list(_TOKEN.finditer(text))
    out: list[Token] = []
    index = 0
    while index < len(matches):
        match = matches[index]
        kind = match.lastgroup or ""
        kind = "dmy" if kind == "sep" else kind
        step = 1
        if kind == "word":
            token, step = _word(text, matches, index, grammar)
        elif kind == "mark":
            token = _mark(match)
        elif kind in {"ampm", "break"}:
            token = Token(kind.upper(), *match.span(), unit=match[0].strip()[:1].lower())
        else:
            token = _figures(match, kind)
        out.append(token)
        index += step
    return _unhook(out)


def _mark(match: re.Match[str]) -> Token:
    mark = match[0]
    return Token("DASH" if mark in _DASHES else _MARKS.get(mark, "OTHER"), *match.span())


def _word(text: str, matches: list[re.Match[str]], index: int, grammar: Grammar) -> tuple[Token, int]:
    """Token of the longest expression that begins at a word, and how many raw tokens it takes."""
    match = matches[index]
    start, end = match.span()
    word = match[0]
    lower = word.lower()
    entry: Entry | None = None
    taken = 1
    for phrase, found in grammar.phrases.get(lower, ()):
        if len(phrase) <= len(matches) - index and all(
            matches[index + i][0].lower() == part for i, part in enumerate(phrase)
        ):
            entry, taken = found, len(phrase)
            end = matches[index + taken - 1].end()
            break
    if entry is None and is_number_word(lower, grammar.language):
        return _number_run(text, matches, index, grammar)
    capital = word[0].isupper()
    if capital and taken == 1:
        entry = grammar.capital.get(lower, entry)
    entry = entry or grammar.words.get(lower)
    if entry is None:
        return Token("NAME" if capital else "OTHER", start, end), 1
    if entry.dotted and text[end : end + 1] == ".":
        return Token(entry.kind, start, end + 1, entry.n, entry.m, entry.unit), taken + 1
    return Token(entry.kind, start, end, entry.n, entry.m, entry.unit), taken


def _number_run(text: str, matches: list[re.Match[str]], index: int, grammar: Grammar) -> tuple[Token, int]:
    """The longest run of number words that is one number ("dua puluh lima", "twenty-five")."""
    stop = index
    while stop < len(matches) and stop < index + 9:
        part = matches[stop][0].lower()
        joined = part == "-" and stop + 1 < len(matches) and matches[stop + 1].start() == matches[stop].end()
        if not (joined or is_number_word(part, grammar.language)):
            break
        stop += 1
    start = matches[index].start()
    for last in range(stop, index, -1):
        end = matches[last - 1].end()
        value = parse_number(text[start:end], grammar.language)
        if value is not None and text[start:end][-1].isalpha():
            return Token("WORDNUM", start, end, value), last - index
    return Token("OTHER", *matches[index].span()), 1


def _unhook(tokens: list[Token]) -> list[Token]:
    """Takes away the figures that hang on a word with a dash: "F-16", "Su-22", "ke-22" are no counts or days."""
    for index in range(2, len(tokens)):
        dash, word = tokens[index - 1], tokens[index - 2]
        token = tokens[index]
        if (
            dash.kind == "DASH"
            and token.kind in {"DAYNUM", "NUM", "FOUR"}
            and word.kind in {"NAME", "OTHER"}
            and word.end == dash.start
            and dash.end == token.start
        ):
            tokens[index] = token._replace(kind="OTHER")
    return tokens
