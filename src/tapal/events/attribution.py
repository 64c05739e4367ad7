"""According to whom: the speakers that an event could be attributed to, and what speaks for each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tapal.events.arguments import bucket
from tapal.events.context import Article
from tapal.events.linear import LinearModel
from tapal.events.speech import Speech, all_speeches, speeches_in
from tapal.events.triggers import Trigger
from tapal.mentions.grammar import Function
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.kinds import EventType
from tapal.model.syntax import ParsedSentence

YES = "yes"
SPEAKER_THRESHOLD = 0.38  # by five-fold cross-validation on the tune part
BACK, AHEAD = 4, 2  # sentences around the trigger whose speakers may reach it
# Acts that are done by saying so: who does them is who says so.
SPOKEN_ACTS = frozenset({
    EventType.THREAT, EventType.CEASEFIRE, EventType.AGREEMENT, EventType.TALKS, EventType.GROUP_CHANGE,
    EventType.EVACUATION,
})
SUBORDINATE = frozenset({
    "after", "when", "since", "following", "before", "as", "while", "which", "who", "until", "despite",
    "during", "setelah", "ketika", "saat", "usai", "sejak", "yang", "sebelum", "sementara", "seiring", "pasca",
    "menyusul", "hingga", "kala", "selepas", "akibat",
})
CARRIED, OVERALL, SELF = "carried", "overall", "self"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody to whom an event could be attributed, the speech clause (None: the act itself), how it was found."""

    speaker: Entity
    speech: Speech | None
    how: str
    offset: int
    rank: int


def _own(article: Article, trigger: Trigger) -> Iterator[Voice]:
    span = article.trigger_span(trigger)
    for rank, speech in enumerate(speeches_in(article, trigger.sentence)):
        if speech.surface is None or not speech.surface.span.overlaps(span):
            yield Voice(speech.speaker, speech, speech.how, 0, rank)


def _around(article: Article, trigger: Trigger) -> Iterator[Voice]:
    speeches = all_speeches(article)
    for offset in (-1, 1, -2, -3, 2, -4):
        index = trigger.sentence + offset
        if 0 <= index < len(speeches) and -BACK <= offset <= AHEAD and speeches[index]:
            ordered = list(reversed(speeches[index])) if offset < 0 else list(speeches[index])
            for rank, speech in enumerate(ordered[:2]):
                yield Voice(speech.speaker, speech, CARRIED, offset, rank)


@lru_cache(maxsize=4)
def _heard(article: Article) -> tuple[Counter[str], tuple[Speech, ...]]:
    """How often each voice is heard in the article, and the first speeches of the two heard most."""
    counts: Counter[str] = Counter()
    first: dict[str, Speech] = {}
    for sentence in all_speeches(article):
        for speech in sentence:
            key = _key(speech.speaker)
            counts[key] += 1
            first.setdefault(key, speech)
    return counts, tuple(first[key] for key, _ in counts.most_common(2))


def _overall(article: Article) -> Iterator[Voice]:
    """The voices heard most in the whole article, and the first source that it names."""
    _, most = _heard(article)
    for rank, speech in enumerate(most):
        yield Voice(speech.speaker, speech, OVERALL, 9, rank)


def _self(article: Article, trigger: Trigger) -> Iterator[Voice]:
    cued = any(cue.value == "status.demanded" and cue.first <= trigger.last and trigger.first <= cue.last
               for cue in article.cues(trigger.sentence))
    if not cued and trigger.frame.type not in SPOKEN_ACTS:
        return
    for entity in article.entities(trigger.sentence):
        link = entity.phrase.link
        governed = link.function is Function.SUBJECT and trigger.first - 3 <= link.governor <= trigger.last
        if governed and entity.phrase.last < trigger.first:
            yield Voice(entity, None, SELF, 0, 0)


def _key(entity: Entity) -> str:
    return str(entity.actor_id) if entity.actor_id is not None else entity.phrase.text.casefold()


