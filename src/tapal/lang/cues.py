"""Cue lists of a language: words that tell speech, status, novelty, topics, noun classes and counts."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tapal.errors import KnowledgeError
from tapal.lang.expressions import Matcher

VAGUE = "counts.vague"
REQUIRED = frozenset(
    "speech.verbs speech.nouns speech.according_to speech.hearsay status.planned status.possible status.demanded "
    "status.denied status.negation novelty.background novelty.new claims.claim claims.deny topics.conflict "
    "topics.off nouns.state_forces nouns.rebels nouns.civilians counts.killed counts.injured counts.at_least "
    "counts.more_than identity.kinds identity.apart".split()
)


@dataclass(frozen=True, slots=True)
class Cues:
    """Expression lists by dotted name (`speech.verbs`); `matcher(name)` compiles each list once."""

    language: str
    lists: Mapping[str, tuple[str, ...]]
    vague: Mapping[str, tuple[int | None, int | None, int | None]]
    _compiled: dict[str, Matcher[str]] = field(default_factory=dict)

    def matcher(self, *names: str) -> Matcher[str]:
        """Matcher over one or several lists; a match's value is the name of its list."""
        key = " ".join(names)
        if key not in self._compiled:
            entries = [(source, name) for name in names for source in self.lists.get(name, ())]
            self._compiled[key] = Matcher(entries, self.language)
        return self._compiled[key]


def load_cues(folder: Path, language: str) -> Cues:
    """Cues of one language folder (`cues.toml`); KnowledgeError names a missing or malformed list."""
    path = folder / "cues.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: {error}") from error
    lists: dict[str, tuple[str, ...]] = {}
    vague: dict[str, tuple[int | None, int | None, int | None]] = {}
    for table, entries in content.items():
        for name, value in entries.items():
            key = f"{table}.{name}"
            if key == VAGUE:
                vague = {word: _triple(path, word, numbers) for word, numbers in value.items()}
            elif isinstance(value, list) and all(isinstance(item, str) for item in value):
                lists[key] = tuple(value)
            else:
                raise KnowledgeError(f"{path}: {key} must be a list of expressions")
    missing = REQUIRED - set(lists)
    if missing:
        raise KnowledgeError(f"{path}: the lists {', '.join(sorted(missing))} are missing")
    return Cues(language, lists, vague)


def _triple(path: Path, word: str, numbers: object) -> tuple[int | None, int | None, int | None]:
    if not isinstance(numbers, list) or len(numbers) != 3 or not all(isinstance(n, int) for n in numbers):
        raise KnowledgeError(f"{path}: {VAGUE}.{word} must be three whole numbers (low, best, high; -1 for open)")
    low, best, high = (None if n < 0 else n for n in numbers)
    return low, best, high
