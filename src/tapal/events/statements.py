"""Statements of who holds a place, and running totals: what a report says beside its events."""

from collections.abc import Iterator
from dataclasses import dataclass

from tapal.events.arguments import bucket
from tapal.events.attribution import speeches_in
from tapal.events.context import Article
from tapal.events.counts import Figure
from tapal.events.held import (
    DEFINITE,
    antecedent_holder,
    antecedent_place,
    can_hold,
    is_place,
    measured,
    resolved_place,
    row_of,
)
from tapal.events.holders import ARGUMENTS, Shape, passive_arguments, shape_of
from tapal.events.triggers import head_word
from tapal.lang.expressions import Match, longest
from tapal.lang.frames import ControlPattern, Pattern
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.kinds import ControlState, RuleId, SentenceKind

LONG_DAYS = 7
BIG = 500  # more than this is seldom the toll of one event
LAST_SENTENCES = 2
PERIOD = ("counts.period", "counts.campaign", "counts.total")
PERFECT = frozenset({"have", "has", "telah", "sudah"})
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "ADP", "SCONJ", "DET"})
EMPTY = frozenset(
    {
        "the",
        "a",
        "of",
        "in",
        "kota",
        "provinsi",
        "province",
        "city",
        "town",
        "district",
        "village",
        "desa",
        "distrik",
        "wilayah",
        "group",
        "kelompok",
        "forces",
        "pasukan",
        "di",
        "countryside",
        "militants",
        "itu",
        "perbatasan",
        "border",
    }
)
BARE = frozenset({"control.holds_agent"})
UNREAL = frozenset({"status.planned", "status.possible", "status.demanded", "status.negation", "status.denied"})
LISTED = ControlPattern(RuleId("control.listed"), ControlState.HOLDS, Pattern.AGENT_PLACE, (), (), (), 0.8, (), ())
DISPUTED = frozenset({"disputed", "contested", "diperebutkan", "sengketa", "dipersengketakan"})


@dataclass(frozen=True, slots=True)
class Holding:
    """A control statement before it is bound to its document: pattern, place, holders, speaker."""

    sentence: int
    first: int
    last: int
    pattern: ControlPattern
    place: Entity
    holders: tuple[Entity, ...]
    speaker: Entity | None


def _matches(article: Article, index: int) -> list[Match[ControlPattern]]:
    """Control patterns of a sentence whose guards allow them, the longest where they overlap."""
    sentence, language = article.sentence(index), article.scene.language
    headline = sentence.sentence.kind is SentenceKind.HEADLINE
    kept = []
    for match in language.control_matcher.find(sentence.words, headline):
        guard = language.guards[match.value.id]
        if guard.unless is not None and guard.unless.find(sentence.words):
            continue
        if guard.needs is not None and not guard.needs.find(sentence.words):
            continue
        kept.append(match)
    return longest(kept, rank=lambda pattern: pattern.weight)


def _is_unreal(article: Article, index: int, match: Match[ControlPattern]) -> bool:
    """Whether a word right before says that it is not, not yet or only wished so ("never held", "akan menguasai")."""
    return any(cue.value in UNREAL and 0 < match.first - cue.last <= 2 for cue in article.cues(index))


def _named_holder(article: Article, holder: Entity | None) -> Entity | None:
    if holder is not None and holder.kind is PhraseClass.PRONOUN:
        return antecedent_holder(article, holder.phrase.sentence, holder.phrase.first)
    return holder


def _state_arguments(article: Article, index: int, match: Match[ControlPattern]) -> tuple[Entity | None, Entity | None]:
    """("besieged Homs", "Homs is under siege", "contested by A and B") the place; sides only where they are named."""
    words = article.sentence(index).words
    behind = [
        e for e in article.entities(index) if e.kind is PhraseClass.PLACE and 0 < e.phrase.first - match.last <= 3
    ]
    behind = [
        e
        for e in behind
        if not any(
            w.pos in ("VERB", "ADV") or w.lower in ("by", "oleh", ",", "with", "since", "sejak")
            for w in words[match.last + 1 : e.phrase.first]
        )
    ]
    place, holder = passive_arguments(article, index, match)
    inner = words[match.first].pos in ("ADJ", "VERB") and article.code == "en" and match.first == match.last
    if behind and (inner or place is None or words[match.last].lower in ("of", "in", "within")):
        place = behind[0]
    return place, holder


def _besieger(article: Article, index: int, match: Match[ControlPattern]) -> bool:
    """Whether "by X" behind a siege names who lays it."""
    words = article.sentence(index).words[match.last + 1 : match.last + 7]
    return any(word.lower in ("by", "oleh") for word in words)