def voices(article: Article, trigger: Trigger) -> list[Voice]:
    """Everybody to whom the event could be attributed, nearest first, each named once."""
    found: dict[str, Voice] = {}
    for source in (_own(article, trigger), _self(article, trigger), _around(article, trigger), _overall(article)):
        for voice in source:
            key = _key(voice.speaker)
            best = found.get(key)
            if best is None or (best.offset == 0 and voice.offset == 0 and _covers(article, trigger, voice)
                                and not _covers(article, trigger, best)):
                found[key] = voice
    return list(found.values())


def _covers(article: Article, trigger: Trigger, voice: Voice) -> bool:
    return voice.speech is not None and voice.offset == 0 and voice.speech.scope.overlaps(article.trigger_span(trigger))


def _under(sentence: ParsedSentence, trigger: Trigger, speech: Speech) -> bool:
    """Whether the speech verb stands above the trigger in the tree."""
    at = trigger.head
    for _ in range(12):
        if speech.first <= at <= speech.last:
            return True
        if sentence.words[at].head == at:
            return False
        at = sentence.words[at].head
    return False


def _own_features(article: Article, trigger: Trigger, voice: Voice, speech: Speech) -> Iterator[str]:
    sentence = article.sentence(trigger.sentence)
    side = "before" if speech.last < trigger.first else "after" if speech.first > trigger.last else "inside"
    low, high = (speech.last, trigger.first) if side == "before" else (trigger.last, speech.first)
    between = sentence.words[low + 1 : high]
    covers, under = _covers(article, trigger, voice), _under(sentence, trigger, speech)
    distance = bucket(max(len(between), 0), 1, 3, 6, 10, 16, 24)
    others = [s for s in speeches_in(article, trigger.sentence) if s is not speech and _between(s, speech, trigger)]
    how = voice.how
    yield f"own={how}/{covers}"
    yield f"own+group={how}/{speech.group}/{covers}"
    yield f"own+word={speech.word}/{covers}"
    yield f"own+side={how}/{side}/{covers}"
    yield f"own+distance={how}/{distance}/{covers}"
    yield f"own+under={how}/{under}/{covers}"
    yield f"own+others={how}/{len(others)}/{covers}"
    marks = [w.lower for w in between if w.lower in SUBORDINATE]
    yield f"own+sub={how}/{side}/{bool(marks)}/{covers}"
    if marks:
        yield f"own+mark={side}/{marks[-1] if side == 'before' else marks[0]}/{covers}"
    yield f"own+comma={how}/{side}/{any(w.text == ',' for w in between)}/{covers}"
    yield f"own+that={side}/{any(w.lower in ('that', 'bahwa') for w in between)}/{covers}"
    yield f"own+sentences={how}/{any(w.text in ('.', ';') for w in between)}"
    start = "".join(w.lower for w in sentence.words[max(0, trigger.first - 1) : trigger.first])
    yield f"own+in={start in ('in', 'dalam')}/{side}"


def _between(other: Speech, speech: Speech, trigger: Trigger) -> bool:
    low, high = min(speech.first, trigger.first), max(speech.last, trigger.last)
    return low <= other.first <= high


def _far_features(article: Article, trigger: Trigger, voice: Voice, speech: Speech) -> Iterator[str]:
    own = speeches_in(article, trigger.sentence)
    low, high = sorted((speech.cue.start, article.trigger_span(trigger).start))
    paragraph = "\n" not in article.scene.document.text[low:high]
    quoted = article.in_quote(article.trigger_span(trigger))
    any_own = any(s.scope.overlaps(article.trigger_span(trigger)) for s in own)
    key = f"{voice.how}/{voice.offset}"
    first = article.sentence(trigger.sentence).words[0].lower
    yield f"far={key}"
    yield f"far+own={key}/{any_own}"
    yield f"far+anyown={key}/{bool(own)}"
    yield f"far+paragraph={key}/{paragraph}/{any_own}"
    yield f"far+quoted={key}/{quoted}/{any_own}"
    yield f"far+how={key}/{speech.how}/{any_own}"
    yield f"far+group={voice.how}/{speech.group}/{any_own}"
    yield f"far+word={voice.how}/{speech.word}"
    yield f"far+rank={key}/{voice.rank}"
    yield f"far+first={voice.how}/{first}"
    yield f"far+left_out={key}/{speech.surface is None or speech.surface.kind is PhraseClass.PRONOUN}/{any_own}"
    empty = not any(all_speeches(article)[k] for k in range(min(speech.sentence, trigger.sentence) + 1,
                                                             max(speech.sentence, trigger.sentence)))
    yield f"far+empty={key}/{empty}/{any_own}"


