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
DIRECTIONS = frozenset(
    {"west", "east", "north", "south", "centre", "center", "timur", "barat", "utara", "selatan", "pusat", "tepi"}
)
DISTANCES = frozenset({"km", "kilometer", "kilometers", "kilometres", "kilometre", "miles", "mil"})
SETTLED = frozenset(
    {
        "city",
        "town",
        "village",
        "district",
        "province",
        "region",
        "area",
        "neighbourhood",
        "neighborhood",
        "camp",
        "capital",
        "suburb",
        "enclave",
        "territory",
        "kota",
        "desa",
        "wilayah",
        "distrik",
        "provinsi",
        "kampung",
        "daerah",
        "kawasan",
        "permukiman",
        "lingkungan",
        "kantong",
        "kamp",
    }
)
QUANTITY = frozenset(
    {
        "about",
        "nearly",
        "almost",
        "all",
        "half",
        "third",
        "quarter",
        "fifth",
        "percent",
        "%",
        "of",
        "a",
        "at",
        "roughly",
        "around",
        "whole",
        "the",
        "more",
        "than",
        "over",
        "hampir",
        "seluruh",
        "sebagian",
        "besar",
        "sekitar",
        "persen",
        "dari",
        "most",
        "much",
        "separuh",
        "kelima",
        "keempat",
        "beberapa",
    }
)
INDEFINITE = frozenset({"a", "an", "sebuah", "sejumlah", "beberapa", "several", "some", "many", "other", "suatu"})
NEARBY = frozenset({"near", "dekat", "di", "sekitar", "outside", "inside", "luar"})
COPULA = frozenset(
    {"is", "was", "are", "were", "become", "became", "remains", "adalah", "merupakan", "menjadi", "ialah"}
)
ENDS = frozenset({",", ".", ";", "in", "di", "since", "sejak", "and", "dan", "for", "selama"})
PLACED = frozenset({"di", "in", "dengan", "sejak", "since"})
FORMER = frozenset({"former", "bekas", "mantan", "erstwhile"})
GAP = 5  # words between a place noun and the name behind it
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


def can_hold(entity: Entity) -> bool:
    if entity.kind in HOLDERS:
        return True
    if entity.kind is PhraseClass.PLACE and entity.phrase.last - entity.phrase.first > 1:
        return False
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
    row.sort(key=lambda e: e.phrase.first)
    gaps = [words[a.phrase.last + 1 : b.phrase.first] for a, b in zip(row, row[1:], strict=False)]
    return tuple(row) if any(w.text != "," for gap in gaps for w in gap) else (chosen,)


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
    if DISTANCES & set(_text(words, entity)):
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
    if entity.named:
        return entity
    words = article.sentence(entity.phrase.sentence).words
    tokens = _text(words, entity)
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


def _sides(article: Article, index: int, low: int, high: int) -> list[Entity]:
    words = article.sentence(index).words
    return [
        e
        for e in article.entities(index)
        if low <= e.phrase.first
        and e.phrase.last <= high
        and (can_hold(e) or e.kind is PhraseClass.PRONOUN and set(_text(words, e)) <= HOLDER_PRONOUNS)
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
    """("X's stronghold of Y", "stronghold of X", "Y, benteng X") the side beside the words; the place that they name."""
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
