"""Noun phrases of a sentence: the candidates for every role."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tapal.mentions.grammar import Link, link_of
from tapal.model.syntax import ParsedSentence, Word
from tapal.model.text import Span


class PhraseClass(StrEnum):
    """What a phrase refers to, as far as its words tell."""

    ARMED = "armed"
    STATE = "state"
    CIVILIANS = "civilians"
    PERSON = "person"
    SOURCE = "source"
    PLACE = "place"
    THING = "thing"
    PRONOUN = "pronoun"
    TIME = "time"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: words `first`–`last` of sentence `sentence`, its head word, how it hangs on the sentence."""

    sentence: int
    first: int
    last: int
    head: int
    span: Span
    text: str
    link: Link


NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET", "X", "SYM"})
CORE = frozenset({"NOUN", "PROPN", "X"})
PRONOUNS = {
    "id": frozenset("mereka ia dia kami kita beliau keduanya pihaknya".split()),
    "en": frozenset("they he she we it them him her us who both".split()),
}
# Words inside an Indonesian phrase that taggers call adverbs or particles but that belong to the count or name.
INSIDE = {
    "id": frozenset(
        "sedikitnya setidaknya sekitar hampir lebih para kaum sejumlah berbagai seluruh semua puluhan "
        "ratusan ribuan belasan beberapa banyak paling".split()
    ),
    "en": frozenset("'s ’s at least more than around about nearly some several dozens hundreds of least".split()),
}
BREAKERS = {
    "id": frozenset("yang dan atau serta di ke dari oleh untuk pada dengan dalam itu tersebut ini".split()),
    "en": frozenset("and or that which who by in on at to from with for".split()),
}
# Second words of Indonesian compounds that taggers call verbs, and what must stand before them (nothing: any noun):
# "kelompok bersenjata" (armed group), "juru bicara" (spokesman).
COMPLETING_ID = {"bersenjata": frozenset[str](), "bertopeng": frozenset[str](), "bicara": frozenset({"juru"})}
CLOSERS_ID = frozenset({"itu", "tersebut", "ini"})
# Words that begin a phrase: with a capital inside one, a full stop was lost there ("in Aleppo Two people were killed").
OPENERS_EN = frozenset(
    "at two three four five six seven eight nine ten eleven twelve some several many dozens hundreds thousands more "
    "about around nearly almost over scores both another".split()
)
ROUGHLY = frozenset({"at", "about", "around"})  # begin a count; elsewhere they are prepositions
COUNTING = frozenset({"least", "most", "dozens", "hundreds", "thousands", "half"})


def _joins(word: Word, language: str) -> bool:
    if word.lower in INSIDE[language]:
        return True
    if word.lower in BREAKERS[language]:
        return False
    return word.pos in NOMINAL or (word.pos == "PART" and word.lower in ("'s", "’s", "'", "’"))


def _completes(words: Sequence[Word], at: int, language: str) -> bool:
    asked = COMPLETING_ID.get(words[at].lower) if language == "id" and at else None
    return asked is not None and (words[at - 1].lower in asked if asked else words[at - 1].pos in CORE)


def _hyphen(words: Sequence[Word], at: int) -> bool:
    """A hyphen or apostrophe written without blanks inside a name (US-led, Deir ez-Zor)."""
    return (
        words[at].lower in ("-", "–", "'", "’", "/", ".")
        and 0 < at < len(words) - 1
        and words[at - 1].span.end == words[at].span.start
        and words[at].span.end == words[at + 1].span.start
    )


def _opens(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a new sentence begins at a word of a run, its full stop lost."""
    word = words[at]
    lost = language == "en" and word.lower in OPENERS_EN and word.text[0].isupper() and not word.text[1:].isupper()
    return lost and words[at - 1].pos in (*CORE, "NUM")


def _runs(words: Sequence[Word], language: str, cut: set[int]) -> list[tuple[int, int]]:
    """First and last word of every run of nominal words; `cut` are words that belong to no phrase (dates)."""
    runs: list[tuple[int, int]] = []
    start = -1
    for at, word in enumerate(words):
        bound = start >= 0 and (_hyphen(words, at) or _completes(words, at, language))
        inside = at not in cut and (bound or _joins(word, language))
        if language == "id" and start >= 0 and word.lower in CLOSERS_ID and at not in cut:
            runs.append((start, at))
            start = -1
            continue
        article = language == "en" and word.pos == "DET" and word.lower in ("the", "a", "an", "this", "that")
        if start >= 0 and (article or _opens(words, at, language)):
            runs.append((start, at - 1))
            start = at
            continue
        if inside and start < 0:
            start = at
        elif not inside and start >= 0:
            runs.append((start, at - 1))
            start = -1
    if start >= 0:
        runs.append((start, len(words) - 1))
    return runs


def _trim(words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    while last > first and words[first].lower in ROUGHLY and not _counts(words[first + 1]):
        first += 1
    while last > first and words[last].pos in ("DET", "ADP", "SYM", "PART") and words[last].lower not in CLOSERS_ID:
        last -= 1
    if not any(words[at].pos in CORE or words[at].pos == "NUM" for at in range(first, last + 1)):
        return None
    return first, last


def _counts(word: Word) -> bool:
    return word.pos == "NUM" or word.lower in COUNTING


def _head(sentence: ParsedSentence, first: int, last: int, language: str) -> int:
    """The word of the phrase that the parser hangs outside of it; else the first (id) or last (en) noun."""
    outside = [at for at in range(first, last + 1) if not first <= sentence.words[at].head <= last]
    nouns = [at for at in outside if sentence.words[at].pos in CORE]
    if nouns:
        return nouns[0] if language == "id" else nouns[-1]
    core = [at for at in range(first, last + 1) if sentence.words[at].pos in CORE]
    if core:
        return core[0] if language == "id" else core[-1]
    return outside[0] if outside else last


def find_phrases(sentence: ParsedSentence, text: str, language: str, times: Sequence[Span] = ()) -> tuple[Phrase, ...]:
    """Noun phrases and personal pronouns in text order; words of time expressions belong to none.

    Phrases are maximal runs of nominal words: tags are right more often than arcs (.90 against .81
    in our Indonesian parser), so the tree is used only to find the head and what governs it.
    """
    words = sentence.words
    cut = {word.index for word in words if any(span.overlaps(word.span) for span in times)}
    pronouns = PRONOUNS[language]
    found: list[Phrase] = []
    for first, last in _runs(words, language, cut):
        if trimmed := _trim(words, first, last):
            found.append(_phrase(sentence, text, *trimmed, _head(sentence, *trimmed, language)))
    for word in words:
        if word.lower in pronouns and word.pos == "PRON" and word.index not in cut:
            found.append(_phrase(sentence, text, word.index, word.index, word.index))
    return tuple(sorted(found, key=lambda phrase: phrase.first))


def _phrase(sentence: ParsedSentence, text: str, first: int, last: int, head: int) -> Phrase:
    span = sentence.span(first, last)
    return Phrase(
        sentence.sentence.index, first, last, head, span, text[span.start : span.end], link_of(sentence, head)
    )
