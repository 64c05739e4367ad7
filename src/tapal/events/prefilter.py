"""A cheap look at raw text: articles without enough conflict words are not worth a parse."""

import re
from functools import cache

from tapal.lang.base import Language
from tapal.lang.expressions import parse_expression
from tapal.lang.registry import load_language

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LEAST_WORDS = 2  # different conflict words that an article on conflict has at the least
SHORT_TEXT = 500  # characters; a brief of a sentence or two has no room for more than one of them


@cache
def conflict_words(code: str) -> frozenset[str]:
    """Single words that frames and the conflict vocabulary of a language are made of (clear frames only)."""
    language = load_language(code)
    found: set[str] = set()
    sources = list(language.cues.lists["topics.conflict"])
    sources += [trigger for frame in language.frames if frame.weight >= 0.6 for trigger in frame.triggers]
    for source in sources:
        elements = parse_expression(source, code)
        longest = max((e for e in elements if e.forms), key=lambda e: max(map(len, e.forms)), default=None)
        if longest is not None:
            found |= {form for form in longest.forms if len(form) > 3}
    return frozenset(found)


def may_report_conflict(text: str, language: Language) -> bool:
    """False only when the text has next to no word that a conflict report would use."""
    known = conflict_words(language.code)
    least = LEAST_WORDS if len(text) > SHORT_TEXT else 1
    seen: set[str] = set()
    for match in WORD.finditer(text):
        word = match.group().casefold()
        if word in known:
            seen.add(word)
            if len(seen) >= least:
                return True
    return False