def _article_features(article: Article, trigger: Trigger, voice: Voice) -> Iterator[str]:
    speeches = all_speeches(article)
    counts, _ = _heard(article)
    heard, mine = counts.total(), counts[_key(voice.speaker)]
    place = "own" if voice.offset == 0 else "far"
    yield f"share={place}/{bucket(int(10 * mine / max(1, heard)), 1, 3, 5, 8)}"
    yield f"mine={place}/{bucket(mine, 0, 1, 2, 4)}"
    yield f"dense={place}/{bucket(int(10 * sum(map(bool, speeches)) / max(1, len(speeches))), 1, 3, 5, 7)}"
    yield f"voices={place}/{bucket(len(counts), 1, 2, 4, 8)}"
    position = bucket(trigger.sentence, 0, 1, 3, 6, 10)
    yield f"position={place}/{position}"
    back = sorted({c.value for c in article.cues(trigger.sentence) if c.value in (
        "novelty.background", "novelty.new", "speech.hearsay", "claims.claim", "generic.talk")})
    for value in back:
        yield f"cue={place}/{value}"
    near = [c for c in article.cues(trigger.sentence) if abs(c.first - trigger.first) <= 4]
    hearsay = any(c.value == "speech.hearsay" for c in near)
    yield f"hearsay={place}/{hearsay}"
    today = article.scene.around.today
    sentence = article.sentence(trigger.sentence)
    ages = [(today - t.when.end).days for t in article.scene.times_in(sentence.sentence.span) if today and t.when.end]
    if ages:
        yield f"age={place}/{bucket(min(ages), -1, 1, 7, 31, 366)}"
    yield f"headline={place}/{sentence.sentence.kind}"


def voice_features(article: Article, trigger: Trigger, voice: Voice) -> list[str]:
    """Features by which an event is attributed to one of the voices."""
    speaker = voice.speaker
    place = "own" if voice.offset == 0 else "far"
    quoted = article.in_quote(article.trigger_span(trigger))
    words = article.sentence(speaker.phrase.sentence).words
    found = [
        f"place={place}", f"how={voice.how}", f"kind={place}/{speaker.kind}",
        f"actor_kind={place}/{speaker.actor_kind}", f"named={place}/{speaker.named}",
        f"head={words[speaker.phrase.head].lower}", f"quoted={place}/{quoted}", f"type={place}/{trigger.frame.type}",
        f"frame_status={place}/{trigger.frame.status}", f"language={place}/{article.code}",
        f"rank={place}/{voice.rank}",
    ]
    if voice.speech is not None:
        features = _own_features if voice.offset == 0 else _far_features
        found += features(article, trigger, voice, voice.speech)
    found += _article_features(article, trigger, voice)
    return list(dict.fromkeys(found))


def speaker_of(article: Article, trigger: Trigger, model: LinearModel) -> Entity | None:
    """Who the report names as saying so, by the model of voices; None when it speaks in its own voice."""
    best, best_chance = None, SPEAKER_THRESHOLD
    for voice in voices(article, trigger):
        chance = model.probabilities(voice_features(article, trigger, voice))[YES]
        if chance > best_chance:
            best, best_chance = voice.speaker, chance
    return best


__all__ = ["Voice", "speaker_of", "speeches_in", "voice_features", "voices"]
