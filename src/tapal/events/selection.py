"""Which mentions are events of the article, and of which type: features of a trigger."""

from collections.abc import Iterator

from tapal.events.arguments import bucket, relation, trigger_link
from tapal.events.context import Article
from tapal.events.triggers import Trigger
from tapal.mentions.grammar import is_passive
from tapal.model.kinds import SentenceKind

DETERMINERS = frozenset("itu tersebut ini the this these that those".split())
INDEFINITE = frozenset("sebuah suatu serangkaian a an another several beberapa sejumlah".split())
TYPE_WINDOW = 7  # words on either side whose presence tells the type
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "X"})


def _lexical(article: Article, trigger: Trigger) -> Iterator[str]:
    words = article.sentence(trigger.sentence).words
    span = " ".join(word.lower for word in words[trigger.first : trigger.last + 1])
    before = words[trigger.first - 1].lower if trigger.first else "^"
    after = words[trigger.last + 1].lower if trigger.last + 1 < len(words) else "$"
    head = words[trigger.head]
    yield f"words={span}"
    yield f"frame={article.code}/{trigger.frame.id}"
    yield f"type={trigger.frame.type}"
    yield f"weight={round(trigger.frame.weight, 1)}"
    if trigger.frame.generic:
        yield "generic"
    yield f"before={before}"
    yield f"after={after}"
    yield f"pos={head.pos}"
    yield f"pos+type={head.pos}/{trigger.frame.type}"
    yield f"dep={article.code}/{head.dep}"
    yield f"dep+pos={head.dep}/{head.pos}"
    yield f"function={trigger_link(article, trigger)}"
    if head.head != head.index:
        governor = words[head.head]
        yield f"governor={governor.lower}"
        yield f"governor_pos={governor.pos}"
    near = {words[at].lower for at in (trigger.first - 2, trigger.first - 1, trigger.last + 1, trigger.last + 2)
            if 0 <= at < len(words)}
    if near & DETERMINERS:
        yield "determined"
        yield f"determined+pos={head.pos}"
    if near & INDEFINITE:
        yield "indefinite"
    if is_passive(article.sentence(trigger.sentence), trigger.head, article.code):
        yield "passive"


def _surrounding(article: Article, trigger: Trigger) -> Iterator[str]:
    sentence = article.sentence(trigger.sentence)
    headline = sentence.sentence.kind is SentenceKind.HEADLINE
    yield f"headline={headline}"
    yield f"position={'headline' if headline else bucket(trigger.sentence, 0, 1, 2, 4, 7, 12, 20)}"
    for entity in article.entities(trigger.sentence):
        rel = relation(sentence, trigger, entity).split(":")[0]
        if not rel.startswith(("far", "up")):
            yield f"arg={rel}/{entity.kind}"
            yield f"arg+type={rel}/{entity.kind}/{trigger.frame.type}"
        yield f"has={entity.kind}"
    for cue in article.cues(trigger.sentence):
        where = "before" if cue.last < trigger.first else "after" if cue.first > trigger.last else "inside"
        distance = bucket(max(trigger.first - cue.last, cue.first - trigger.last, 0), 1, 3, 8)
        yield f"cue={cue.value}/{where}/{distance}"
        yield f"cue={cue.value}"
    times = article.scene.times_in(sentence.sentence.span)
    yield f"times={bucket(len(times), 0, 1, 2)}"
    today = article.scene.around.today
    for time in times:
        yield f"time={time.kind}/{time.when.precision}"
        if today is not None and time.when.end is not None:
            yield f"age={bucket((today - time.when.end).days, -1, 0, 2, 7, 31, 365)}"
    if article.in_quote(article.trigger_span(trigger)):
        yield "quoted"


