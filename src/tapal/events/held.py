"""What a control statement can be about: phrases that can be held, what a place phrase stands for, who can hold."""

from collections.abc import Sequence
from dataclasses import replace

from tapal.events.context import Article
from tapal.mentions.grammar import Function
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
PARTS = frozenset(
    {
        "west", "east", "north", "south", "centre", "center", "half", "most", "part", "parts", "rest", "timur", "barat",
        "utara", "selatan", "bagian", "sebagian", "separuh", "pusat", "sisi", "tepi", "seluruh", "areas", "districts",
        "neighbourhoods", "neighborhoods", "villages", "towns", "desa-desa", "kota-kota", "side", "quarter", "third",
        "fifth"
    }
)  # fmt: skip
DIRECTIONS = frozenset(
    {
        "west", "east", "north", "south", "centre", "center", "timur", "barat", "utara", "selatan", "pusat", "tepi"
    }
)  # fmt: skip
DISTANCES = frozenset({"km", "kilometer", "kilometers", "kilometres", "kilometre", "miles", "mil"})
SETTLED = frozenset(
    {
        "city", "town", "village", "district", "province", "region", "area", "neighbourhood", "neighborhood", "camp",
        "capital", "suburb", "enclave", "territory", "kota", "desa", "wilayah", "distrik", "provinsi", "kampung",
        "daerah", "kawasan", "permukiman", "lingkungan", "kantong", "kamp"
    }
)  # fmt: skip
QUANTITY = frozenset(
    {
        "about", "nearly", "almost", "all", "half", "third", "quarter", "fifth", "percent", "%", "of", "a", "at",
        "roughly", "around", "whole", "the", "more", "than", "over", "hampir", "seluruh", "sebagian", "besar",
        "sekitar", "persen", "dari", "most", "much", "separuh", "kelima", "keempat", "beberapa"
    }
)  # fmt: skip
INDEFINITE = frozenset({"a", "an", "sebuah", "sejumlah", "beberapa", "several", "some", "many", "other", "suatu"})
NEARBY = frozenset({"near", "dekat", "di", "sekitar", "outside", "inside", "luar"})
COPULA = frozenset(
    {
        "is", "was", "are", "were", "become", "became", "remains", "adalah", "merupakan", "menjadi", "ialah"
    }
)  # fmt: skip
GAP = 5  # words between a place noun and the name behind it


def can_hold(entity: Entity) -> bool:
    if entity.kind in HOLDERS:
        return True
    if entity.kind is PhraseClass.PLACE and entity.phrase.last - entity.phrase.first > 1:
        return False
    return entity.actor_id is not None and entity.kind in (PhraseClass.PERSON, PhraseClass.OTHER, PhraseClass.PLACE)


def words_of(words: Sequence[Word], entity: Entity) -> list[str]:
    return [word.lower for word in words[entity.phrase.first : entity.phrase.last + 1]]


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
    row.sort(key=lambda e: e.phrase.first)
    gaps = [words[a.phrase.last + 1 : b.phrase.first] for a, b in zip(row, row[1:], strict=False)]
    return tuple(row) if any(w.text != "," for gap in gaps for w in gap) else (chosen,)


def antecedent_place(article: Article, sentence: int, before: int) -> Entity | None:
    """The last named place before a point of the text ("kota itu", "the city")."""
    for index in range(sentence, max(-1, sentence - BACK - 1), -1):
        for entity in reversed(article.entities(index)):
            earlier = index < sentence or entity.phrase.last < before
            named = entity.kind is PhraseClass.PLACE and entity.named and entity.where is not None
            if earlier and named and entity.where is not None and entity.where.kind not in ("country", "river"):
                return entity
    return None


def antecedent_holder(article: Article, sentence: int, before: int) -> Entity | None:
    """The side that a pronoun stands for: a named one of this sentence before it, else the subject of those before."""
    here = [e for e in article.entities(sentence) if e.phrase.last < before and can_hold(e)]
    known = [e for e in here if e.actor_id is not None]
    if known or here:
        return (known or here)[-1]
    for index in range(sentence - 1, max(-1, sentence - BACK), -1):
        sides = [e for e in article.entities(index) if e.kind in HOLDERS]
        subjects = [e for e in sides if e.phrase.link.function in (Function.SUBJECT, Function.AGENT)]
        if sides:
            return (subjects or sides)[0]
    return None


def is_place(article: Article, entity: Entity) -> bool:
    """Whether a phrase can be held: a place, a part of one ("the west"), a site such as an airport or a factory."""
    words = article.sentence(entity.phrase.sentence).words
    if DISTANCES & set(words_of(words, entity)):
        return False
    if entity.kind is PhraseClass.PLACE:
        return True
    if entity.kind not in (PhraseClass.OTHER, PhraseClass.THING):
        return False
    if words[entity.phrase.head].lower in PARTS:
        return True
    sites = article.scene.language.cues.matcher("nouns.place_nouns", "nouns.buildings")
    head = entity.phrase.head
    return any(
        entity.phrase.first + m.first <= head <= entity.phrase.first + m.last
        for m in sites.find(words[entity.phrase.first : entity.phrase.last + 1], headline=True)
    )


def places_between(article: Article, index: int, low: int, high: int) -> list[Entity]:
    """Phrases that can be held between two word indexes."""
    return [
        e for e in article.entities(index) if low <= e.phrase.first and e.phrase.last <= high and is_place(article, e)
    ]


