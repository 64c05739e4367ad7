"""The whole map on a day, without the histories of its places: light rows, or their spans in full."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, func, or_, select

from tapal.model.incident import ControlSpan
from tapal.model.kinds import ControlState, DatePrecision, PlaceId
from tapal.store import schema as t
from tapal.store.codec import decode


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
    query = select(
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
    query = _standing(query, known_before).where(*_over(day))
    states = {one.value: one for one in ControlState}
    precisions = {one.value: one for one in DatePrecision}
    return tuple(
        Held(
            place_id, name, lat, lon, states[state], _names(holders), since,
            precisions[precision], certainty,
        )
        for place_id, name, lat, lon, state, holders, since, precision, certainty in connection.execute(query)
    )  # fmt: skip


def spans_over(connection: Connection, day: date | None, known_before: datetime | None) -> tuple[ControlSpan, ...]:
    """The span over a day of every place, with its evidence; without a day all spans. By place, then in order."""
    query = _standing(select(t.spans.c.body), known_before).order_by(t.spans.c.position)
    if day is not None:
        query = query.where(*_over(day))
    return tuple(decode(ControlSpan, body) for body in connection.execute(query).scalars())


def _standing(query: Select[Any], known_before: datetime | None) -> Select[Any]:
    """The query over the spans of the timelines that stood before an instant, by place."""
    lines = t.timelines
    last = select(func.max(lines.c.seq).label("seq")).group_by(lines.c.place_id)
    if known_before is not None:
        last = last.where(lines.c.recorded_at < known_before)
    standing = last.subquery()
    query = query.join_from(lines, standing, standing.c.seq == lines.c.seq)
    query = query.join(t.spans, t.spans.c.timeline_seq == lines.c.seq)
    return query.order_by(lines.c.place_name, lines.c.place_id)


def _over(day: date) -> tuple[ColumnElement[bool], ...]:
    """That a span covers a day; open ends reach as far as it takes."""
    first, last = t.spans.c.date_start, t.spans.c.date_end
    return or_(first.is_(None), first <= day), or_(last.is_(None), last >= day)


@lru_cache(maxsize=10_000)
def _names(holders: str) -> tuple[str, ...]:
    """The names in a span's holders as JSON: the same few hold most places."""
    return tuple(one["name"] for one in json.loads(holders))
