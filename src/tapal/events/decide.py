"""From triggers to decided mentions: which count, of which type, with whom, where, when, whether and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tapal.events.arguments import argument_features
from tapal.events.attribution import speaker_of
from tapal.events.context import Article
from tapal.events.families import related
from tapal.events.linear import LinearModel, load_model
from tapal.events.mention import EventMention
from tapal.events.quotation import quote_span
from tapal.events.selection import mention_features, type_features
from tapal.events.status import novelty_features, status_features
from tapal.events.timing import time_choices, time_features
from tapal.events.triggers import Trigger
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.kinds import EventType, Novelty, SentenceKind, Status
from tapal.model.when import UNKNOWN_WHEN, When

YES = "yes"
ROLES = ("actor", "target", "place")
# Thresholds below were chosen by five-fold cross-validation on the tuning part of the real sets (training/reading).
MENTION_THRESHOLD = 0.45
ROLE_THRESHOLD = {"actor": 0.33, "target": 0.30, "place": 0.33}
FAR_ROLE_THRESHOLD = {"actor": 0.20, "target": 0.18, "place": 0.18}
DATE_THRESHOLD = 0.40
CONTEXT_BACK = 3  # sentences before the trigger whose entities can fill its roles
MOST_FILLERS = 5


@dataclass(frozen=True, slots=True)
class Models:
    """The learned parts of the reader."""

    mention: LinearModel
    type: LinearModel
    role: LinearModel
    date: LinearModel
    status: LinearModel
    novelty: LinearModel
    attribution: LinearModel
    same: LinearModel
    tally: LinearModel
    relevant: LinearModel


def load_models() -> Models:
    """All models of the package (weights/*.json)."""
    return Models(**{name: load_model(name) for name in Models.__dataclass_fields__})


def chosen_type(article: Article, trigger: Trigger, models: Models) -> EventType:
    """The likeliest type among those of the trigger's frames and their families."""
    allowed = {trigger.frame.type, *(frame.type for frame in trigger.others)}
    scores = models.type.probabilities(type_features(article, trigger))
    options = [kind for kind in EventType if any(related(kind, one) for one in allowed)]
    return max(options, key=lambda kind: scores.get(kind.value, 0.0))


def role_candidates(article: Article, trigger: Trigger) -> list[Entity]:
    """Entities that could fill a role: of the sentence, of the few before it and of the headline and lead."""
    near = range(max(0, trigger.sentence - CONTEXT_BACK), trigger.sentence + 1)
    found = []
    for index in sorted({*near, *range(min(2, trigger.sentence))}):
        for entity in article.entities(index):
            inside = index == trigger.sentence and any(
                entity.phrase.first <= at <= entity.phrase.last for at in trigger.words
            )
            if not inside and entity.kind is not PhraseClass.TIME:
                found.append(entity)
    return found


def fill_roles(article: Article, trigger: Trigger, models: Models) -> dict[str, list[Entity]]:
    """Fillers of each role, surest first; entities of other sentences only where the own sentence has none."""
    scored: dict[str, list[tuple[float, Entity]]] = {role: [] for role in ROLES}
    far: dict[str, list[tuple[float, Entity]]] = {role: [] for role in ROLES}
    for entity in role_candidates(article, trigger):
        chances = models.role.probabilities(argument_features(article, trigger, entity))
        role = max(ROLES, key=lambda name: chances[name])
        own = entity.phrase.sentence == trigger.sentence
        threshold = ROLE_THRESHOLD[role] if own else FAR_ROLE_THRESHOLD[role]
        if chances[role] >= threshold:
            (scored if own else far)[role].append((chances[role], entity))
    filled = {}
    for role in ROLES:
        pool = scored[role] or sorted(far[role], key=lambda pair: -pair[0])[:1]
        filled[role] = [entity for _, entity in sorted(pool, key=lambda pair: -pair[0])[:MOST_FILLERS]]
    return filled


def chosen_when(article: Article, trigger: Trigger, models: Models) -> When:
    """The likeliest date among the article's time expressions, or unknown (never a guess)."""
    best, best_chance = UNKNOWN_WHEN, DATE_THRESHOLD
    for choice in time_choices(article, trigger):
        chance = models.date.probabilities(time_features(article, trigger, choice))[YES]
        if chance > best_chance:
            best, best_chance = choice.time.when, chance
    return best


def decide(article: Article, trigger: Trigger, models: Models) -> EventMention:
    """Everything about one mention."""
    sentence = article.sentence(trigger.sentence)
    chance = models.mention.probabilities(mention_features(article, trigger))[YES]
    kind = chosen_type(article, trigger, models)
    roles = fill_roles(article, trigger, models)
    statuses = models.status.probabilities(status_features(article, trigger))
    status = trigger.frame.status or Status(max(statuses, key=lambda name: statuses[name]))
    when = chosen_when(article, trigger, models)
    novelties = models.novelty.probabilities(novelty_features(article, trigger, when, status))
    spoken = speaker_of(article, trigger)
    speaker = spoken[0] if spoken else None
    if speaker is not None and models.attribution.probabilities(attribution_features(article, trigger, spoken))[YES] < 0.5:
        speaker = None
    return EventMention(
        trigger=trigger, span=article.trigger_span(trigger), quote=quote_span(article, trigger), type=kind,
        probability=chance, headline=sentence.sentence.kind is SentenceKind.HEADLINE,
        actors=tuple(roles["actor"]), targets=tuple(roles["target"]), places=tuple(roles["place"]),
        when=when, status=status, novelty=Novelty(max(novelties, key=lambda name: novelties[name])), speaker=speaker,
    )


def attribution_features(article: Article, trigger: Trigger, spoken: tuple[Entity, str] | None) -> list[str]:
    """Features by which a found speaker is kept as the attribution."""
    if spoken is None:
        return ["none"]
    speaker, how = spoken
    quoted = article.in_quote(article.trigger_span(trigger))
    own = speaker.phrase.sentence == trigger.sentence
    words = article.sentence(speaker.phrase.sentence).words
    head = words[speaker.phrase.head].lower
    gap = abs(words[speaker.phrase.head].span.start - article.trigger_span(trigger).start) // 40
    headline = article.sentence(trigger.sentence).sentence.kind
    return [
        f"how={how}", f"how+kind={how}/{speaker.kind}", f"quoted={quoted}/{how}", f"own={own}/{how}", f"head={head}",
        f"kind={speaker.kind}", f"gap={min(gap, 6)}/{how}", f"type={trigger.frame.type}", f"headline={headline}",
        f"named={speaker.named}", f"actor_kind={speaker.actor_kind}",
        f"background={any(c.value == 'novelty.background' for c in article.cues(trigger.sentence))}",
    ]


def decide_all(article: Article, models: Models) -> list[EventMention]:
    """Decisions on every trigger of the article that could count as an event."""
    return [decide(article, trigger, models) for trigger in article.triggers if is_likely(article, trigger, models)]


def is_likely(article: Article, trigger: Trigger, models: Models) -> bool:
    return models.mention.probabilities(mention_features(article, trigger))[YES] >= MENTION_THRESHOLD


def with_counts(mention: EventMention, **changes: object) -> EventMention:
    return replace(mention, **changes)  # type: ignore[arg-type]


def surest(mentions: Sequence[EventMention]) -> EventMention:
    """The mention that an event is told by: in the body rather than the headline, then the likeliest."""
    return min(mentions, key=lambda mention: (mention.headline, -mention.probability))
