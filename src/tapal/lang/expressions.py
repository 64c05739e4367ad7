"""Expressions over words: the small pattern language of docs/frames.md, compiled to an index."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from tapal.errors import KnowledgeError
from tapal.lang.en import morphology as english
from tapal.lang.id import morphology as indonesian
from tapal.model.syntax import Word

T = TypeVar("T")
GAP_WORDS = 3  # the most words that `*` may pass over: a short noun phrase
NUMBER_KEY = "#"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: surface `forms`; `verb_only` / `noun_only` forms need the parser's agreement."""

    forms: frozenset[str]
    pos: str = ""
    ambiguous: frozenset[str] = frozenset()
    gap: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Words `first` to `last` (both included) of a sentence that an expression matched; `words` without its gaps."""

    first: int
    last: int
    value: T
    words: tuple[int, ...] = ()


def _verb_element(root: str, language: str) -> Element:
    if language == "id":
        stem, _, suffix = root.partition("+")
        return Element(indonesian.verb_forms(stem, suffix), "VERB", indonesian.bare_forms(stem, suffix))
    forms = english.verb_forms(root)
    clear = {form for form in forms if form.endswith("ed") and form != root}
    return Element(forms, "VERB", frozenset(forms - clear))


def _noun_element(noun: str, language: str) -> Element:
    if language == "id":
        return Element(indonesian.noun_forms(noun), "NOUN")
    forms = english.noun_forms(noun)
    return Element(forms, "NOUN", forms)


@lru_cache(maxsize=1 << 15)
def parse_element(piece: str, language: str) -> Element:
    """One element of an expression; alternatives are allowed behind `v:` and `n:` too."""
    if piece == "*":
        return Element(frozenset(), gap=True)
    if piece == "#":
        return Element(frozenset(), number=True)
    kind, rest = (piece[:2], piece[2:]) if piece[:2] in ("v:", "n:") else ("", piece)
    made = []
    for option in rest.lower().split("|"):
        if kind == "" and option[:2] in ("v:", "n:"):
            made.append(parse_element(option, language))
        elif kind == "v:":
            made.append(_verb_element(option.removeprefix("v:"), language))
        elif kind == "n:":
            made.append(_noun_element(option.removeprefix("n:"), language))
        else:
            made.append(Element(frozenset({option})))
    if not rest or any(not form for element in made for form in element.forms):
        raise KnowledgeError(f"empty element {piece!r} in an expression")
    return Element(
        frozenset().union(*(element.forms for element in made)),
        made[0].pos,
        frozenset().union(*(element.ambiguous for element in made)),
    )


@lru_cache(maxsize=1 << 15)
def parse_expression(source: str, language: str) -> tuple[Element, ...]:
    """Elements of an expression; it may not begin or end with a gap."""
    elements = tuple(parse_element(piece, language) for piece in source.split())
    if not elements or elements[0].gap or elements[-1].gap:
        raise KnowledgeError(f"expression {source!r} is empty or begins or ends with a gap")
    return elements


NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})


def _fits(element: Element, word: Word, norms: Sequence[str], headline: bool) -> bool:
    if element.number:
        return word.pos == "NUM" or word.text[:1].isdigit()
    for norm in norms:
        if norm in element.forms:
            if headline or norm not in element.ambiguous:
                return True
            if element.pos == "VERB":
                return word.pos in VERBS or (word.pos == "ADJ" and norm.endswith(("ed", "en", "n", "t")))
            return word.pos in NOUNS or (word.pos == "ADJ" and word.dep in ("amod", "compound"))
    return False


def norms_of(word: Word, language: str) -> tuple[str, ...]:
    """Forms under which a word is looked up: lower case, and without an Indonesian clitic."""
    return _norms(word.lower, language)


@lru_cache(maxsize=1 << 15)
def _norms(lower: str, language: str) -> tuple[str, ...]:
    lower = lower.replace("’", "'").replace("‑", "-")
    if language == "id" and (bare := indonesian.without_clitic(lower)):
        return lower, bare
    return (lower,)


class Matcher(Generic[T]):
    """Finds all matches of a set of expressions in a sentence; indexed by first word, so cost is by the text."""

    def __init__(self, entries: Iterable[tuple[str, T]], language: str) -> None:
        self.language = language
        self._index: dict[str, list[tuple[tuple[Element, ...], T]]] = {}
        for source, value in entries:
            elements = parse_expression(source, language)
            keys = [NUMBER_KEY] if elements[0].number else elements[0].forms
            for key in keys:
                self._index.setdefault(key, []).append((elements, value))
        self._numbers = NUMBER_KEY in self._index

    def find(self, words: Sequence[Word], headline: bool = False) -> list[Match[T]]:
        """All matches in text order; several expressions may match the same words."""
        return list(self._matches(words, headline))

    def any(self, words: Sequence[Word], headline: bool = False) -> bool:
        return next(self._matches(words, headline), None) is not None

    def _matches(self, words: Sequence[Word], headline: bool) -> Iterator[Match[T]]:
        language, index = self.language, self._index
        norms = [_norms(word.lower, language) for word in words]
        for at, keys in enumerate(norms):
            if self._numbers and (words[at].pos == "NUM" or words[at].text[:1].isdigit()):
                keys = (*keys, NUMBER_KEY)
            for key in keys:
                if key not in index:
                    continue
                for elements, value in index[key]:
                    if not _fits(elements[0], words[at], norms[at], headline):
                        continue
                    if len(elements) == 1:
                        yield Match(at, at, value, (at,))
                    elif (matched := _match_rest(elements, 1, words, norms, (at,), headline)) is not None:
                        yield Match(at, matched[-1], value, matched)


def _match_rest(
    elements: Sequence[Element],
    k: int,
    words: Sequence[Word],
    norms: Sequence[Sequence[str]],
    matched: tuple[int, ...],
    headline: bool,
) -> tuple[int, ...] | None:
    """Indexes of the words of the whole match when the elements from `k` on follow the words matched so far."""
    if k == len(elements):
        return matched
    at = matched[-1]
    steps = range(1, GAP_WORDS + 2) if elements[k].gap else (1,)
    following = k + 1 if elements[k].gap else k
    for step in steps:
        if at + step < len(words) and _fits(elements[following], words[at + step], norms[at + step], headline):
            found = _match_rest(elements, following + 1, words, norms, (*matched, at + step), headline)
            if found is not None:
                return found
    return None


def longest(matches: Sequence[Match[T]], rank: Callable[[T], float] = lambda _: 0.0) -> list[Match[T]]:
    """Matches without those that lie inside or cross a longer (then higher ranked, then earlier) one."""
    taken: list[Match[T]] = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, -rank(m.value), m.first)):
        if all(match.last < other.first or other.last < match.first for other in taken):
            taken.append(match)
    return sorted(taken, key=lambda m: m.first)
