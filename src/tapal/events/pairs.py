"""Features of two mentions of an article as tellings of one event."""

from collections.abc import Iterator

from tapal.events.arguments import bucket
from tapal.events.context import Article
from tapal.events.identity import (
    counts_agree,
    dates_agree,
    known_as,
    one_length,
    one_phrase,
    position,
    told_apart,
)
from tapal.events.linear import LinearModel
from tapal.events.mention import EventMention
from tapal.events.selection import DETERMINERS
from tapal.events.timing import dated
from tapal.model.syntax import ParsedSentence

ARTICLES = DETERMINERS | frozenset("the a an another sebuah".split())
ORDINALS = DETERMINERS | frozenset("lain lainnya pertama kedua".split())
ROLES = ("place", "actor", "target")
STEM = 5  # letters that two forms of a word share, mostly
OPENING_WORDS = 3


class Sameness:
    """The chance that two mentions of an article tell one event; each pair is weighed once."""

    def __init__(self, article: Article, model: LinearModel) -> None:
        self._article, self._model, self._pairs = article, model, Pairs(article)
        self._weighed: dict[tuple[int, int], float] = {}

    def __call__(self, one: EventMention, other: EventMention) -> float:
        key = id(one), id(other)
        if key not in self._weighed:
            first, second = sorted((one, other), key=position)
            self._weighed[key] = self._weighed[key[::-1]] = self._chance(first, second)
        return self._weighed[key]

    def _chance(self, one: EventMention, other: EventMention) -> float:
        if one_phrase(self._article, one, other):
            return 1.0
        if told_apart(self._article, one, other):
            return 0.0
        if one_length(self._article, one, other):
            return 1.0
        return self._model.probabilities(self._pairs.features(one, other))["yes"]


