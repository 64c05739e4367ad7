"""According to whom: speakers of clauses and quotations."""

from dataclasses import dataclass

from tapal.events.context import Article
from tapal.events.triggers import Trigger
from tapal.lang.expressions import Match
from tapal.mentions.grammar import Function
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Span

SPEAKERS = frozenset({
    PhraseClass.ARMED, PhraseClass.STATE, PhraseClass.SOURCE, PhraseClass.PERSON, PhraseClass.CIVILIANS,
    PhraseClass.PRONOUN, PhraseClass.OTHER,
})
SPEECH = frozenset({"speech.verbs", "claims.claim"})
NEAR = 7  # words between a speech verb and its speaker's phrase
RULE_SUBJECT, RULE_INVERTED, RULE_ACCORDING, RULE_CARRIED = "subject", "inverted", "according", "carried"


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech clause: who speaks, the stretch of text that is said, how it was found."""

    speaker: Entity
    scope: Span
    cue: Span
    how: str


def _may_speak(entity: Entity) -> bool:
    return entity.kind in SPEAKERS or entity.actor_id is not None


def _speaker_before(article: Article, sentence: ParsedSentence, cue: Match[str]) -> Entity | None:
    found = None
    for entity in article.entities(sentence.sentence.index):
        if entity.phrase.last >= cue.first or not _may_speak(entity):
            continue
        link = entity.phrase.link
        if link.function is Function.SUBJECT and cue.first <= link.governor <= cue.last:
            return entity
        if cue.first - entity.phrase.last <= NEAR and link.function is not Function.MODIFIER:
            found = entity
    return found


def _speaker_after(article: Article, sentence: ParsedSentence, cue: Match[str]) -> Entity | None:
    for entity in article.entities(sentence.sentence.index):
        gap = entity.phrase.first - cue.last
        if 0 < gap <= 4 and (_may_speak(entity) or entity.kind is PhraseClass.PLACE and entity.actor_id):
            between = sentence.words[cue.last + 1 : entity.phrase.first]
            if not any(word.text in (",", "bahwa", "that") for word in between):
                return entity
    return None


def _clause_end(sentence: ParsedSentence, speaker: Entity) -> int:
    return sentence.words[speaker.phrase.last].span.end


def speeches_in(article: Article, index: int) -> list[Speech]:
    """Speech clauses of a sentence."""
    sentence = article.sentence(index)
    whole = sentence.sentence.span
    found: list[Speech] = []
    for cue in article.cues(index):
        words = sentence.span(cue.first, cue.last)
        if cue.value == "speech.according_to":
            speaker = _speaker_after(article, sentence, cue)
            if speaker is not None:
                found.append(Speech(speaker, whole, words, RULE_ACCORDING))
        elif cue.value in SPEECH:
            inverted = cue.first > 0 and (
                sentence.words[cue.first - 1].text in (",", '"', "”", "'", "’") or article.code == "id"
                and sentence.words[cue.first].lower in ("kata", "ujar", "ucap", "tutur", "jelas", "ungkap", "tegas", "imbuh")
            )
            speaker = _speaker_after(article, sentence, cue) if inverted else _speaker_before(article, sentence, cue)
            if speaker is None:
                continue
            if inverted:
                found.append(Speech(speaker, Span(whole.start, words.start), words, RULE_INVERTED))
            else:
                found.append(Speech(speaker, Span(words.end, whole.end), words, RULE_SUBJECT))
    return found


def _quote_of(article: Article, span: Span) -> Span | None:
    return next((quote for quote in article.quotes if quote.contains(span)), None)


def speaker_of(article: Article, trigger: Trigger) -> tuple[Entity, str] | None:
    """Who the report names as saying so, and the rule that found it; None when it speaks in its own voice.

    The innermost clause wins; an open quotation takes the speaker of the sentences beside it.
    """
    span = article.trigger_span(trigger)
    covering = [s for s in speeches_in(article, trigger.sentence) if s.scope.overlaps(span) and s.cue != span
                and not s.speaker.span.overlaps(span)]
    if covering:
        best = min(covering, key=lambda s: s.scope.end - s.scope.start)
        return best.speaker, best.how
    if _quote_of(article, span) is not None:
        for index in (trigger.sentence - 1, trigger.sentence + 1, trigger.sentence - 2):
            if 0 <= index < len(article.scene.sentences):
                near = speeches_in(article, index)
                if near:
                    return near[-1].speaker, RULE_CARRIED
    return None
