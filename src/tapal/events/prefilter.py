"""A cheap look at raw text: articles without enough conflict words are not worth a parse."""

import re
from functools import cache

from tapal.lang.base import Language
from tapal.lang.expressions import parse_expression
from tapal.lang.id.morphology import without_clitic
from tapal.lang.registry import load_language

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
NEAR = 5  # words between the words of one expression
BRIEF = 500  # characters of a brief
LEAST_EXPRESSIONS = 2  # different conflict expressions that an article on conflict has at the least
LEAST_WEIGHT = 0.5  # frames below fire on ordinary news more often than on conflict
Forms = frozenset[str]


@cache
def conflict_expressions(code: str) -> dict[str, list[tuple[int, tuple[Forms, ...]]]]:
    """Conflict expressions of a language by the forms of their longest word: (number, forms of the other words)."""
    language = load_language(code)
    sources = dict.fromkeys(language.cues.lists["topics.conflict"])
    frames = [frame for frame in language.frames if frame.weight >= LEAST_WEIGHT and not frame.needs]
    sources.update(dict.fromkeys(trigger for frame in frames for trigger in frame.triggers))
    index: dict[str, list[tuple[int, tuple[Forms, ...]]]] = {}
    for number, source in enumerate(sources):
        elements = [element.forms for element in parse_expression(source, code) if element.forms]
        if not elements:
            continue
        key = max(elements, key=lambda forms: min(map(len, forms)))
        others = tuple(forms for forms in elements if forms is not key)
        for form in key:
            index.setdefault(form, []).append((number, others))
    return index


def words_of(text: str) -> list[str]:
    """Lower-case words of a text in order, glued words apart."""
    pieces = (part for word in WORD.findall(text) for part in ([word] if word.isupper() else CAMEL.split(word)))
    return [piece.casefold() for piece in pieces]


def may_report_conflict(text: str, language: Language) -> bool:
    """False only when the text has next to no expression that a conflict report would use.

    The words of an expression must stand near each other; a brief of a sentence or two needs only one expression.
    """
    index = conflict_expressions(language.code)
    words = words_of(text)
    least = 1 if len(text) <= BRIEF else LEAST_EXPRESSIONS
    seen: set[str] = set()
    for at, word in enumerate(words):
        entries = index.get(word)
        if entries is None and language.code == "id" and (bare := without_clitic(word)):
            entries = index.get(bare)
        if entries is None or word in seen:
            continue
        near = set(words[max(0, at - NEAR) : at + NEAR + 1])
        if any(all(forms & near for forms in others) for _, others in entries):
            seen.add(word)
            if len(seen) >= least:
                return True
    return False
