"""Speakers by their fullest name: surnames, acronyms, "the group", "itu" and pronouns lead to what was named before."""

from dataclasses import replace

from tapal.events.context import Article
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.kinds import ActorKind

BODY_PRONOUNS = frozenset({"it", "they", "we", "mereka", "pihaknya", "kami"})
BODIES = frozenset({PhraseClass.SOURCE, PhraseClass.ARMED, PhraseClass.STATE, PhraseClass.PLACE})
BODY_NOUNS = frozenset({
    "group", "watchdog", "monitor", "monitors", "organisation", "organization", "agency", "observatory",
    "ministry", "network", "charity", "outlet", "paper", "newspaper", "channel", "broadcaster", "institute",
    "center", "centre", "coalition", "council", "committee", "statement", "report", "source", "activists",
    "kelompok", "lembaga", "badan", "organisasi", "kantor", "media", "kementerian", "pemantau", "kantor-berita",
    "stasiun", "surat", "harian", "laporan",
})
MONITORS = frozenset({"monitor", "monitors", "monitoring", "watchdog", "pemantau"})
POINTING = frozenset({"itu", "tersebut", "ini"})
DEFINITE = frozenset({"the", "this", "that"})


class Chain:
    """The speakers heard so far in an article, last one last, and everything it names."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.speakers: list[Entity] = []

    def heard(self, speaker: Entity) -> None:
        self.speakers.append(speaker)

    def named_before(self, index: int) -> list[Entity]:
        """Entities up to a sentence, in text order."""
        return [entity for k in range(index + 1) for entity in self.article.entities(k)]

    def words(self, entity: Entity) -> tuple[str, ...]:
        sentence = self.article.sentence(entity.phrase.sentence)
        return tuple(w.lower for w in sentence.words[entity.phrase.first : entity.phrase.last + 1])

    def head(self, entity: Entity) -> str:
        return self.article.sentence(entity.phrase.sentence).words[entity.phrase.head].lower

    def proper(self, entity: Entity) -> bool:
        words = self.article.sentence(entity.phrase.sentence).words
        return any(words[at].pos == "PROPN" for at in range(entity.phrase.first, entity.phrase.last + 1))


def _pronoun(chain: Chain, surface: Entity | None, index: int) -> Entity | None:
    body = surface is not None and chain.words(surface)[0] in BODY_PRONOUNS
    for speaker in reversed(chain.speakers[-6:]):
        if (speaker.kind in BODIES) == body:
            return speaker
    if chain.speakers:
        return chain.speakers[-1]
    near = [entity for k in range(max(0, index - 2), index) for entity in chain.article.entities(k)]
    people = [entity for entity in near if entity.kind is PhraseClass.PERSON]
    return people[-1] if people else None


def _pointed(chain: Chain, surface: Entity, index: int) -> Entity | None:
    """What a definite description without a name of its own stands for."""
    head = chain.head(surface)
    for entity in chain.named_before(index):
        words = chain.words(entity)
        if entity.phrase.first == surface.phrase.first and entity.phrase.sentence == surface.phrase.sentence:
            break
        longer = head in words and len(words) > len(chain.words(surface))
        if longer and entity.kind is not PhraseClass.PERSON and chain.proper(entity):
            return entity
    if head in BODY_NOUNS:
        return next((s for s in reversed(chain.speakers) if s.kind in BODIES and (s.named or s.actor_id)), None)
    return None


def _monitor(chain: Chain, surface: Entity) -> Entity | None:
    """The first monitor that the article names, for one that it brings up without a name ("a monitor said")."""
    if surface.named or surface.actor_id is not None or not MONITORS.intersection(chain.words(surface)):
        return None
    for index in range(len(chain.article.scene.sentences)):
        for entity in chain.article.entities(index):
            known = entity.actor_kind is ActorKind.MONITOR and entity.actor_id is not None
            if known and chain.head(entity) not in MONITORS:
                return entity
    return None


def _longest_name(chain: Chain, surface: Entity) -> Entity:
    """The longest name that the article has for a known monitor, agency or body."""
    own = surface.span.end - surface.span.start
    names = [n.span for n in chain.article.scene.around.names
             if n.actor_id == surface.actor_id and n.span.end - n.span.start > own]
    if not names:
        return surface
    best = max(names, key=lambda span: span.end - span.start)
    for index in range(len(chain.article.scene.sentences)):
        for entity in chain.article.entities(index):
            if entity.phrase.span.overlaps(best):
                return replace(entity, trimmed=best, actor_id=surface.actor_id, actor_kind=surface.actor_kind,
                               kind=surface.kind, named=True)
    return surface


def _longer(chain: Chain, surface: Entity, index: int) -> Entity:
    """The first fuller form of a name: the same known body, or a phrase that holds the same surname."""
    own = chain.words(surface)
    if surface.actor_id is not None:
        return _longest_name(chain, surface) if surface.kind is PhraseClass.SOURCE else surface
    if surface.kind is not PhraseClass.PERSON:
        return surface
    for entity in chain.named_before(index):
        words = chain.words(entity)
        if entity.phrase.span == surface.phrase.span or not len(own) < len(words) <= 9 or entity.where is not None:
            continue
        single = len(own) == 1 and own[0] in words and entity.kind is PhraseClass.PERSON
        if chain.proper(entity) and (words[-1] == own[-1] or single):
            return entity
    return surface


def fullest(chain: Chain, surface: Entity | None, index: int) -> Entity | None:
    """The speaker that a phrase (None: a left-out subject) stands for; None when nobody was named."""
    if surface is None or surface.kind is PhraseClass.PRONOUN:
        return _pronoun(chain, surface, index)
    words = chain.words(surface)
    monitor = _monitor(chain, surface)
    if monitor is not None:
        return _longer(chain, monitor, index)
    if words[0] in DEFINITE or words[-1] in POINTING:
        pointed = _pointed(chain, surface, index)
        if pointed is not None:
            return _longer(chain, pointed, index)
    return _longer(chain, surface, index)
