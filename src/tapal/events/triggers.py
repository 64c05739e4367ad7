"""Event mentions: the words of each sentence that a frame recognises, with the guards applied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tapal.lang.base import Language
from tapal.lang.expressions import Match, longest
from tapal.lang.frames import Frame
from tapal.model.kinds import SentenceKind
from tapal.model.syntax import ParsedSentence, Word

CLAUSE_MARKS = frozenset({",", ";", "–", "—"})
PERSONS = ("nouns.civilians", "nouns.children", "nouns.protesters")
PLACES = ("nouns.place_nouns", "nouns.buildings")
OBJECTS = frozenset({"obj", "dobj", "nsubj", "nsubjpass", "obl"})
FORCES = ("nouns.state_forces", "nouns.rebels", "nouns.militia", "nouns.police")
# What became of somebody ("jatuh korban", "was taken prisoner"), what is fired and what is fled are no parties.
NO_PARTY = frozenset({"korban", "hostage", "prisoner", "captive", "artileri", "rumah", "home", "homes"})
NOUNS, MODIFYING = frozenset({"NOUN", "PROPN"}), frozenset({"compound", "amod", "flat"})
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


def _without_parties(matched: tuple[int, ...], words: Sequence[Word], language: Language) -> tuple[int, ...]:
    """The matched words without those for people and places: who is freed, what is blown up takes part in the act.

    "membebaskan … sandera", "tentara dikerahkan", "blew up a mosque"; not the first part of a compound ("hostage
    release"), nor what tells the act by itself.
    """
    if len(matched) == 1:
        return matched
    verbs = {at for at in matched if words[at].pos == "VERB"}
    parties = set(_named(PERSONS if not verbs else (*PERSONS, *FORCES), matched, words, language))
    if matched[-2] in verbs and words[matched[-1]].dep.split(":")[0] in OBJECTS:
        parties.update(set(_named(PLACES, matched, words, language)) & {matched[-1]})
    left = tuple(at for at in matched if at not in parties)
    acts = verbs or {at for at in left if words[at].pos == "NOUN"}
    return left if acts and head_word(words, matched[0], matched[-1]) not in parties else matched


def _named(
    lists: tuple[str, ...], matched: tuple[int, ...], words: Sequence[Word], language: Language
) -> Iterator[int]:
    """Matched words that the lists hold, without parts of compounds."""
    for match in language.cues.matcher(*lists).find([words[at] for at in matched], headline=True):
        for at in matched[match.first : match.last + 1]:
            word = words[at]
            if word.pos in NOUNS and word.dep.split(":")[0] not in MODIFYING and word.lower not in NO_PARTY:
                yield at


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
        told = _without_parties(match.words, words, language)
        head = head_word(words, told[0], told[-1])
        triggers.append(
            Trigger(sentence.sentence.index, told[0], told[-1], head, match.value, tuple(others.values()), told)
        )
    return triggers
