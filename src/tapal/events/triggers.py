"""Event mentions: the words of each sentence that a frame recognises, with the guards applied."""

from collections.abc import Sequence
from dataclasses import dataclass

from tapal.lang.base import Language
from tapal.lang.expressions import Match, longest
from tapal.lang.frames import Frame
from tapal.model.kinds import SentenceKind
from tapal.model.syntax import ParsedSentence, Word

CLAUSE_MARKS = frozenset({",", ";", "–", "—"})
CONTEXT_SENTENCES = 400  # `needs_article` looks at the whole article; longer ones are cut here for speed


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `first`–`last` of a sentence that tell an event; `head` is the word that governs the arguments.

    `words` are the matched words without what stood in a gap ("drove … out of"); `others` are the frames
    that matched the same words with a lower weight.
    """

    sentence: int
    first: int
    last: int
    head: int
    frame: Frame
    others: tuple[Frame, ...] = ()
    words: tuple[int, ...] = ()


def head_word(words: Sequence[Word], first: int, last: int) -> int:
    """The word of the trigger that the parser hangs outside of it (the verb, or the noun that is the event)."""
    outside = [at for at in range(first, last + 1) if not first <= words[at].head <= last or words[at].head == at]
    for at in outside:
        if words[at].pos in ("VERB", "NOUN", "PROPN", "ADJ"):
            return at
    return outside[0] if outside else first


def _is_barred(frame: Frame, words: Sequence[Word], language: Language) -> bool:
    unless = language.guards[frame.id].unless
    return unless is not None and unless.any(words)


def _holds(frame: Frame, words: Sequence[Word], trigger: tuple[int, int], language: Language) -> bool:
    guard = language.guards[frame.id]
    if guard.needs is None:
        return True
    first, last = trigger
    return any(match.last < first or match.first > last for match in guard.needs.find(words))


def article_allows(frame: Frame, sentences: Sequence[ParsedSentence], language: Language) -> bool:
    """Whether the article has what `needs_article` of the frame asks for."""
    needs = language.guards[frame.id].needs_article
    if needs is None:
        return True
    return any(needs.find(sentence.words) for sentence in sentences[:CONTEXT_SENTENCES])


def frame_matches(sentence: ParsedSentence, language: Language) -> list[Match[Frame]]:
    """All matches of frames whose guards hold, overlapping ones included."""
    headline = sentence.sentence.kind is SentenceKind.HEADLINE
    words = sentence.words
    found = language.frame_matcher.find(words, headline)
    barred = {frame.id: _is_barred(frame, words, language) for frame in {m.value.id: m.value for m in found}.values()}
    return [
        match for match in found
        if not barred[match.value.id] and _holds(match.value, words, (match.first, match.last), language)
    ]


def _rank(frame: Frame) -> float:
    return frame.weight - 0.5 * frame.generic


def _own_need(match: Match[Frame], kept: Sequence[Match[Frame]], words: Sequence[Word], language: Language) -> bool:
    """False when what a frame needs stands only behind a clause mark, in the words of another event.

    "melancarkan serangan untuk merebut kota itu, dengan kedok serangan udara": the attack is no air strike.
    """
    needs = language.guards[match.value.id].needs
    if needs is None:
        return True
    for need in needs.find(words):
        low, high = (match.last, need.first) if need.first > match.last else (need.last, match.first)
        apart = any(word.text in CLAUSE_MARKS for word in words[low + 1 : high])
        told = any(other is not match and other.first <= need.first and need.last <= other.last for other in kept)
        if not (apart and told) and (need.last < match.first or need.first > match.last):
            return True
    return False


def find_triggers(sentence: ParsedSentence, language: Language) -> list[Trigger]:
    """Triggers of a sentence in text order, none overlapping: the longest match wins, then the heavier frame."""
    words = sentence.words
    matches = frame_matches(sentence, language)
    kept = longest(matches, rank=_rank)
    lent = [match for match in matches if not _own_need(match, kept, words, language)]
    if lent:
        matches = [match for match in matches if match not in lent]
        kept = longest(matches, rank=_rank)
    triggers = []
    for match in kept:
        others = {m.value.id: m.value for m in matches if (m.first, m.last) == (match.first, match.last)}
        others.pop(match.value.id)
        head = head_word(words, match.first, match.last)
        triggers.append(
            Trigger(sentence.sentence.index, match.first, match.last, head, match.value, tuple(others.values()),
                    match.words)
        )
    return triggers
