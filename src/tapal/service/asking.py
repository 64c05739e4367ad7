"""Questions to a store: what happened, who holds what, what was known on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection

from tapal.errors import InputError, NotFound
from tapal.model.event import ControlStatement, Event, Tally
from tapal.model.incident import ControlSpan, Origin
from tapal.model.kinds import DocId, EventId, PlaceId, PlaceKind, PlacePrecision
from tapal.model.where import Where
from tapal.store import Filter, RecordedChange, Store, StoredIncident, StoredPlace, StoredReport, Timeline
from tapal.store import find as finding
from tapal.store import read as reading
from tapal.store.map import Held, held_on, spans_over

EXACT = PlacePrecision.EXACT


@dataclass(frozen=True, slots=True)
class PlaceControl:
    """Who holds a place: all its spans, and the one that covers the day asked for (None: nothing is known)."""

    timeline: Timeline
    place: StoredPlace | None
    on_day: ControlSpan | None


@dataclass(frozen=True, slots=True)
class ControlAnswer:
    """Who holds which places on `as_of`, as it was known at the end of `as_known_on` (None: until now)."""

    as_of: date
    as_known_on: date | None
    places: tuple[PlaceControl, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that was known at the end of a day (None: until now)."""

    reports: tuple[StoredReport, ...]
    origins: tuple[Origin, ...]
    incidents: tuple[StoredIncident, ...]
    timelines: tuple[Timeline, ...]


def known_before(as_known_on: date | None) -> datetime | None:
    """The instant until which records count for a day of knowledge: the end of that day in UTC."""
    return None if as_known_on is None else reading.end_of(as_known_on)


def incidents(store: Store, wanted: Filter) -> tuple[StoredIncident, ...]:
    """Incidents that stand, newest first."""
    with store.reading() as connection:
        return reading.incidents(connection, wanted)


def events(store: Store, wanted: Filter) -> tuple[Event, ...]:
    """What single reports say, newest first."""
    with store.reading() as connection:
        return reading.events(connection, wanted)


def control(
    store: Store, place: str | None = None, as_of: date | None = None, as_known_on: date | None = None
) -> ControlAnswer:
    """Who holds a place (any spelling of its name, or its id) or every place on a day.

    Without `as_of` the day of the latest report counts, for the record knows nothing beyond it. Raises NotFound,
    with the names that may have been meant, when no report in the store names the place.
    """
    before = known_before(as_known_on)
    with store.reading() as connection:
        day = _day(connection, as_of, as_known_on)
        ids = None
        if place is not None:
            places = finding.find_places(connection, place)
            if not places:
                raise NotFound(_nothing_called(place, finding.similar_names(connection, place)))
            ids = [found.place_id for found in places]
        timelines = reading.current_timelines(connection, before, ids)
        named = {found.place_id: found for found in finding.places_by_id(connection, timelines)}
    if place is not None and not timelines:
        raise NotFound(f"reports name {place}, but none of them says who holds it")
    shown = (PlaceControl(one, named.get(key), span_on(one.spans, day)) for key, one in timelines.items())
    return ControlAnswer(day, as_known_on, tuple(shown))


@dataclass(frozen=True, slots=True)
class ControlMap:
    """Who holds every place on `as_of`, as it was known at the end of `as_known_on`; no histories, no evidence."""

    as_of: date
    as_known_on: date | None
    places: tuple[Held, ...]


def control_map(store: Store, as_of: date | None = None, as_known_on: date | None = None) -> ControlMap:
    """The whole map on a day (None: that of the latest report), much faster than `control` of every place."""
    before = known_before(as_known_on)
    with store.reading() as connection:
        day = _day(connection, as_of, as_known_on)
        return ControlMap(day, as_known_on, held_on(connection, day, before))


def spans(store: Store, day: date | None = None, as_known_on: date | None = None) -> tuple[ControlSpan, ...]:
    """The span of every place that covers a day, with its evidence (None: all spans), by the names of places."""
    with store.reading() as connection:
        return spans_over(connection, day, known_before(as_known_on))


