"""A decided event mention: type, arguments, time, status, who says so."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class EventMention:
    """One mention of an event with everything decided from its sentence and article."""

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
    speaker: Entity | None
    denier: Entity | None = None
    killed: Count | None = None
    injured: Count | None = None

    def of(self, role: str) -> tuple[Entity, ...]:
        """Fillers of a role in the mention's own sentence."""
        own = self.trigger.sentence
        return tuple(f.entity for f in self.fillers if f.role == role and f.entity.phrase.sentence == own)

    @property
    def actors(self) -> tuple[Entity, ...]:
        return self.of("actor")

    @property
    def targets(self) -> tuple[Entity, ...]:
        return self.of("target")

    @property
    def places(self) -> tuple[Entity, ...]:
        return self.of("place")
