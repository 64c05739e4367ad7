"""Candidates for one name with the reasons of their ranking, as `tapal places find` shows them."""

from collections import Counter

from tapal.errors import NotFound
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.place_choice import Choice, Setting, setting_of, sure_place, weigh
from tapal.mentions.places import resolve_phrase
from tapal.model.kinds import PlaceKind


def find(
    name: str, gazetteer: Gazetteer, near: str | None = None, kind: PlaceKind | None = None, language: str = "id"
) -> tuple[Choice, ...]:
    """Every place that a name could mean, best first, each with its score and reasons; empty when none is known.

    `near` is another place name ("Raqqa", "Suriah") that stands for the rest of a report; nothing is left out for
    being far from it, it only ranks lower. Raises NotFound when `near` itself is not known.
    """
    setting = Setting({}, ())
    if near is not None:
        where = resolve_phrase(near, (), language, gazetteer)
        if where is None:
            raise NotFound(f"{near!r} is not in the gazetteer")
        anchors = [] if where.kind is PlaceKind.COUNTRY else [gazetteer.get(where.place_id)]
        setting = setting_of(Counter({where.country: 1} if where.country else {}), anchors)
    candidates = gazetteer.lookup(name)
    largest = sure_place(candidates, kind, setting.countries)
    choices = (weigh(candidate, setting, kind, (), largest) for candidate in candidates)
    return tuple(sorted(choices, key=lambda choice: (-choice.score, choice.candidate.place.id)))