def _is_capture(article: Article, index: int, match: Match[ControlPattern]) -> bool:
    """Bare "menguasai", "menduduki" in a headline or on a day told: taking a place, not holding it."""
    if match.value.id not in BARE:
        return False
    sentence = article.sentence(index)
    if sentence.sentence.kind is SentenceKind.HEADLINE:
        return True
    return any(t.kind == "date" and t.when.precision == "day" for t in article.scene.times_in(sentence.sentence.span))


def _holding(article: Article, index: int, match: Match[ControlPattern]) -> Iterator[Holding]:
    sentence, pattern = article.sentence(index), match.value
    words = sentence.words
    head = head_word(sentence.words, match.first, match.last)
    shape = shape_of(article, index, match, head)
    if pattern.state is ControlState.HOLDS:
        place, holder = ARGUMENTS[shape](article, index, match)
    else:
        place, holder = _state_arguments(article, index, match)
    holder = _named_holder(article, holder)
    if pattern.state is ControlState.BESIEGED:
        if (
            holder is not None
            or _besieger(article, index, match)
            or place is None
            or place.kind is not PhraseClass.PLACE
        ):
            return  # who besieges is named: an event (guide, rule 13)
        holder = None
    if place is None and holder is not None and shape is not Shape.COMPOUND:
        place = antecedent_place(article, index, match.first) if shape in (Shape.PASSIVE, Shape.LABEL) else None
    if place is None or (holder is None and pattern.state is ControlState.HOLDS):
        return
    same = [e for e in article.entities(index) if is_place(article, e) and e is not holder]
    row = row_of(article, index, place, same) if shape is not Shape.COMPOUND else (place,)
    sides: tuple[Entity, ...] = (holder,) if holder is not None else ()
    if holder is not None and holder.phrase.sentence == index and shape is not Shape.COMPOUND:
        sides = row_of(article, index, holder, [e for e in article.entities(index) if can_hold(e) and e not in row])
    spoken = [s for s in speeches_in(article, index) if s.scope.overlaps(sentence.span(match.first, match.last))]
    around = {words[at].lower for at in (match.first - 1, match.last + 1) if 0 <= at < len(words)}
    known = bool(around & DEFINITE)  # "the contested city", "kota yang disengketakan itu"
    for one in row:
        meant = one if shape is Shape.COMPOUND else measured(article, one)
        resolved = resolved_place(article, meant, definite=known)
        if resolved is not None and resolved not in sides:
            yield Holding(
                index, match.first, match.last, pattern, resolved, sides, spoken[0].speaker if spoken else None
            )


def _listed(article: Article, index: int) -> Iterator[Holding]:
    """List style: a side, a colon, places ("Separatists: Donetsk, Luhansk"); "Disputed:" gives contested places."""
    words = article.sentence(index).words
    if article.sentence(index).sentence.kind is SentenceKind.HEADLINE:
        return
    colon = next((w.index for w in words[:8] if w.text == ":"), None)
    if colon is None or colon == 0:
        return
    end = next((w.index for w in words[colon:] if w.text in (";", ".")), len(words))
    stop = next((w.index for w in words[colon:end] if w.text == "("), end)
    if any(w.pos in ("VERB", "AUX") for w in words[colon + 1 : stop]):
        return
    places = [e for e in article.entities(index) if e.kind is PhraseClass.PLACE and colon < e.phrase.first < end]
    sides = [e for e in article.entities(index) if e.phrase.first <= colon - 1 <= e.phrase.last]
    disputed = words[colon - 1].lower in DISPUTED
    if not any(e.named for e in places) or not (disputed or sides and (can_hold(sides[0]))):
        return
    state = ControlState.CONTESTED if disputed else ControlState.HOLDS
    pattern = ControlPattern(LISTED.id, state, LISTED.pattern, (), (), (), LISTED.weight, (), ())
    holders = _sides_listed(article, index) if disputed else (sides[0],)
    for place in places:
        if words[place.phrase.first - 1].text in (":", ","):
            yield Holding(index, place.phrase.first, place.phrase.last, pattern, place, holders, None)


def _sides_listed(article: Article, index: int) -> tuple[Entity, ...]:
    """The sides that the lines before a list's "Disputed:" begin with."""
    found = []
    for k in range(max(0, index - 4), index):
        words = article.sentence(k).words
        first = article.entities(k)[:1]
        found += [e for e in first if can_hold(e) and words[min(e.phrase.last + 1, len(words) - 1)].text == ":"]
    return tuple(found)


