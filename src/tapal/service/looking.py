"""Looking names up in the gazetteer and the registry, with the reasons for the order of the answers."""

from dataclasses import dataclass
from pathlib import Path

from tapal.errors import NotFound
from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Candidate, Gazetteer
from tapal.knowledge.places.geometry import distance_km
from tapal.model.where import Place

MATCHES = {"name": "its name", "alias": "another spelling of its name", "key": "sounds like its name"}


@dataclass(frozen=True, slots=True)
class Found:
    """One answer to a look-up: `point` is latitude and longitude for places, None for actors."""

    id: str
    name: str
    kind: str
    country: str | None
    point: tuple[float, float] | None
    why: tuple[str, ...]


def find_places(name: str, near: str | None = None, cache: Path | None = None) -> tuple[Found, ...]:
    """Places of the gazetteer that a name can mean, the likeliest first; with `near` the nearest to that place first.

    Raises NotFound when `near` is no place.
    """
    gazetteer = Gazetteer.open(ensure_index(cache or default_folder()))
    centre = None if near is None else _largest(gazetteer, near)
    found = [_place(candidate, centre) for candidate in gazetteer.lookup(name)]
    if centre is not None:
        found.sort(key=lambda pair: pair[0])
    return tuple(one for _, one in found)


def find_actors(name: str) -> tuple[Found, ...]:
    """Actors of the registry that a name can mean, the likeliest first."""
    return tuple(
        Found(one.actor.id, one.actor.name, one.actor.kind.value, one.actor.country, None, one.reasons)
        for one in Registry.load().find(name)
    )


def _largest(gazetteer: Gazetteer, name: str) -> Place:
    candidates = gazetteer.lookup(name)
    if not candidates:
        raise NotFound(f"the gazetteer has no place called {name!r} to be near to")
    return candidates[0].place


def _place(candidate: Candidate, centre: Place | None) -> tuple[float, Found]:
    place = candidate.place
    why = [MATCHES.get(candidate.match, candidate.match)]
    why += [f"{place.population:,} people"] if place.population else []
    away = 0.0
    if centre is not None:
        away = distance_km(place.lat, place.lon, centre.lat, centre.lon)
        why.append(f"{away:.0f} km from {centre.name}")
    why.append(f"from {place.source}")
    point = (place.lat, place.lon)
    return away, Found(place.id, place.name, place.kind.value, place.country, point, tuple(why))
