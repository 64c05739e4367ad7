"""Speech clauses: who speaks, what is said, by which construction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tapal.events.context import Article
from tapal.events.speech_names import Chain, fullest
from tapal.lang.expressions import Match
from tapal.mentions.grammar import Function
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.kinds import SentenceKind
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Span

# What stands first wins where several lists match the same word.
LISTS = ("speech.according_to", "claims.claim", "claims.deny", "speech.verbs", "status.demanded")
ACCORDING, DEMANDED = "speech.according_to", "status.demanded"
SUBJECT, INVERTED, FINAL, MEDIAL = "subject", "inverted", "final", "medial"
SOURCE, AGENT, COLON = "source", "agent", "colon"
# Verbs of saying that stand before their speaker in Indonesian ("kata X"); with -nya the speaker was named before.
INVERTING_ID = frozenset({
    "kata", "ujar", "ucap", "tutur", "jelas", "ungkap", "tegas", "imbuh", "tambah", "terang", "papar",
    "pungkas", "lanjut", "cetus", "tandas", "tukas", "kisah", "beber", "urai", "keluh", "seru", "sambung",
    "lapor", "tulis", "sebut", "demikian", "tuding", "klaim",
})
SPEAKERS = frozenset({
    PhraseClass.ARMED, PhraseClass.STATE, PhraseClass.SOURCE, PhraseClass.PERSON, PhraseClass.CIVILIANS,
    PhraseClass.PRONOUN, PhraseClass.OTHER,
})
QUOTES = frozenset({'"', "”", "“", "'", "’", "''", "``"})
PAUSES = QUOTES | {","}
THAT = frozenset({",", "that", "bahwa", "bahwasanya", ":"})
PREPOSITIONS = frozenset({
    "for", "of", "in", "at", "on", "to", "from", "with", "by", "against", "near", "into", "di", "ke", "dari",
    "pada", "untuk", "dengan", "oleh", "kepada", "terhadap", "dalam",
})
BEFORE, AFTER = 7, 5  # words between a speech verb and its speaker's phrase, on either side
GLUED = re.compile(r"(?:[Dd]ari|[Kk]epada|[Oo]leh|[Ll]aman|[Mm]engutip|[Mm]elansir|[Kk]ata|[Uu]jar|[Uu]cap)(?=[A-Z])")
TAIL = 5  # words that may follow a verb that closes its sentence ("… on Sunday", "kepada wartawan")


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech clause: its speaker by the fullest name, the words for the speaker here, what is said, the cue.

    `surface` is None where the language leaves the speaker out ("katanya").
    """

    speaker: Entity
    scope: Span
    cue: Span
    how: str
    surface: Entity | None = None
    word: str = ""
    group: str = ""
    sentence: int = 0
    first: int = 0
    last: int = 0


def _may_speak(entity: Entity) -> bool:
    return entity.kind in SPEAKERS or entity.actor_id is not None


def _weight(article: Article, sentence: ParsedSentence, entity: Entity, cue: Match[str], governed: bool) -> float:
    """How well a phrase before a speech verb does as its subject."""
    between = sentence.words[entity.phrase.last + 1 : cue.first]
    weight = 2.0 * governed - 0.25 * len(between) - 1.0 * any(word.text in (";", ":") for word in between)
    if entity.kind is PhraseClass.OTHER and not entity.named:
        weight -= 2.0
    if entity.kind in (PhraseClass.PLACE, PhraseClass.THING, PhraseClass.TIME):
        weight -= 0.5
    if entity.phrase.link.function is Function.MODIFIER and entity.phrase.first > 0:
        weight -= 1.0
    if entity.phrase.first > 0 and sentence.words[entity.phrase.first - 1].lower in PREPOSITIONS:
        weight -= 1.0
    return weight


