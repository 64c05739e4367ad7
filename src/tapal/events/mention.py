"""A decided event mention: type, arguments, time, status, who says so."""

from dataclasses import dataclass

from tapal.events.triggers import Trigger
from tapal.mentions.scene import Entity
from tapal.model.count import Count
from tapal.model.kinds import EventType, Novelty, Status
from tapal.model.text import Span
from tapal.model.when import When


@dataclass(frozen=True, slots=True)
class EventMention:
    """One mention of an event with everything decided from its sentence and article."""

    trigger: Trigger
    span: Span
    quote: Span
    type: EventType
    probability: float
    headline: bool
    actors: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    places: tuple[Entity, ...]
    when: When
    status: Status
    novelty: Novelty
    speaker: Entity | None
    denier: Entity | None = None
    killed: Count | None = None
    injured: Count | None = None
