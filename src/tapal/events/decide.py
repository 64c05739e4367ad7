"""From triggers to decided mentions: which count, of which type, with whom, where, when, whether and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tapal.events.arguments import argument_features
from tapal.events.attribution import speaker_of
from tapal.events.context import Article
from tapal.events.families import related
from tapal.events.linear import LinearModel, load_model
from tapal.events.mention import Beyond, EventMention, Filler
from tapal.events.negation import intention, is_negated
from tapal.events.overruling import (
    FROM_AFAR,
    changes_hands,
    contrary_role,
    driven_out,
    is_means,
    is_to_take,
    may_be,
    without_wings,
)
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
BOTH = "target+place"
# Thresholds below were chosen by five-fold cross-validation on the tuning part of the real sets (training/reading).
MENTION_THRESHOLD = 0.44
RETELLING_FLOOR = 0.15  # weaker triggers are mostly talk
ROLE_FLOOR = 0.25  # weaker fillers never came to count in any mention of an event
FAR_ROLE_FLOOR = 0.15
BOTH_FLOOR = 0.10
DATE_THRESHOLD = 0.20
SURE_STATUS = 0.7
CONTRARY = 0.3  # what is left of the chance of a role that goes against the grammar
CONTEXT_BACK = 3  # sentences before the trigger whose entities can fill its roles
HERE_ONLY = frozenset({PhraseClass.OTHER, PhraseClass.PRONOUN, PhraseClass.SOURCE})  # 1 % fill a role elsewhere


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


def chosen_type(article: Article, trigger: Trigger, models: Models, fillers: Sequence[Filler] = ()) -> EventType:
    """The likeliest type of a trigger's frames; of bare words ("attacked") any of the family.

    From the air only who can fly attacks, and what is to take a place is fought on the ground.
    """
    allowed = {trigger.frame.type, *(frame.type for frame in trigger.others)}
    options = set(allowed)
    if trigger.frame.generic:
        options = {kind for kind in EventType if any(related(kind, one) for one in allowed)}
    if EventType.CLASH in options and is_to_take(article, trigger):
        options -= FROM_AFAR
    chances = models.type.probabilities(type_features(article, trigger)) if len(options) > 1 else {}
    ranked = sorted(options, key=lambda kind: (-chances.get(kind.value, 0.0), kind.value))
    best = ranked[0]
    if best is EventType.AIR_STRIKE and best not in allowed and without_wings(article, fillers):
        best = next((kind for kind in ranked if kind is not best), best)
    return best


def candidates_beside(article: Article, trigger: Trigger) -> list[Entity]:
    """Entities of the trigger's sentence that could fill a role."""
    return [
        entity for entity in article.entities(trigger.sentence)
        if entity.kind is not PhraseClass.TIME
        and not any(entity.phrase.first <= at <= entity.phrase.last for at in trigger.words)
    ]


def candidates_beyond(article: Article, trigger: Trigger) -> list[Entity]:
    """Entities of the few sentences before, and of the headline and lead, that could fill a role."""
    near = range(max(0, trigger.sentence - CONTEXT_BACK), trigger.sentence)
    return [
        entity for index in sorted({*near, *range(min(2, trigger.sentence))}) for entity in article.entities(index)
        if entity.kind is not PhraseClass.TIME and entity.kind not in HERE_ONLY
    ]


def role_candidates(article: Article, trigger: Trigger) -> list[Entity]:
    """Entities that could fill a role: of the sentence, of the few before it and of the headline and lead."""
    return [*candidates_beyond(article, trigger), *candidates_beside(article, trigger)]


def fill_roles(
    article: Article, trigger: Trigger, candidates: Sequence[Entity], floor: float, model: LinearModel
) -> tuple[Filler, ...]:
    """Possible fillers of the roles with their chances, surest first; each entity in its likeliest role.

    A country or town that is attacked is target and place at once.
    """
    found = []
    for entity in candidates:
        chances = model.probabilities(argument_features(article, trigger, entity))
        both = chances.get(BOTH, 0.0)
        of = {"actor": chances["actor"], "target": chances["target"] + both, "place": chances["place"] + both}
        contrary = contrary_role(article, trigger, entity)
        if contrary is not None:
            lost = (1 - CONTRARY) * of[contrary]
            of = {name: (chance - lost if name == contrary else chance) / (1 - lost) for name, chance in of.items()}
        role = max(ROLES, key=lambda name: of[name])
        roles = ("target", "place") if both >= BOTH_FLOOR and role != "actor" else (role,)
        if "target" in roles and is_means(article, trigger, entity):
            continue
        found += [Filler(name, entity, of[name]) for name in roles if of[name] >= floor]
    return tuple(sorted(found, key=lambda filler: -filler.chance))


