"""Finding places of the store by any spelling of their names."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from tapal.model.kinds import PlaceId
from tapal.store import schema as t
from tapal.store.names import folded, key
from tapal.store.read import BATCH
from tapal.store.rows import StoredPlace

# How many names to offer when nothing is found.
OFFERED = 5
# Similarity (0 to 100) from which a name is offered as what may have been meant.
ALIKE = 75.0


def find_places(connection: Connection, name: str) -> tuple[StoredPlace, ...]:
    """Places that reports call so: by id, by exact form, by transliteration key, by a whole word; first hit counts."""
    plain, sound = folded(name), key(name)
    forms = t.place_forms
    tries: list[ColumnElement[bool]] = [forms.c.place_id == name]
    tries += [forms.c.folded == plain] if plain else []
    tries += [forms.c.key == sound] if sound else []
    for condition in tries:
        found = _places(connection, condition)
        if found:
            return found
    if not sound:
        return ()
    padded = " " + forms.c.key + " "
    return _places(connection, padded.contains(f" {sound} ", autoescape=True))


def places_by_id(connection: Connection, ids: Iterable[PlaceId]) -> tuple[StoredPlace, ...]:
    """Those of these places that the store has."""
    wanted = sorted(set(ids))
    return tuple(
        place
        for start in range(0, len(wanted), BATCH)
        for place in _places(connection, t.place_forms.c.place_id.in_(wanted[start : start + BATCH]))
    )


def similar_names(connection: Connection, name: str) -> Sequence[str]:
    """Names in the store that look like `name`, the most alike first."""
    from rapidfuzz import fuzz, process

    names = connection.execute(select(t.places.c.name).distinct()).scalars().all()
    found = process.extract(folded(name), names, scorer=fuzz.WRatio, processor=folded, limit=OFFERED)
    return [match for match, score, _ in found if score >= ALIKE]


def _places(connection: Connection, condition: ColumnElement[bool]) -> tuple[StoredPlace, ...]:
    ids = select(t.place_forms.c.place_id).where(condition)
    rows = connection.execute(select(t.places).where(t.places.c.place_id.in_(ids)).order_by(t.places.c.place_id))
    return tuple(_place(row) for row in rows)


def _place(row: Any) -> StoredPlace:
    parent = None if row.parent is None else PlaceId(row.parent)
    return StoredPlace(PlaceId(row.place_id), row.name, row.kind, row.country, parent, row.lat, row.lon)


def with_children(connection: Connection, ids: Iterable[PlaceId]) -> set[PlaceId]:
    """These places and all that lie in them (districts of a city, towns of a province), at any depth."""
    found = set(ids)
    fresh = set(found)
    while fresh:
        query = select(t.places.c.place_id).where(t.places.c.parent.in_(sorted(fresh)))
        fresh = {PlaceId(one) for one in connection.execute(query).scalars()} - found
        found |= fresh
    return found
