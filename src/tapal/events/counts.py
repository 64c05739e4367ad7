"""Casualty figures: numbers and vague quantities with what they count, who they are and how exact they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from tapal.events.context import Article
from tapal.lang.numerals import Number, find_numbers
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.count import Count
from tapal.model.kinds import Group, TallyKind
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Span

REACH = 9  # words between a figure and the word that says what it counts
BOUNDARY = frozenset({";", ":", "–", "—"})
KIND_OF_CUE = {
    "counts.killed": TallyKind.KILLED, "counts.injured": TallyKind.INJURED, "counts.displaced": TallyKind.DISPLACED,
    "counts.detained": TallyKind.DETAINED, "counts.destroyed": TallyKind.DESTROYED,
}
QUALIFIERS = ("counts.at_least", "counts.more_than", "counts.about", "counts.up_to", "counts.nearly")
COMBAT = frozenset({PhraseClass.ARMED})
CIVIL = frozenset({PhraseClass.CIVILIANS})
NOT_PEOPLE = frozenset({PhraseClass.THING, PhraseClass.PLACE, PhraseClass.TIME})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a sentence: what it counts, its value, the words from the figure to the counting word."""

    sentence: int
    kind: TallyKind
    count: Count
    first: int
    last: int
    cue_first: int
    cue_last: int
    span: Span
    who: Entity | None


def _quantities(sentence: ParsedSentence, article: Article) -> list[tuple[int, int, Number | str]]:
    """Numbers and vague quantity words as (first word, last word, value)."""
    text = article.scene.document.text
    span = sentence.sentence.span
    blocked = [time.span for time in article.scene.times_in(span)]
    found: list[tuple[int, int, Number | str]] = []
    for number in find_numbers(text[span.start : span.end], article.code):
        where = Span(number.span.start + span.start, number.span.end + span.start)
        inside = [word.index for word in sentence.words if word.span.overlaps(where)]
        if inside and not any(other.overlaps(where) for other in blocked):
            found.append((inside[0], inside[-1], number))
    vague = article.scene.language.cues.vague
    taken = {at for first, last, _ in found for at in range(first, last + 1)}
    for word in sentence.words:
        if word.lower in vague and word.index not in taken:
            found.append((word.index, word.index, word.lower))
    return sorted(found, key=lambda item: item[0])


def _qualifier(article: Article, sentence: ParsedSentence, first: int) -> str:
    for match in article.cues(sentence.sentence.index):
        if match.value in QUALIFIERS and match.last < first <= match.last + 2:
            return match.value.removeprefix("counts.")
    return ""


def count_of(value: Number | str, qualifier: str, vague: dict[str, tuple[int | None, int | None, int | None]]) -> Count:
    """Low, best and high of a figure (guide, counts: "at least 12" → 12, 12, open; "about" → best; "dozens" → 24)."""
    if isinstance(value, str):
        low, best, high = vague[value]
        return Count(low, best, high, vague=value)
    number, top = value.value, value.high
    if top is not None and top != number:
        return Count(number, None, top)
    if qualifier in ("at_least", "more_than"):
        return Count(number, number, None)
    if qualifier == "up_to":
        return Count(None, None, number)
    if qualifier == "nearly":
        return Count(None, number, number)
    if qualifier == "about":
        return Count(None, number, None)
    return Count(number, number, number)


def group_of(entities: Sequence[Entity]) -> Group:
    """Population of a count by the nouns that stand for it."""
    kinds = {entity.kind for entity in entities}
    if kinds & COMBAT and kinds & CIVIL:
        return Group.MIXED
    if kinds & COMBAT:
        return Group.COMBATANTS
    if kinds & CIVIL:
        return Group.CIVILIANS
    return Group.UNKNOWN


def figures_in(article: Article, index: int) -> list[Figure]:
    """Figures of a sentence, each with the nearest word that says what it counts."""
    sentence = article.sentence(index)
    cues = [match for match in article.cues(index) if match.value in KIND_OF_CUE]
    figures: list[Figure] = []
    if not cues:
        return figures
    vague = dict(article.scene.language.cues.vague)
    quantities = _quantities(sentence, article)
    for at, (first, last, value) in enumerate(quantities):
        who = next((e for e in article.entities(index) if e.phrase.first <= first and last <= e.phrase.last), None)
        if who is not None and who.kind in NOT_PEOPLE and not _counts_things(cues):
            continue
        bounds = (quantities[at - 1][1] if at else -1, quantities[at + 1][0] if at + 1 < len(quantities) else len(sentence.words))
        best = _nearest(sentence, first, last, cues, bounds, article.code)
        if best is None:
            continue
        count = count_of(value, _qualifier(article, sentence, first), vague)
        near = [who] if who is not None else []
        count = Count(count.low, count.best, count.high, group_of(near), count.vague)
        low, high = min(first, best.first), max(last, best.last)
        figures.append(
            Figure(index, KIND_OF_CUE[best.value], count, first, last, best.first, best.last, sentence.span(low, high), who)
        )
    return figures


def _counts_things(cues: Sequence[object]) -> bool:
    return any(getattr(cue, "value", "") == "counts.destroyed" for cue in cues)


def _nearest(sentence, first, last, cues, bounds, language):  # type: ignore[no-untyped-def]
    """The counting word that a figure belongs to: nearest, not beyond another figure's own word or a clause mark."""
    best, best_cost = None, float("inf")
    for cue in cues:
        if cue.first <= last and first <= cue.last:
            return cue
        after = cue.first > last
        low, high = (last, cue.first) if after else (cue.last, first)
        gap = high - low - 1
        if gap > REACH or any(word.text in BOUNDARY for word in sentence.words[low + 1 : high]):
            continue
        cost = float(gap)
        if after and cue.first > bounds[1]:
            cost += 4
        if not after and cue.last < bounds[0]:
            cost += 4
        if any(word.text == "," for word in sentence.words[low + 1 : high]):
            cost += 2
        active = sentence.words[cue.first].lower.startswith("me") if language == "id" else sentence.words[cue.first].lower in (
            "killed", "killing", "kill", "kills", "wounded", "wounding", "injured", "injuring", "leaving", "displacing")
        if language == "id" and active == after:
            cost += 3
        if cost < best_cost:
            best, best_cost = cue, cost
    return best
