"""How an entity stands to a trigger: the features by which roles are given."""

from collections.abc import Iterator

from tapal.events.context import Article
from tapal.events.counts import Figure, figures_in
from tapal.events.triggers import Trigger
from tapal.lang.frames import Pattern
from tapal.mentions.grammar import Function, is_passive, link_of, path_between
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.syntax import ParsedSentence

VERBAL = frozenset({"VERB", "AUX"})
CONTROL_DEPS = frozenset({"xcomp", "advcl", "ccomp", "conj", "acl", "acl:relcl", "relcl", "parataxis", "csubj"})


def bucket(number: int, *edges: int) -> str:
    """The first edge that a number does not pass ("<=3"), or ">" behind the last."""
    for edge in edges:
        if number <= edge:
            return f"<={edge}"
    return f">{edges[-1]}"


def relation(sentence: ParsedSentence, trigger: Trigger, entity: Entity) -> str:
    """Function of an entity for the trigger: direct ("subj"), through the trigger's governors ("up1:subj"), or none."""
    link = entity.phrase.link
    inside = range(trigger.first, trigger.last + 1)
    if link.governor in inside or link.governor == trigger.head:
        return f"{link.function}:{link.preposition}"
    at, steps = trigger.head, 0
    while steps < 3:
        word = sentence.words[at]
        if word.head == at:
            break
        at, steps = word.head, steps + 1
        if entity.phrase.first <= at <= entity.phrase.last:
            return f"governs{steps}:{word.dep}"
        if link.governor == at:
            return f"up{steps}:{link.function}:{link.preposition if steps < 2 else ''}:{word.dep}"
    return "far"


def _neighbour_features(article: Article, trigger: Trigger, entity: Entity) -> Iterator[str]:
    words = article.sentence(trigger.sentence).words
    phrase = entity.phrase
    before = words[phrase.first - 1].lower if phrase.first else "^"
    after = words[phrase.last + 1].lower if phrase.last + 1 < len(words) else "$"
    yield f"before={before}"
    yield f"after={after}"
    if after == "-" and phrase.last + 2 < len(words):
        yield f"after=-{words[phrase.last + 2].lower}"  # "rebel-held"
    if phrase.first > trigger.last:
        between = words[trigger.last + 1 : phrase.first]
        yield "side=after"
    else:
        between = words[phrase.last + 1 : trigger.first]
        yield "side=before"
    yield f"gap={bucket(len(between), 0, 1, 2, 4, 7, 12, 20)}"
    verbs = sum(word.pos in VERBAL for word in between)
    yield f"verbs_between={bucket(verbs, 0, 1, 2)}"
    if any(word.text in (",", ";", "–", "-") for word in between):
        yield "comma_between"


FROM = frozenset({"dari", "from"})
AGAINST = frozenset({"terhadap", "against", "atas", "upon"})
WITH = frozenset({"dengan", "with"})
SPEECH_CUES = frozenset({"speech.verbs", "speech.according_to", "claims.claim"})
SUBJECT_LIKE = (Function.SUBJECT, Function.PASSIVE_SUBJECT, Function.OBJECT)


def expected_role(pattern: Pattern, function: str, preposition: str, voice: str, kind: PhraseClass) -> str:
    """The role that a frame's pattern gives to a grammatical function (table in docs/frames.md), "" when none."""
    place = kind is PhraseClass.PLACE
    if preposition in FROM and pattern is Pattern.AGENT_PLACE and not place:
        return "loser"
    if preposition in AGAINST and not place:
        return "target"
    if preposition in WITH and pattern is Pattern.PARTIES and not place:
        return "actor"
    if function in ("subj", "agent"):
        if pattern is Pattern.PLACE_FALLS:
            return "place" if place else ""
        if pattern is Pattern.TARGET and function == "subj":
            return "target"
        return "" if pattern is Pattern.EVENT else "actor"
    if function in ("obj", "subjpass"):
        if pattern is Pattern.PARTIES:
            return "actor"
        return "place" if place else "target"
    if function == "nmod" and voice == "noun" and not place:
        return "nominal"
    if function in ("obl", "nmod"):
        return "place" if place else ("actor" if pattern in (Pattern.PLACE_FALLS, Pattern.PARTIES) else "oblique")
    return ""


