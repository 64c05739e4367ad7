"""Takes a noun phrase for an actor apart: glued words, the core before relative clauses, the describing head."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tapal.knowledge.actors.compose import Tokens
from tapal.knowledge.actors.entry import ActorName
from tapal.knowledge.actors.lexicon import Description, Lexicon, Words
from tapal.knowledge.actors.scan import GLUE, fold, tokens_of
from tapal.model.kinds import ActorKind

UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})
DETERMINERS = frozenset(
    ["a", "an", "the", "some", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
)
# A comma between digits is part of a number.
_BRACKETS = re.compile(r"[(\[;:]|,(?!\d)")
# Nouns whose "of" phrase says what they are made of ("a coalition of rebel groups", "three groups of terrorists").
MADE_OF = frozenset({"coalition", "alliance", "group", "armed_part"})
# The shortest half that a glued word is split into: below this, ordinary words begin to fall apart.
SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with the end of its core and its describing head.

    `head` is the noun that says what the phrase is about, None when it is not a known one; `core_end` is the offset
    where a relative clause, a prepositional phrase or an apposition begins; `pronoun_backer` is true when a pronoun
    says who backs or trains them ("pemberontak binaannya").
    """

    text: str
    core_end: int
    head: Description | None
    definite: bool
    pronoun_backer: bool

    @property
    def unarmed(self) -> bool:
        """True when the head makes people of it who are not the armed side named beside them ("warga Gaza")."""
        return self.head is not None and self.head.kind in UNARMED


def unglue(phrase: str) -> str:
    """The phrase in NFC with single blanks, and a blank where a capital follows a small letter ("jetAS")."""
    text = unicodedata.normalize("NFC", phrase).replace("\u00a0", " ")
    return " ".join(GLUE.sub(" ", text).split())


def split_words(phrase: str, language: str, lexicon: Lexicon) -> str:
    """The phrase with glued describing words parted: "Sejumlahpejuang ISIS" gives "Sejumlah pejuang ISIS"."""
    known = lexicon.head_words[language]
    parts = []
    for word in phrase.split():
        folded = fold(word)
        cuts = [
            cut
            for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
            if folded not in known and folded[cut:] in known
        ]
        parts += [word[: cuts[0]], word[cuts[0] :]] if cuts else [word]
    return " ".join(parts)


def take_apart(text: str, language: str, lexicon: Lexicon, names: Sequence[ActorName]) -> Phrase:
    """The parts of a phrase; `names` are the names found in it, whose words are never cut."""
    folded = fold(text)
    tokens = tokens_of(text)
    words = lexicon.words[language]
    end = _core_end(text, tokens, words, names)
    core = tuple(word for word, last in zip(tokens.words, tokens.ends, strict=True) if last <= end)
    definite = any(word in words.anaphoric for word in (core[:1] if language == "en" else core[-1:]))
    head = _reference(tokens.words, language, lexicon) or _head(core, language, lexicon)
    if head is None:
        head = _holder(tokens.words, language, lexicon)
    by_pronoun = any(f" {phrase}" in f" {folded}" for phrase in words.pronoun_backers)
    return Phrase(text, end, head, definite, by_pronoun)


def _last_head(words: tuple[str, ...], lexicon: Lexicon) -> Description | None:
    found = next((f for end in range(len(words), 0, -1) if (f := lexicon.head_before("en", words, end))), None)
    return found[1] if found else None


def _reference(words: tuple[str, ...], language: str, lexicon: Lexicon) -> Description | None:
    """A backward reference anywhere in the phrase: "wakil kepala kelompok itu", "the group's leader"."""
    plain = tuple(word.removesuffix("'s") for word in words)
    for at in range(len(plain)):
        found = lexicon.head_at(language, plain, at)
        if found is not None and found[1].anaphoric:
            return found[1]
    return None


