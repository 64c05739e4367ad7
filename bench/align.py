"""Events read from text given the ids of the gold events that they stand for, so that both can be compared.

A read event stands for the gold event of the same report with which it shares most: overlapping quotes,
the type (or a lookalike), a trigger in the quote. One to one, best pair first. What stands for nothing keeps an
id of its own (`x3`).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from tapal.events.record import event_id
from tapal.incidents.kinship import lookalikes
from tapal.model.event import ControlStatement, Event, Reading
from tapal.model.kinds import EventId
from tapal.model.text import Evidence, Span

Item = TypeVar("Item", Event, ControlStatement)


def overlap(first: Span, second: Span) -> float:
    """Shared characters over those of the shorter span."""
    shared = min(first.end, second.end) - max(first.start, second.start)
    return max(0, shared) / max(1, min(first.end - first.start, second.end - second.start))


def best_overlap(first: Sequence[Evidence], second: Sequence[Evidence]) -> float:
    return max((overlap(a.span, b.span) for a in first for b in second), default=0.0)


def event_likeness(read: Event, gold: Event) -> float:
    """0 for events that cannot be the same; more for shared words and the same type."""
    shared = best_overlap([read.evidence, read.trigger, *read.also], [gold.evidence, *gold.also])
    if shared == 0.0 or gold.type not in lookalikes(read.type):
        return 0.0
    trigger = overlap(read.trigger.span, gold.trigger.span)
    return shared + (1.0 if read.type is gold.type else 0.0) + trigger


def statement_likeness(read: ControlStatement, gold: ControlStatement) -> float:
    shared = best_overlap([read.evidence], [gold.evidence])
    return shared and shared + overlap(read.place.evidence.span, gold.place.evidence.span)


def aligned(read: Reading, gold: Reading) -> Reading:
    """The reading with gold ids where its events and statements stand for gold ones."""
    return replace(
        read,
        events=_renamed(read.events, gold.events, event_likeness),
        control=_renamed(read.control, gold.control, statement_likeness),
    )


def _renamed(read: Sequence[Item], gold: Sequence[Item], likeness: Callable[[Item, Item], float]) -> tuple[Item, ...]:
    pairs = sorted(
        ((-likeness(one, other), i, j) for i, one in enumerate(read) for j, other in enumerate(gold)),
    )
    of_read: dict[int, EventId] = {}
    taken: set[int] = set()
    for weight, i, j in pairs:
        if weight < 0 and i not in of_read and j not in taken:
            of_read[i] = gold[j].id
            taken.add(j)
    return tuple(replace(one, id=of_read.get(i, event_id(one.doc_id, f"x{i + 1}"))) for i, one in enumerate(read))
