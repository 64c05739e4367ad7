"""Describing nouns ("pemberontak", "security forces") and word lists, from descriptions.toml and words.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from tapal.errors import KnowledgeError
from tapal.model.kinds import ActorKind

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Description:
    """What a describing noun says: kind, generated branch of a country, and which named actors it can stand for.

    `single` descriptions mean a named actor only when it is the one that fits; `only_with_country` nouns ("pasukan",
    "sniper") say nothing without a nationality beside them. Of the named actors that fit, those with a tag of `prefers`
    or of `prefers_kind` are taken when there are any; those with a tag of `avoids` do not fit. `short_for` is the
    key of a fuller description that it repeats where the article uses that one and names no such actor ("militia"
    after "pro-government militias").
    """

    key: str
    kind: ActorKind
    branch: str | None
    focus: bool
    seeks: frozenset[ActorKind]
    tags: frozenset[str]
    anaphoric: bool
    plural: bool
    default_tag: str | None
    prefers: frozenset[str] = frozenset()
    prefers_kind: ActorKind | None = None
    only_with_country: bool = False
    single: bool = False
    avoids: frozenset[str] = frozenset()
    short_for: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Closed word lists of one language (words.toml says what each is for)."""

    fillers: frozenset[str]
    links: frozenset[str]
    backed: tuple[str, ...]
    backed_before: tuple[str, ...]
    anaphoric: frozenset[str]
    cut: frozenset[str]
    not_cut_after: frozenset[str]
    locative: frozenset[str]
    conjunctions: frozenset[str]
    held: frozenset[str]
    pronoun_backers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Heads by language: words of a head, lower case, to its description; `longest` is the length of the longest.

    `common` are the words of all lists, which tell no actor from another; `head_words` are the single words of heads.
    """

    heads: dict[str, dict[tuple[str, ...], Description]]
    words: dict[str, Words]
    longest: int
    common: frozenset[str]
    head_words: dict[str, frozenset[str]]

    def head_at(self, language: str, tokens: tuple[str, ...], start: int) -> tuple[int, Description] | None:
        """Number of words and description of the longest head that begins at `start`; None when there is none."""
        heads = self.heads[language]
        for size in range(min(self.longest, len(tokens) - start), 0, -1):
            found = heads.get(tokens[start : start + size])
            if found is not None:
                return size, found
        return None

    def used_in(self, language: str, words: str) -> dict[str, Description]:
        """The descriptions by key, of those that others can be short for, whose heads stand in a text.

        `words` are the words of the text in lower case, parted by one blank.
        """
        heads = self.heads[language]
        fuller = {description.short_for for description in heads.values()} - {None}
        text = f" {words} "
        return {one.key: one for head, one in heads.items() if one.key in fuller and f" {' '.join(head)} " in text}

    def head_before(self, language: str, tokens: tuple[str, ...], end: int) -> tuple[int, Description] | None:
        """Number of words and description of the longest head that ends before `end`; None when there is none."""
        heads = self.heads[language]
        for size in range(min(self.longest, end), 0, -1):
            found = heads.get(tokens[end - size : end])
            if found is not None:
                return size, found
        return None


def read_toml(path: Traversable) -> dict[str, object]:
    """The tables of a data file; KnowledgeError names the file when it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error


def entries(tables: dict[str, object], key: str, file: str) -> list[dict[str, object]]:
    """The list of tables under `key`; KnowledgeError when it is anything else."""
    found = tables.get(key)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise KnowledgeError(f"{file}: no [[{key}]] tables")
    return found


def strings(entry: dict[str, object], key: str, where: str) -> tuple[str, ...]:
    """A list of strings of an entry, empty when left out; KnowledgeError when it is anything else."""
    found = entry.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, str) and item.strip() for item in found):
        raise KnowledgeError(f"{where}: {key} must be a list of non-empty strings")
    return tuple(found)


