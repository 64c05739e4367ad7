"""A decided event mention: type, arguments, time, status, who says so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from tapal.events.triggers import Trigger
from tapal.mentions.scene import Entity
from tapal.model.count import Count
from tapal.model.kinds import EventType, Novelty, Status
from tapal.model.text import Span
from tapal.model.when import When


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity as a filler of a role, with the chance that it is one."""

    role: str
    entity: Entity
    chance: float


class Beyond:
    """What other sentences may give to a mention, looked for when it is asked for: most mentions never need it."""

    def __init__(self, fillers: Callable[[], tuple[Filler, ...]], speaker: Callable[[], Entity | None]) -> None:
        self._fillers, self._speaker = fillers, speaker

    @cached_property
    def fillers(self) -> tuple[Filler, ...]:
        """Fillers of the roles in other sentences, surest first."""
        return self._fillers()

    @cached_property
    def speaker(self) -> Entity | None:
        """Who the report names as saying so."""
        return self._speaker()

    def __reduce__(self) -> tuple[Callable[..., "Beyond"], tuple[tuple[Filler, ...], Entity | None]]:
        """Handed to another process, it is what was found."""
        return found_beyond, (self.fillers, self.speaker)


def found_beyond(fillers: tuple[Filler, ...], speaker: Entity | None) -> Beyond:
    """What was looked for before."""
    return Beyond(lambda: fillers, lambda: speaker)


@dataclass(frozen=True, slots=True)
class EventMention:
    """One mention of an event with everything decided from its sentence and article; `fillers` are its sentence's."""

    trigger: Trigger
    span: Span
    quote: Span
    type: EventType
    probability: float
    headline: bool
    fillers: tuple[Filler, ...]
    when: When
    when_chance: float
    status: Status
    novelty: Novelty
    beyond: Beyond = field(compare=False, repr=False)
    denier: Entity | None = None
    killed: Count | None = None
    injured: Count | None = None

    def of(self, role: str) -> tuple[Entity, ...]:
        """Fillers of a role in the mention's own sentence."""
        return tuple(f.entity for f in self.fillers if f.role == role)

    @property
    def speaker(self) -> Entity | None:
        """Who the report names as saying so, None when it speaks in its own voice."""
        return self.beyond.speaker

    @property
    def actors(self) -> tuple[Entity, ...]:
        return self.of("actor")

    @property
    def targets(self) -> tuple[Entity, ...]:
        return self.of("target")

    @property
    def places(self) -> tuple[Entity, ...]:
        return self.of("place")
