"""Grammatical functions in one vocabulary for both parsers (Universal Dependencies and spaCy's English labels)."""

from dataclasses import dataclass
from enum import StrEnum

from tapal.model.syntax import ParsedSentence, Word


class Function(StrEnum):
    """What a phrase does for the word that governs it."""

    SUBJECT = "subj"
    PASSIVE_SUBJECT = "subjpass"
    OBJECT = "obj"
    AGENT = "agent"
    OBLIQUE = "obl"
    MODIFIER = "nmod"
    APPOSITION = "appos"
    PREDICATE = "pred"
    ROOT = "root"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """A word's governor (word index, -1 for none), its function there and the preposition in between."""

    governor: int
    function: Function
    preposition: str = ""


FUNCTIONS = {
    "nsubj": Function.SUBJECT,
    "csubj": Function.SUBJECT,
    "nsubjpass": Function.PASSIVE_SUBJECT,
    "nsubj:pass": Function.PASSIVE_SUBJECT,
    "csubjpass": Function.PASSIVE_SUBJECT,
    "csubj:pass": Function.PASSIVE_SUBJECT,
    "dobj": Function.OBJECT,
    "obj": Function.OBJECT,
    "iobj": Function.OBJECT,
    "dative": Function.OBJECT,
    "obl": Function.OBLIQUE,
    "obl:tmod": Function.OBLIQUE,
    "obl:agent": Function.AGENT,
    "npadvmod": Function.OBLIQUE,
    "agent": Function.AGENT,
    "nmod": Function.MODIFIER,
    "nmod:poss": Function.MODIFIER,
    "poss": Function.MODIFIER,
    "compound": Function.MODIFIER,
    "nmod:tmod": Function.MODIFIER,
    "nmod:lmod": Function.MODIFIER,
    "amod": Function.MODIFIER,
    "flat": Function.MODIFIER,
    "flat:name": Function.MODIFIER,
    "compound:plur": Function.MODIFIER,
    "nummod": Function.MODIFIER,
    "appos": Function.APPOSITION,
    "attr": Function.PREDICATE,
    "xcomp": Function.PREDICATE,
    "root": Function.ROOT,
}
BY = frozenset({"by", "oleh"})
COORDINATE = frozenset({"conj"})


def _preposition(sentence: ParsedSentence, index: int) -> str:
    for child in sentence.children[index]:
        word = sentence.words[child]
        if word.dep == "case" or (word.pos == "ADP" and child < index):
            return word.lower
    return ""


def link_of(sentence: ParsedSentence, index: int) -> Link:
    """How a word hangs on the sentence; a conjunct takes the function of the first of its row."""
    words = sentence.words
    word = words[index]
    for _ in range(len(words)):
        if word.dep not in COORDINATE or word.head == word.index:
            break
        word = words[word.head]
    if word.head == word.index:
        return Link(-1, Function.ROOT)
    if word.dep in ("pobj", "pcomp"):
        return _behind_preposition(words, words[word.head])
    function = FUNCTIONS.get(word.dep, Function.OTHER)
    preposition = _preposition(sentence, word.index)
    by = function in (Function.OBLIQUE, Function.MODIFIER) and preposition in BY
    if by or (word.dep in ("obj", "obl") and not preposition and _is_bare_agent(sentence, word)):
        function = Function.AGENT
    return Link(word.head, function, preposition)


def _is_bare_agent(sentence: ParsedSentence, word: Word) -> bool:
    """Who does it, right behind an Indonesian passive without "oleh": "direbut pasukan Irak" (taken by them)."""
    verb = sentence.words[word.head]
    first = min((child for child in sentence.children[word.index]), default=word.index)
    return verb.pos == "VERB" and verb.lower.startswith("di") and min(first, word.index) == verb.index + 1


def _behind_preposition(words: tuple[Word, ...], preposition: Word) -> Link:
    outer = preposition
    while outer.dep in ("prep", "pcomp") and words[outer.head].pos == "ADP" and outer.head != outer.index:
        outer = words[outer.head]
    if outer.dep == "agent" or preposition.lower in BY:
        function = Function.AGENT
    else:
        function = Function.MODIFIER if words[outer.head].pos in ("NOUN", "PROPN") else Function.OBLIQUE
    return Link(outer.head, function, preposition.lower)


def is_passive(sentence: ParsedSentence, index: int, language: str) -> bool:
    """Whether a verb stands in the passive (Indonesian di-/ter-, English participle with be or without subject)."""
    word = sentence.words[index]
    if language == "id":
        return word.lower.startswith(("di", "ter")) and word.pos in ("VERB", "ADJ", "AUX", "NOUN", "PROPN")
    deps = {sentence.words[child].dep for child in sentence.children[index]}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    participle = word.lower.endswith(("ed", "en", "wn", "ught", "ilt", "ung", "eld", "hot"))
    return participle and word.dep in ("acl", "amod", "relcl", "advcl") and not deps & {"nsubj", "aux", "dobj"}


def path_between(sentence: ParsedSentence, start: int, end: int, limit: int = 5) -> str | None:
    """Labels from `start` up to the common ancestor and down to `end` ("nsubj^ advcl^ obj_"); None when longer."""
    up, down = _ancestors(sentence, start), _ancestors(sentence, end)
    common = next((index for index in up if index in down), None)
    if common is None:
        return None
    rise = [f"{sentence.words[i].dep}^" for i in up[: up.index(common)]]
    fall = [f"{sentence.words[i].dep}_" for i in reversed(down[: down.index(common)])]
    steps = rise + fall
    return " ".join(steps) if len(steps) <= limit else None


def _ancestors(sentence: ParsedSentence, index: int) -> list[int]:
    found = [index]
    while sentence.words[index].head != index and sentence.words[index].head not in found:
        index = sentence.words[index].head
        found.append(index)
    return found
