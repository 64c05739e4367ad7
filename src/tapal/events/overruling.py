"""Where the language leaves no choice: rules over the clause that overrule or weaken what the models say."""

from collections.abc import Sequence

from tapal.events.arguments import AGAINST, relation
from tapal.events.context import Article
from tapal.events.families import VIOLENT
from tapal.events.mention import EventMention, Filler
from tapal.events.triggers import Trigger
from tapal.lang.frames import Pattern
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.kinds import ActorKind, EventType, Status
from tapal.model.when import When

# Between a word of halting and what is halted stands no other act.
HALTED_AFAR = frozenset({"VERB", "CCONJ", "SCONJ"})
HALTED_BESIDE = HALTED_AFAR | {"ADP"}
AIR_POWERS = (ActorKind.STATE_FORCES, ActorKind.GOVERNMENT, ActorKind.COALITION, ActorKind.EXTERNAL_FORCES)
AIRBORNE = frozenset(
    "air aerial airborne airstrike airstrikes missile missiles rocket rockets bomb bombs bombed bombing bombings "
    "drones udara rudal roket bom mengebom dibom pengeboman membombardir dibombardir pemboman".split()
)
AHEAD = (Status.POSSIBLE, Status.DEMANDED)
DIRECTED = (Pattern.AGENT_TARGET, Pattern.AGENT_PLACE)


def contrary_role(article: Article, trigger: Trigger, entity: Entity) -> str | None:
    """The role that an entity of the trigger's clause cannot well have, by its function.

    Who is attacked, named as object, as subject of a passive or behind "against", is not the attacker; a subject or a
    "by" phrase is not the attacked. Frames that tell both sides alike ("clashed"), or no agent, say nothing of it.
    """
    sentence = article.sentence(trigger.sentence)
    if entity.phrase.sentence != trigger.sentence or trigger.frame.pattern not in DIRECTED:
        return None
    found = relation(sentence, trigger, entity)
    if found.startswith(("up", "far", "governs")):
        return None
    function, verbal = found.split(":")[0], sentence.words[trigger.head].pos in ("VERB", "AUX")
    if function == "agent" or (verbal and function == "subj"):
        return "target"
    if (verbal and function in ("obj", "subjpass")) or entity.phrase.link.preposition in AGAINST:
        return "actor"
    return None


def without_wings(article: Article, fillers: Sequence[Filler]) -> bool:
    """Whether an attack cannot well have come from the air: by no state, and no word of the report flies."""
    sides = [filler.entity for filler in fillers if filler.role == "actor"]
    if not sides or any(side.actor_kind in AIR_POWERS or side.kind is PhraseClass.STATE for side in sides):
        return False
    return not article.remember(("wings", 0), lambda: _flies(article))


def _flies(article: Article) -> bool:
    aircraft = article.scene.language.cues.matcher("nouns.aircraft")
    return any(
        any(word.lower in AIRBORNE for word in sentence.words) or aircraft.any(sentence.words)
        for sentence in article.scene.sentences
    )


def may_be(article: Article, trigger: Trigger, status: Status, when: When) -> bool:
    """Whether what is not done yet can be meant for a day: told in its own sentence, and not over by the report's day.

    What is feared or demanded lies ahead; a day that is past or present is that of the speaking.
    """
    today = article.scene.around.today
    if status in (Status.HAPPENED, Status.DENIED) or when.start is None or when.end is None:
        return True
    own = article.scene.times_in(article.sentence(trigger.sentence).sentence.span)
    if not any(time.when.start == when.start for time in own):
        return False
    return today is None or (when.start > today if status in AHEAD else when.end >= today)


def driven_out(kind: EventType, trigger: Trigger, fillers: Sequence[Filler]) -> EventType:
    """Fighters driven out of a place lose it: a capture, not a displacement of people (guide, types)."""
    if kind is not EventType.DISPLACEMENT or trigger.frame.pattern is not Pattern.AGENT_TARGET:
        return kind
    driven = next((f.entity for f in fillers if f.role == "target"), None)
    return EventType.CAPTURE if driven is not None and driven.kind is PhraseClass.ARMED else kind


def changes_hands(kind: EventType, trigger: Trigger, fillers: Sequence[Filler]) -> EventType:
    """Whoever drives fighters out of a named place takes it, whatever the names of the two sides suggest."""
    frame = trigger.frame
    place = any(f.role == "place" for f in fillers)
    told = frame.type is EventType.CAPTURE and frame.pattern is Pattern.AGENT_PLACE and not frame.generic
    return EventType.CAPTURE if kind is EventType.CLASH and told and place else kind


def called_off(article: Article, mention: EventMention) -> bool:
    """Whether fighting is only what a truce halts ("operasi tempur … ditangguhkan", "halted operations")."""
    trigger = mention.trigger
    words = article.sentence(trigger.sentence).words
    head = words[trigger.head]
    if mention.type not in VIOLENT or (head.pos != "NOUN" and not head.dep.startswith(("nsubj", "csubj"))):
        return False
    for other in article.triggers_in(trigger.sentence):
        if other.frame.type is not EventType.CEASEFIRE or words[other.head].pos != "VERB":
            continue
        ahead = other.last < trigger.first
        between = words[other.last + 1 : trigger.first] if ahead else words[trigger.last + 1 : other.first]
        if not any(word.pos in (HALTED_BESIDE if ahead else HALTED_AFAR) or word.text == "," for word in between):
            return True
    return False
