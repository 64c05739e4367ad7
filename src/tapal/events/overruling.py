"""Where the language leaves no choice: rules over the clause that overrule or weaken what the models say."""

from collections.abc import Sequence

from tapal.events.arguments import AGAINST, relation
from tapal.events.context import Article
from tapal.events.families import VIOLENT
from tapal.events.mention import EventMention, Filler
from tapal.events.triggers import Trigger
from tapal.lang.frames import Pattern
from tapal.mentions.grammar import Function
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
FROM_AFAR = frozenset({EventType.AIR_STRIKE, EventType.SHELLING, EventType.EXPLOSION, EventType.GRENADE})
ATTACKS = FROM_AFAR | {
    EventType.CLASH, EventType.SUICIDE_BOMBING, EventType.CHEMICAL_ATTACK, EventType.ATTACK_ON_CIVILIANS,
    EventType.CEASEFIRE_VIOLATION,
}
STRUCK = frozenset("on at ke pada".split())
TO = frozenset("to untuk guna demi".split())
TO_REACH = 3  # words between an attack and what it is to take
AROUND_VERBS = frozenset({"ADV", "AUX", "PART"})
TROOPS = frozenset("pasukan tentara prajurit troops forces soldiers".split())
LOCATIVE = frozenset({"di", "in", "at"})
AHEAD = (Status.POSSIBLE, Status.DEMANDED)
DIRECTED = (Pattern.AGENT_TARGET, Pattern.AGENT_PLACE)


def contrary_role(article: Article, trigger: Trigger, entity: Entity) -> str | None:
    """The role that an entity of the trigger's clause cannot well have, by its function.

    A place in which something happens ("talks in Jordan") does not do it. Who is attacked, named as object, as subject
    of a passive or behind "against", is not the attacker; a subject or a "by" phrase is not the attacked. Frames that
    tell both sides alike ("clashed"), or no agent, say nothing of it.
    """
    sentence = article.sentence(trigger.sentence)
    if entity.phrase.sentence != trigger.sentence:
        return None
    if entity.where is not None and entity.phrase.link.preposition in LOCATIVE:
        return "actor"
    if trigger.frame.pattern not in DIRECTED:
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


def is_means(article: Article, trigger: Trigger, entity: Entity) -> bool:
    """Whether an entity is what an attack is made with, and so not what it hits: weapons and what fires them.

    Not so what is destroyed ("destroyed two launchers"), what an attack is on ("strikes on launchers", "targeted a
    launcher") and places that keep weapons ("an arms depot").
    """
    if trigger.frame.type not in ATTACKS or not _any_at(article, entity, entity.phrase.head, "nouns.weapons"):
        return False
    link = entity.phrase.link
    if link.preposition in AGAINST | STRUCK or _any_at(article, entity, entity.phrase.head, "nouns.buildings"):
        return False
    if link.function not in (Function.OBJECT, Function.PASSIVE_SUBJECT):
        return True
    hit = trigger.frame.pattern is Pattern.AGENT_TARGET and link.governor in trigger.words
    return not hit and not _any_at(article, entity, link.governor, "counts.destroyed")


def _any_at(article: Article, entity: Entity, at: int, cues: str) -> bool:
    """Whether a word of an entity's sentence belongs to an expression of a list."""
    sentence = entity.phrase.sentence
    words = article.sentence(sentence).words
    matcher = article.scene.language.cues.matcher(cues)
    found = article.remember((f"at {cues}", sentence), lambda: matcher.find(words, headline=False))
    return any(match.first <= at <= match.last for match in found)


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


def is_to_take(article: Article, trigger: Trigger) -> bool:
    """Whether an attack is made to take a place: "launched an offensive to capture", "menyerang untuk merebut"."""
    return any(
        other.frame.type is EventType.CAPTURE and _leads_to(article, trigger, other)
        for other in article.triggers_in(trigger.sentence)
    )


def attack_behind(
    article: Article, mention: EventMention, others: Sequence[EventMention], threshold: float
) -> EventMention | None:
    """The attack that only aims at a capture, which is then not told as done; None when there is none.

    An attack is told by a mention over the threshold or by a verb; "the operation to retake" may be one that succeeded.
    """
    if mention.type is not EventType.CAPTURE:
        return None
    words = article.sentence(mention.trigger.sentence).words
    return next(
        (
            other for other in others
            if other.type in VIOLENT
            and other.trigger.sentence == mention.trigger.sentence
            and (other.probability >= threshold or words[other.trigger.head].pos == "VERB")
            and _leads_to(article, other.trigger, mention.trigger)
        ),
        None,
    )


def _leads_to(article: Article, trigger: Trigger, other: Trigger) -> bool:
    """Whether another trigger of the sentence tells what this one is for ("… to capture", "untuk segera merebut")."""
    between = article.sentence(trigger.sentence).words[trigger.last + 1 : other.first]
    to = [at for at, word in enumerate(between) if word.lower in TO]
    return len(between) <= TO_REACH and bool(to) and all(word.pos in AROUND_VERBS for word in between[to[-1] + 1 :])


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


def joins_up(article: Article, mention: EventMention) -> bool:
    """Whether a meeting is one with troops in the field ("bertemu dengan pasukan Suriah"): no talks are held with them.

    A delegation of a force, its leader or the force by its name alone may well be met for talks.
    """
    trigger = mention.trigger
    words = article.sentence(trigger.sentence).words
    if mention.type is not EventType.TALKS or words[trigger.head].pos != "VERB":
        return False
    return any(
        entity.phrase.first in (trigger.last + 1, trigger.last + 2) and words[entity.phrase.head].lower in TROOPS
        for entity in article.entities(trigger.sentence)
    )
