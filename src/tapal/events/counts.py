"""Casualty figures: numbers and vague quantities with what they count, who they are and how exact they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tapal.events.context import Article
from tapal.lang.expressions import Match
from tapal.lang.numerals import Number, NumberForm, find_numbers
from tapal.mentions.grammar import Function
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.count import Count
from tapal.model.kinds import Group, TallyKind
from tapal.model.syntax import ParsedSentence, Word
from tapal.model.text import Span

REACH = 9  # words between a figure and the word that says what it counts
CHAIN = 6  # words from one figure of a list to the next ("destroyed 9 tanks, 3 bunkers and 20 trucks")
TOLL_REACH = 16  # "the death toll from the strikes on two towns rose to 32"
BOUNDARY = frozenset({";", ":", "–", "—"})
KIND_OF_CUE = {
    "counts.killed": TallyKind.KILLED,
    "counts.injured": TallyKind.INJURED,
    "counts.displaced": TallyKind.DISPLACED,
    "counts.detained": TallyKind.DETAINED,
    "counts.destroyed": TallyKind.DESTROYED,
}
QUALIFIERS = ("counts.at_least", "counts.more_than", "counts.about", "counts.up_to", "counts.nearly")
COMBAT = frozenset({PhraseClass.ARMED})
CIVIL = frozenset({PhraseClass.CIVILIANS})
UNITS = frozenset(
    [
        "year",
        "years",
        "month",
        "months",
        "day",
        "days",
        "week",
        "weeks",
        "hour",
        "hours",
        "minute",
        "minutes",
        "km",
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "mile",
        "miles",
        "metre",
        "metres",
        "meter",
        "meters",
        "percent",
        "%",
        "tahun",
        "bulan",
        "hari",
        "minggu",
        "pekan",
        "jam",
        "menit",
        "kilometer",
        "meter",
        "persen",
        "km²",
        "times",
        "kali",
        "am",
        "pm",
        "millimetre",
        "mm",
        "kg",
        "ton",
        "tonnes",
        "tons",
    ]
)
SCALES = {
    "hundred": 100,
    "hundreds": 100,
    "thousand": 1000,
    "thousands": 1000,
    "million": 10**6,
    "millions": 10**6,
    "ribu": 1000,
    "ratus": 100,
    "juta": 10**6,
    "dozen": 12,
    "lusin": 12,
}
HALF = frozenset({"half", "setengah"})
HALVED_FROM = 1000  # "half a million", never "half 10"
PASSIVE = frozenset(["was", "were", "been", "be", "is", "are", "being", "got"])
JOINS = frozenset({"and", "dan", "serta", "while", "sementara", "sedangkan"})
STATES = frozenset({"dead", "wounded", "injured"})
TOLLS = frozenset({"toll", "deaths", "death", "lives", "korban"})
SUBSET = frozenset(["termasuk", "diantaranya", "antaranya", "including", "among", "includes"])
SUBSET_BEHIND = (
    " of them ",
    " of whom ",
    " di antaranya ",
    " diantaranya ",
    " among them ",
    " di antara mereka ",
    " were among ",
    " are among ",
)
Triple = tuple[int | None, int | None, int | None]
DOING = frozenset({"kill", "kills", "killing", "wound", "wounds", "wounding", "injure", "injures", "injuring"})
ONE = Number(Span(0, 1), 1, None, NumberForm.ARTICLE)
ONE_OF = frozenset({PhraseClass.CIVILIANS, PhraseClass.ARMED})
GROUPS = frozenset(
    {
        "group",
        "force",
        "army",
        "militia",
        "family",
        "people",
        "coalition",
        "brigade",
        "unit",
        "front",
        "opposition",
        "faction",
        "organization",
        "organisation",
        "crowd",
        "movement",
        "police",
        "alliance",
        "children",
        "women",
        "men",
    }
)
NOT_PEOPLE = frozenset({PhraseClass.THING, PhraseClass.PLACE, PhraseClass.TIME})


@dataclass(frozen=True, slots=True)
class Scaled:
    """A vague quantity: its words and what they come to ("puluhan ribu" 20,000 and more)."""

    words: str
    low: int | None
    best: int | None
    high: int | None


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
    subset: bool = False


def _is_measure(sentence: ParsedSentence, last: int) -> bool:
    """Whether a number measures time, distance, share or age ("12-year-old", "30 km", "15 tahun")."""
    words = sentence.words
    at = last + 1
    if at < len(words) and words[at].text == "-":
        at += 1
    return at < len(words) and words[at].lower in UNITS


def _scaled_vague(words: Sequence[Word], at: int, vague: Mapping[str, Triple]) -> tuple[int, Scaled] | None:
    """A vague quantity at a word with its scale ("puluhan ribu", "tens of thousands"): its last word and values."""
    word = words[at].lower
    if word not in vague or (word == "number" and (at == 0 or words[at - 1].lower != "a")):
        return None
    last, factor = at, 1
    while last + 1 < len(words):
        step = 2 if words[last + 1].lower == "of" and last + 2 < len(words) else 1
        scale = SCALES.get(words[last + step].lower)
        if scale is None:
            break
        last, factor = last + step, factor * scale
    values = [None if number is None else number * factor for number in vague[word]]
    return last, Scaled(" ".join(w.lower for w in words[at : last + 1]), values[0], values[1], values[2])


def _quantities(sentence: ParsedSentence, article: Article) -> list[tuple[int, int, Number | Scaled]]:
    """Numbers and vague quantity words as (first word, last word, value)."""
    text = article.scene.document.text
    span = sentence.sentence.span
    blocked = [time.span for time in article.scene.times_in(span)]
    vague = article.scene.language.cues.vague
    found: list[tuple[int, int, Number | Scaled]] = []
    taken: set[int] = set()
    for word in sentence.words:
        if word.index in taken:
            continue
        if (scaled := _scaled_vague(sentence.words, word.index, vague)) is not None:
            found.append((word.index, scaled[0], scaled[1]))
            taken |= set(range(word.index, scaled[0] + 1))
    for number in find_numbers(text[span.start : span.end], article.code):
        where = Span(number.span.start + span.start, number.span.end + span.start)
        inside = [word.index for word in sentence.words if word.span.overlaps(where)]
        if not inside or taken & set(inside) or any(other.overlaps(where) for other in blocked):
            continue
        if _is_measure(sentence, inside[-1]):
            continue
        if inside[0] > 0 and sentence.words[inside[0] - 1].lower in HALF and number.value >= HALVED_FROM:
            number = replace(number, value=number.value // 2)
        found.append((inside[0], inside[-1], number))
    numbers = {first for first, _, value in found if isinstance(value, Number)}
    found = [item for item in found if not (isinstance(item[2], Scaled) and item[1] + 1 in numbers)]  # "sejumlah 40"
    taken |= {at for first, last, _ in found for at in range(first, last + 1)}
    found += [(at, at, ONE) for at in _single_people(article, sentence) if at not in taken]
    return sorted(found, key=lambda item: item[0])


def _single_people(article: Article, sentence: ParsedSentence) -> list[int]:
    """Word indexes of "a", "an" before one person ("a woman was killed")."""
    if article.code != "en":
        return []
    found = []
    for entity in article.entities(sentence.sentence.index):
        phrase, head = entity.phrase, sentence.words[entity.phrase.head]
        if entity.kind not in ONE_OF or head.lower.endswith("s") or head.lower in GROUPS:
            continue
        at = next(
            (k for k in (phrase.first, phrase.first - 1) if k >= 0 and sentence.words[k].lower in ("a", "an")), None
        )
        if at is not None and not any(sentence.words[k].pos == "NUM" for k in range(phrase.first, phrase.last + 1)):
            found.append(at)
    return found


def _qualifier(article: Article, sentence: ParsedSentence, first: int) -> str:
    for match in article.cues(sentence.sentence.index):
        if match.value in QUALIFIERS and match.last < first <= match.last + 2:
            return match.value.removeprefix("counts.")
    return ""


def count_of(value: Number | Scaled, qualifier: str) -> Count:
    """Low, best and high of a figure (guide, counts: "at least 12" → 12, 12, open; "about" → best; "dozens" → 24)."""
    if isinstance(value, Scaled):
        return Count(value.low, value.best, value.high, vague=value.words)
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


def is_subset(article: Article, index: int, first: int, last: int) -> bool:
    """Whether a figure is part of another one ("including 3 children", "eight of them", "di antaranya")."""
    words = article.sentence(index).words
    before = [word.lower for word in words[max(0, first - 4) : first]]
    after = " ".join(word.lower for word in words[last + 1 : last + 5])
    if any(word in SUBSET for word in before):
        return True
    return any(phrase in f" {after} " for phrase in SUBSET_BEHIND)


def _is_thing(article: Article, sentence: ParsedSentence, last: int) -> bool:
    """Whether a number counts arms, vehicles or buildings ("dua bom mobil", "8 rocket shells")."""
    things = article.scene.language.cues.matcher("nouns.weapons", "nouns.aircraft", "nouns.buildings", "nouns.vehicles")
    return any(match.first == 0 for match in things.find(sentence.words[last + 1 : last + 4], headline=True))


def _can_count(sentence: ParsedSentence, cue: Match[str], who: Entity | None, things: bool) -> bool:
    """Whether a counting word can count these: things are only destroyed; who kills is not who is killed."""
    if things and (who is None or who.kind not in ONE_OF):
        return cue.value == "counts.destroyed"
    if who is None:
        return True
    if who.kind in NOT_PEOPLE:
        return cue.value == "counts.destroyed"
    link, word = who.phrase.link, sentence.words[cue.first].lower
    doing = word in DOING or word.startswith(("menew", "mem", "melu", "menc", "mens"))
    return not (doing and link.function is Function.SUBJECT and cue.first <= link.governor <= cue.last)


def is_joined(words: Sequence[Word]) -> bool:
    """Whether only one noun and a coordinator stand between two figures ("84 children and 35 women")."""
    return len(words) <= 3 and bool(words) and words[-1].lower in (",", "and", "dan", "serta")


def figures_in(article: Article, index: int) -> list[Figure]:
    """Figures of a sentence, each with the nearest word that says what it counts."""
    sentence = article.sentence(index)
    cues = [match for match in article.cues(index) if match.value in KIND_OF_CUE]
    figures: list[Figure] = []
    if not cues:
        return figures
    quantities = _quantities(sentence, article)
    subset = False
    for at, (first, last, value) in enumerate(quantities):
        joined = at > 0 and is_joined(sentence.words[quantities[at - 1][1] + 1 : first])
        subset = is_subset(article, index, first, last) or (subset and joined)
        who = next((e for e in article.entities(index) if e.phrase.first <= first and last <= e.phrase.last), None)
        things = _is_thing(article, sentence, last)
        allowed = [cue for cue in cues if _can_count(sentence, cue, who, things)]
        left = quantities[at - 1][1] if at else -1
        right = quantities[at + 1][0] if at + 1 < len(quantities) else len(sentence.words)
        best = _nearest(sentence, (first, last), allowed, (left, right), article.code)
        if best is None and who is not None:
            governor = who.phrase.link.governor
            best = next((cue for cue in allowed if cue.first <= governor <= cue.last), None)
        chained = figures and figures[-1].kind is TallyKind.DESTROYED and first - figures[-1].last <= CHAIN
        if best is None and chained:
            best = next((cue for cue in cues if cue.first == figures[-1].cue_first), None)
        if best is None:
            continue
        count = count_of(value, _qualifier(article, sentence, first))
        near = [who] if who is not None else []
        count = replace(count, group=group_of(near))
        low, high = min(first, best.first), max(last, best.last)
        kind = KIND_OF_CUE[best.value]
        span = sentence.span(low, high)
        figures.append(Figure(index, kind, count, first, last, best.first, best.last, span, who, subset))
    return figures


def _is_closed(sentence: ParsedSentence, cue: Match[str], language: str) -> bool:
    """Whether a counting word has its figure before it ("were killed and 10 …"): it says nothing of what follows."""
    words = sentence.words
    if language == "id":
        return not words[cue.first].lower.startswith("me")
    before = [word.lower for word in words[max(0, cue.first - 3) : cue.first]]
    state = words[cue.first].lower in STATES and words[cue.first].pos != "VERB"
    return words[cue.last].lower not in TOLLS and (state or bool(PASSIVE & set(before)))


def words_of(sentence: ParsedSentence, cue: Match[str]) -> set[str]:
    return {word.lower for word in sentence.words[cue.first : cue.last + 1]}


def _cost(
    sentence: ParsedSentence, figure: tuple[int, int], cue: Match[str], bounds: tuple[int, int], code: str
) -> float | None:
    """How far a counting word is from a figure; None when it cannot be its word."""
    first, last = figure
    if cue.first <= last and first <= cue.last:
        return -1.0
    after = cue.first > last
    low, high = (last, cue.first) if after else (cue.last, first)
    between = sentence.words[low + 1 : high]
    reach = TOLL_REACH if not after and words_of(sentence, cue) & TOLLS else REACH
    if len(between) > reach or any(word.text in BOUNDARY for word in between):
        return None
    cost = float(len(between))
    if (after and cue.first > bounds[1]) or (not after and cue.last < bounds[0]):
        cost += 4
    if any(word.text == "," or word.lower in JOINS for word in between):
        cost += 2 if after else 3
    if after != _is_closed(sentence, cue, code):
        cost += 3 if code == "id" or not after else 1
    return cost


def _nearest(
    sentence: ParsedSentence, figure: tuple[int, int], cues: Sequence[Match[str]], bounds: tuple[int, int], code: str
) -> Match[str] | None:
    """The counting word that a figure belongs to: nearest, not beyond another figure's own word or a clause mark."""
    costs = [(_cost(sentence, figure, cue, bounds, code), k) for k, cue in enumerate(cues)]
    priced = [(cost, k) for cost, k in costs if cost is not None]
    return cues[min(priced)[1]] if priced else None
