"""Questions for truces: which there are, and whether one is in force at a place at a moment."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from tapal.incidents.registry_sides import registry_sides
from tapal.incidents.truces import FIGHTING, covers, with_breaches
from tapal.model.kinds import EventType, PlaceKind, PlacePrecision
from tapal.model.truce import Truce, day_of
from tapal.model.where import Where
from tapal.service.asking import known_before, places
from tapal.store import Filter, Store, StoredPlace
from tapal.store import read as reading

BREAKING = FIGHTING | {EventType.CEASEFIRE_VIOLATION}


def truces(
    store: Store, place: str | None = None, at: datetime | date | None = None, as_known_on: date | None = None
) -> tuple[Truce, ...]:
    """Truces by start, each with what broke it: those whose zone holds a place, those in force at a moment.

    `at` is an aware instant or a day. Raises NotFound when no report in the store names the place.
    """
    before = known_before(as_known_on)
    meant = None if place is None else [_where(one) for one in places(store, place)]
    with store.reading() as connection:
        found = [
            _with_breaches(connection, truce, before)
            for truce in reading.current_truces(connection, before).values()
            if (at is None or truce.holds(at)) and (meant is None or any(covers(truce.zone, one) for one in meant))
        ]
    return tuple(sorted(found, key=lambda truce: (_begin(truce), truce.id)))


def _begin(truce: Truce) -> date:
    begin = truce.starts or truce.announced
    return date.max if begin is None else day_of(begin)


def _where(place: StoredPlace) -> Where:
    kind = PlaceKind(place.kind) if place.kind else PlaceKind.CITY
    return Where(
        place.place_id, place.name, kind, place.lat, place.lon, place.country, PlacePrecision.EXACT, "name",
        parent=place.parent,
    )  # fmt: skip


def _with_breaches(connection: Connection, truce: Truce, before: datetime | None) -> Truce:
    """The truce with what broke it, of the incidents of its days."""
    begin, last = _begin(truce), None if truce.ends is None else day_of(truce.ends)
    if begin == date.max:
        return truce
    days = Filter(types=BREAKING, first_day=begin - timedelta(days=1), last_day=last, known_before=before)
    return with_breaches(truce, (one.incident for one in reading.incidents(connection, days)), registry_sides())
