"""Looking names up in the gazetteer and the registry, with the reasons for the order of the answers."""

from dataclasses import dataclass
from pathlib import Path

from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.importers.userfile import user_path
from tapal.mentions.place_search import find


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
    """Places of the gazetteer that a name can mean, the likeliest first; `near` names another place of the report.

    Raises NotFound when `near` is no place.
    """
    folder = cache or default_folder()
    gazetteer = Gazetteer.open(ensure_index(folder), user_path(folder))
    found = []
    for choice in find(name, gazetteer, near):
        place = choice.candidate.place
        point = (place.lat, place.lon)
        found.append(Found(place.id, place.name, place.kind.value, place.country, point, choice.reasons))
    return tuple(found)


def find_actors(name: str) -> tuple[Found, ...]:
    """Actors of the registry that a name can mean, the likeliest first."""
    return tuple(
        Found(one.actor.id, one.actor.name, one.actor.kind.value, one.actor.country, None, one.reasons)
        for one in Registry.load().find(name)
    )