def string(entry: dict[str, object], key: str, where: str) -> str:
    """A required string of an entry; KnowledgeError when it is missing or empty."""
    found = entry.get(key)
    if not isinstance(found, str) or not found.strip():
        raise KnowledgeError(f"{where}: {key} is missing")
    return found


def optional(entry: dict[str, object], key: str, where: str) -> str | None:
    """A string of an entry or None."""
    return string(entry, key, where) if key in entry else None


def kind_of(value: str, where: str) -> ActorKind:
    """The actor kind with that name; KnowledgeError when there is none."""
    try:
        return ActorKind(value)
    except ValueError:
        raise KnowledgeError(f"{where}: unknown kind {value!r}") from None


def _description(entry: dict[str, object], where: str) -> Description:
    return Description(
        key=string(entry, "key", where),
        kind=kind_of(string(entry, "kind", where), where),
        branch=optional(entry, "branch", where),
        focus=entry.get("focus") is True,
        seeks=frozenset(kind_of(name, where) for name in strings(entry, "seeks", where)),
        tags=frozenset(strings(entry, "tags", where)),
        anaphoric=entry.get("anaphoric") is True,
        plural=entry.get("plural") is True,
        default_tag=optional(entry, "default_tag", where),
        prefers=frozenset(strings(entry, "prefers", where)),
        prefers_kind=kind_of(string(entry, "prefers_kind", where), where) if "prefers_kind" in entry else None,
        single=entry.get("single") is True,
        avoids=frozenset(strings(entry, "avoids", where)),
        only_with_country=entry.get("only_with_country") is True,
        short_for=optional(entry, "short_for", where),
    )


def _words(table: object, language: str) -> Words:
    where = f"words.toml, {language}"
    if not isinstance(table, dict):
        raise KnowledgeError(f"{where}: no such table")
    return Words(
        fillers=frozenset(strings(table, "fillers", where)),
        links=frozenset(strings(table, "links", where)),
        backed=strings(table, "backed", where),
        backed_before=strings(table, "backed_before", where),
        anaphoric=frozenset(strings(table, "anaphoric", where)),
        cut=frozenset(strings(table, "cut", where)),
        not_cut_after=frozenset(strings(table, "not_cut_after", where)),
        locative=frozenset(strings(table, "locative", where)),
        conjunctions=frozenset(strings(table, "conjunctions", where)),
        held=frozenset(strings(table, "held", where)),
        pronoun_backers=strings(table, "pronoun_backers", where),
    )


def _common(heads: dict[str, dict[tuple[str, ...], Description]], words: dict[str, Words]) -> frozenset[str]:
    """Words that describe many actors and so tell none apart."""
    found = {word for table in heads.values() for head in table for word in head}
    for table in words.values():
        found |= table.fillers | table.links | table.cut
    return frozenset(found)


@cache
def load_lexicon() -> Lexicon:
    """The describing nouns and word lists of both languages; KnowledgeError names the file and entry that is wrong."""
    folder = files("tapal.knowledge.actors")
    heads: dict[str, dict[tuple[str, ...], Description]] = {language: {} for language in LANGUAGES}
    for entry in entries(read_toml(folder / "descriptions.toml"), "description", "descriptions.toml"):
        where = f"descriptions.toml, {entry.get('key')}"
        description = _description(entry, where)
        by_language = entry.get("heads")
        if not isinstance(by_language, dict):
            raise KnowledgeError(f"{where}: no heads")
        for language in LANGUAGES:
            for head in strings(by_language, language, where):
                tokens = tuple(head.split())
                if heads[language].setdefault(tokens, description) is not description:
                    raise KnowledgeError(f"{where}: {head!r} ({language}) is a head of another description too")
    tables = read_toml(folder / "words.toml")
    words = {language: _words(tables.get(language), language) for language in LANGUAGES}
    longest = max(len(tokens) for table in heads.values() for tokens in table)
    head_words = {language: frozenset(word for head in table for word in head) for language, table in heads.items()}
    return Lexicon(heads, words, longest, _common(heads, words), head_words)
