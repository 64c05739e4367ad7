"""Grows a country's name into the force or office beside it: "pasukan khusus Amerika Serikat", "Iraqi police"."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tapal.knowledge.actors.entry import Actor, ActorName, NameType
from tapal.knowledge.actors.lexicon import Description, Lexicon
from tapal.knowledge.actors.load import branch_id
from tapal.model.kinds import ActorId, ActorKind
from tapal.model.text import Span

MAX_FILLERS = 3
MAX_LINKS = 5
# "The defence ministry in Moscow": a government's office and its seat.
SEATED = frozenset({"in", "di"})
# How far left of a name words such as "dipimpin oleh" or "affiliated with the" can begin, in characters.
BACKER_REACH = 26
# Nouns that say nothing about a country's own institutions beside its name ("Syrian coalition", "kelompok itu").
NOT_COMPOSED = frozenset({"coalition", "alliance", "both_sides", "group", "aid"})
_JOINT = re.compile(r"(?:'?s|')?\s+")


def _apart(gap: str) -> bool:
    """True when nothing but blanks parts two words, or nothing at all (glued words)."""
    return not gap.strip()


def _fills(word: str, fillers: frozenset[str]) -> bool:
    """True for words that may part nationality and noun; designations such as "F/A-18" and "ke-15" are such words."""
    return word in fillers or any(c.isdigit() for c in word)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Folded words of a text with their first and last offsets."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def first_from(self, offset: int) -> int:
        """Index of the first word that begins at or after the offset."""
        return bisect_left(self.starts, offset)


class Composer:
    """Composition over the describing nouns; English after the name or before "of", Indonesian before the name."""

    def __init__(self, actors: Mapping[ActorId, Actor], lexicon: Lexicon) -> None:
        self._actors = actors
        self._lexicon = lexicon
        self._suffixes = tuple(suffix for words in lexicon.words.values() for suffix in words.backed)
        phrases = [phrase for words in lexicon.words.values() for phrase in words.backed_before]
        apart = "|".join(re.escape(phrase) for phrase in phrases if not phrase.endswith("-"))
        joined = "|".join(re.escape(phrase) for phrase in phrases if phrase.endswith("-"))
        self._backers = re.compile(rf"(?:\b(?:{apart})(?: the)?\s+|\b(?:{joined}))$")

    def compose(self, name: ActorName, folded: str, tokens: Tokens) -> ActorName:
        """The name, grown over its noun when it is a state's, and marked when it only names a backer."""
        name = replace(name, backer=self._backs(name.span, folded))
        if name.actor_id is None or name.backer or not name.actor_id.startswith("state-"):
            return name
        found = self._before(name, folded, tokens, "id") or self._after(name, folded, tokens)
        found = found or self._before(name, folded, tokens, "en")
        return name if found is None else self._grown(name, folded, *found)

    def _grown(self, name: ActorName, folded: str, span: Span, description: Description) -> ActorName:
        assert name.actor_id is not None
        country = self._actors[name.actor_id].country
        made = branch_id(description.branch, country) if description.branch and country else None
        kind = self._actors[made].kind if made else description.kind
        return ActorName(span, made, kind, folded[span.start : span.end], NameType.PATTERN)

    def _backs(self, span: Span, folded: str) -> bool:
        if folded.startswith(self._suffixes, span.end):
            return True
        return self._backers.search(folded[max(0, span.start - BACKER_REACH) : span.start]) is not None

    def _after(self, name: ActorName, folded: str, tokens: Tokens) -> tuple[Span, Description] | None:
        """English: nationality, up to three fillers, a noun; further nouns grow the span ("Turkish air force jets")."""
        at = tokens.first_from(name.span.end)
        if at >= len(tokens.words) or not _JOINT.fullmatch(folded[name.span.end : tokens.starts[at]]):
            return None
        fillers = self._lexicon.words["en"].fillers
        for step in range(MAX_FILLERS + 1):
            found = self._noun_at(folded, tokens, at + step)
            if found is not None:
                return self._extended(name, folded, tokens, at + step, *found)
            if at + step >= len(tokens.words) or not _fills(tokens.words[at + step], fillers):
                return None
            if step and not self._adjacent(folded, tokens, at + step - 1):
                return None
        return None

    def _extended(
        self, name: ActorName, folded: str, tokens: Tokens, at: int, size: int, description: Description
    ) -> tuple[Span, Description]:
        end = at + size
        while end < len(tokens.words) and self._adjacent(folded, tokens, end - 1):
            more = self._noun_at(folded, tokens, end)
            if more is None:
                break
            end += more[0]
            if description.key == "government":
                description = more[1]
        return Span(name.span.start, tokens.ends[end - 1]), description

    def _noun_at(self, folded: str, tokens: Tokens, at: int) -> tuple[int, Description] | None:
        found = self._lexicon.head_at("en", tokens.words, at) if at < len(tokens.words) else None
        if found is None or found[1].key in NOT_COMPOSED:
            return None
        inside = all(self._adjacent(folded, tokens, i) for i in range(at, at + found[0] - 1))
        return found if inside else None

    def _adjacent(self, folded: str, tokens: Tokens, index: int) -> bool:
        """True when nothing stands between this word and the next."""
        return _apart(folded[tokens.ends[index] : tokens.starts[index + 1]])

    def _before(self, name: ActorName, folded: str, tokens: Tokens, language: str) -> tuple[Span, Description] | None:
        """Indonesian "tentara Irak", "pasukan yang setia kepada Damaskus"; English "troops loyal to Damascus"."""
        words = self._lexicon.words[language]
        at = tokens.first_from(name.span.start)
        linked, seated = language == "id", False
        for step in range(MAX_LINKS + 1):
            if at == 0 or not _apart(folded[tokens.ends[at - 1] : self._start(name, tokens, at, step)]):
                return None
            found = self._lexicon.head_before(language, tokens.words, at)
            if found is not None and linked and found[1].key not in NOT_COMPOSED:
                if not seated or found[1].kind is ActorKind.GOVERNMENT:
                    return self._leftwards(name, folded, tokens, language, at, *found)
                return None
            word = tokens.words[at - 1]
            if step == 0 and name.type is NameType.METONYM and word in SEATED:
                seated, linked, at = True, True, at - 1
                continue
            if word not in words.links and (language == "en" or not _fills(word, words.fillers)):
                return None
            linked = linked or word in ("of", "loyal")
            at -= 1
        return None

    def _start(self, name: ActorName, tokens: Tokens, at: int, step: int) -> int:
        return name.span.start if step == 0 else tokens.starts[at]

    def _leftwards(
        self, name: ActorName, folded: str, tokens: Tokens, language: str, at: int, size: int, description: Description
    ) -> tuple[Span, Description]:
        first = at - size
        while language == "id" and first and self._adjacent(folded, tokens, first - 1):
            more = self._lexicon.head_before(language, tokens.words, first)
            if more is None or more[1].branch is None:
                break
            first -= more[0]
            if description.key in ("government", "force"):
                description = more[1] if more[1].key != "force" else description
        return Span(tokens.starts[first], name.span.end), description
