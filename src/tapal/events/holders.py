"""Who holds and what is held: the arguments of a control pattern by the shape of its words.

Shapes: compound ("rebel-held Aleppo"), active ("X controls Y", "Y, which X has held"), passive ("Y is held by X",
"Y yang dikuasai X"), label ("X's stronghold of Y", "Y, benteng X").
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from tapal.events.context import Article
from tapal.events.held import (
    COPULA,
    OPENS,
    REACH,
    antecedent_holder,
    can_hold,
    is_place,
    outer_place,
    places_between,
    resolved_place,
    widened,
    words_of,
)
from tapal.lang.expressions import Match
from tapal.lang.frames import ControlPattern, Pattern
from tapal.mentions.grammar import Function, is_passive
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.syntax import Word
from tapal.model.text import Span

RELATIVE = frozenset({"which", "that", "yang", "who", "where"})
HOLDER_PRONOUNS = frozenset(
    {
        "they", "it", "he", "we", "its", "their", "his", "our", "mereka", "ia", "dia", "kami", "nya", "i",
        "you", "them"
    }
)  # fmt: skip
ENDS = frozenset({",", ".", ";", "in", "di", "since", "sejak", "and", "dan", "for", "selama"})
PLACED = frozenset({"di", "in", "dengan", "sejak", "since"})
FORMER = frozenset({"former", "bekas", "mantan", "erstwhile"})
Arguments = tuple[Entity | None, Entity | None]
CLAUSE_MARKS = frozenset({";", "–", "—", "“", "”"})


class Shape(StrEnum):
    """How the words of a control pattern stand to its place and holder."""

    COMPOUND = "compound"
    ACTIVE = "active"
    PASSIVE = "passive"
    LABEL = "label"


def shape_of(article: Article, index: int, match: Match[ControlPattern], head: int) -> Shape:
    """The shape of a match: by its first word, its head's part of speech and voice, and the pattern's own order."""
    sentence = article.sentence(index)
    first, word = sentence.words[match.first], sentence.words[head]
    last = sentence.words[match.last].lower
    if first.text == "-" or (
        article.code == "en"
        and last in ("held", "controlled")
        and match.last == match.first + 1
        and first.pos not in ("VERB", "AUX", "ADV", "PART")
        and first.lower not in ("still", "now", "largely")
    ):
        return Shape.COMPOUND
    if ".stronghold" in match.value.id or ".capital" in match.value.id:
        return Shape.LABEL
    if match.value.pattern is Pattern.AGENT_PLACE and not (
        word.pos == "VERB" and is_passive(sentence, head, article.code)
    ):
        return Shape.ACTIVE
    return Shape.PASSIVE


def _broken(words: Iterable[Word]) -> bool:
    return any(word.text in CLAUSE_MARKS for word in words)


def _between(words: Sequence[Word], one: Entity, at: int) -> Sequence[Word]:
    return words[one.phrase.last + 1 : at] if one.phrase.last < at else words[at + 1 : one.phrase.first]


def _sides(article: Article, index: int, low: int, high: int) -> list[Entity]:
    words = article.sentence(index).words
    return [
        e
        for e in article.entities(index)
        if low <= e.phrase.first
        and e.phrase.last <= high
        and (can_hold(e) or e.kind is PhraseClass.PRONOUN and set(words_of(words, e)) <= HOLDER_PRONOUNS)
    ]


def compound_arguments(article: Article, index: int, match: Match[ControlPattern]) -> Arguments:
    """("rebel-held eastern Aleppo") the phrase right before the hyphen and the place right behind the participle."""
    words = article.sentence(index).words
    start = match.first if words[match.first].text != "-" else match.first - 1
    touching = [e for e in article.entities(index) if e.phrase.first <= start <= e.phrase.last]
    holder = next((e for e in touching if can_hold(e)), None) or next(iter(touching), None)
    if holder is not None:
        holder = _tail(words, holder, start)
    after = places_between(article, index, match.last + 1, min(len(words) - 1, match.last + 9))
    after = [e for e in after if not any(w.pos in ("VERB", "ADP") for w in words[match.last + 1 : e.phrase.first])]
    if not after or holder is None:
        return None, holder
    place = after[0]
    lead = [w.lower for w in words[max(0, holder.phrase.first - 4) : holder.phrase.last + 1]]
    if not place.named and COPULA & set(lead):
        earlier = places_between(article, index, max(0, holder.phrase.first - 9), holder.phrase.first - 1)
        if earlier and earlier[-1].named:
            return earlier[-1], holder
    found = resolved_place(article, place, definite=bool({"the", "this", "that"} & set(lead[-3:])))
    if found is not None and not place.named and found.where is not None and found.where.kind == "country":
        return None, holder
    return found, holder


def _tail(words: Sequence[Word], holder: Entity, end: int) -> Entity:
    """The words right before the hyphen without what a preposition parts from them ("suburb of Russian-held …")."""
    start = end
    while start > holder.phrase.first and words[start - 1].pos not in ("ADP", "DET", "NUM", "PUNCT"):
        start -= 1
    return (
        replace(holder, trimmed=Span(words[start].span.start, words[end].span.end))
        if start > holder.phrase.first
        else holder
    )


def active_arguments(article: Article, index: int, match: Match[ControlPattern]) -> Arguments:
    """("X controls Y", "Y, which X controls") the side before the words; the place behind or the antecedent."""
    words = article.sentence(index).words
    before = [
        e
        for e in _sides(article, index, max(0, match.first - REACH), match.first - 1)
        if not _broken(_between(words, e, match.first))
    ]
    subjects = [
        e
        for e in before
        if e.phrase.link.function is Function.SUBJECT and match.first <= e.phrase.link.governor <= match.last
    ]
    close = [e for e in before if e.kind is PhraseClass.PRONOUN and match.first - e.phrase.last <= 2]
    holder = next(reversed(subjects or close or before), None)
    after = [
        e
        for e in places_between(article, index, match.first, min(len(words) - 1, match.last + REACH))
        if not _broken(_between(words, e, match.last))
        and not any(w.pos == "VERB" or w.lower in RELATIVE for w in words[match.last + 1 : e.phrase.first])
    ]
    after = [e for e in after if e is not holder]
    if holder is None:
        return (after[0] if after else None), None
    gap = {w.lower for w in words[max(0, holder.phrase.first - 3) : holder.phrase.first]}
    ends = match.last + 1 >= len(words) or words[match.last + 1].lower in ENDS
    if gap & RELATIVE or ends:
        earlier = places_between(article, index, max(0, holder.phrase.first - 7), holder.phrase.first - 1)
        if earlier and (ends or not after):
            return relative_place(article, earlier[-1], match.last), holder
    return (after[0] if after else None), holder


def relative_place(article: Article, place: Entity, end: int) -> Entity:
    """The antecedent of a relative clause; an unnamed one takes the name behind ("areas they hold in Daraa")."""
    place = outer_place(article, place)
    if place.named:
        return place
    return widened(article, place, skip=end)


def passive_arguments(article: Article, index: int, match: Match[ControlPattern]) -> Arguments:
    """("Y is held by X", "Y yang dikuasai X", "under X control") the place before; the side inside or behind."""
    words = article.sentence(index).words
    inside = [at for at in range(match.first, match.last + 1) if at not in match.words]
    within = [
        e for e in article.entities(index) if e.phrase.first in inside and (can_hold(e) or e.kind is PhraseClass.OTHER)
    ]
    behind = [
        e
        for e in _sides(article, index, match.last + 1, min(len(words) - 1, match.last + 9))
        if e.phrase.first - match.last <= 5
        and not any(
            w.pos == "VERB" or w.text in (",", ".", ";") or w.lower in PLACED
            for w in words[match.last + 1 : e.phrase.first]
        )
    ]
    holder = next(iter(within or behind), None)
    if words[match.last].lower.endswith("nya") and article.code == "id":
        holder = antecedent_holder(article, index, match.first)
    near = [e for e in article.entities(index) if e.phrase.last < match.first and e.kind is not PhraseClass.TIME]
    if near and match.first - near[-1].phrase.last <= 2 and can_hold(near[-1]) and not is_place(article, near[-1]):
        return None, holder
    before = [
        e
        for e in places_between(article, index, max(0, match.first - REACH), match.first - 1)
        if not _broken(_between(words, e, match.first))
    ]
    if not before:
        return None, holder
    place = outer_place(article, before[-1])
    end = holder.phrase.last if holder is not None and holder.phrase.sentence == index else match.last
    return (place if place.named else widened(article, place, skip=max(end, match.last))), holder


def label_arguments(article: Article, index: int, match: Match[ControlPattern]) -> Arguments:
    """("X's stronghold of Y", "stronghold of X", "Y, benteng X") the side beside the words; the place they name."""
    words = article.sentence(index).words
    lead = [w.lower for w in words[max(0, match.first - 3) : match.first]]
    if FORMER & set(lead):
        return None, None
    sides = _sides(article, index, max(0, match.first - 6), min(len(words) - 1, match.last + 7))
    near_before = [e for e in sides if e.phrase.last < match.first and match.first - e.phrase.last <= 4]
    near_after = [e for e in sides if e.phrase.first > match.last and e.phrase.first - match.last <= 4]
    inside = [e for e in sides if match.first <= e.phrase.first <= match.last]
    first, second = (near_before[-1:], near_after[:1]) if article.code == "en" else (near_after[:1], near_before[-1:])
    holder = next(iter(inside or first or second), None)
    if {"its", "their"} & set(lead) or words[match.last].lower.endswith("nya") and article.code == "id":
        holder = antecedent_holder(article, index, match.first)
    low = match.last + 1
    if holder is not None and holder.phrase.sentence == index and holder in near_after:
        low = holder.phrase.last + 1
    after = [e for e in places_between(article, index, low, min(len(words) - 1, low + 6)) if e is not holder]
    opened = [
        e
        for e in after
        if e.phrase.first == low
        or words[low].lower in OPENS
        and not any(w.pos == "VERB" or w.text in (",", ";") for w in words[low : e.phrase.first])
    ]
    start = holder.phrase.first if holder in near_before and holder is not None else match.first
    before = [
        e
        for e in places_between(article, index, max(0, match.first - REACH), start - 1)
        if e is not holder and not _broken(_between(words, e, start))
    ]
    told = [w.lower for w in words[before[-1].phrase.last + 1 : start]] if before else []
    linked = bool(set(told) & (COPULA | {",", "yang", "as", "sebagai"})) or len(told) <= 1
    if before and linked and not {"out", "from", "dari"} & set(told):
        named = outer_place(article, before[-1])
        if not opened or opened[0].where is None or opened[0].where.kind == "country" or article.code == "id":
            return named, holder
        if named.named and COPULA & set(told):
            return named, holder
    return (opened[0] if opened else None), holder


ARGUMENTS = {
    Shape.COMPOUND: compound_arguments,
    Shape.ACTIVE: active_arguments,
    Shape.PASSIVE: passive_arguments,
    Shape.LABEL: label_arguments,
}
