"""Everything that a document mentions: words, triggers' surroundings, phrases, places, actors, times."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from tapal.knowledge.actors.registry import ActorName, Registry
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.lang.base import Language
from tapal.lang.temporal import TimeMention, find_times, text_date
from tapal.mentions.actors import ActorContext, actor_context, identify, sure_spans
from tapal.mentions.grammar import link_of
from tapal.mentions.phrases import Phrase, PhraseClass, find_phrases
from tapal.mentions.places import find_places, resolve_places
from tapal.model.kinds import ActorId, ActorKind, PlaceKind, PlacePrecision
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Document, Span
from tapal.model.where import Where


@dataclass(frozen=True, slots=True)
class Entity:
    """A candidate argument: a phrase or a bare name, what it is and, when known, which actor or place."""

    phrase: Phrase
    kind: PhraseClass
    actor_id: ActorId | None = None
    actor_kind: ActorKind | None = None
    how: str = ""
    where: Where | None = None
    named: bool = False
    trimmed: Span | None = None

    @property
    def span(self) -> Span:
        return self.trimmed or self.phrase.span

    @property
    def keys(self) -> tuple[str, ...]:
        """Ids by which mentions of one actor or place are the same."""
        ids = (self.actor_id, self.where.place_id if self.where is not None else None)
        return tuple(str(one) for one in ids if one is not None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole text holds before any trigger is known."""

    document: Document
    language: Language
    today: date | None
    times: tuple[TimeMention, ...]
    names: tuple[ActorName, ...]
    wheres: Mapping[Span, Where | None]
    context: ActorContext


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with its parsed sentences, the entities of each sentence and its surroundings."""

    around: Surroundings
    sentences: tuple[ParsedSentence, ...]
    entities: tuple[tuple[Entity, ...], ...]
    _times: dict[Span, list[TimeMention]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def document(self) -> Document:
        return self.around.document

    @property
    def language(self) -> Language:
        return self.around.language

    def times_in(self, span: Span) -> list[TimeMention]:
        """Time expressions inside a span, found once for each span."""
        if span not in self._times:
            self._times[span] = [time for time in self.around.times if span.contains(time.span)]
        return self._times[span]


ARMED_KINDS = frozenset({
    ActorKind.STATE_FORCES, ActorKind.REBEL, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA,
    ActorKind.COALITION, ActorKind.EXTERNAL_FORCES,
})
KIND_CLASS = {
    **dict.fromkeys(ARMED_KINDS, PhraseClass.ARMED),
    ActorKind.GOVERNMENT: PhraseClass.STATE,
    ActorKind.CIVILIANS: PhraseClass.CIVILIANS,
    ActorKind.PROTESTERS: PhraseClass.CIVILIANS,
    ActorKind.RIOTERS: PhraseClass.CIVILIANS,
    ActorKind.MONITOR: PhraseClass.SOURCE,
    ActorKind.MEDIA: PhraseClass.SOURCE,
    ActorKind.INTERNATIONAL: PhraseClass.SOURCE,
    ActorKind.OTHER: PhraseClass.PERSON,
}
NOUN_CLASSES = (
    ("nouns.state_forces", PhraseClass.ARMED),
    ("nouns.rebels", PhraseClass.ARMED),
    ("nouns.militia", PhraseClass.ARMED),
    ("nouns.police", PhraseClass.ARMED),
    ("nouns.government", PhraseClass.STATE),
    ("nouns.civilians", PhraseClass.CIVILIANS),
    ("nouns.children", PhraseClass.CIVILIANS),
    ("nouns.protesters", PhraseClass.CIVILIANS),
    ("nouns.monitors", PhraseClass.SOURCE),
    ("nouns.media", PhraseClass.SOURCE),
    ("nouns.aid", PhraseClass.SOURCE),
    ("nouns.weapons", PhraseClass.THING),
    ("nouns.aircraft", PhraseClass.THING),
    ("nouns.buildings", PhraseClass.THING),
    ("nouns.vehicles", PhraseClass.THING),
    ("nouns.place_nouns", PhraseClass.PLACE),
)
CLASS_OF_LIST = dict(NOUN_CLASSES)


def look_around(document: Document, language: Language, gazetteer: Gazetteer, registry: Registry) -> Surroundings:
    """Times, actor names and places of the whole text; `today` is the day that the report speaks on (rule 11)."""
    text, code = document.text, language.code
    today = text_date(text, code, document.published) or document.published
    scanned = actor_context(text, code, registry)
    names = find_places(text, code, gazetteer, sure_spans(scanned))
    wheres = resolve_places(names, text, code, gazetteer)
    context = scanned.in_countries(countries_of(wheres))
    return Surroundings(document, language, today, find_times(text, code, today), context.names, wheres, context)


def countries_of(wheres: Mapping[Span, Where | None]) -> tuple[str, ...]:
    """Countries of the article's places, most mentioned first (ISO 3166 alpha-2)."""
    counts: dict[str, int] = {}
    for where in wheres.values():
        if where is not None and where.country:
            counts[where.country] = counts.get(where.country, 0) + 1
    return tuple(sorted(counts, key=lambda country: -counts[country]))


def _class_by_nouns(phrase: Phrase, sentence: ParsedSentence, language: Language) -> PhraseClass:
    words = sentence.words[phrase.first : phrase.last + 1]
    matches = language.cues.matcher(*(name for name, _ in NOUN_CLASSES)).find(words, headline=True)
    if not matches:
        return PhraseClass.OTHER
    head = phrase.head - phrase.first
    at_head = [match for match in matches if match.first <= head <= match.last]
    chosen = (at_head or (matches[:1] if language.code == "id" else matches[-1:]))[0]
    return CLASS_OF_LIST[chosen.value]


