"""Which mentions of an article are one event: what ties and parts them, and the grouping."""

from collections.abc import Callable, Sequence

from tapal.events.context import Article
from tapal.events.families import related
from tapal.events.mention import EventMention
from tapal.mentions.scene import Entity
from tapal.model.kinds import EventType, Status
from tapal.model.text import Span

DEALS = frozenset({EventType.CEASEFIRE, EventType.AGREEMENT, EventType.TALKS})
LINKS = frozenset("yang telah sudah that which was were is are has have been".split())
STOP = frozenset(
    "the a an of in on at to from and or by with for yang di ke dari dan atau oleh dengan pada itu ini".split()
)


def known_as(entities: Sequence[Entity], text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of actors and places (with what they lie in), and the words that name them."""
    ids: set[str] = set()
    words: set[str] = set()
    for entity in entities:
        ids |= set(entity.keys)
        if entity.where is not None and entity.where.parent is not None:
            ids.add(str(entity.where.parent))
        words |= set(text[entity.span.start : entity.span.end].casefold().split())
    return frozenset(ids), frozenset(words - STOP)


def agreement(one: Sequence[Entity], other: Sequence[Entity], text: str) -> str:
    """How two role fillers agree: same, different, or one of them missing."""
    if not one or not other:
        return "missing" if one or other else "none"
    ids, words = known_as(one, text)
    others, other_words = known_as(other, text)
    return "same" if ids & others or words & other_words else "different"


def dates_agree(one: EventMention, other: EventMention) -> str:
    """How the days of two mentions agree: the same, overlapping, different, or not told of one or both."""
    start, end, from_, to = one.when.start, one.when.end, other.when.start, other.when.end
    if start is None or end is None or from_ is None or to is None:
        return "missing" if one.when.known or other.when.known else "none"
    if (start, end) == (from_, to):
        return "same"
    return "overlap" if start <= to and from_ <= end else "different"


def told_apart(article: Article, one: EventMention, other: EventMention) -> bool:
    """Whether two mentions cannot be one event: other days and places; one denied, of another side; one done, one
    planned elsewhere.

    "Irak membantah milisi ikut dalam penyerbuan" denies a raid by a militia, not the capture by others told beside it.
    """
    text = article.scene.document.text
    if (one.status is Status.DENIED) is not (other.status is Status.DENIED):
        return one.type != other.type or agreement(one.actors, other.actors, text) == "different"
    unlike = (one.status is Status.HAPPENED) is not (other.status is Status.HAPPENED)
    if not unlike and dates_agree(one, other) != "different":
        return False
    return agreement(one.places, other.places, text) == "different"


def one_phrase(article: Article, one: EventMention, other: EventMention) -> bool:
    """Whether a deal and who arranged it are told in one phrase: "gencatan senjata yang ditengahi Mesir"."""
    if one.trigger.sentence != other.trigger.sentence or not {one.type, other.type} <= DEALS:
        return False
    first, second = sorted((one.trigger, other.trigger), key=lambda trigger: trigger.first)
    between = article.sentence(first.sentence).words[first.last + 1 : second.first]
    return all(word.lower in LINKS or word.pos == "PUNCT" and word.text != "," for word in between)


def one_length(article: Article, one: EventMention, other: EventMention) -> bool:
    """Whether two sentences tell a truce of one length, of no other day or place: the same truce."""
    if not one.type is other.type is EventType.CEASEFIRE or dates_agree(one, other) == "different":
        return False
    lengths = [
        {time.hours for time in article.scene.times_in(article.sentence(m.trigger.sentence).sentence.span)
         if time.kind == "duration" and time.hours}
        for m in (one, other)
    ]
    text = article.scene.document.text
    return bool(lengths[0] & lengths[1]) and agreement(one.places, other.places, text) != "different"


def counts_agree(one: EventMention, other: EventMention) -> str:
    """Whether two mentions tell the same number of dead, when both tell one."""
    if one.killed is None or other.killed is None:
        return "missing"
    return "same" if one.killed.low == other.killed.low else "different"


def position(mention: EventMention) -> tuple[int, int]:
    """Where a mention stands in the text, to sort by."""
    return mention.trigger.sentence, mention.trigger.first


def group_mentions(
    mentions: Sequence[EventMention], same: Callable[[EventMention, EventMention], float], threshold: float
) -> list[list[EventMention]]:
    """Mentions grouped into events: each joins the earlier group it agrees with best on average, or starts one.

    Average linkage keeps a chain of half-alike mentions from pulling two events together.
    """
    groups: list[list[EventMention]] = []
    for mention in sorted(mentions, key=position):
        scored = [
            (sum(same(other, mention) for other in group) / len(group), k)
            for k, group in enumerate(groups)
            if any(related(other.type, mention.type) for other in group)
        ]
        best = max(scored, default=(0.0, -1))
        if best[0] >= threshold:
            groups[best[1]].append(mention)
        else:
            groups.append([mention])
    return groups


def join_retellings(
    groups: list[list[EventMention]],
    weak: Sequence[EventMention],
    same: Callable[[EventMention, EventMention], float],
    threshold: float,
) -> list[list[EventMention]]:
    """Groups with the mentions that are too weak to tell an event alone but clearly tell one of these again."""
    joined = [list(group) for group in groups]
    for mention in weak:
        best, at = threshold, -1
        for k, group in enumerate(groups):
            if not any(related(other.type, mention.type) for other in group):
                continue
            score = sum(same(other, mention) for other in group) / len(group)
            if score > best:
                best, at = score, k
        if at >= 0:
            joined[at].append(mention)
    return joined


def spans_apart(span: Span, others: Sequence[Span]) -> bool:
    return not any(span.overlaps(other) for other in others)