def beyond(article: Article, trigger: Trigger, models: Models) -> Beyond:
    """What other sentences may give to a mention."""
    return Beyond(
        lambda: fill_roles(article, trigger, candidates_beyond(article, trigger), FAR_ROLE_FLOOR, models.role),
        lambda: speaker_of(article, trigger, models.attribution),
    )


OWN_SENTENCE = 2.0  # odds for a date beside the trigger: an error there is a smaller one than a date from elsewhere


def chosen_when(article: Article, trigger: Trigger, models: Models) -> tuple[When, float]:
    """The likeliest date among the article's time expressions with its chance, or unknown (never a guess).

    The candidates and "none of them" share one chance; time expressions that mean the same days add up.
    """
    odds: dict[tuple[date | None, date | None], float] = {}
    best: dict[tuple[date | None, date | None], tuple[float, When]] = {}
    for choice in time_choices(article, trigger):
        chance = models.date.probabilities(time_features(article, trigger, choice))[YES]
        own = chance / max(1.0 - chance, 1e-9)
        if choice.sentence == trigger.sentence:
            own *= OWN_SENTENCE
        days = (choice.time.when.start, choice.time.when.end)
        odds[days] = odds.get(days, 0.0) + own
        if days not in best or own > best[days][0]:
            best[days] = (own, choice.time.when)
    if not odds:
        return UNKNOWN_WHEN, DATE_THRESHOLD
    days = max(odds, key=lambda one: odds[one])
    chance = odds[days] / (1.0 + sum(odds.values()))
    return (best[days][1], chance) if chance > DATE_THRESHOLD else (UNKNOWN_WHEN, DATE_THRESHOLD)


def chosen_status(article: Article, trigger: Trigger, models: Models) -> tuple[Status, bool]:
    """The status of a trigger's event, and whether it is beyond doubt."""
    if trigger.frame.status is not None:
        found, sure = trigger.frame.status, True
    else:
        chances = models.status.probabilities(status_features(article, trigger))
        best = max(chances, key=lambda name: chances[name])
        found, sure = Status(best), chances[best] >= SURE_STATUS
    if found is Status.HAPPENED and is_negated(article, trigger):
        return Status.DENIED, True
    meant = intention(article, trigger)
    if meant is not None and found in (Status.HAPPENED, Status.PLANNED):
        return meant if found is Status.HAPPENED else found, True
    return found, sure


def decide(article: Article, trigger: Trigger, models: Models) -> EventMention:
    """Everything about one mention."""
    sentence = article.sentence(trigger.sentence)
    chance = models.mention.probabilities(mention_features(article, trigger))[YES]
    fillers = fill_roles(article, trigger, candidates_beside(article, trigger), ROLE_FLOOR, models.role)
    kind = changes_hands(driven_out(chosen_type(article, trigger, models, fillers), trigger, fillers), trigger, fillers)
    status, sure = chosen_status(article, trigger, models)
    when, when_chance = chosen_when(article, trigger, models)
    if sure and not may_be(article, trigger, status, when):
        when, when_chance = UNKNOWN_WHEN, DATE_THRESHOLD
    novelties = models.novelty.probabilities(novelty_features(article, trigger, when, status))
    return EventMention(
        trigger=trigger, span=article.trigger_span(trigger), quote=quote_span(article, trigger), type=kind,
        probability=chance, headline=sentence.sentence.kind is SentenceKind.HEADLINE,
        fillers=fillers, when=when, when_chance=when_chance, status=status,
        novelty=Novelty(max(novelties, key=lambda name: novelties[name])),
        beyond=beyond(article, trigger, models),
    )


def decide_all(article: Article, models: Models) -> list[EventMention]:
    """Decisions on every trigger of the article that could count as an event."""
    return [decide(article, trigger, models) for trigger in article.triggers if is_likely(article, trigger, models)]


def is_likely(article: Article, trigger: Trigger, models: Models) -> bool:
    return models.mention.probabilities(mention_features(article, trigger))[YES] >= RETELLING_FLOOR


def surest(mentions: Sequence[EventMention]) -> EventMention:
    """The mention that an event is told by: in the body rather than the headline, then the likeliest."""
    return min(mentions, key=lambda mention: (mention.headline, -mention.probability))