def _before(article: Article, sentence: ParsedSentence, cue: Match[str]) -> Entity | None:
    found: list[tuple[float, Entity]] = []
    for entity in article.entities(sentence.sentence.index):
        near = cue.first - entity.phrase.last
        link = entity.phrase.link
        governed = link.function is Function.SUBJECT and cue.first <= link.governor <= cue.last
        if near <= 0 or not (governed or near <= BEFORE):
            continue
        if _may_speak(entity) or entity.named or governed:
            found.append((_weight(article, sentence, entity, cue, governed), entity))
    if added := _carried_on(article, sentence, cue):
        return added
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _carried_on(article: Article, sentence: ParsedSentence, cue: Match[str]) -> Entity | None:
    """Who did what stands before "dan menambahkan bahwa", "and added that": the one subject of both verbs."""
    words = sentence.words
    follows = words[cue.last + 1].lower if cue.last + 1 < len(words) else ""
    if cue.first == 0 or words[cue.first - 1].lower not in ("dan", "and", "serta") or follows not in ("bahwa", "that"):
        return None
    subjects = [
        entity for entity in article.entities(sentence.sentence.index)
        if entity.phrase.last < cue.first and entity.phrase.link.function is Function.SUBJECT and _may_speak(entity)
    ]
    return subjects[-1] if subjects else None


def _after(article: Article, sentence: ParsedSentence, cue: Match[str], reach: int = AFTER) -> Entity | None:
    for entity in article.entities(sentence.sentence.index):
        gap = entity.phrase.first - cue.last
        inside = entity.phrase.first <= cue.last < entity.phrase.last
        if (0 < gap <= reach or inside) and (_may_speak(entity) or entity.named):
            between = sentence.words[cue.last + 1 : entity.phrase.first]
            if any(word.text in THAT for word in between):
                return None
            if inside:
                start = sentence.words[cue.last + 1].span.start
                return replace(entity, trimmed=Span(start, max(start + 1, entity.span.end)))
            return entity
    return None


def _subject_after(article: Article, sentence: ParsedSentence, cue: Match[str]) -> bool:
    links = [e.phrase.link for e in article.entities(sentence.sentence.index) if 0 < e.phrase.first - cue.last <= 3]
    return any(link.function is Function.SUBJECT and cue.first <= link.governor <= cue.last for link in links)


def _subject_before(article: Article, sentence: ParsedSentence, cue: Match[str]) -> bool:
    links = [e.phrase.link for e in article.entities(sentence.sentence.index) if e.phrase.last < cue.first]
    return any(link.function is Function.SUBJECT and cue.first <= link.governor <= cue.last for link in links)


def whole_name(article: Article, entity: Entity) -> Entity:
    """The speaker with all words of the known name that it is part of ("Syrian Observatory for Human Rights")."""
    for name in article.scene.around.names:
        longer = name.span.end - name.span.start > entity.span.end - entity.span.start
        if name.span.overlaps(entity.span) and longer:
            span = Span(min(name.span.start, entity.span.start), max(name.span.end, entity.span.end))
            actor_id, kind = entity.actor_id or name.actor_id, entity.actor_kind or name.kind
            return replace(entity, trimmed=span, actor_id=actor_id, actor_kind=kind, named=True)
    glued = GLUED.match(entity.phrase.text) if entity.trimmed is None else None
    if glued is not None:
        return replace(entity, trimmed=Span(entity.span.start + glued.end(), entity.span.end))
    return entity


def _closes(sentence: ParsedSentence, cue: Match[str]) -> bool:
    """Whether nothing but a date or an addressee follows the cue."""
    rest = [w for w in sentence.words[cue.last + 1 :] if w.pos != "PUNCT"]
    return len(rest) <= TAIL and not any(w.pos in ("VERB", "SCONJ") or w.lower in THAT for w in rest)


