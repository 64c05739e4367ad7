"""What tests of the reader share: one report read with the package's own resources."""

from datetime import date
from functools import cache

from tapal.model.event import Event, Reading
from tapal.model.kinds import DocId, EventType
from tapal.model.text import RawReport
from tapal.pipeline import load_resources, read

RESOURCES = load_resources()
PUBLISHED = date(2024, 3, 6)  # a Wednesday


@cache
def reading(text: str, code: str, title: str | None = None) -> Reading:
    """Everything that a report published on Wednesday 6 March 2024 says."""
    return read(RawReport(DocId("d"), text, title, PUBLISHED, code), RESOURCES)[1]


def events(text: str, code: str, title: str | None = None) -> list[Event]:
    """Its events but for threats, which the guide leaves optional."""
    return [event for event in reading(text, code, title).events if event.type is not EventType.THREAT]


def names(parties: tuple[object, ...]) -> str:
    """The words of sides or places, for messages and comparison."""
    return " + ".join(str(one.text) for one in parties)  # type: ignore[attr-defined]


def told(event: Event) -> str:
    """An event on one line, for the message of a failing test."""
    by = event.attribution.text if event.attribution else "–"
    days = f"{event.when.start}..{event.when.end}"
    return (
        f"{event.type} {event.status} {event.novelty}; actor {names(event.actors)}; target {names(event.targets)}; "
        f"place {names(event.places)}; date {days}; by {by}; killed {event.killed}; injured {event.injured}; "
        f"truce {event.ceasefire}; denied by {event.denied_by.text if event.denied_by else '–'}"
    )