def holdings_in(article: Article, index: int) -> Iterator[Holding]:
    """Control statements of a sentence."""
    for match in _matches(article, index):
        if not _is_unreal(article, index, match) and not _is_capture(article, index, match):
            yield from _holding(article, index, match)
    yield from _listed(article, index)


def holdings(article: Article) -> list[Holding]:
    """Control statements of an article, each place, state and side once (the first that tells it)."""
    kept: list[Holding] = []
    for index in range(len(article.scene.sentences)):
        for holding in holdings_in(article, index):
            if not any(_is_same(article, holding, other) for other in kept):
                kept.append(holding)
    return kept


def _is_same(article: Article, one: Holding, other: Holding) -> bool:
    """Whether two statements tell the same: one place name inside the other and sides that do not differ by name."""
    if one.pattern.state is not other.pattern.state:
        return False
    names = [_name_words(article, h.place) for h in (one, other)]
    if not (names[0] <= names[1] or names[1] <= names[0]):
        return False
    if not one.holders or not other.holders:
        return not one.holders and not other.holders
    first, second = one.holders[0], other.holders[0]
    if first.actor_id is not None and second.actor_id is not None:
        return first.actor_id == second.actor_id
    texts = [_name_words(article, holder) for holder in (first, second)]
    return bool(texts[0] & texts[1]) or first.kind is second.kind is PhraseClass.ARMED


def _name_words(article: Article, entity: Entity) -> set[str]:
    """The words of a phrase that name; all of them when none does."""
    words = {w.strip("-'’").casefold() for w in article.scene.document.quote(entity.span).replace("-", " ").split()}
    return words - EMPTY or words


def tally_features(article: Article, figure: Figure) -> list[str]:
    """Features by which a figure is told to be a running total rather than the toll of one event."""
    sentence = article.sentence(figure.sentence)
    words = sentence.words
    times = article.scene.times_in(sentence.sentence.span)
    long_times = [t for t in times if t.when.start and t.when.end and (t.when.end - t.when.start).days > LONG_DAYS]
    low = figure.count.best or figure.count.low or figure.count.high or 0
    size = bucket(low, 2, 10, 30, 100, 500, 2000, 20000)
    cue = " ".join(w.lower for w in words[figure.cue_first : figure.cue_last + 1])
    places = {e.where.place_id for e in article.entities(figure.sentence) if e.where is not None}
    triggers = article.triggers_in(figure.sentence)
    features = [
        f"kind={figure.kind}",
        f"size={figure.kind}/{size}",
        f"vague={figure.count.vague is not None}",
        f"group={figure.count.group}/{figure.kind}",
        f"long_time={bool(long_times)}/{figure.kind}",
        f"times={bucket(len(times), 0, 1, 2)}",
        f"position={bucket(figure.sentence, 1, 3, 7, 12)}",
        f"triggers={bucket(len(triggers), 0, 1, 2, 3)}",
        f"headline={sentence.sentence.kind}",
        f"cue={cue}",
        f"subset={figure.subset}",
        f"places={bucket(len(places), 0, 1, 2, 3)}/{figure.kind}",
        f"last={figure.sentence >= len(article.scene.sentences) - LAST_SENTENCES}",
    ]
    period = [c.value for c in article.cues(figure.sentence) if c.value in PERIOD]
    found = {value: value in period for value in PERIOD}
    features += [f"{value}={here}/{figure.kind}" for value, here in found.items()]
    if figure.sentence:
        earlier = {c.value for c in article.cues(figure.sentence - 1) if c.value in PERIOD}
        features += [f"before:{value}/{low > BIG}" for value in sorted(earlier)]
    features.append("periods=" + "/".join(str(here) for here in found.values()) + f"/{low > BIG}")
    features.append(f"perfect={_is_perfect(article, figure)}/{bool(period)}")
    features += [f"time={t.kind}/{t.when.precision}" for t in times]
    features += [f"time+size={t.kind}/{t.when.precision}/{size}" for t in times]
    features += [f"word={w.lower}" for w in words if w.pos in CONTENT]
    near = words[max(0, min(figure.first, figure.cue_first) - 4) : max(figure.last, figure.cue_last) + 5]
    features += [f"near={w.lower}" for w in near]
    features += [f"cues={c.value}" for c in article.cues(figure.sentence)]
    features += [f"trigger={t.frame.type}/{figure.kind}" for t in triggers]
    return list(dict.fromkeys(features))


def _is_perfect(article: Article, figure: Figure) -> bool:
    """Whether the counting word is told as done up to now ("have been killed", "telah menewaskan")."""
    words = article.sentence(figure.sentence).words
    return any(word.lower in PERFECT for word in words[max(0, figure.cue_first - 4) : figure.cue_first])
