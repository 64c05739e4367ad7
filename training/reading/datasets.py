"""Training rows for every model, from articles and their gold records."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gold import AUTHORED_SET, Example, load_scorer, occurrences

from tapal.events.arguments import argument_features
from tapal.events.attribution import voice_features, voices
from tapal.events.context import Article
from tapal.events.counts import figures_in
from tapal.events.decide import BOTH, RETELLING_FLOOR, role_candidates
from tapal.events.families import related
from tapal.events.mention import EventMention
from tapal.events.pairs import Pairs
from tapal.events.reading import relevance_features
from tapal.events.selection import mention_features, type_features
from tapal.events.statements import tally_features
from tapal.events.status import novelty_features, status_features
from tapal.events.timing import time_choices, time_features
from tapal.events.triggers import Trigger
from tapal.model.kinds import DatePrecision, EventType
from tapal.model.text import Document, Span
from tapal.model.when import When

WITHIN = 0.3  # weight of a mention that only stands in an event's evidence
AUTHORED_MOOD = 0.3  # our own reports draw the line between news and background less like newspapers


@dataclass
class Rows:
    """Feature lists, labels and weights of one model."""

    features: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)  # numbers of the choices that rows belong to, for ranked models

    def add(self, features: list[str], label: str, weight: float) -> None:
        self.features.append(features)
        self.labels.append(label)
        self.weights.append(weight)

    def extend(self, other: "Rows") -> None:
        self.features += other.features
        self.labels += other.labels
        self.weights += other.weights
        past = max(self.groups, default=-1) + 1
        self.groups += [past + group for group in other.groups]


@dataclass(frozen=True)
class Located:
    """A gold event with the places of its trigger, of its quote and of its further evidence in the text."""

    event: dict
    triggers: list[Span]
    quotes: list[Span]
    also: list[Span]


def located(document: Document, gold: dict) -> list[Located]:
    text = document.quote(Span(0, len(document.text)))

    def spans(piece: str) -> list[Span]:
        return [document.read(span) for span in occurrences(text, piece)]

    found = []
    for event in gold["events"]:
        quotes = spans(event["quote"])
        triggers = [t for t in spans(event["trigger"]) if any(q.contains(t) for q in quotes)]
        also = [span for piece in event["also"] for span in spans(piece)]
        found.append(Located(event, triggers[:3], quotes, also))
    return found


def gold_of(article: Article, golds: list[Located]) -> dict[Trigger, dict]:
    """For every trigger that tells a gold event: that event. A trigger inside `also` counts when it fits best there."""
    told: dict[Trigger, dict] = {}
    for trigger in article.triggers:
        span = article.trigger_span(trigger)
        for gold in golds:
            if any(span.overlaps(place) for place in gold.triggers) and related(
                trigger.frame.type, EventType(gold.event["type"])
            ):
                told[trigger] = gold.event
                break
    for gold in golds:
        for place in gold.also:
            inside = [t for t in article.triggers if t not in told and place.overlaps(article.trigger_span(t))
                      and related(t.frame.type, EventType(gold.event["type"]))]
            if inside:
                best = min(inside, key=lambda t: (t.frame.type != gold.event["type"], t.frame.generic, -t.frame.weight))
                told[best] = gold.event
    for trigger in article.triggers:
        if trigger in told:
            continue
        span = article.trigger_span(trigger)
        for gold in golds:
            if any(span.overlaps(place) for place in gold.triggers):
                told[trigger] = gold.event
                break
    return told


def first_rows(example: Example, article: Article, told: dict[Trigger, dict], score) -> dict[str, Rows]:
    """Rows of the models that look at single triggers."""
    rows = {name: Rows() for name in ("mention", "type", "role", "date", "status", "novelty", "attribution")}
    weight = example.weight
    for number, trigger in enumerate(article.triggers):
        gold = told.get(trigger)
        if gold is not None and gold["type"] == "threat":
            continue
        rows["mention"].add(mention_features(article, trigger), "yes" if gold else "no", weight)
        if gold is None:
            continue
        rows["type"].add(type_features(article, trigger), gold["type"], weight)
        mood = weight * AUTHORED_MOOD if example.set == AUTHORED_SET else weight
        rows["status"].add(status_features(article, trigger), gold["status"], mood)
        when = gold_when(gold)
        rows["novelty"].add(novelty_features(article, trigger, when, gold["status"]), gold["novelty"], mood)
        role_rows(rows["role"], article, trigger, gold, weight, score)
        for choice in time_choices(article, trigger):
            right = gold["date_start"] is not None and score.dates_right(gold, iso(choice.time.when))
            rows["date"].add(time_features(article, trigger, choice), "yes" if right else "no", weight)
            rows["date"].groups.append(number)
        voice_rows(rows["attribution"], article, trigger, gold, weight, score)
    return rows


def voice_rows(rows: Rows, article: Article, trigger: Trigger, gold: dict, weight: float, score) -> None:
    """Every voice near a trigger with whether gold attributes the event to it; retellings (`also`) count less."""
    span, document = article.trigger_span(trigger), article.scene.document
    leading = any(span.overlaps(place) for place in located(document, {"events": [gold]})[0].triggers)
    for voice in voices(article, trigger):
        named = article.scene.document.quote(voice.speaker.span)
        right = bool(gold["attribution"]) and score.same_span(gold["attribution"], named)
        rows.add(voice_features(article, trigger, voice), "yes" if right else "no", weight if leading else 0.3 * weight)


def gold_when(gold: dict) -> When:
    from datetime import date

    if not gold["date_start"] or not gold["date_end"]:
        return When(None, None, DatePrecision.UNKNOWN)
    return When(
        date.fromisoformat(gold["date_start"]),
        date.fromisoformat(gold["date_end"]),
        DatePrecision(gold["date_precision"]),
    )


def iso(when: When) -> dict:
    return {
        "date_start": when.start.isoformat() if when.start else None,
        "date_end": when.end.isoformat() if when.end else None,
    }


def role_rows(rows: Rows, article: Article, trigger: Trigger, gold: dict, weight: float, score) -> None:
    """A candidate's role is that of the gold span it names; one in another sentence only when the own has none."""
    document = article.scene.document
    candidates = role_candidates(article, trigger)
    wanted = {"actor": gold["actors"], "target": gold["targets"], "place": gold["places"]}
    labels: dict[int, str] = {}
    filled: set[tuple[str, str]] = set()
    for own in (True, False):
        for k, entity in enumerate(candidates):
            if (entity.phrase.sentence == trigger.sentence) != own:
                continue
            text = document.quote(entity.span)
            fits = {role: [s for s in spans if score.same_span(s, text)] for role, spans in wanted.items()}
            roles = [r for r, hits in fits.items() if hits and (own or any((r, s) not in filled for s in hits))]
            if roles:
                labels[k] = BOTH if {"target", "place"} <= set(roles) and "actor" not in roles else roles[0]
                if own:
                    filled |= {(role, s) for role in roles for s in fits[role]}
    for k, entity in enumerate(candidates):
        rows.add(argument_features(article, trigger, entity), labels.get(k, "none"), weight)


