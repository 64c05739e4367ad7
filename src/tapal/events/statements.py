"""Statements of who holds a place, and running totals: what a report says beside its events."""

from collections.abc import Iterator
from dataclasses import dataclass

from tapal.events.arguments import bucket, relation
from tapal.events.attribution import speeches_in
from tapal.events.context import Article
from tapal.events.counts import Figure
from tapal.events.triggers import Trigger, head_word
from tapal.lang.expressions import Match, longest
from tapal.lang.frames import ControlPattern, Frame, ObjectKind, Pattern
from tapal.mentions.grammar import is_passive
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.kinds import ControlState, EventType, SentenceKind

HOLDERS = frozenset({PhraseClass.ARMED, PhraseClass.STATE})
REACH = 14  # words between a control word and its place or holder


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


def _as_trigger(article: Article, index: int, match: Match[ControlPattern]) -> Trigger:
    head = head_word(article.sentence(index).words, match.first, match.last)
    frame = Frame(match.value.id, EventType.CAPTURE, match.value.pattern, (), (), (), (), ObjectKind.ANY, None,
                  match.value.weight, False, (), ())
    return Trigger(index, match.first, match.last, head, frame)


def _can_hold(entity: Entity) -> bool:
    if entity.kind in HOLDERS:
        return True
    return entity.actor_id is not None and entity.kind in (PhraseClass.PERSON, PhraseClass.OTHER, PhraseClass.PLACE)


def _can_be_held(entity: Entity) -> bool:
    return entity.kind is PhraseClass.PLACE


def _fit(article: Article, trigger: Trigger, entity: Entity, wanted: str) -> float:
    """How well an entity stands where the pattern wants its holder or place; below 0 it does not."""
    sentence = article.sentence(trigger.sentence)
    rel = relation(sentence, trigger, entity).split(":")[0]
    after = entity.phrase.first > trigger.last
    gap = entity.phrase.first - trigger.last if after else trigger.first - entity.phrase.last
    if gap > REACH:
        return -1.0
    passive = is_passive(sentence, trigger.head, article.code)
    agent_first = trigger.frame.pattern is Pattern.AGENT_PLACE and not passive
    holder_side_after = not agent_first
    right_side = after == (holder_side_after if wanted == "holder" else not holder_side_after)
    score = 2.0 * right_side - 0.08 * gap
    good = {"holder": ("agent",) if holder_side_after else ("subj",), "place": ("subjpass", "subj") if holder_side_after else ("obj",)}
    if rel in good[wanted]:
        score += 1.5
    elif rel in ("obl", "nmod"):
        score += 0.5
    return score


def _best(article: Article, trigger: Trigger, wanted: str, pool: list[Entity]) -> Entity | None:
    scored = [(_fit(article, trigger, entity, wanted), -k, entity) for k, entity in enumerate(pool)]
    scored = [item for item in scored if item[0] > 0.5]
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _coordinated(article: Article, index: int, chosen: Entity) -> list[Entity]:
    """The chosen entity and those in one row with it ("A dan B", "A, B and C")."""
    row = [chosen]
    entities = [e for e in article.entities(index) if e.kind is chosen.kind or _can_hold(e) == _can_hold(chosen)]
    words = article.sentence(index).words
    for step in (1, -1):
        last = chosen
        ordered = entities if step == 1 else list(reversed(entities))
        for entity in ordered[ordered.index(chosen) + 1 :] if chosen in ordered else []:
            low, high = (last, entity) if step == 1 else (entity, last)
            between = [w.lower for w in words[low.phrase.last + 1 : high.phrase.first]]
            if not between or any(w not in (",", "dan", "and", "serta", "atau", "or", "&") for w in between):
                break
            row.append(entity)
            last = entity
    return row


def antecedent_place(article: Article, sentence: int, before: int) -> Entity | None:
    """The last named place before a point of the text ("kota itu", "the city")."""
    for index in range(sentence, max(-1, sentence - 4), -1):
        for entity in reversed(article.entities(index)):
            earlier = index < sentence or entity.phrase.last < before
            if earlier and entity.kind is PhraseClass.PLACE and entity.named and entity.where is not None:
                if entity.where.kind not in ("country", "river"):
                    return entity
    return None


def holdings_in(article: Article, index: int) -> Iterator[Holding]:
    """Control statements of a sentence."""
    sentence = article.sentence(index)
    language = article.scene.language
    headline = sentence.sentence.kind is SentenceKind.HEADLINE
    matches = []
    for match in language.control_matcher.find(sentence.words, headline):
        guard = language.guards[match.value.id]
        if guard.unless is not None and guard.unless.find(sentence.words):
            continue
        if guard.needs is not None and not guard.needs.find(sentence.words):
            continue
        matches.append(match)
    for match in longest(matches, rank=lambda pattern: pattern.weight):
        trigger = _as_trigger(article, index, match)
        pool = [e for e in article.entities(index) if not (e.phrase.first <= match.last and match.first <= e.phrase.last)]
        inside = [e for e in article.entities(index) if e not in pool]
        place = _best(article, trigger, "place", [e for e in pool if _can_be_held(e)])
        holders = [e for e in pool + inside if _can_hold(e) and e is not place]
        holder = _best(article, trigger, "holder", holders)
        if holder is None and inside:
            holder = next((e for e in inside if _can_hold(e)), None)
        if place is not None and not place.named:
            place = antecedent_place(article, index, place.phrase.first) or place
        if place is None:
            place = antecedent_place(article, index, match.first) if holder is not None else None
        if place is None or (holder is None and match.value.state is ControlState.HOLDS):
            continue
        row = tuple(_coordinated(article, index, holder)) if holder is not None else ()
        spoken = [s for s in speeches_in(article, index) if s.scope.overlaps(sentence.span(match.first, match.last))]
        yield Holding(index, match.first, match.last, match.value, place, row, spoken[0].speaker if spoken else None)


def tally_features(article: Article, figure: Figure) -> list[str]:
    """Features by which a figure is told to be a running total rather than the toll of one event."""
    sentence = article.sentence(figure.sentence)
    times = article.scene.times_in(sentence.sentence.span)
    long_times = [t for t in times if t.when.start and t.when.end and (t.when.end - t.when.start).days > 7]
    low = figure.count.best or figure.count.low or figure.count.high or 0
    features = [
        f"kind={figure.kind}", f"size={figure.kind}/{bucket(low, 2, 10, 30, 100, 500, 2000, 20000)}",
        f"vague={figure.count.vague is not None}", f"group={figure.count.group}/{figure.kind}", f"long_time={bool(long_times)}/{figure.kind}",
        f"times={bucket(len(times), 0, 1, 2)}", f"position={bucket(figure.sentence, 1, 3, 7, 12)}",
        f"triggers={bucket(len(article.triggers_in(figure.sentence)), 0, 1, 2, 3)}",
        f"headline={sentence.sentence.kind}", f"cue={' '.join(w.lower for w in sentence.words[figure.cue_first:figure.cue_last + 1])}",
    ]
    features += [f"time={t.kind}/{t.when.precision}" for t in times]
    features += [f"word={w.lower}" for w in sentence.words if w.pos in ("NOUN", "VERB", "ADJ", "ADV", "ADP", "SCONJ", "DET")]
    features += [f"cues={c.value}" for c in article.cues(figure.sentence)]
    features += [f"trigger={t.frame.type}/{figure.kind}" for t in article.triggers_in(figure.sentence)]
    return list(dict.fromkeys(features))
