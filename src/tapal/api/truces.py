"""Truces over the API: all of them, those of a place, those in force there at a moment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, Field

from tapal.api.desk import Desk, Record
from tapal.api.filters import named
from tapal.api.queries import Known
from tapal.api.views import Json, evidence_view, iso, names_view, where_view
from tapal.incidents.truces import covers
from tapal.model.truce import Breach, Truce
from tapal.model.where import Where


class TruceQuery(Known):
    """Which truces."""

    place: str | None = Field(None, max_length=200, description="place id, or a part of a place name")
    at: AwareDatetime | date | None = Field(
        None, description="in force at this instant (ISO with offset), or at some time of this day"
    )


def router_of(desk: Desk) -> APIRouter:
    """The question for truces."""
    router = APIRouter(prefix="/api", tags=["truces"])

    @router.get("/truces")
    def truces(query: Annotated[TruceQuery, Query()]) -> Json:
        """Truces by start: from when to when and where, between whom, made longer, ended, broken."""
        record = desk.known(query.as_known_on)
        found = [truce for truce in record.truces if selects(truce, record, query.place, query.at)]
        return {"total": len(found), "truces": [truce_view(record, truce) for truce in found]}

    return router


def truces_at(record: Record, place_id: str) -> list[Json]:
    """The truces whose zone is a place or holds it."""
    return [truce_view(record, truce) for truce in record.truces if selects(truce, record, place_id, None)]


def selects(truce: Truce, record: Record, place: str | None, moment: datetime | date | None) -> bool:
    """Whether a truce is in force at the moment, and its zone is the place or holds it."""
    if moment is not None and not truce.holds(moment):
        return False
    if place is None:
        return True
    if named(place, truce.place_ids, [truce.scope, *(where.name for where in truce.zone)]):
        return True
    return any(covers(truce.zone, where) for where in _places(record, place))


def _places(record: Record, asked: str) -> Iterable[Where]:
    """The places of the record's incidents that are meant by an id or a part of a name."""
    for incident in record.incidents.values():
        for where in incident.sites:
            if named(asked, [where.place_id], [where.name, incident.place_name]):
                yield where


def truce_view(record: Record, truce: Truce) -> Json:
    """One truce with the words that it was read from."""
    return {
        "id": truce.id,
        "status": truce.status.value,
        "announced": iso(truce.announced),
        "starts": iso(truce.starts),
        "ends": iso(truce.ends),
        "planned_end": iso(truce.planned_end),
        "end": None if truce.end is None else truce.end.value,
        "scope": truce.scope,
        "zone": [where_view(where) for where in truce.zone],
        "parties": names_view(truce.parties),
        "disputed": truce.disputed,
        "extensions": [
            {"since": iso(one.since), "until": iso(one.until), "event": one.event_id} for one in truce.extensions
        ],
        "breaches": [_breach_view(breach) for breach in truce.breaches],
        "incidents": list(truce.incidents),
        "origins": len(truce.origins),
        "evidence": [seen for one in truce.evidence if (seen := evidence_view(record, one)) is not None],
    }


def _breach_view(breach: Breach) -> Json:
    return {
        "incident": breach.incident_id,
        "day": iso(breach.day),
        "actors": names_view(breach.actors),
        "called": breach.called,
        "disputed": breach.disputed,
    }
