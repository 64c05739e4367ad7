"""Who holds and what is held: the arguments of a control pattern by the shape of its words.

Shapes: compound ("rebel-held Aleppo"), active ("X controls Y", "Y, which X has held"), passive ("Y is held by X",
"Y yang dikuasai X"), label ("X's stronghold of Y", "Y, benteng X").
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from tapal.events.context import Article
from tapal.lang.expressions import Match
from tapal.lang.frames import ControlPattern, Pattern
from tapal.mentions.grammar import Function, is_passive
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.syntax import Word
from tapal.model.text import Span

HOLDERS = frozenset({PhraseClass.ARMED, PhraseClass.STATE})
REACH = 12  # words between a control word and its place or holder
BACK = 3  # sentences before the statement in which a pronoun or "the city" finds its name
AND = frozenset({",", "dan", "and", "serta", "atau", "or", "&", "the", "both", "maupun"})
OPENS = frozenset({"di", "dalam", "of", "in", "across", "around", "sekitar", "dari", "near", "pada", "'s", "’s", "s"})
DEFINITE = frozenset({"the", "this", "that", "itu", "ini", "tersebut"})
RELATIVE = frozenset({"which", "that", "yang", "who", "where"})
BY = frozenset({"by", "oleh"})
HOLDER_PRONOUNS = frozenset(
    [
        "they",
        "it",
        "he",
        "we",
        "its",
        "their",
        "his",
        "our",
        "mereka",
        "ia",
        "dia",
        "kami",
        "kelompok-itu",
        "nya",
        "i",
        "you",
        "them",
    ]
)
PLACE_PRONOUNS = frozenset(["it", "there", "which", "sana", "situ", "its"])
PARTS = frozenset(
    [
        "west",
        "east",
        "north",
        "south",
        "centre",
        "center",
        "half",
        "most",
        "part",
        "parts",
        "rest",
        "timur",
        "barat",
        "utara",
        "selatan",
        "bagian",
        "sebagian",
        "separuh",
        "pusat",
        "sisi",
        "tepi",
        "seluruh",
        "areas",
        "districts",
        "neighbourhoods",
        "neighborhoods",
        "villages",
        "towns",
        "desa-desa",
        "kota-kota",
        "side",
        "quarter",
        "third",
        "fifth",
    ]
)
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


def can_hold(entity: Entity) -> bool:
    if entity.kind in HOLDERS:
        return True
    return entity.actor_id is not None and entity.kind in (PhraseClass.PERSON, PhraseClass.OTHER, PhraseClass.PLACE)


def _text(words: Sequence[Word], entity: Entity) -> list[str]:
    return [word.lower for word in words[entity.phrase.first : entity.phrase.last + 1]]


def _broken(words: Iterable[Word]) -> bool:
    return any(word.text in CLAUSE_MARKS for word in words)


def _between(words: Sequence[Word], one: Entity, at: int) -> Sequence[Word]:
    return words[one.phrase.last + 1 : at] if one.phrase.last < at else words[at + 1 : one.phrase.first]


def row_of(article: Article, index: int, chosen: Entity, fits: Sequence[Entity]) -> tuple[Entity, ...]:
    """The chosen entity and those in one row with it ("A dan B", "A, B and C"), in text order."""
    words = article.sentence(index).words
    ordered = sorted({id(e): e for e in (*fits, chosen)}.values(), key=lambda e: e.phrase.first)
    at = next(k for k, e in enumerate(ordered) if e is chosen)
    row = [chosen]
    for step in (1, -1):
        last, k = chosen, at + step
        while 0 <= k < len(ordered):
            entity = ordered[k]
            low, high = (last, entity) if step == 1 else (entity, last)
            between = [w.lower for w in words[low.phrase.last + 1 : high.phrase.first]]
            if not between or any(w not in AND for w in between):
                break
            row.append(entity)
            last, k = entity, k + step
    return tuple(sorted(row, key=lambda e: e.phrase.first))


def antecedent_place(article: Article, sentence: int, before: int) -> Entity | None:
    """The last named place before a point of the text ("kota itu", "the city")."""
    for index in range(sentence, max(-1, sentence - BACK - 1), -1):
        for entity in reversed(article.entities(index)):
            earlier = index < sentence or entity.phrase.last < before
            if earlier and entity.kind is PhraseClass.PLACE and entity.named and entity.where is not None:
                if entity.where.kind not in ("country", "river"):
                    return entity
    return None


def antecedent_holder(article: Article, sentence: int, before: int) -> Entity | None:
    """The side that a pronoun stands for: of this sentence before it, else the subject, else the first before."""
    here = [e for e in article.entities(sentence) if e.phrase.last < before and e.kind in HOLDERS]
    if here:
        return here[-1]
    for index in range(sentence - 1, max(-1, sentence - BACK), -1):
        sides = [e for e in article.entities(index) if e.kind in HOLDERS]
        subjects = [e for e in sides if e.phrase.link.function in (Function.SUBJECT, Function.AGENT)]
        if sides:
            return (subjects or sides)[0]
    return None


def widened(article: Article, entity: Entity) -> Entity:
    """A place noun with the name behind it ("districts in the divided city of Homs"): its span covers both."""
    if entity.named:
        return entity
    words = article.sentence(entity.phrase.sentence).words
    for other in article.entities(entity.phrase.sentence):
        gap = [w.lower for w in words[entity.phrase.last + 1 : other.phrase.first]]
        if other.phrase.first > entity.phrase.last and other.named and other.where is not None and 0 < len(gap) <= 4:
            if (
                gap[0] in OPENS
                or set(gap) & OPENS
                and not any(w.pos == "VERB" for w in words[entity.phrase.last + 1 : other.phrase.first])
            ):
                span = Span(entity.span.start, other.span.end)
                return replace(entity, where=other.where, named=True, trimmed=span)
    return entity


def resolved_place(article: Article, entity: Entity) -> Entity | None:
    """What a place phrase stands for: its own name, a name behind it, or for "the city" the last one named."""
    if entity.kind is PhraseClass.PRONOUN:
        return antecedent_place(article, entity.phrase.sentence, entity.phrase.first)
    entity = widened(article, entity)
    if entity.named:
        return entity
    words = article.sentence(entity.phrase.sentence).words
    tokens = _text(words, entity)
    before = words[entity.phrase.first - 1].lower if entity.phrase.first else ""
    after = words[entity.phrase.last + 1].lower if entity.phrase.last + 1 < len(words) else ""
    if set(tokens) & PARTS or after in OPENS:
        return entity
    if {tokens[0], tokens[-1], before, after} & DEFINITE:
        return antecedent_place(article, entity.phrase.sentence, entity.phrase.first) or entity
    return entity


def _places(article: Article, index: int, low: int, high: int) -> list[Entity]:
    """Place phrases between two word indexes."""
    return [
        e
        for e in article.entities(index)
        if e.kind is PhraseClass.PLACE and low <= e.phrase.first and e.phrase.last <= high
    ]


def _sides(article: Article, index: int, low: int, high: int) -> list[Entity]:
    words = article.sentence(index).words
    return [
        e
        for e in article.entities(index)
        if low <= e.phrase.first
        and e.phrase.last <= high
        and (can_hold(e) or e.kind is PhraseClass.PRONOUN and set(_text(words, e)) <= HOLDER_PRONOUNS)
    ]


def compound_arguments(
    article: Article, index: int, match: Match[ControlPattern]
) -> tuple[Entity | None, Entity | None]:
    """("rebel-held eastern Aleppo") the phrase right before the hyphen and the place right behind the participle."""
    words = article.sentence(index).words
    start = match.first if words[match.first].text != "-" else match.first - 1
    touching = [e for e in article.entities(index) if e.phrase.first <= start <= e.phrase.last]
    holder = next((e for e in touching if can_hold(e)), None) or next(iter(touching), None)
    after = _places(article, index, match.last + 1, min(len(words) - 1, match.last + 9))
    after = [e for e in after if not any(w.pos in ("VERB", "ADP") for w in words[match.last + 1 : e.phrase.first])]
    return (after[0] if after else None), holder


def active_arguments(article: Article, index: int, match: Match[ControlPattern]) -> tuple[Entity | None, Entity | None]:
    """("X controls Y", "Y, which X controls") the side before the words; the place behind or the antecedent."""
    words = article.sentence(index).words
    low = max(0, match.first - REACH)
    before = [e for e in _sides(article, index, low, match.first - 1) if not _broken(_between(words, e, match.first))]
    subjects = [
        e
        for e in before
        if e.phrase.link.function is Function.SUBJECT and match.first <= e.phrase.link.governor <= match.last
    ]
    holder = next(reversed(subjects or before), None)
    after = [
        e
        for e in _places(article, index, match.first, min(len(words) - 1, match.last + REACH))
        if not _broken(_between(words, e, match.last))
        and not any(w.pos == "VERB" or w.lower in RELATIVE for w in words[match.last + 1 : e.phrase.first])
    ]
    if holder is not None and holder.phrase.first > 0:
        gap = words[max(0, holder.phrase.first - 2) : holder.phrase.first]
        ends = match.last + 1 >= len(words) or words[match.last + 1].lower in (
            ",",
            ".",
            "in",
            "di",
            "since",
            "sejak",
            "and",
            "dan",
            "in part",
        )
        relative = any(w.lower in RELATIVE for w in gap) or (ends and not after)
        if relative:
            earlier = _places(article, index, max(0, holder.phrase.first - 6), holder.phrase.first - 1)
            if earlier and not (after and not any(w.lower in RELATIVE for w in gap)):
                return earlier[-1], holder
    return (after[0] if after else None), holder


def passive_arguments(
    article: Article, index: int, match: Match[ControlPattern]
) -> tuple[Entity | None, Entity | None]:
    """("Y is held by X", "Y yang dikuasai X", "under X control") the place before; the side inside or behind."""
    words = article.sentence(index).words
    inside = [at for at in range(match.first, match.last + 1) if at not in match.words]
    within = [
        e for e in article.entities(index) if e.phrase.first in inside and (can_hold(e) or e.kind is PhraseClass.OTHER)
    ]
    limit = min(len(words) - 1, match.last + 9)
    behind = [
        e
        for e in _sides(article, index, match.last + 1, limit)
        if e.phrase.first - match.last <= 5
        and not any(w.pos == "VERB" or w.text in (",", ".", ";") for w in words[match.last + 1 : e.phrase.first])
    ]
    holder = next(iter(within or behind), None)
    before = [
        e
        for e in _places(article, index, max(0, match.first - REACH), match.first - 1)
        if not _broken(_between(words, e, match.first))
    ]
    return _subject_place(words, match.first, before), holder


def _subject_place(words: Sequence[Word], first: int, before: Sequence[Entity]) -> Entity | None:
    """The passive subject of the word, else the antecedent of "yang"/"which", else the nearest place before."""
    subjects = [
        e
        for e in before
        if e.phrase.link.function in (Function.PASSIVE_SUBJECT, Function.SUBJECT)
        and first <= e.phrase.link.governor <= first + 4
    ]
    return next(reversed(subjects or list(before)), None)


def label_arguments(article: Article, index: int, match: Match[ControlPattern]) -> tuple[Entity | None, Entity | None]:
    """("X's stronghold of Y", "stronghold of X", "Y, benteng X") the side beside the words; the place that they name."""
    words = article.sentence(index).words
    sides = _sides(article, index, max(0, match.first - 6), min(len(words) - 1, match.last + 7))
    near_before = [e for e in sides if e.phrase.last < match.first and match.first - e.phrase.last <= 4]
    near_after = [e for e in sides if e.phrase.first > match.last and e.phrase.first - match.last <= 4]
    inside = [e for e in sides if match.first <= e.phrase.first <= match.last]
    first, second = (near_before[-1:], near_after[:1]) if article.code == "en" else (near_after[:1], near_before[-1:])
    holder = next(iter(inside or first or second), None)
    after = [
        e
        for e in _places(article, index, match.last + 1, min(len(words) - 1, match.last + 8))
        if e is not holder
        and not any(w.pos == "VERB" or w.text in (",", ";") for w in words[match.last + 1 : e.phrase.first])
    ]
    before = [
        e
        for e in _places(article, index, max(0, match.first - REACH), match.first - 1)
        if e is not holder and not _broken(_between(words, e, match.first))
    ]
    opened = [
        e
        for e in after
        if {w.lower for w in words[match.last + 1 : e.phrase.first]} & OPENS or e.phrase.first == match.last + 1
    ]
    if article.code == "id":
        return (before[-1] if before else opened[0] if opened else None), holder
    copula = any(
        w.lower in ("is", "was", "are", "were", "as", "a", "an", "one", ",")
        for w in words[max(0, match.first - 7) : match.first]
    )
    if opened and not (before and copula and opened[0].where is not None and opened[0].where.kind == "country"):
        return opened[0], holder
    return (before[-1] if before else None), holder


ARGUMENTS = {
    Shape.COMPOUND: compound_arguments,
    Shape.ACTIVE: active_arguments,
    Shape.PASSIVE: passive_arguments,
    Shape.LABEL: label_arguments,
}
