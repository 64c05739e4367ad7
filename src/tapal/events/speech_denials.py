"""Who denies an act that another speaker claims (guide, rule 19)."""

from collections.abc import Sequence

from tapal.events.context import Article
from tapal.events.families import related
from tapal.events.speech import Speech, speeches_in
from tapal.events.triggers import Trigger
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity

DENY = "claims.deny"
REACH = 1  # sentences behind a claim in which its denial can stand
# Rejecting a plan or condemning is no denial; these stems are.
STEMS = (
    "den", "refut", "rebut", "disavow", "no involvement", "distance", "membantah", "dibantah", "bantah", "menyangkal",
    "disangkal", "sangkal", "menampik", "menepis", "tidak benar", "tak benar", "hoaks",
    "tidak terlibat", "tak terlibat",
)
CLAIM_NOUNS = frozenset({
    "claim", "claims", "accusation", "accusations", "allegation", "allegations", "charge", "charges", "report",
    "reports", "involvement", "responsibility", "klaim", "tuduhan", "tudingan", "laporan", "kabar", "terlibat",
    "keterlibatan",
})


def denier_of(
    article: Article, told: Sequence[Trigger], claimant: Entity | None, actors: Sequence[Entity]
) -> Entity | None:
    """Who denies the act that the triggers tell; None when nobody is named as claiming it or nobody else denies it.

    A denial counts when it stands behind the claim and speaks of the same kind of act, or of the claim itself
    ("denied the accusation", "membantah tuduhan itu"), or names no act at all; but not when it only says that another
    side than the `actors` took no part.
    """
    if claimant is None:
        return None
    for trigger in sorted(told, key=lambda t: t.sentence):
        for index in range(trigger.sentence, min(trigger.sentence + REACH + 1, len(article.scene.sentences))):
            for speech in speeches_in(article, index):
                if _is(speech.speaker, claimant) or is_of_others(article, speech.sentence, actors):
                    continue
                if _denies(article, trigger, speech, told):
                    return speech.speaker
    return None


def is_of_others(article: Article, sentence: int, actors: Sequence[Entity]) -> bool:
    """Whether a denial speaks of other armed sides than those that acted."""
    named = {e.actor_id for e in article.entities(sentence) if e.kind is PhraseClass.ARMED and e.actor_id}
    own = {entity.actor_id for entity in actors if entity.actor_id}
    return bool(named) and bool(own) and not named & own


def _denies(article: Article, trigger: Trigger, speech: Speech, told: Sequence[Trigger]) -> bool:
    index = speech.sentence
    if speech.group != DENY or not speech.word.startswith(STEMS) or speech.speaker.kind is PhraseClass.OTHER:
        return False
    if index == trigger.sentence and speech.first < trigger.first:
        return False
    between = [t for k in range(trigger.sentence, index + 1) for t in article.triggers_in(k)
               if t not in told and (k > trigger.sentence or t.first > trigger.last)]
    denied = [t for t in between if t.sentence == index and t.first > speech.last]
    words = {word.lower for word in article.sentence(index).words[speech.last + 1 : speech.last + 8]}
    if any(related(t.frame.type, trigger.frame.type) for t in denied):
        return True
    alone = all(t in denied for t in between)
    return alone and (bool(words & CLAIM_NOUNS) or not denied)


def _is(one: Entity, other: Entity | None) -> bool:
    if other is None:
        return False
    known = one.actor_id is not None and one.actor_id == other.actor_id
    return known or one.phrase.text.casefold() == other.phrase.text.casefold()
