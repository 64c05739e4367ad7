"""The whole map on a day: one light row for each place, without its history and evidence."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Connection, Text, cast, func, or_, select

from tapal.model.kinds import ControlState, DatePrecision, PlaceId
from tapal.store import schema as t


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a place on a day: names of the holders, since when, and how sure that is."""

    place_id: PlaceId
    place_name: str
    lat: float
    lon: float
    state: ControlState
    holders: tuple[str, ...]
    since: date | None
    since_precision: DatePrecision
    certainty: float


def held_on(connection: Connection, day: date, known_before: datetime | None) -> tuple[Held, ...]:
    """Every place with a span over that day, by name, as it was recorded before an instant (None: until now)."""
    lines, spans = t.timelines, t.spans
    last = select(func.max(lines.c.seq).label("seq")).group_by(lines.c.place_id)
    if known_before is not None:
        last = last.where(lines.c.recorded_at < known_before)
    standing = last.subquery()
    query = (
        select(
            lines.c.place_id,
            lines.c.place_name,
            lines.c.lat,
            lines.c.lon,
            spans.c.state,
            cast(spans.c.body["holders"], Text).label("holders"),
            spans.c.date_start,
            spans.c.body["start_precision"].as_string().label("precision"),
            spans.c.body["certainty"].as_float().label("certainty"),
        )
        .join(standing, standing.c.seq == lines.c.seq)
        .join(spans, spans.c.timeline_seq == lines.c.seq)
        .where(or_(spans.c.date_start.is_(None), spans.c.date_start <= day))
        .where(or_(spans.c.date_end.is_(None), spans.c.date_end >= day))
        .order_by(lines.c.place_name, lines.c.place_id)
    )
    states = {one.value: one for one in ControlState}
    precisions = {one.value: one for one in DatePrecision}
    return tuple(
        Held(
            place_id, name, lat, lon, states[state], _names(holders), since,
            precisions[precision], certainty,
        )
        for place_id, name, lat, lon, state, holders, since, precision, certainty in connection.execute(query)
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def _names(holders: str) -> tuple[str, ...]:
    """The names in a span's holders as JSON: the same few hold most places."""
    return tuple(one["name"] for one in json.loads(holders))
