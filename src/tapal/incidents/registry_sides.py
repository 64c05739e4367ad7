"""Sides as the registry of actors knows them."""

from dataclasses import dataclass, field
from functools import cache

from tapal.incidents.sides import Relation
from tapal.knowledge.actors.registry import Registry
from tapal.model.kinds import ActorId


@dataclass(frozen=True, slots=True)
class RegistrySides:
    """Names, parts and allies out of the registry; an id that it does not have is a stranger."""

    registry: Registry
    _asked: dict[tuple[ActorId, ActorId], Relation] = field(default_factory=dict, repr=False, compare=False)

    def name(self, actor: ActorId) -> str:
        return self.registry.get(actor).name if actor in self.registry else str(actor)

    def relation(self, first: ActorId, second: ActorId) -> Relation:
        if first == second:
            return Relation.SAME
        if (first, second) not in self._asked:
            self._asked[first, second] = self._relation(first, second)
        return self._asked[first, second]

    def _relation(self, first: ActorId, second: ActorId) -> Relation:
        if first not in self.registry or second not in self.registry:
            return Relation.NONE
        if self.registry.related(first, second):
            return Relation.PART
        return Relation.ALLY if self.registry.allied(first, second) else Relation.NONE


@cache
def registry_sides() -> RegistrySides:
    """Sides as the shipped registry knows them, loaded once in a process."""
    return RegistrySides(Registry.load())
