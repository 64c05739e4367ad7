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
    r"(?P<ampm>\b[ap]\.\s?m\.|(?<=\d)\s?[ap]\.?m\b\.?)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*(?!\w))"
    r"|(?P<iso>\b\d{4}[-/]\d{1,2}[-/]\d{1,2}(?![\d/-]))"
    r"|(?P<dmy>(?<![\d/.,-])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<dm>(?<![\d/.,-])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<clock>(?<![\d:.,/])\d{1,2}[:.]\d{2}(?::\d{2})?(?![\d:]|[.,]\d))"
    r"|(?P<big>\d{1,3}(?:[.,]\d{3})+(?![\d]))"
    r"|(?P<decimal>\d+[.,]\d+)"
    r"|(?P<ord>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<num>\d+(?:(?!\w)|(?=[ap]m\b)))"
    r"|(?P<junk>\w+)"
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
    """Tokens of a text in order; expressions of the language, runs of number words and runs of other words are one."""
    matches = list(_TOKEN.finditer(text))
    known = grammar.known
    out: list[Token] = []
    other: tuple[int, int] | None = None
    index = 0
    while index < len(matches):
        match = matches[index]
        kind = match.lastgroup or ""
        if kind == "word" and (lower := match[0].lower()) not in known and not lower.startswith(grammar.prefixes):
            other = (other[0] if other else match.start(), match.end())
            index += 1
            continue
        if other:
            out.append(Token("OTHER", *other))
            other = None
        token, step = _token(text, matches, index, grammar, kind)
        out.append(token)
        index += step
    if other:
        out.append(Token("OTHER", *other))
    return _unhook(out)


def _token(text: str, matches: list[re.Match[str]], index: int, grammar: Grammar, kind: str) -> tuple[Token, int]:
    match = matches[index]
    if kind == "word":
        return _word(text, matches, index, grammar)
    if kind == "mark":
        return _mark(match), 1
    if kind in {"ampm", "break"}:
        return Token(kind.upper(), *match.span(), unit=match[0].strip()[:1].lower()), 1
    return _figures(match, "dmy" if kind == "sep" else kind), 1


def _mark(match: re.Match[str]) -> Token:
    mark = match[0]
    return Token("DASH" if mark in _DASHES else _MARKS.get(mark, "OTHER"), *match.span())


def _phrase(matches: list[re.Match[str]], index: int, lower: str, grammar: Grammar) -> tuple[Entry, int] | None:
    """Entry of the longest expression of several words that begins here, and how many raw tokens it takes."""
    seconds = grammar.phrases.get(lower)
    if seconds is None or index + 1 >= len(matches):
        return None
    for rest, entry in seconds.get(matches[index + 1][0].lower(), ()):
        following = matches[index + 2 : index + 2 + len(rest)]
        if len(following) == len(rest) and all(m[0].lower() == p for m, p in zip(following, rest, strict=True)):
            return entry, len(rest) + 2
    return None


def _word(text: str, matches: list[re.Match[str]], index: int, grammar: Grammar) -> tuple[Token, int]:
    """Token of the longest expression that begins at a word, and how many raw tokens it takes."""
    start, end = matches[index].span()
    word = matches[index][0]
    lower = word.lower()
    phrase = _phrase(matches, index, lower, grammar)
    if phrase is not None:
        entry, taken = phrase
        return Token(entry.kind, start, matches[index + taken - 1].end(), entry.n, entry.m, entry.unit), taken
    if is_number_word(lower, grammar.language):
        return _number_run(text, matches, index, grammar)
    found = grammar.capital.get(lower) if word[0].isupper() else None
    found = found or grammar.words.get(lower) or grammar.prefixed(lower)
    if found is None:
        return Token("OTHER", start, end), 1
    dotted = found.dotted and text[end : end + 1] == "."
    return Token(found.kind, start, end + dotted, found.n, found.m, found.unit), 1 + dotted


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
            and word.kind == "OTHER"
            and word.end == dash.start
            and dash.end == token.start
        ):
            tokens[index] = token._replace(kind="OTHER")
    return tokens
