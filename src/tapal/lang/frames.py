"""Frames and control patterns of a language, loaded from TOML and validated (format: docs/frames.md)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tapal.errors import KnowledgeError
from tapal.model.kinds import ControlState, EventType, RuleId, Status

FAMILIES = ("territory", "fighting", "civilians", "politics", "unrest")


class Pattern(StrEnum):
    """How the grammatical functions of a trigger map to roles."""

    AGENT_TARGET = "agent-target"
    AGENT_PLACE = "agent-place"
    PLACE_FALLS = "place-falls"
    AGENT_FROM = "agent-from"
    AGENT = "agent"
    TARGET = "target"
    PARTIES = "parties"
    EVENT = "event"
    PLACE_HOLDER = "place-holder"


class ObjectKind(StrEnum):
    """What the object of a trigger must be for the frame to hold."""

    ANY = "any"
    PLACE = "place"
    FORCE = "force"
    CIVILIAN = "civilian"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Frame:
    """Event type with the expressions that tell it, their guards and the roles of their arguments."""

    id: RuleId
    type: EventType
    pattern: Pattern
    triggers: tuple[str, ...]
    needs: tuple[str, ...]
    needs_article: tuple[str, ...]
    unless: tuple[str, ...]
    object: ObjectKind
    status: Status | None
    weight: float
    generic: bool
    fires: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ControlPattern:
    """Expressions that state who holds a place."""

    id: RuleId
    state: ControlState
    pattern: Pattern
    triggers: tuple[str, ...]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    weight: float
    fires: tuple[str, ...]
    silent: tuple[str, ...]


LISTS = ("triggers", "needs", "needs_article", "unless", "fires", "silent")


def _checked(entry: Mapping[str, object], allowed: frozenset[str], where: str) -> None:
    unknown = set(entry) - allowed
    if unknown:
        raise KnowledgeError(f"{where}: unknown key {sorted(unknown)[0]!r}; allowed: {', '.join(sorted(allowed))}")
    for key in LISTS:
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise KnowledgeError(f"{where}: {key} must be a list of strings")
    for key in ("triggers", "fires"):
        if not entry.get(key):
            raise KnowledgeError(f"{where}: {key} may not be empty")


def _strings(entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _weight(entry: Mapping[str, object], where: str) -> float:
    value = entry.get("weight", 0.8)
    if not isinstance(value, int | float) or not 0 < value <= 1:
        raise KnowledgeError(f"{where}: weight must be a number between 0 and 1")
    return float(value)


def _frame(entry: Mapping[str, object], where: str) -> Frame:
    _checked(entry, frozenset(Frame.__dataclass_fields__), where)
    try:
        return Frame(
            id=RuleId(str(entry["id"])),
            type=EventType(str(entry["type"])),
            pattern=Pattern(str(entry["pattern"])),
            triggers=_strings(entry, "triggers"),
            needs=_strings(entry, "needs"),
            needs_article=_strings(entry, "needs_article"),
            unless=_strings(entry, "unless"),
            object=ObjectKind(str(entry.get("object", "any"))),
            status=Status(str(entry["status"])) if entry.get("status") else None,
            weight=_weight(entry, where),
            generic=bool(entry.get("generic", False)),
            fires=_strings(entry, "fires"),
            silent=_strings(entry, "silent"),
        )
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"{where}: {error}") from error


def _control(entry: Mapping[str, object], where: str) -> ControlPattern:
    _checked(entry, frozenset(ControlPattern.__dataclass_fields__), where)
    try:
        return ControlPattern(
            id=RuleId(str(entry["id"])),
            state=ControlState(str(entry["state"])),
            pattern=Pattern(str(entry["pattern"])),
            triggers=_strings(entry, "triggers"),
            needs=_strings(entry, "needs"),
            unless=_strings(entry, "unless"),
            weight=_weight(entry, where),
            fires=_strings(entry, "fires"),
            silent=_strings(entry, "silent"),
        )
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"{where}: {error}") from error


def _entries(path: Path, table: str) -> list[tuple[Mapping[str, object], str]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path}: {error}") from error
    entries = content.get(table, [])
    if set(content) - {table} or not isinstance(entries, list):
        raise KnowledgeError(f"{path}: only [[{table}]] tables are allowed here")
    return [(entry, f"{path.name} [[{table}]] {entry.get('id', f'number {k + 1}')}") for k, entry in enumerate(entries)]


def _unique(ids: list[RuleId], folder: Path) -> None:
    twice = {rule for rule in ids if ids.count(rule) > 1}
    if twice:
        raise KnowledgeError(f"{folder}: id {sorted(twice)[0]!r} is used twice")


def load_frames(folder: Path) -> tuple[Frame, ...]:
    """Frames of one language folder (`frames/*.toml`), in file order; KnowledgeError names a bad entry."""
    frames = [_frame(*item) for path in sorted((folder / "frames").glob("*.toml")) for item in _entries(path, "frame")]
    _unique([frame.id for frame in frames], folder)
    return tuple(frames)


def load_control(folder: Path) -> tuple[ControlPattern, ...]:
    """Control patterns of one language folder (`control.toml`)."""
    patterns = [_control(*item) for item in _entries(folder / "control.toml", "control")]
    _unique([pattern.id for pattern in patterns], folder)
    return tuple(patterns)