ACROSS = re.compile(r"\b(?:sisi lain|sisi seberang|seberang|other side|far side|opposite|across)\b", re.IGNORECASE)


def _placed(phrase: Phrase, where: Where | None) -> Where | None:
    """The place of a phrase; "sisi lain Al-Waleed", "the other side of the river" lie near it, not in it."""
    if where is None or not ACROSS.search(phrase.text):
        return where
    return replace(where, precision=PlacePrecision.NEAR, how=f"across from {where.name}")


def _place_in(phrase: Phrase, wheres: Mapping[Span, Where | None]) -> tuple[Span, Where | None] | None:
    inside = [(span, where) for span, where in wheres.items() if span.overlaps(phrase.span)]
    return inside[0] if inside else None


def entity_of(phrase: Phrase, sentence: ParsedSentence, around: Surroundings, registry: Registry) -> Entity:
    """What a phrase refers to: pronoun, known or described actor, place, thing."""
    language = around.language
    if phrase.first == phrase.last and sentence.words[phrase.head].pos == "PRON":
        return Entity(phrase, PhraseClass.PRONOUN)
    actor_id, kind, how = identify(phrase.text, around.context, registry, phrase.span.start)
    named = any(name.span.overlaps(phrase.span) for name in around.names)
    place = _place_in(phrase, around.wheres)
    by_nouns = _class_by_nouns(phrase, sentence, language)
    head = sentence.words[phrase.head].span
    if place is not None and not (named and kind in ARMED_KINDS):
        covers_head = place[0].overlaps(head)
        held = place[1] is not None and place[1].kind is PlaceKind.COUNTRY  # "Russia's claim", "program nuklir Iran"
        is_ground = by_nouns in (PhraseClass.PLACE, PhraseClass.THING) or (by_nouns is PhraseClass.OTHER and not held)
        if covers_head or is_ground:
            cls = PhraseClass.PLACE if covers_head or by_nouns is not PhraseClass.THING else PhraseClass.THING
            whole = Span(min(place[0].start, phrase.span.start), max(place[0].end, phrase.span.end))
            placed = _placed(phrase, place[1])
            return Entity(phrase, cls, actor_id, kind, how, placed, True, whole if covers_head else None)
    if kind is not None:
        return Entity(phrase, KIND_CLASS[kind], actor_id, kind, how, named=named)
    if by_nouns is PhraseClass.OTHER and sentence.words[phrase.head].pos == "PROPN":
        return Entity(phrase, PhraseClass.PERSON, named=True)
    return Entity(phrase, by_nouns)


def _name_phrases(
    spans: Sequence[Span], sentence: ParsedSentence, phrases: Sequence[Phrase], text: str
) -> list[Phrase]:
    """Names that no phrase stands for by itself: places inside a phrase with another head, lone adjectives."""
    found = []
    for span in spans:
        words = [word.index for word in sentence.words if span.overlaps(word.span)]
        if not words:
            continue
        if any(words[0] <= p.head <= words[-1] for p in phrases):
            continue
        head = next((at for at in words if not words[0] <= sentence.words[at].head <= words[-1]), words[0])
        found.append(
            Phrase(sentence.sentence.index, words[0], words[-1], head, span, text[span.start : span.end],
                   link_of(sentence, head))
        )
    return found


def _one_by_one(phrase: Phrase, places: Sequence[Span], sentence: ParsedSentence, text: str) -> Iterator[Phrase]:
    """A phrase, or its parts where one place's name follows another's: their comma was lost ("Aleppo Idlib Hama").

    A name goes on with an article in small letters ("Ain al-Arab").
    """
    inside = sorted(place for place in places if phrase.span.contains(place))
    ends = {place.end for place in inside}
    starts = [p.start for p in inside if p.start - 1 in ends and text[p.start - 1] == " " and text[p.start].isupper()]
    firsts = [word.index for word in sentence.words if word.span.start in starts]
    edges = [phrase.first, *firsts, phrase.last + 1]
    if len(edges) == 2:
        yield phrase
        return
    for first, behind in pairwise(edges):
        span = sentence.span(first, behind - 1)
        own = text[span.start : span.end]
        yield replace(phrase, first=first, last=behind - 1, head=behind - 1, span=span, text=own)


def entities_of(
    sentence: ParsedSentence, taken: Sequence[Span], around: Surroundings, registry: Registry
) -> tuple[Entity, ...]:
    """Candidate arguments of a sentence in text order; `taken` are the words of triggers."""
    span, text = sentence.sentence.span, around.document.text
    cut = [time.span for time in around.times if span.contains(time.span)] + list(taken)
    places = [place for place in around.wheres if span.contains(place)]
    phrases = [
        phrase for whole in find_phrases(sentence, text, around.language.code, cut)
        for phrase in _one_by_one(whole, places, sentence, text)
        if not any(place.start < phrase.span.start and phrase.span.end <= place.end for place in places)
    ]
    entities = [entity_of(phrase, sentence, around, registry) for phrase in phrases]
    for phrase in _name_phrases(places, sentence, phrases, text):
        entities.append(Entity(phrase, PhraseClass.PLACE, where=around.wheres[phrase.span], named=True))
    actors = [
        name for name in around.names
        if span.contains(name.span) and not any(phrase.span.overlaps(name.span) for phrase in phrases)
        and not any(place.contains(name.span) and place != name.span for place in places)
    ]
    by_span = {name.span: name for name in actors}
    for phrase in _name_phrases(list(by_span), sentence, phrases, text):
        name = by_span[phrase.span]
        kind = name.kind or ActorKind.OTHER
        entities.append(Entity(phrase, KIND_CLASS[kind], name.actor_id, kind, "name", named=True))
    return tuple(sorted(entities, key=lambda entity: (entity.phrase.first, entity.phrase.last)))
