"""Which mentions of an article are one event: features of pairs, and the grouping."""

from collections.abc import Callable, Sequence

from tapal.events.arguments import bucket
from tapal.events.context import Article
from tapal.events.families import related
from tapal.events.mention import EventMention
from tapal.events.selection import DETERMINERS
from tapal.mentions.scene import Entity
from tapal.model.kinds import EventType, Status
from tapal.model.text import Span

DEALS = frozenset({EventType.CEASEFIRE, EventType.AGREEMENT, EventType.TALKS})
LINKS = frozenset("yang telah sudah that which was were is are has have been".split())
STOP = frozenset(
    "the a an of in on at to from and or by with for yang di ke dari dan atau oleh dengan pada itu ini".split()
)


def _names(entities: Sequence[Entity], text: str) -> set[str]:
    found: set[str] = set()
    for entity in entities:
        if entity.actor_id is not None:
            found.add(str(entity.actor_id))
        if entity.where is not None:
            found.add(str(entity.where.place_id))
            if entity.where.parent is not None:
                found.add(str(entity.where.parent))
        words = text[entity.span.start : entity.span.end].casefold().split()
        found |= {word for word in words if word not in STOP}
    return found


def agreement(one: Sequence[Entity], other: Sequence[Entity], text: str) -> str:
    """How two role fillers agree: same, different, or one of them missing."""
    if not one or not other:
        return "missing" if one or other else "none"
    return "same" if _names(one, text) & _names(other, text) else "different"


def _dates(one: EventMention, other: EventMention) -> str:
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
    elsewhere = agreement(one.places, other.places, text) == "different"
    unlike = (one.status is Status.HAPPENED) is not (other.status is Status.HAPPENED)
    return elsewhere and (unlike or _dates(one, other) == "different")


def one_phrase(article: Article, one: EventMention, other: EventMention) -> bool:
    """Whether a deal and who arranged it are told in one phrase: "gencatan senjata yang ditengahi Mesir"."""
    if one.trigger.sentence != other.trigger.sentence or not {one.type, other.type} <= DEALS:
        return False
    first, second = sorted((one.trigger, other.trigger), key=lambda trigger: trigger.first)
    between = article.sentence(first.sentence).words[first.last + 1 : second.first]
    return all(word.lower in LINKS or word.pos == "PUNCT" and word.text != "," for word in between)


def _counts(one: EventMention, other: EventMention) -> str:
    if one.killed is None or other.killed is None:
        return "missing"
    return "same" if one.killed.low == other.killed.low else "different"


def _tie(article: Article, one: EventMention, other: EventMention) -> str:
    """How two triggers of one sentence hang together: "kesepakatan … yang ditengahi", "war of attrition"."""
    if one.trigger.sentence != other.trigger.sentence:
        return "apart"
    words = article.sentence(one.trigger.sentence).words
    if words[other.trigger.head].head in one.trigger.words:
        return f"under:{words[other.trigger.head].dep}"
    if words[one.trigger.head].head in other.trigger.words:
        return f"over:{words[one.trigger.head].dep}"
    return f"near:{bucket(other.trigger.first - one.trigger.last, 1, 3, 8)}"


def pair_features(article: Article, one: EventMention, other: EventMention) -> list[str]:
    """Features of two mentions (`one` earlier in the text) as mentions of one event."""
    text = article.scene.document.text
    same = one.type == other.type
    words = article.sentence(other.trigger.sentence).words
    first, last = other.trigger.first, other.trigger.last
    near = {words[at].lower for at in (first - 2, first - 1, last + 1, last + 2) if 0 <= at < len(words)}
    anaphoric = bool(near & DETERMINERS)
    away = bucket(other.trigger.sentence - one.trigger.sentence, 0, 1, 2, 4, 8)
    places = agreement(one.places, other.places, text)
    actors = agreement(one.actors, other.actors, text)
    targets = agreement(one.targets, other.targets, text)
    dates, counts = _dates(one, other), _counts(one, other)
    heads = {w.lower for w in article.sentence(one.trigger.sentence).words[one.trigger.first : one.trigger.last + 1]}
    shared = bool(heads & {w.lower for w in words[first : last + 1]})
    tie = _tie(article, one, other)
    kind = f"{one.type}" if same else f"{one.type}|{other.type}"
    return [
        f"same_type={same}", f"type={kind}", f"away={away}/{same}", f"places={places}/{same}",
        f"actors={actors}/{same}", f"targets={targets}/{same}", f"dates={dates}/{same}", f"counts={counts}/{same}",
        f"anaphoric={anaphoric}/{same}", f"headline={one.headline}/{same}", f"status={one.status == other.status}",
        f"novelty={one.novelty == other.novelty}", f"statuses={one.status}/{other.status}",
        f"shared_words={shared}/{same}", f"places+dates={places}/{dates}/{same}",
        f"places+actors+dates={places}/{actors}/{dates}", f"headline+places={one.headline}/{places}/{same}",
        f"generic={one.trigger.frame.generic}/{other.trigger.frame.generic}/{same}",
        f"lead={one.trigger.sentence <= 2}/{same}",
        f"anaphoric+away={anaphoric}/{away}", f"sentence={one.trigger.sentence == other.trigger.sentence}/{kind}",
        f"tie={tie}", f"tie+type={tie}/{kind}", f"tie+same={tie}/{same}", f"type+places={kind}/{places}",
        f"type+dates={kind}/{dates}", f"type+away={kind}/{away}",
    ]


def _position(mention: EventMention) -> tuple[int, int]:
    return mention.trigger.sentence, mention.trigger.first


def group_mentions(
    mentions: Sequence[EventMention], same: Callable[[EventMention, EventMention], float], threshold: float
) -> list[list[EventMention]]:
    """Mentions grouped into events: each joins the earlier group it agrees with best on average, or starts one.

    Average linkage keeps a chain of half-alike mentions from pulling two events together.
    """
    groups: list[list[EventMention]] = []
    for mention in sorted(mentions, key=_position):
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
            pairs = [(a, mention) if _position(a) < _position(mention) else (mention, a) for a in group]
            score = sum(same(one, other) for one, other in pairs) / len(pairs)
            if score > best:
                best, at = score, k
        if at >= 0:
            joined[at].append(mention)
    return joined


def spans_apart(span: Span, others: Sequence[Span]) -> bool:
    return not any(span.overlaps(other) for other in others)
