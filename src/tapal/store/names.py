"""Names of places and sides in the forms that the store searches by."""

import unicodedata
from collections.abc import Iterable

from tapal.knowledge.places.key import key
from tapal.model.event import Event
from tapal.model.incident import Incident
from tapal.model.kinds import PlacePrecision

__all__ = ["folded", "key", "search_text_of_event", "search_text_of_incident"]

# A name that was placed at its parent or only near is no other name of that place.
NAMING = frozenset({PlacePrecision.EXACT, PlacePrecision.ADMIN1, PlacePrecision.ADMIN2, PlacePrecision.COUNTRY})

_QUOTES = str.maketrans("", "", "'`")


def folded(name: str) -> str:
    """A name without case, accents, quotation marks and doubled spaces: "Ba'aj" and "baaj" are the same."""
    if name.isascii():
        return " ".join(name.translate(_QUOTES).casefold().split())
    plain = unicodedata.normalize("NFKD", name)
    kept = (char for char in plain if not unicodedata.combining(char) and char not in "'’‘`ʿʾ´")
    return " ".join("".join(kept).casefold().split())


def search_text_of_event(event: Event) -> str:
    """The words under which one report's event is found: type, sides, places, speaker."""
    speaker = [] if event.attribution is None else [event.attribution.text]
    names = [name for site in event.places for name in (site.text, site.where.name if site.where else "")]
    sides = [name for party in event.actors + event.targets for name in (party.text, party.actor_id or "")]
    return _joined([event.type.value, *names, *sides, *speaker])


def search_text_of_incident(incident: Incident) -> str:
    """The words under which an incident is found: type, place, sides, claimants."""
    sides = [name for actor in incident.actors + incident.targets for name in (actor.name, actor.actor_id or "")]
    place = [incident.place_name or "", incident.where.name if incident.where else ""]
    return _joined([incident.type.value, *place, *sides, *(claim.claimant or "" for claim in incident.claims)])


def _joined(words: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(folded(word) for word in words if word))