def same_sentence_features(article: Article, trigger: Trigger, entity: Entity) -> Iterator[str]:
    """Features of an entity in the trigger's sentence."""
    sentence = article.sentence(trigger.sentence)
    frame, head = trigger.frame, sentence.words[trigger.head]
    passive = is_passive(sentence, trigger.head, article.code)
    voice = "passive" if passive else ("verb" if head.pos in VERBAL else "noun")
    rel = relation(sentence, trigger, entity)
    function = rel.split(":")[0] if ":" in rel else rel
    kind = entity.kind.value
    yield f"rel={rel}"
    expected = expected_role(frame.pattern, function, entity.phrase.link.preposition, voice, entity.kind)
    yield f"expected={expected}"
    yield f"expected+kind={expected}/{kind}"
    yield f"expected+voice={expected}/{voice}/{rel.rpartition(':')[2]}"
    if frame.pattern is Pattern.PLACE_FALLS:
        yield f"falls={'after' if entity.phrase.first > trigger.last else 'before'}/{kind}"
    yield f"pattern+function+voice={frame.pattern}/{function}/{voice}"
    yield f"type+function+voice={frame.type}/{function}/{voice}"
    yield f"type+rel+kind={frame.type}/{rel}/{kind}"
    yield f"pattern+rel+voice+kind={frame.pattern}/{rel}/{voice}/{kind}"
    yield f"frame+function+voice={article.code}/{frame.id}/{function}/{voice}"
    path = path_between(sentence, trigger.head, entity.phrase.head)
    yield f"path={article.code}/{voice}/{path}"
    yield f"path+kind={article.code}/{voice}/{path}/{kind}"
    side = "after" if entity.phrase.first > trigger.last else "before"
    for feature in _neighbour_features(article, trigger, entity):
        yield feature
        yield f"{voice}+{frame.pattern}+{side}+{feature}"
    yield f"side+kind+voice+pattern={side}/{kind}/{voice}/{frame.pattern}"
    yield f"side+kind+type={side}/{kind}/{frame.type}"
    if _nearest_of_kind(article, trigger, entity):
        yield f"nearest={kind}/{side}/{voice}"
        yield f"nearest+pattern={kind}/{side}/{voice}/{frame.pattern}"
    governor = sentence.words[entity.phrase.link.governor] if entity.phrase.link.governor >= 0 else None
    if governor is not None and not trigger.first <= governor.index <= trigger.last:
        yield f"other_governor={governor.pos}/{entity.phrase.link.function}"
        if any(t.first <= governor.index <= t.last for t in article.triggers_in(trigger.sentence)):
            yield f"other_trigger={entity.phrase.link.function}"
        over = {cue.value for cue in article.cues(trigger.sentence) if cue.first <= governor.index <= cue.last}
        if over & SPEECH_CUES:
            yield f"of_speech={entity.phrase.link.function}"
    yield from _shared_subject(sentence, trigger, entity, voice, kind)


def _nearest_of_kind(article: Article, trigger: Trigger, entity: Entity) -> bool:
    after = entity.phrase.first > trigger.last
    for other in article.entities(trigger.sentence):
        if other is entity or other.kind is not entity.kind or (other.phrase.first > trigger.last) != after:
            continue
        if after and other.phrase.first < entity.phrase.first or not after and other.phrase.last > entity.phrase.last:
            return False
    return True


def _shared_subject(sentence: ParsedSentence, trigger: Trigger, entity: Entity, voice: str, kind: str) -> Iterator[str]:
    """Subject of a governing or coordinated verb ("X masuk dan merebut Y", "X accused of killing Y")."""
    word = sentence.words[trigger.head]
    steps = 0
    while word.dep in CONTROL_DEPS and word.head != word.index and steps < 3:
        steps += 1
        label, word = word.dep, sentence.words[word.head]
        link = entity.phrase.link
        if link.governor == word.index and link.function in SUBJECT_LIKE:
            yield f"shared={label}/{link.function}/{voice}/{kind}"
            return
        if entity.phrase.first <= word.index <= entity.phrase.last:
            yield f"antecedent={label}/{voice}/{kind}"
            return


def figures_of(article: Article, sentence: int) -> list[Figure]:
    """Figures of a sentence, found once for all its triggers."""
    return article.remember(("figures", sentence), lambda: figures_in(article, sentence))


def _toll_features(article: Article, trigger: Trigger, entity: Entity) -> Iterator[str]:
    """Whether the phrase is counted as dead, injured …, and how near the trigger is to that count."""
    for figure in figures_of(article, entity.phrase.sentence):
        if figure.who is entity or entity.phrase.first <= figure.first <= entity.phrase.last:
            inside = trigger.first <= figure.cue_last and figure.cue_first <= trigger.last
            own = trigger.sentence == figure.sentence
            yield f"toll={figure.kind}"
            yield f"toll+type={figure.kind}/{trigger.frame.type}/{own}"
            yield f"toll+inside={figure.kind}/{inside}/{own}"