def _holder(words: tuple[str, ...], language: str, lexicon: Lexicon) -> Description | None:
    """Who holds the place that the phrase is about: "kawasan yang dikuasai pemberontak", "areas held by rebels"."""
    held = lexicon.words[language].held
    for at, word in enumerate(words):
        if word in held:
            rest = tuple(w for w in words[at + 1 :] if w not in ("oleh", "by", "the"))
            found = lexicon.head_at(language, rest, 0)
            return found[1] if found else None
        stem, _, suffix = word.rpartition("-")
        if suffix in held and (stem,) in lexicon.heads[language]:
            return lexicon.heads[language][(stem,)]
    return None


def conjuncts(text: str, language: str, lexicon: Lexicon, names: Sequence[ActorName]) -> tuple[str, ...]:
    """The parts of a phrase with "dan"/"and"; a part without a noun gets that of its neighbour.

    "tentara Turki dan Rusia" gives "tentara Turki", "tentara Rusia"; "an Iraqi and a French journalist" gives "an Iraqi
    journalist", "a French journalist".
    """
    words = text.split(" ")
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    breaks = [
        i
        for i, word in enumerate(words)
        if 0 < i < len(words) - 1
        and word.lower() in lexicon.words[language].conjunctions
        and not any(n.span.start < starts[i] < n.span.end for n in names)
    ]
    if not breaks:
        return (text,)
    edges = [-1, *breaks, len(words)]
    parts = [words[a + 1 : b] for a, b in zip(edges, edges[1:], strict=False)]
    bare = [_is_bare_name(part, names, starts[edges[i] + 1]) for i, part in enumerate(parts)]
    if language == "id" and not bare[0] and len(parts[0]) > 1:
        lead = parts[0][: len(parts[0]) - 1]
        known = _known_head(lead, language, lexicon)
        parts = [lead + part if bare[i] and known else part for i, part in enumerate(parts)]
    if language == "en" and not bare[-1] and _known_head(parts[-1][-1:], language, lexicon):
        parts = [part + parts[-1][-1:] if bare[i] else part for i, part in enumerate(parts)]
    return tuple(" ".join(part) for part in parts)


def _is_bare_name(part: Sequence[str], names: Sequence[ActorName], start: int) -> bool:
    """True when the part is one country, capital or nationality and nothing else but an article."""
    end = start + len(" ".join(part))
    inside = [n for n in names if start <= n.span.start and n.span.end <= end and n.place_like]
    rest = [word for word in part if word.lower() not in DETERMINERS and not word.isdigit()]
    return len(inside) == 1 and len(rest) == len(inside[0].form.split())


def _known_head(words: Sequence[str], language: str, lexicon: Lexicon) -> bool:
    return _head(tuple(fold(word) for word in words), language, lexicon) is not None


def _core_end(text: str, tokens: Tokens, words: Words, names: Sequence[ActorName]) -> int:
    stops = [
        start
        for i, (word, start) in enumerate(zip(tokens.words, tokens.starts, strict=True))
        if i and word in words.cut and tokens.words[i - 1] not in words.not_cut_after
    ]
    stops += [match.start() for match in _BRACKETS.finditer(text) if match.start() > 0]
    free = [stop for stop in stops if not any(n.span.start < stop < n.span.end for n in names)]
    return min(free, default=len(text))


def _head(core: tuple[str, ...], language: str, lexicon: Lexicon) -> Description | None:
    """Indonesian heads stand first, English ones last, before "of"; longer ones win over their parts."""
    core = tuple(word.removesuffix("'s") for word in core)
    if language == "en":
        stop = core.index("of") if "of" in core[1:] else len(core)
        found = _last_head(core[:stop], lexicon)
        if stop < len(core) and (found is None or found.key in MADE_OF):
            return _last_head(core[stop + 1 :], lexicon) or (None if found and found.key == "coalition" else found)
        return found
    plain = tuple(word.removesuffix("nya") if word.endswith("nya") and len(word) > 6 else word for word in core)
    for at in range(len(core)):
        hit = lexicon.head_at("id", core, at) or lexicon.head_at("id", plain, at)
        if hit is not None:
            return hit[1]
    return None
