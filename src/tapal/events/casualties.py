"""Casualty figures given to the events they belong to; running totals kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tapal.events.context import Article
from tapal.events.counts import Figure, figures_in
from tapal.events.families import VIOLENT
from tapal.events.linear import LinearModel
from tapal.events.mention import EventMention
from tapal.events.statements import tally_features
from tapal.mentions.phrases import PhraseClass
from tapal.model.count import Count
from tapal.model.kinds import EventType, Group, TallyKind

TALLY_THRESHOLD = 0.35  # five-fold cross-validation on the tuning part
PHRASE = 6  # most words between the dead and the injured of one phrase
AND = frozenset({"dan", "serta", "and", "while", "sementara"})
TOLL_KINDS = frozenset({TallyKind.KILLED, TallyKind.INJURED})


@dataclass(frozen=True, slots=True)
class Tolls:
    """Mentions with their figures, and the figures that are totals of their own."""

    mentions: tuple[EventMention, ...]
    tallies: tuple[Figure, ...]


def _distance(mention: EventMention, figure: Figure) -> int:
    trigger = mention.trigger
    if trigger.first <= figure.cue_last and figure.cue_first <= trigger.last:
        return 0
    gaps = (trigger.first - figure.last, figure.first - trigger.last, trigger.first - figure.cue_last,
            figure.cue_first - trigger.last)
    return max(1, min(gap for gap in gaps if gap > 0)) if any(gap > 0 for gap in gaps) else 1


def owner(mentions: Sequence[EventMention], figure: Figure) -> EventMention | None:
    """The violent event of the figure's sentence nearest to it, else that of the sentence before."""
    here = [m for m in mentions if m.trigger.sentence == figure.sentence and m.type in VIOLENT]
    if here:
        return min(here, key=lambda mention: _distance(mention, figure))
    before = [m for m in mentions if figure.sentence - m.trigger.sentence == 1 and m.type in VIOLENT and not m.headline]
    return before[-1] if before else None


def _group_for(figure: Figure, mention: EventMention) -> Group:
    if figure.count.group is not Group.UNKNOWN:
        return figure.count.group
    if mention.type in (EventType.ATTACK_ON_CIVILIANS, EventType.ABDUCTION, EventType.SEXUAL_VIOLENCE):
        return Group.CIVILIANS
    kinds = {entity.kind for entity in mention.targets}
    if kinds == {PhraseClass.ARMED}:
        return Group.COMBATANTS
    return Group.CIVILIANS if kinds == {PhraseClass.CIVILIANS} else Group.UNKNOWN


def merged(counts: Sequence[Count], add: bool) -> Count | None:
    """One count of several for the same event: sides of a battle are added (rule 14), rival figures make a range."""
    if not counts:
        return None
    if len(counts) == 1:
        return counts[0]
    groups = {count.group for count in counts}
    group = groups.pop() if len(groups) == 1 else Group.MIXED
    if add and all(count.low is not None and count.best is not None for count in counts):
        highs = [count.high for count in counts]
        high = None if any(h is None for h in highs) else sum(h for h in highs if h is not None)
        return Count(sum(c.low or 0 for c in counts), sum(c.best or 0 for c in counts), high, group)
    lows = [c.low for c in counts if c.low is not None]
    highs = [c.high for c in counts]
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    return Count(min(lows, default=None), counts[0].best, high, group, counts[0].vague)


def _without_repeats(figures: Sequence[Figure]) -> list[Figure]:
    """Figures without those that give the same number to the same people again (a headline glued to its text)."""
    kept: dict[tuple[int | None, int | None, str], Figure] = {}
    for figure in figures:
        who = figure.who.phrase.text.casefold() if figure.who else ""
        kept.setdefault((figure.count.low, figure.count.best, who), figure)
    return list(kept.values())


def _as_tallies(article: Article, sentence: int, tally: LinearModel) -> list[tuple[Figure, float]]:
    """Figures of a sentence with their chances to be running totals; dead and injured of one phrase have one chance.

    "… have killed 117 civilians and injured hundreds since 6 June": both run since that day.
    """
    figures = [figure for figure in figures_in(article, sentence) if not figure.subset]
    chances = [tally.probabilities(tally_features(article, figure))["yes"] for figure in figures]
    words = article.sentence(sentence).words
    for k in range(1, len(figures)):
        one, other = figures[k - 1], figures[k]
        between = [word.lower for word in words[one.last + 1 : other.first]]
        joined = len(between) <= PHRASE and AND & set(between)
        if joined and {one.kind, other.kind} == TOLL_KINDS:
            chances[k - 1] = chances[k] = (chances[k - 1] + chances[k]) / 2
    return list(zip(figures, chances, strict=True))


def give_tolls(article: Article, mentions: Sequence[EventMention], tally: LinearModel) -> Tolls:
    """Figures of all sentences, given to their events or kept as tallies."""
    given: dict[int, dict[TallyKind, list[Figure]]] = {}
    tallies: dict[tuple[TallyKind, int | None, int | None], Figure] = {}
    for index in range(len(article.scene.sentences)):
        for figure, chance in _as_tallies(article, index, tally):
            if chance >= TALLY_THRESHOLD:
                tallies.setdefault((figure.kind, figure.count.low, figure.count.best), figure)
            elif figure.kind in TOLL_KINDS:
                mention = owner(mentions, figure)
                if mention is not None:
                    given.setdefault(id(mention), {}).setdefault(figure.kind, []).append(figure)
    result = []
    for mention in mentions:
        figures = given.get(id(mention), {})
        changes = {}
        for kind, name in ((TallyKind.KILLED, "killed"), (TallyKind.INJURED, "injured")):
            own = figures.get(kind, [])
            same = [f for f in own if f.sentence == own[0].sentence]
            sides = mention.type is EventType.CLASH or len({f.cue_first for f in same}) < len(same)
            counts = [replace(f.count, group=_group_for(f, mention)) for f in _without_repeats(same)]
            if (count := merged(counts, add=sides)) is not None:
                changes[name] = count
        result.append(replace(mention, **changes) if changes else mention)  # type: ignore[arg-type]
    return Tolls(tuple(result), tuple(tallies.values()))