def _in_article(article: Article, trigger: Trigger) -> Iterator[str]:
    kind = trigger.frame.type
    here = trigger.sentence, trigger.first
    same = sum(t.frame.type == kind and (t.sentence, t.first) < here for t in article.triggers)
    yield f"earlier_same_type={bucket(same, 0, 1, 2, 5)}"
    yield f"earlier_same_type+type={bucket(same, 0, 2)}/{kind}"
    in_sentence = article.triggers_in(trigger.sentence)
    yield f"in_sentence={bucket(len(in_sentence), 1, 2, 3, 5)}"
    neighbours = {t.frame.type for t in in_sentence if t is not trigger}
    for neighbour in neighbours:
        yield f"with={neighbour}"
        yield f"with+type={neighbour}/{kind}"
    words = article.sentence(trigger.sentence).words
    for other in in_sentence:
        if other is not trigger and words[trigger.head].head in other.words:
            yield f"under={words[trigger.head].dep}/{other.frame.type}"
            yield f"under+type={other.frame.type}/{kind}"
        if other is not trigger and words[other.head].head in trigger.words:
            yield f"over={words[other.head].dep}/{other.frame.type}"
            yield f"over+type={other.frame.type}/{kind}"
    if any(t.frame.type == kind for t in in_sentence if t is not trigger):
        yield "twin"
        if any(t.frame.type == kind for t in in_sentence if t.first < trigger.first):
            yield "twin_before"
    conflict, off = article.topic_balance
    size = max(1, len(article.scene.sentences))
    yield f"conflict={bucket(int(10 * conflict / size), 1, 4, 8, 14, 22)}"
    yield f"off={bucket(int(10 * off / size), 0, 1, 3, 6)}"
    yield f"triggers={bucket(int(10 * len(article.triggers) / size), 3, 6, 10, 15, 22)}"
    yield f"share={bucket(int(10 * article.type_counts[kind] / len(article.triggers)), 0, 1, 3, 5)}"


def mention_features(article: Article, trigger: Trigger) -> list[str]:
    """Features by which a trigger is judged to be an event of the article or only talk."""
    key = f"mention/{trigger.first}/{trigger.last}/{trigger.frame.id}"
    return article.remember((key, trigger.sentence), lambda: _mention_features(article, trigger))


def _mention_features(article: Article, trigger: Trigger) -> list[str]:
    found = dict.fromkeys(_lexical(article, trigger))
    found.update(dict.fromkeys(_surrounding(article, trigger)))
    found.update(dict.fromkeys(_in_article(article, trigger)))
    return list(found)


def type_features(article: Article, trigger: Trigger) -> list[str]:
    """Features by which the type of a trigger is chosen, bare attacks above all."""
    words = article.sentence(trigger.sentence).words
    found = dict.fromkeys(_lexical(article, trigger))
    found[f"frames={'+'.join(sorted({trigger.frame.type, *(f.type for f in trigger.others)}))}"] = None
    low, high = max(0, trigger.first - TYPE_WINDOW), min(len(words), trigger.last + 1 + TYPE_WINDOW)
    names = {at for entity in article.entities(trigger.sentence) if entity.named
             for at in range(entity.phrase.first, entity.phrase.last + 1)}  # who it was does not tell what it was
    for at in range(low, high):
        if words[at].pos in CONTENT and at not in names and not trigger.first <= at <= trigger.last:
            found[f"near={words[at].lower}"] = None
            found[f"near+type={words[at].lower}/{trigger.frame.type}"] = None
    sentence = article.sentence(trigger.sentence)
    for entity in article.entities(trigger.sentence):
        rel = relation(sentence, trigger, entity).split(":")[0]
        if not rel.startswith("far"):
            found[f"arg+type={rel}/{entity.kind}/{trigger.frame.type}"] = None
            found[f"arg+words={rel}/{entity.kind}/{words[trigger.head].lower}"] = None
            if entity.actor_kind is not None:
                found[f"side+type={rel}/{entity.actor_kind}/{trigger.frame.type}"] = None
                found[f"side+words={rel}/{entity.actor_kind}/{words[trigger.head].lower}"] = None
    for kind, count in article.type_counts.items():
        found[f"article+type={kind}/{bucket(count, 1, 3)}/{trigger.frame.type}"] = None
    for other in article.triggers_in(trigger.sentence):
        if other is not trigger:
            found[f"with+type={other.frame.type}/{trigger.frame.type}"] = None
    return list(found)