def _day(connection: Connection, as_of: date | None, as_known_on: date | None) -> date:
    return as_of or reading.last_published(connection, known_before(as_known_on)) or as_known_on or date.max


def span_on(spans: Iterable[ControlSpan], day: date) -> ControlSpan | None:
    """The span that covers a day; open ends reach as far as it takes."""
    for span in spans:
        if (span.start is None or span.start <= day) and (span.end is None or day <= span.end):
            return span
    return None


def places(store: Store, name: str) -> tuple[StoredPlace, ...]:
    """Places of the store that are called so. Raises NotFound with names that may have been meant."""
    with store.reading() as connection:
        found = finding.find_places(connection, name)
        if not found:
            raise NotFound(_nothing_called(name, finding.similar_names(connection, name)))
    return found


def told(
    store: Store, ids: Iterable[EventId], as_known_on: date | None = None
) -> dict[EventId, Event | ControlStatement | Tally]:
    """What reports say under these ids; ids that no current reading has are left out."""
    before = known_before(as_known_on)
    found: dict[EventId, Event | ControlStatement | Tally] = {}
    with store.reading() as connection:
        for event_id in ids:
            one = reading.told_by_id(connection, event_id, before)
            if one is not None:
                found[event_id] = one
    return found


def reports(store: Store, ids: Iterable[DocId], as_known_on: date | None = None) -> dict[DocId, StoredReport]:
    """Those of these reports that the store has, with what was read in them."""
    with store.reading() as connection:
        found = reading.stored_reports(connection, known_before(as_known_on), sorted(set(ids)))
        return {one.document.id: one for one in found}


def changes(store: Store, since: date, as_known_on: date | None = None) -> tuple[RecordedChange, ...]:
    """What became of reports, incidents, truces and control from the beginning of a day (UTC) on, with the reasons.

    Until now, or until the end of the day `as_known_on`.
    """
    with store.reading() as connection:
        return reading.changes(connection, datetime.combine(since, time(), UTC), known_before(as_known_on))


def the_place(connection: Connection, name: str) -> Where:
    """The one place of the store that is called so. Raises NotFound when there is none, InputError for several."""
    found = finding.find_places(connection, name)
    if not found:
        raise NotFound(_nothing_called(name, finding.similar_names(connection, name)))
    if len(found) > 1:
        ids = ", ".join(place.place_id for place in found)
        raise InputError(f"several places are called {name!r}; name one by its id: {ids}")
    return where_of(found[0])


def where_of(place: StoredPlace) -> Where:
    """A place of the store as one that is meant itself."""
    kind = PlaceKind.CITY if place.kind is None else PlaceKind(place.kind)
    how, parent = "asked for", place.parent
    return Where(place.place_id, place.name, kind, place.lat, place.lon, place.country, EXACT, how, parent=parent)


def snapshot(store: Store, as_known_on: date | None = None) -> Snapshot:
    """All that was known at the end of a day, for the page and the exports."""
    before = known_before(as_known_on)
    with store.reading() as connection:
        return Snapshot(
            tuple(reading.stored_reports(connection, before)),
            tuple(reading.current_origins(connection, before).values()),
            tuple(reading.current_incidents(connection, before).values()),
            tuple(reading.current_timelines(connection, before).values()),
        )


def state(store: Store) -> tuple[int, int]:
    """Numbers that change whenever the store does: the last reading and the last merge. For caches."""
    with store.reading() as connection:
        return reading.last_reading(connection), reading.last_merge(connection)


def recorded_days(store: Store) -> tuple[date, ...]:
    """The days (UTC) on which something was recorded, ascending."""
    with store.reading() as connection:
        return reading.recorded_days(connection)


def place_ids(store: Store, name: str) -> frozenset[PlaceId]:
    """Ids of the places called so, and of the places that lie in them. Raises NotFound like `places`."""
    found = places(store, name)
    with store.reading() as connection:
        return frozenset(finding.with_children(connection, [place.place_id for place in found]))


def _nothing_called(name: str, alike: Iterable[str]) -> str:
    offers = ", ".join(alike)
    return f"no report in the store names a place {name!r}" + (f"; similar: {offers}" if offers else "")
