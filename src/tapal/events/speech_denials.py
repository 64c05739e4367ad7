"""Who denies an act that another speaker claims (guide, rule 19)."""

from collections.abc import Sequence

from tapal.events.context import Article
from tapal.events.families import related
from tapal.events.speech import speeches_in
from tapal.events.triggers import Trigger
from tapal.mentions.scene import Entity

DENY = "claims.deny"
REACH = 3  # sentences behind an act in which its denial can stand


def denier_of(article: Article, told: Sequence[Trigger], claimant: Entity | None) -> Entity | None:
    """Who denies the act that the triggers tell; None when nobody does, or only the claimant would.

    A denial counts when it speaks of the same kind of act, or when it follows the act with no other act in between.
    """
    for trigger in sorted(told, key=lambda t: t.sentence):
        for index in range(trigger.sentence, min(trigger.sentence + REACH + 1, len(article.scene.sentences))):
            others = [t for t in article.triggers_in(index) if t not in told]
            for speech in speeches_in(article, index):
                if speech.group != DENY or index == trigger.sentence and speech.first < trigger.first:
                    continue
                denied = [t for t in others if t.first > speech.last]
                near = index <= trigger.sentence + 1 and not denied
                same = any(related(t.frame.type, trigger.frame.type) for t in denied)
                if (near or same) and not _is(speech.speaker, claimant):
                    return speech.speaker
    return None


def _is(one: Entity, other: Entity | None) -> bool:
    if other is None:
        return False
    known = one.actor_id is not None and one.actor_id == other.actor_id
    return known or one.phrase.text.casefold() == other.phrase.text.casefold()