def _places(article: Article, sentence: ParsedSentence, cue: Match[str]) -> tuple[Entity | None, str] | None:
    """Speaker of a verb cue and the construction; a None speaker means that the language leaves it out."""
    words = sentence.words
    lower = words[cue.first].lower
    if article.code == "id" and cue.first == cue.last:
        if lower.endswith("nya") and lower[:-3] in INVERTING_ID:
            return None, INVERTED
        if lower in INVERTING_ID:
            after = _after(article, sentence, cue, 3)
            return (after, INVERTED) if after is not None else None
        if lower.startswith("di") and words[cue.first].pos in ("VERB", "AUX", "NOUN", "ADJ"):
            after = _after(article, sentence, cue, 2)
            return (after, AGENT) if after is not None else None
    paused = cue.first > 0 and words[cue.first - 1].text in (PAUSES if article.code == "en" else QUOTES)
    if _subject_after(article, sentence, cue) or (paused and not _subject_before(article, sentence, cue)):
        after = _after(article, sentence, cue, 3)
        if after is not None:
            return after, INVERTED
    before = _before(article, sentence, cue)
    if before is None:
        return None
    if _closes(sentence, cue) and before.phrase.first > 0:
        return before, FINAL
    following = words[cue.last + 1].text if cue.last + 1 < len(words) else "."
    ahead = words[before.phrase.first - 1].text if before.phrase.first > 0 else ""
    return before, MEDIAL if ahead in PAUSES and following in PAUSES else SUBJECT


def _scope(sentence: ParsedSentence, how: str, cue: Span, surface: Entity | None) -> Span:
    whole = sentence.sentence.span
    if how in (SUBJECT, COLON):
        return Span(min(cue.end, whole.end), whole.end)
    if how == FINAL and surface is not None:
        return Span(whole.start, max(whole.start, surface.span.start))
    return whole


def _cues(article: Article, index: int) -> list[Match[str]]:
    """Speech cues of a sentence, the strongest list first, none overlapping."""
    words = article.sentence(index).words
    taken: list[Match[str]] = []
    matches = [m for m in article.cues(index) if m.value in LISTS]
    for match in sorted(matches, key=lambda m: (LISTS.index(m.value), m.first - m.last, m.first)):
        if match.value == DEMANDED and words[match.first].pos not in ("VERB", "AUX"):
            continue
        if match.value != ACCORDING and article.code == "en" and words[match.first].pos in ("NOUN", "PROPN"):
            continue
        if all(match.last < other.first or other.last < match.first for other in taken):
            taken.append(match)
    return sorted(taken, key=lambda m: m.first)


def _raw(article: Article, index: int) -> Iterator[tuple[Entity | None, str, Match[str]]]:
    sentence = article.sentence(index)
    for cue in _cues(article, index):
        if cue.value == ACCORDING:
            speaker = _after(article, sentence, cue)
            if speaker is not None:
                yield speaker, SOURCE, cue
            elif sentence.words[cue.last].lower.endswith("nya"):
                yield None, SOURCE, cue
        elif (found := _places(article, sentence, cue)) is not None:
            yield found[0], found[1], cue


def _colon(article: Article, index: int) -> tuple[Entity, Match[str]] | None:
    """The speaker of a headline of the form "X: …"."""
    sentence = article.sentence(index)
    for entity in article.entities(index)[:2]:
        at = entity.phrase.last + 1
        if entity.phrase.first <= 1 and at < len(sentence.words) and sentence.words[at].text == ":":
            return entity, Match(at, at, COLON, (at,))
    return None


@lru_cache(maxsize=4)
def all_speeches(article: Article) -> tuple[tuple[Speech, ...], ...]:
    """Speech clauses of every sentence; short names, "the group" and pronouns lead to the full name before them."""
    chain = Chain(article)
    found: list[tuple[Speech, ...]] = []
    for index in range(len(article.scene.sentences)):
        sentence = article.sentence(index)
        raw = list(_raw(article, index))
        if sentence.sentence.kind is SentenceKind.HEADLINE and (colon := _colon(article, index)) is not None:
            raw.append((colon[0], COLON, colon[1]))
        own: list[Speech] = []
        for surface, how, cue in raw:
            surface = whole_name(article, surface) if surface is not None else None
            speaker = fullest(chain, surface, index)
            if speaker is None:
                continue
            span = sentence.span(cue.first, cue.last)
            word = " ".join(w.lower for w in sentence.words[cue.first : cue.last + 1])
            own.append(Speech(speaker, _scope(sentence, how, span, surface), span, how, surface, word, cue.value, index,
                              cue.first, cue.last))
            chain.heard(speaker)
        found.append(tuple(own))
    return tuple(found)


def speeches_in(article: Article, index: int) -> list[Speech]:
    """Speech clauses of a sentence in text order."""
    return list(all_speeches(article)[index])
