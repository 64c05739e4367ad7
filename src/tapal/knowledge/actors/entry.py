"""The words of the actor registry: actors, their names, dated links, and names found in a text."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tapal.model.kinds import ActorId, ActorKind
from tapal.model.text import Span


class NameType(StrEnum):
    """What sort of name a form is; only some of them stand for an actor wherever they occur.

    `country`, `metonym` (seat of government, statelet) and `demonym` may as well be the place or a mere adjective;
    the other types are always an actor.
    """

    NAME = "name"
    ACRONYM = "acronym"
    PATTERN = "pattern"
    LEADER = "leader"
    COUNTRY = "country"
    METONYM = "metonym"
    DEMONYM = "demonym"


PLACE_LIKE = frozenset({NameType.COUNTRY, NameType.METONYM, NameType.DEMONYM})


@dataclass(frozen=True, slots=True)
class Link:
    """A dated tie to another actor; `start` and `end` are inclusive days, None where open or not known."""

    actor_id: ActorId
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Alias:
    """One form of an actor's name. `language` is None for forms used in every language.

    A `weak` form means other things as well ("Observatory", "MIT"): it counts only in an article that names the actor
    or its country otherwise.
    """

    text: str
    type: NameType
    language: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry of the registry. `country` and `active_in` are ISO 3166 alpha-2; `acled_inter` is ACLED's code 1-8.

    `parent` is the actor that this one is a part of (a branch of its forces, forces of their state); `member_of` are
    coalitions and umbrella groups; `backed_by` are the states whose "-backed" description fits this actor.
    """

    id: ActorId
    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[Alias, ...]
    active_in: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    parent: ActorId | None = None
    member_of: tuple[Link, ...] = ()
    allied_with: tuple[Link, ...] = ()
    backed_by: tuple[ActorId, ...] = ()
    acled_inter: int = 0
    plover_sector: str = ""
    source: str = ""
    generated: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        """Country of the actor, then where else it is active."""
        own = (self.country,) if self.country else ()
        return own + tuple(code for code in self.active_in if code != self.country)


@dataclass(frozen=True, slots=True)
class ActorCandidate:
    """One actor that a looked-up name can mean, with a score (0-1) and the reasons for its place in the ranking."""

    actor: Actor
    form: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name of an actor in a text. `form` is the registry's spelling, or the words of a generated pattern.

    `actor_id` is None when several actors bear the name and the article does not decide, or when the words give only
    a kind ("Israeli civilians"). `backer` marks a name that only says who backs, leads or made what it goes with
    ("Iran" in "Iran-backed militia", "milisi dukungan Iran").
    """

    span: Span
    actor_id: ActorId | None
    kind: ActorKind | None
    form: str
    type: NameType = NameType.NAME
    backer: bool = False

    @property
    def place_like(self) -> bool:
        """True when the words may as well be the place or an adjective."""
        return self.type in PLACE_LIKE
