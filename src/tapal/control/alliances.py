"""The sides at one place: actors that hold it together, are parts of one another or allied, minus enemies."""

from collections.abc import Sequence
from dataclasses import dataclass

from tapal.control.marks import Kind, Mark
from tapal.incidents.sides import Relation, Sides, distinct, folded, relation
from tapal.model.incident import ActorName

_TOGETHER = frozenset({Kind.HOLDS, Kind.HELD_BEFORE, Kind.CAPTURE, Kind.SIEGE, Kind.CLASH})


def key(name: ActorName) -> str:
    """What identifies an actor: its id, else its folded name."""
    return str(name.actor_id) if name.actor_id is not None else folded(name.name)


@dataclass(frozen=True, slots=True)
class Alliances:
    """Which side (a number from 0) each actor at the place belongs to."""

    side_of: dict[str, int]

    def side(self, names: Sequence[ActorName]) -> int | None:
        """The side of a group of actors: that of the first one known here."""
        return next((self.side_of[key(name)] for name in names if key(name) in self.side_of), None)


def alliances(marks: Sequence[Mark], sides: Sides, family: Sequence[Mark] = ()) -> Alliances:
    """Sides of a place out of all its marks: united from surest to weakest bond, never across a fight.

    Of the family's marks only actors with an id count: "the attackers" next door are nobody here.
    """
    near = [name for mark in family for name in (*mark.holders, *mark.others) if name.actor_id is not None]
    names = distinct([*(name for mark in marks for name in (*mark.holders, *mark.others)), *near])
    groups: dict[str, set[str]] = {key(name): {key(name)} for name in names}
    enemies = {frozenset((key(a), key(b))) for mark in (*marks, *family) for a in mark.holders for b in mark.others}
    bonds = [(0, key(a), key(b)) for mark in marks if mark.kind in _TOGETHER for a, b in _neighbours(mark)]
    for n, first in enumerate(names):
        for second in names[n + 1 :]:
            strength = {Relation.SAME: 0, Relation.PART: 0, Relation.ALLY: 1}.get(relation(first, second, sides))
            if strength is not None:
                bonds.append((strength, key(first), key(second)))
    for _, a, b in sorted(bonds):
        one, two = groups[a], groups[b]
        if one is two or any(frozenset((x, y)) in enemies for x in one for y in two):
            continue
        one |= two
        for member in two:
            groups[member] = one
    numbers: dict[int, int] = {}
    return Alliances({k: numbers.setdefault(id(groups[k]), len(numbers)) for k in groups})


def _neighbours(mark: Mark) -> list[tuple[ActorName, ActorName]]:
    """Actors named together on one side; a clash without targets may name both sides as actors."""
    if mark.kind is Kind.CLASH and not mark.others:
        return []
    return [*zip(mark.holders, mark.holders[1:], strict=False), *zip(mark.others, mark.others[1:], strict=False)]
