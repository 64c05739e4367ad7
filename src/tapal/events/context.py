"""What the event reader knows about each sentence before it decides anything: cues, triggers, quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

from tapal.events.triggers import Trigger
from tapal.lang.expressions import Match
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity, Scene
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Span

T = TypeVar("T")
OWN_USE = frozenset({"nouns", "negation", "identity"})  # cue lists that other modules look for themselves
OPENING, CLOSING = "“", "”"


class Article:
    """A scene with its triggers and the cues of every sentence, each found once."""

    def __init__(self, scene: Scene, triggers: Sequence[Trigger]) -> None:
        self.scene = scene
        self.triggers = tuple(triggers)
        self.code = scene.language.code
        self._cues: dict[int, list[Match[str]]] = {}
        self._memory: dict[tuple[str, int], object] = {}

    @cached_property
    def cue_lists(self) -> tuple[str, ...]:
        return tuple(name for name in self.scene.language.cues.lists if name.split(".")[0] not in OWN_USE)

    def cues(self, sentence: int) -> list[Match[str]]:
        """All cue matches of a sentence; a match's value is its list's name (`status.planned`)."""
        if sentence not in self._cues:
            matcher = self.scene.language.cues.matcher(*self.cue_lists)
            self._cues[sentence] = matcher.find(self.scene.sentences[sentence].words, headline=False)
        return self._cues[sentence]

    def sentence(self, index: int) -> ParsedSentence:
        return self.scene.sentences[index]

    def entities(self, index: int) -> tuple[Entity, ...]:
        return self.scene.entities[index]

    def triggers_in(self, sentence: int) -> list[Trigger]:
        return self._triggers_by_sentence.get(sentence, [])

    @cached_property
    def _triggers_by_sentence(self) -> dict[int, list[Trigger]]:
        found: dict[int, list[Trigger]] = {}
        for trigger in self.triggers:
            found.setdefault(trigger.sentence, []).append(trigger)
        return found

    def trigger_span(self, trigger: Trigger) -> Span:
        return self.sentence(trigger.sentence).span(trigger.first, trigger.last)

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """Stretches of direct speech, across sentences, by quotation marks of either kind."""
        text = self.scene.document.text
        spans, start = [], -1
        for at, char in enumerate(text):
            if char == OPENING:
                start = at
            elif char == CLOSING and start >= 0:
                spans.append(Span(start, at + 1))
                start = -1
            elif char == '"':
                if start < 0:
                    start = at
                else:
                    spans.append(Span(start, at + 1))
                    start = -1
            elif char == "\n" and start >= 0:
                spans.append(Span(start, at))
                start = -1
        return tuple(spans)

    def in_quote(self, span: Span) -> bool:
        return any(quote.contains(span) for quote in self.quotes)

    @cached_property
    def type_counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for trigger in self.triggers:
            counts[trigger.frame.type] = counts.get(trigger.frame.type, 0) + 1
        return counts

    def keys(self, sentence: int) -> frozenset[str]:
        """Known actors and places of a sentence."""
        return self.remember(
            ("keys", sentence), lambda: frozenset(key for entity in self.entities(sentence) for key in entity.keys)
        )

    @cached_property
    def salience(self) -> Mapping[str, int]:
        """How often each known actor and place is mentioned."""
        return Counter(key for row in self.scene.entities for entity in row for key in entity.keys)

    @cached_property
    def leading(self) -> frozenset[str]:
        """Actors and places of the headline and the first sentence."""
        return frozenset(key for row in self.scene.entities[:2] for entity in row for key in entity.keys)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Rank of each actor among the armed and state actors by number of mentions, 0 for the most mentioned."""
        armed = Counter(
            str(entity.actor_id) for row in self.scene.entities for entity in row
            if entity.actor_id is not None and entity.kind in (PhraseClass.ARMED, PhraseClass.STATE)
        )
        return {key: rank for rank, (key, _) in enumerate(armed.most_common())}

    def remember(self, key: tuple[str, int], make: Callable[[], T]) -> T:
        """A value worked out once for this article (what other modules find in its sentences)."""
        if key not in self._memory:
            self._memory[key] = make()
        return cast(T, self._memory[key])

    @cached_property
    def topic_balance(self) -> tuple[int, int]:
        """How many conflict words and how many off-topic words the article has."""
        hits = [match.value for k in range(len(self.scene.sentences)) for match in self.cues(k)]
        return hits.count("topics.conflict"), hits.count("topics.off")
