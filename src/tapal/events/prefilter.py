"""A cheap look at raw text: articles without enough conflict words are not worth a parse."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tapal.lang.base import Language
from tapal.lang.expressions import GAP_WORDS, Element, parse_expression
from tapal.lang.id.morphology import without_clitic
from tapal.lang.registry import load_language

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LOOSE = 1  # words that may stand between two elements of an expression without a gap
BRIEF = 500  # characters of a brief
SENTENCE = 200  # characters of a sentence: cheaper to read than to doubt
LEAST_EXPRESSIONS = 2  # different conflict expressions that an article on conflict has at the least
LEAST_WEIGHT = 0.5  # frames below fire on ordinary news more often than on conflict
Forms = frozenset[str]
Steps = tuple[tuple[Forms, int], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """The other words of an expression, going away from its key: their forms and how far the next may be."""

    before: Steps
    after: Steps


@cache
def conflict_expressions(code: str) -> dict[str, list[Pattern]]:
    """Conflict expressions of a language by the forms of their key, the longest word."""
    language = load_language(code)
    sources = dict.fromkeys(language.cues.lists["topics.conflict"])
    frames = [frame for frame in language.frames if frame.weight >= LEAST_WEIGHT and not frame.needs]
    sources.update(dict.fromkeys(trigger for frame in frames for trigger in frame.triggers))
    index: dict[str, list[Pattern]] = {}
    for source in sources:
        elements = parse_expression(source, code)
        if not any(element.forms for element in elements):
            continue
        key = max((k for k, element in enumerate(elements) if element.forms), key=lambda k: _shortest(elements[k]))
        pattern = Pattern(_steps(reversed(elements[:key])), _steps(elements[key + 1 :]))
        for form in elements[key].forms:
            index.setdefault(form, []).append(pattern)
    return index


def _shortest(element: Element) -> int:
    return min(map(len, element.forms))


def _steps(elements: Iterable[Element]) -> Steps:
    """Forms of each word and its reach in words; figures are no words of the text here."""
    steps, reach = [], 1 + LOOSE
    for element in elements:
        if element.forms:
            steps.append((element.forms, reach))
            reach = 1 + LOOSE
        elif element.gap:
            reach += GAP_WORDS
    return tuple(steps)


def _follows(words: Sequence[str], at: int, steps: Steps, direction: int) -> bool:
    """Whether the words of the steps come one after the other, each within its reach."""
    for forms, reach in steps:
        for _ in range(reach):
            at += direction
            if not 0 <= at < len(words):
                return False
            if words[at] in forms:
                break
        else:
            return False
    return True


def words_of(text: str) -> list[str]:
    """Lower-case words of a text in order, glued words apart."""
    pieces = (part for word in WORD.findall(text) for part in ([word] if word.isupper() else CAMEL.split(word)))
    return [piece.casefold() for piece in pieces]


def may_report_conflict(text: str, language: Language) -> bool:
    """False only when the text has next to no expression that a conflict report would use.

    The words of an expression must follow each other; a brief needs only one expression, a single sentence none.
    """
    if len(text) <= SENTENCE:
        return True
    index = conflict_expressions(language.code)
    words = words_of(text)
    least = 1 if len(text) <= BRIEF else LEAST_EXPRESSIONS
    seen: set[str] = set()
    for at, word in enumerate(words):
        patterns = index.get(word)
        if patterns is None and language.code == "id" and (bare := without_clitic(word)):
            patterns = index.get(bare)
        if patterns is None or word in seen:
            continue
        if any(_follows(words, at, p.before, -1) and _follows(words, at, p.after, 1) for p in patterns):
            seen.add(word)
            if len(seen) >= least:
                return True
    return False