def _joined(outer: Entity, inner: Entity, where_from: Entity) -> Entity:
    span = Span(min(outer.span.start, inner.span.start), max(outer.span.end, inner.span.end))
    return replace(outer, kind=PhraseClass.PLACE, where=where_from.where, named=where_from.named, trimmed=span)


def widened(article: Article, entity: Entity, skip: int = -1) -> Entity:
    """A place noun with the place behind it ("districts in the divided city of Homs"); `skip` words lie between."""
    if entity.named and entity.where is not None:
        return entity
    index = entity.phrase.sentence
    words = article.sentence(index).words
    start = max(entity.phrase.last, skip)
    for other in article.entities(index):
        gap = words[start + 1 : other.phrase.first]
        if other.phrase.first <= start or not is_place(article, other) or not 0 < len(gap) <= GAP:
            continue
        if gap[0].lower not in OPENS or any(w.pos in ("VERB", "AUX") or w.text in (",", ";") for w in gap):
            return entity
        if other.named and other.where is not None:
            return _joined(entity, other, other)
        named = antecedent_place(article, index, other.phrase.first)
        return _joined(entity, other, named) if named is not None else entity
    return entity


def outer_place(article: Article, entity: Entity) -> Entity:
    """The phrase that a place behind a preposition, in apposition or in a predicate belongs to.

    ("Pos al-Waleed di Anbar dipegang …", "Douma, kota yang dikuasai …", "The Old City is the last part held …")
    """
    index = entity.phrase.sentence
    words = article.sentence(index).words
    bare = not entity.named
    for _ in range(3):
        low = max(0, entity.phrase.first - REACH)
        earlier = [e for e in places_between(article, index, low, entity.phrase.first - 1) if e is not entity]
        if not earlier:
            break
        between = [w.lower for w in words[earlier[-1].phrase.last + 1 : entity.phrase.first]]
        verbs = any(w.pos == "VERB" for w in words[earlier[-1].phrase.last + 1 : entity.phrase.first])
        hangs = (
            bool(between) and between[0] in OPENS | NEARBY or words[entity.phrase.first].pos == "NUM" and "," in between
        )
        copular = bool(COPULA & set(between)) and bare
        beside = bool(between) and between[0] == "," and bare and not {"and", "dan"} & set(between)
        if verbs or len(between) > 5 or not (hangs or copular or beside):
            break
        if hangs and not earlier[-1].named and not copular:
            entity = _joined(earlier[-1], entity, entity)
            entity, bare = replace(entity, phrase=earlier[-1].phrase), True
        else:
            entity = earlier[-1]
            bare = not entity.named
    return entity


def resolved_place(article: Article, entity: Entity, definite: bool = False) -> Entity | None:
    """What a place phrase stands for: its own name, a name behind it, or for "the city" the last one named.

    None for places that the report does not name ("rebel-held areas").
    """
    if entity.kind is PhraseClass.PRONOUN:
        return antecedent_place(article, entity.phrase.sentence, entity.phrase.first)
    entity = widened(article, entity)
    words = article.sentence(entity.phrase.sentence).words
    tokens = words_of(words, entity)
    joined = entity.span != entity.phrase.span
    if entity.named and (entity.where is not None or joined or set(tokens) - DEFINITE - SETTLED):
        return entity
    before = words[entity.phrase.first - 1].lower if entity.phrase.first else ""
    after = words[entity.phrase.last + 1].lower if entity.phrase.last + 1 < len(words) else ""
    known = definite or bool({tokens[0], tokens[-1], before, after} & DEFINITE)
    head = words[entity.phrase.head].lower
    if known and head in SETTLED and not set(tokens) - DEFINITE - {head}:
        return antecedent_place(article, entity.phrase.sentence, entity.phrase.first) or entity
    if set(tokens) & DIRECTIONS or (known and set(tokens) & PARTS):
        return entity
    sites = article.scene.language.cues.matcher("nouns.place_nouns", "nouns.buildings")
    generic = sites.any(words[entity.phrase.head : entity.phrase.head + 1], True)
    vague = _is_plural(head, article.code) or bool(set(tokens) & INDEFINITE) or before in INDEFINITE
    return None if generic and not known and (vague or len(tokens) == 1) else entity


def measured(article: Article, entity: Entity) -> Entity:
    """A place with the share of it that is meant ("about a quarter of the city", "hampir seluruh Darfur").

    "Most of the city" stands for the city.
    """
    words = article.sentence(entity.phrase.sentence).words
    start = entity.phrase.first
    while start > 0 and (words[start - 1].lower in QUANTITY or words[start - 1].pos == "NUM"):
        start -= 1
    lead = {w.lower for w in words[start : entity.phrase.first]}
    if not lead - {"the", "a", "of", "at"} or lead & {"most", "much"} and not entity.named:
        return entity
    named = entity if entity.named else antecedent_place(article, entity.phrase.sentence, entity.phrase.first)
    span = Span(words[start].span.start, entity.span.end)
    return replace(entity, where=named.where if named else None, named=True, trimmed=span)


def _is_plural(head: str, code: str) -> bool:
    return "-" in head if code == "id" else head.endswith("s") and not head.endswith("ss")