def same_rows(
    rows: Rows, article: Article, told: dict[Trigger, dict], golds: list[Located], decided: list[EventMention],
    weight: float,
) -> None:
    """Pairs of mentions, one event or not. Words inside the evidence of one event only tell that event, if less surely
    than its trigger does."""
    sure = {m.trigger: told[m.trigger]["id"] for m in decided if m.trigger in told}
    likely = {m.trigger: found for m in decided if m.trigger not in told and (found := within(article, m, golds))}
    of = {trigger: found for trigger, found in {**sure, **likely}.items()
          if told.get(trigger, {}).get("type") != "threat"}
    known = [m for m in decided if m.trigger in of]
    pairs = Pairs(article)
    for k, one in enumerate(known):
        for other in known[k + 1 :]:
            if related(one.type, other.type):
                doubt = 1.0 if one.trigger in sure and other.trigger in sure else WITHIN
                label = "yes" if of[one.trigger] == of[other.trigger] else "no"
                rows.add(pairs.features(one, other), label, weight * doubt)


def within(article: Article, mention: EventMention, golds: list[Located]) -> str | None:
    """The id of the one gold event in whose evidence a mention of a like type stands."""
    if mention.probability < RETELLING_FLOOR:
        return None
    span = article.trigger_span(mention.trigger)
    found = {
        gold.event["id"] for gold in golds
        if related(mention.type, EventType(gold.event["type"]))
        and any(place.contains(span) for place in (*gold.quotes, *gold.also))
    }
    return found.pop() if len(found) == 1 else None


def second_rows(
    example: Example, article: Article, told: dict[Trigger, dict], decided: list[EventMention], score
) -> dict[str, Rows]:
    """Rows of the models that look at decided mentions: identity, totals, relevance."""
    rows = {name: Rows() for name in ("same", "tally", "relevant")}
    weight = example.weight
    same_rows(rows["same"], article, told, located(article.scene.document, example.gold), decided, weight)
    free = list(example.gold["tallies"])
    for index in range(len(article.scene.sentences)):
        for figure in figures_in(article, index):
            if figure.subset:
                continue
            count = {"low": figure.count.low, "best": figure.count.best}
            hit = next((t for t in free if t["kind"] == figure.kind and score.count_right(t["count"], count)), None)
            rows["tally"].add(tally_features(article, figure), "yes" if hit else "no", weight)
    likely = [m for m in decided if m.probability >= 0.4]
    rows["relevant"].add(relevance_features(article, likely), "yes" if example.gold["relevant"] else "no", weight)
    return rows


def iter_sets(examples: list[Example]) -> Iterator[str]:
    yield from dict.fromkeys(example.set for example in examples)


__all__ = ["Rows", "first_rows", "gold_of", "load_scorer", "located", "second_rows"]
