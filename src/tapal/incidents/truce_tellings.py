"""What each telling of a truce says of its clock, its zone and its life."""

from collections.abc import Sequence

from tapal.incidents.told import Told, telling
from tapal.lang.truces import extension_hours, phase
from tapal.model.incident import TruceTelling
from tapal.model.kinds import EventType, TrucePhase


def truce_tellings(group: Sequence[Told]) -> tuple[TruceTelling, ...]:
    """What the tellings of an incident say of a truce, in their order; other types of events say nothing."""
    return tuple(_truce_telling(told) for told in group if told.event.type is EventType.CEASEFIRE)


def _truce_telling(told: Told) -> TruceTelling:
    event, words = told.event, telling(told.event)
    stage = phase(words)
    clock = event.ceasefire
    hours = clock.duration_hours if clock else None
    if stage is TrucePhase.EXTENDED:
        hours = extension_hours(words) or hours
    return TruceTelling(
        event_id=event.id,
        origin=told.origin,
        phase=stage,
        status=event.status,
        starts=clock.starts if clock else None,
        hours=hours,
        scope=clock.scope if clock else None,
        told=event.when,
        zone=told.sites,
        published=told.published,
    )
