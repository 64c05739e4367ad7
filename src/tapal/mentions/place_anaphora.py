"""Phrases that point back to a place named before: "kota tersebut", "the base", "sisi timur kota"."""

from collections.abc import Mapping, Sequence

from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.geometry import distance_km
from tapal.knowledge.places.key import normal
from tapal.knowledge.places.wording import Wording
from tapal.mentions import place_geometry as geometry
from tapal.mentions.place_relations import Relation, RelationKind
from tapal.model.kinds import PlaceKind
from tapal.model.where import Where

_STANDS_FOR: Mapping[str, frozenset[PlaceKind]] = {
    "city": frozenset({PlaceKind.CITY}),
    "capital": frozenset({PlaceKind.CITY}),
    "old_city": frozenset({PlaceKind.CITY}),
    "country": frozenset({PlaceKind.COUNTRY}),
    "region": frozenset({PlaceKind.ADMIN1, PlaceKind.REGION}),
    "base": frozenset({PlaceKind.BASE, PlaceKind.CROSSING}),
    "dam": frozenset({PlaceKind.DAM}),
    "camp": frozenset({PlaceKind.CAMP}),
    "crossing": frozenset({PlaceKind.CROSSING}),
    "airport": frozenset({PlaceKind.AIRPORT, PlaceKind.BASE}),
    "place": frozenset(PlaceKind) - {PlaceKind.COUNTRY},
}
_OLD_CITY = "Old City"
_OLD_CITY_KM = 8.0


def read_anaphor(phrase: str, context: Sequence[Where], words: Wording, gazetteer: Gazetteer) -> Where | None:
    """The place of the context (nearest first) that a phrase without a name stands for; None when there is none.

    A part of the town ("bagian timur kota") is moved that way; a thing of the town that no list has is placed at the
    town with precision `parent`.
    """
    role, exact = _role(normal(phrase), words)
    if role is None:
        return None
    direction = _direction(normal(phrase), words)
    for where in context:
        if where.kind not in _STANDS_FOR[role]:
            if role == "city" and where.kind is PlaceKind.DISTRICT and where.parent is not None:
                where = geometry.located(gazetteer.get(where.parent), 1.0, f"town of {where.name}")
            else:
                continue
        place = gazetteer.get(where.place_id)
        if role == "old_city":
            return _old_city(phrase, where, gazetteer)
        if direction is not None:
            relation = Relation(RelationKind.PART, direction)
            return geometry.related(where, place, 1.0, relation, None, gazetteer)
        return where if exact else geometry.at_parent(phrase, place, 0.0)
    return None


def _role(norm: str, words: Wording) -> tuple[str | None, bool]:
    """The role of a phrase and whether it is one of the fixed phrases; longer phrases are read by their noun."""
    for role, forms in words.anaphora.items():
        if norm in forms:
            return role, True
    padded = f" {norm} "
    for role in ("old_city", "city", "base", "camp", "dam", "airport"):
        if any(f" {form} " in padded for form in words.anaphora[role]):
            return role, False
    return None, False


def _direction(norm: str, words: Wording) -> str | None:
    split = norm.split()
    pairs = [" ".join(split[at : at + 2]) for at in range(len(split) - 1)]
    for form in (*pairs, *split):
        if form in words.directions and words.directions[form] != "c":
            return words.directions[form]
    return None


def _old_city(phrase: str, city: Where, gazetteer: Gazetteer) -> Where:
    near = [
        candidate
        for candidate in gazetteer.exact(_OLD_CITY)
        if distance_km(candidate.place.lat, candidate.place.lon, city.lat, city.lon) <= _OLD_CITY_KM
    ]
    if near:
        return geometry.located(near[0].place, near[0].km, f"old city of {city.name}")
    return geometry.at_parent(phrase, gazetteer.get(city.place_id), 0.0)