def _standing(article: Article, trigger: Trigger, entity: Entity) -> Iterator[str]:
    """How much the article is about an actor or place."""
    keys = entity.keys
    kind = entity.kind.value
    if not keys:
        yield f"unknown+{kind}"
        return
    count = max(article.salience[key] for key in keys)
    yield f"salience={bucket(count, 1, 2, 4, 8)}/{kind}"
    yield f"leading={any(key in article.leading for key in keys)}/{kind}"
    if entity.actor_id is not None and str(entity.actor_id) in article.ranks:
        rank = bucket(article.ranks[str(entity.actor_id)], 0, 1, 2, 3)
        yield f"rank={rank}"
        yield f"rank+pattern={rank}/{trigger.frame.pattern}"
        yield f"rank+far={rank}/{entity.phrase.sentence == trigger.sentence}"


def entity_features(article: Article, trigger: Trigger, entity: Entity) -> Iterator[str]:
    """Features of what an entity is, wherever it stands; those that all triggers of a type share are made once."""
    at, own = entity.phrase, entity.phrase.sentence == trigger.sentence
    key = f"{trigger.frame.type}/{trigger.frame.pattern}/{own}/{id(entity)}"  # the article keeps its entities alive
    before, after = article.remember(
        (key, at.sentence),
        lambda: (tuple(_described(article, trigger, entity)), tuple(_standing_features(article, trigger, entity))),
    )
    yield from before
    yield from _toll_features(article, trigger, entity)
    yield from after


def _described(article: Article, trigger: Trigger, entity: Entity) -> Iterator[str]:
    kind, frame = entity.kind.value, trigger.frame
    yield f"kind={kind}"
    yield f"kind+type={kind}/{frame.type}"
    yield f"kind+pattern={kind}/{frame.pattern}"
    yield f"actor_kind={entity.actor_kind}"
    yield f"actor_kind+type={entity.actor_kind}/{frame.type}"
    if entity.named:
        yield f"named+{kind}"
    if entity.where is not None:
        yield f"where={entity.where.kind}"
        yield f"where+type={entity.where.kind}/{frame.type}"
    words = article.sentence(entity.phrase.sentence).words
    head = words[entity.phrase.head].lower
    yield f"head={head}"
    yield f"head+pattern={head}/{frame.pattern}"
    first = words[entity.phrase.first].lower
    if first != head:
        yield f"first={first}"


def _standing_features(article: Article, trigger: Trigger, entity: Entity) -> Iterator[str]:
    words = article.sentence(entity.phrase.sentence).words
    yield from _standing(article, trigger, entity)
    if any(words[at].pos == "NUM" for at in range(entity.phrase.first, entity.phrase.last + 1)):
        yield "counted"
        yield f"counted+type={trigger.frame.type}"


def other_sentence_features(article: Article, trigger: Trigger, entity: Entity) -> Iterator[str]:
    """Features of an entity in another sentence (earlier text or headline)."""
    away = trigger.sentence - entity.phrase.sentence
    where = "lead" if entity.phrase.sentence <= 1 else bucket(away, 1, 2, 3)
    kind, link, frame = entity.kind.value, entity.phrase.link, trigger.frame
    yield f"far={where}"
    yield f"far+kind={where}/{kind}"
    yield f"far+kind+function={where}/{kind}/{link.function}"
    yield f"far+kind+type={where}/{kind}/{frame.type}"
    yield f"far+kind+pattern={where}/{kind}/{frame.pattern}"
    if link.function in (Function.SUBJECT, Function.AGENT):
        yield f"far+agentive+{kind}"
    for other in article.triggers_in(entity.phrase.sentence):
        if link.governor in range(other.first, other.last + 1):
            same = "same" if other.frame.type == frame.type else "other"
            yield f"far+trigger={same}/{link.function}/{kind}"
    have = {e.kind for e in article.entities(trigger.sentence)}
    yield f"far+have={kind}/{kind in {k.value for k in have}}"
    if PhraseClass.PRONOUN in have:
        yield f"far+pronoun+{kind}"


def argument_features(article: Article, trigger: Trigger, entity: Entity) -> list[str]:
    """All features of an entity as an argument of a trigger."""
    features = list(entity_features(article, trigger, entity))
    if entity.phrase.sentence == trigger.sentence:
        features += [f"in:{feature}" for feature in same_sentence_features(article, trigger, entity)]
    else:
        features += list(other_sentence_features(article, trigger, entity))
    return features


def trigger_link(article: Article, trigger: Trigger) -> str:
    """Function of the trigger's head word in its sentence."""
    return str(link_of(article.sentence(trigger.sentence), trigger.head).function)