class Pairs:
    """Pairs of mentions of one article; what is looked up of a mention is kept for its other pairs."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.scene.document.text
        lists = article.scene.language.cues.lists
        self._kinds, self._apart = frozenset(lists["identity.kinds"]), frozenset(lists["identity.apart"])
        self._known: dict[tuple[int, str], tuple[frozenset[str], frozenset[str]]] = {}
        self._spots = len({e.where.place_id for row in article.scene.entities for e in row if e.where is not None})

    def features(self, one: EventMention, other: EventMention) -> list[str]:
        """Features of two mentions, `one` earlier in the text."""
        return [
            *self._bare(one, other), *self._likeness(one, other), *self._wording(one, other), *self._setting(one, other)
        ]

    def _bare(self, one: EventMention, other: EventMention) -> Iterator[str]:
        """Whether type, fillers, date and figures agree, and how far apart the two stand."""
        same = one.type == other.type
        there = self._sentence(other)
        near = _around(there, other, 2)
        anaphoric = bool(near & DETERMINERS)
        away = bucket(other.trigger.sentence - one.trigger.sentence, 0, 1, 2, 4, 8)
        places, actors, targets = (self._agree(one, other, role) for role in ROLES)
        dates, counts = dates_agree(one, other), counts_agree(one, other)
        shared = bool(_words(self._sentence(one), one) & _words(there, other))
        tie = self._tie(one, other)
        kind = f"{one.type}" if same else f"{one.type}|{other.type}"
        yield from (
            f"same_type={same}", f"type={kind}", f"away={away}/{same}", f"places={places}/{same}",
            f"actors={actors}/{same}", f"targets={targets}/{same}", f"dates={dates}/{same}", f"counts={counts}/{same}",
            f"anaphoric={anaphoric}/{same}", f"headline={one.headline}/{same}", f"status={one.status == other.status}",
            f"novelty={one.novelty == other.novelty}", f"statuses={one.status}/{other.status}",
            f"shared_words={shared}/{same}", f"places+dates={places}/{dates}/{same}",
            f"places+actors+dates={places}/{actors}/{dates}", f"headline+places={one.headline}/{places}/{same}",
            f"generic={one.trigger.frame.generic}/{other.trigger.frame.generic}/{same}",
            f"lead={one.trigger.sentence <= 2}/{same}", f"anaphoric+away={anaphoric}/{away}",
            f"sentence={one.trigger.sentence == other.trigger.sentence}/{kind}", f"tie={tie}", f"tie+type={tie}/{kind}",
            f"tie+same={tie}/{same}", f"type+places={kind}/{places}", f"type+dates={kind}/{dates}",
            f"type+away={kind}/{away}",
        )

    def _likeness(self, one: EventMention, other: EventMention) -> Iterator[str]:
        """How closely the fillers agree: by what they are, by name, or only by the kind of party that they are."""
        same = one.type == other.type
        places, actors, targets = (self._close(one, role, other, role) for role in ROLES)
        crossed = self._close(one, "actor", other, "target")
        frame = one.trigger.frame.id == other.trigger.frame.id
        figures = f"{one.killed is not None}/{other.killed is not None}/{counts_agree(one, other)}"
        between = bucket(self._between(one, other), 0, 1, 2, 3)
        few = bucket(self._between(one, other), 0, 1)
        yield from (
            f"close_places={places}/{same}", f"close_actors={actors}/{same}", f"close_targets={targets}/{same}",
            f"crossed={crossed}/{same}", f"close={places}/{actors}/{targets}/{same}",
            f"close_places+actors={places}/{actors}", f"frame={frame}/{same}", f"frame+places={frame}/{places}",
            f"frames={one.trigger.frame.id}|{other.trigger.frame.id}", f"figures={figures}/{places}",
            f"between={between}/{same}", f"between+places={few}/{places}/{same}",
            f"bare={_is_bare(one)}/{_is_bare(other)}/{same}", f"bare+between={_is_bare(other)}/{few}/{same}",
            f"spots={bucket(self._spots, 1, 3, 6, 10)}/{places}/{same}",
        )

    def _wording(self, one: EventMention, other: EventMention) -> Iterator[str]:
        """The trigger words, their part in the clause, and words beside them that point back or tell apart."""
        same, code = one.type == other.type, self._article.code
        here, there = self._sentence(one), self._sentence(other)
        first, second = here.words[one.trigger.head], there.words[other.trigger.head]
        within = one.trigger.sentence == other.trigger.sentence
        part, other_part = first.dep.split(":")[0], second.dep.split(":")[0]
        places = self._close(one, "place", other, "place")
        before = there.words[other.trigger.first - 1].lower if other.trigger.first else ""
        after = there.words[other.trigger.last + 1].lower if other.trigger.last + 1 < len(there.words) else ""
        opening = [word.lower for word in there.words[:OPENING_WORDS]]
        yield from (
            f"head={first.lower == second.lower}/{same}", f"stem={first.lower[:STEM] == second.lower[:STEM]}/{same}",
            f"pos={first.pos}/{second.pos}/{same}", f"pos+places={first.pos}/{second.pos}/{places}",
            f"parts={part}/{other_part}/{same}", f"part={other_part}/{within}/{same}",
            f"before={code}/{before if before in ARTICLES else '-'}/{same}",
            f"after={code}/{after if after in ORDINALS else '-'}/{same}",
            f"opening={code}/{opening[0] if opening else ''}", f"apart={bool(self._apart & set(opening))}/{same}",
            f"apart_beside={bool(self._apart & _around(there, other, 2))}/{same}",
        )

    def _setting(self, one: EventMention, other: EventMention) -> Iterator[str]:
        """The sentences around the two: paragraph, dates, other acts told there."""
        same, article = one.type == other.type, self._article
        here, there = self._sentence(one), self._sentence(other)
        shared = article.keys(one.trigger.sentence) & article.keys(other.trigger.sentence)
        many = article.type_counts.get(other.trigger.frame.type, 0)
        within = one.trigger.sentence == other.trigger.sentence
        yield from (
            f"paragraph={here.sentence.paragraph == there.sentence.paragraph}/{same}",
            f"dated={dated(article, other.trigger.sentence)}/{dates_agree(one, other)}/{same}",
            f"alone={len(article.triggers_in(other.trigger.sentence)) == 1}/{same}",
            f"keys={bucket(len(shared), 0, 1, 2)}/{same}/{within}", f"many={bucket(many, 1, 2, 4, 8)}/{same}",
            f"sentences={here.sentence.kind}/{there.sentence.kind}/{same}",
            f"moods={one.status}/{other.status}/{one.novelty}/{other.novelty}",
        )

    def _sentence(self, mention: EventMention) -> ParsedSentence:
        return self._article.sentence(mention.trigger.sentence)

    def _tie(self, one: EventMention, other: EventMention) -> str:
        """How two triggers of one sentence hang together: "kesepakatan … yang ditengahi", "war of attrition"."""
        if one.trigger.sentence != other.trigger.sentence:
            return "apart"
        words = self._sentence(one).words
        if words[other.trigger.head].head in one.trigger.words:
            return f"under:{words[other.trigger.head].dep}"
        if words[one.trigger.head].head in other.trigger.words:
            return f"over:{words[one.trigger.head].dep}"
        return f"near:{bucket(other.trigger.first - one.trigger.last, 1, 3, 8)}"

    def _between(self, one: EventMention, other: EventMention) -> int:
        """How many triggers of the two types stand between them."""
        types = {one.trigger.frame.type, other.trigger.frame.type}
        low, high = position(one), position(other)
        return sum(low < (t.sentence, t.first) < high for t in self._article.triggers if t.frame.type in types)

    def _agree(self, one: EventMention, other: EventMention, role: str) -> str:
        """Whether the fillers of a role share an id or a word."""
        close = self._close(one, role, other, role)
        return "same" if close in ("known", "name", "kind") else "different" if close in ("apart", "other") else close

    def _close(self, one: EventMention, role: str, other: EventMention, other_role: str) -> str:
        """What two mentions' fillers share: an id, a name, only a word for their kind, or nothing ("apart": of both
        an id is known)."""
        ids, words = self._known_as(one, role)
        others, other_words = self._known_as(other, other_role)
        if not words or not other_words:
            return "missing" if words or other_words else "none"
        if ids & others:
            return "known"
        if common := words & other_words:
            return "name" if common - self._kinds else "kind"
        return "apart" if ids and others else "other"

    def _known_as(self, mention: EventMention, role: str) -> tuple[frozenset[str], frozenset[str]]:
        key = id(mention), role  # hashing a mention with all its phrases would cost more than what is kept
        if key not in self._known:
            self._known[key] = known_as(mention.of(role), self._text)
        return self._known[key]


def _is_bare(mention: EventMention) -> bool:
    """Whether a mention's sentence says neither who nor whom nor where ("serangan itu")."""
    return not mention.fillers


def _words(sentence: ParsedSentence, mention: EventMention) -> set[str]:
    return {word.lower for word in sentence.words[mention.trigger.first : mention.trigger.last + 1]}


def _around(sentence: ParsedSentence, mention: EventMention, reach: int) -> set[str]:
    """The words beside a trigger, so many on each side."""
    trigger = mention.trigger
    beside = (*range(trigger.first - reach, trigger.first), *range(trigger.last + 1, trigger.last + 1 + reach))
    return {sentence.words[at].lower for at in beside if 0 <= at < len(sentence.words)}
