"""Takes a noun phrase for an actor apart: glued words, the core before relative clauses, the describing head."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tapal.knowledge.actors.entry import ActorName
from tapal.knowledge.actors.lexicon import Description, Lexicon
from tapal.knowledge.actors.scan import fold, tokens_of

_GLUE = re.compile(r"(?<=[a-z])(?=[A-Z][A-Za-z])")
_BRACKETS = re.compile(r"[(\[,;:]")
# The shortest half that a glued word is split into: below this, ordinary words begin to fall apart.
SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with the end of its core and its describing head.

    `head` is the noun that says what the phrase is about, None when it is not a known one; `core_end` is the offset
    where a relative clause, a prepositional phrase or an apposition begins.
    """

    text: str
    core_end: int
    head: Description | None
    definite: bool


def unglue(phrase: str) -> str:
    """The phrase in NFC with single blanks, and a blank where a capital follows a small letter ("jetAS")."""
    text = unicodedata.normalize("NFC", phrase).replace("\u00a0", " ")
    return " ".join(_GLUE.sub(" ", text).split())


def split_words(phrase: str, language: str, lexicon: Lexicon) -> str:
    """The phrase with glued describing words parted: "Sejumlahpejuang ISIS" gives "Sejumlah pejuang ISIS"."""
    known = {word for head in lexicon.heads[language] for word in head}
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
    tokens = tokens_of(folded)
    words = lexicon.words[language]
    end = _core_end(text, tokens.words, tokens.starts, words.cut, names)
    core = tuple(word for word, last in zip(tokens.words, tokens.ends, strict=True) if last <= end)
    definite = any(word in words.anaphoric for word in (core[:1] if language == "en" else core[-1:]))
    return Phrase(text, end, _head(core, language, lexicon), definite)


def _core_end(
    text: str, words: Sequence[str], starts: Sequence[int], cut: frozenset[str], names: Sequence[ActorName]
) -> int:
    stops = [start for word, start in zip(words, starts, strict=True) if word in cut and start > 0]
    stops += [match.start() for match in _BRACKETS.finditer(text) if match.start() > 0]
    free = [stop for stop in stops if not any(n.span.start < stop < n.span.end for n in names)]
    return min(free, default=len(text))


def _head(core: tuple[str, ...], language: str, lexicon: Lexicon) -> Description | None:
    """Indonesian heads stand first, English ones last, before "of"; longer ones win over their parts."""
    core = tuple(word.removesuffix("'s") for word in core)
    if language == "en":
        stop = core.index("of") if "of" in core[1:] else len(core)
        found = next((f for end in range(stop, 0, -1) if (f := lexicon.head_before("en", core, end))), None)
        return found[1] if found else None
    plain = tuple(word.removesuffix("nya") if word.endswith("nya") and len(word) > 6 else word for word in core)
    for at in range(len(core)):
        found = lexicon.head_at("id", core, at) or lexicon.head_at("id", plain, at)
        if found is not None:
            return found[1]
    return None
