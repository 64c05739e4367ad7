"""How two actors of a war stand to each other, asked of whoever knows (a registry, or nobody)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from tapal.model.event import Party
from tapal.model.incident import ActorName
from tapal.model.kinds import ActorId, ActorKind


class Relation(StrEnum):
    """Same actor; one is part of the other (a division and its army); allies; or nothing known."""

    SAME = "same"
    PART = "part"
    ALLY = "ally"
    NONE = "none"


class Sides(Protocol):
    """What merging and control need to know about actors with an id."""

    def name(self, actor: ActorId) -> str:
        """The name to show for an actor."""

    def relation(self, first: ActorId, second: ActorId) -> Relation:
        """How two different actors stand to each other."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """Sides without any knowledge: an actor is only ever related to itself."""

    def name(self, actor: ActorId) -> str:
        return str(actor)

    def relation(self, first: ActorId, second: ActorId) -> Relation:
        return Relation.SAME if first == second else Relation.NONE


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """A name for comparison: lower case, no accents, no punctuation, no article."""
    plain = unicodedata.normalize("NFKD", text)
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "para", "sang"} else words)


def actor_name(party: Party, sides: Sides) -> ActorName:
    """The actor that a party stands for: by its id when known, civilians as one, else its own words."""
    if party.actor_id is not None:
        return ActorName(sides.name(party.actor_id), party.actor_id)
    if party.kind is ActorKind.CIVILIANS:
        return ActorName("civilians")
    return ActorName(party.text)


def relation(first: ActorName, second: ActorName, sides: Sides) -> Relation:
    """How two actors of merged records stand to each other; unknown ones are compared by name."""
    if first.actor_id is not None and second.actor_id is not None:
        if first.actor_id == second.actor_id:
            return Relation.SAME
        return sides.relation(first.actor_id, second.actor_id)
    return Relation.SAME if folded(first.name) == folded(second.name) else Relation.NONE


def distinct(names: list[ActorName]) -> tuple[ActorName, ...]:
    """The names without repeats, in order of first mention."""
    seen: dict[str, ActorName] = {}
    for name in names:
        seen.setdefault(str(name.actor_id) if name.actor_id else folded(name.name), name)
    return tuple(seen.values())
