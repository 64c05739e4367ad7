"""A little invented war: its actors and places, and reports made of records."""

from dataclasses import replace
from datetime import date

from tapal.events.record import from_record
from tapal.model.event import Event, Party, Reading, Site
from tapal.model.kinds import ActorId, DocId, PlaceId, PlaceKind, PlacePrecision
from tapal.model.text import Document
from tapal.model.where import Where

ACTORS = {"Pasukan Utara": "north", "Northern Forces": "north", "Brigade Sungai": "river", "River Brigade": "river"}
PLACES = {
    "Lembang": ("Lembang", PlaceKind.CITY, 10.0, 20.0, None),
    "Pasar Lama": ("Pasar Lama", PlaceKind.DISTRICT, 10.01, 20.01, "Lembang"),
    "Tanjung": ("Tanjung", PlaceKind.CITY, 12.0, 22.0, None),
    "Sungailand": ("Sungailand", PlaceKind.COUNTRY, 11.0, 21.0, None),
    "Negeri Sungai": ("Sungailand", PlaceKind.COUNTRY, 11.0, 21.0, None),
}
Report = tuple[Document, Reading]


def report(doc: str, published: str, text: str, events: list[dict[str, object]], language: str = "id") -> Report:
    document = Document(DocId(doc), text, 0, language, date.fromisoformat(published))
    defaults = {"novelty": "new", "status": "happened", "date_precision": "day"}
    records = [defaults | event | {"id": f"e{n}"} for n, event in enumerate(events, start=1)]
    reading = from_record(document, {"id": doc, "events": records})
    return document, replace(reading, events=tuple(map(known, reading.events)))


def known(event: Event) -> Event:
    """The event with the little world's places and actors."""

    def party(p: Party) -> Party:
        return replace(p, actor_id=ActorId(ACTORS[p.text])) if p.text in ACTORS else p

    return replace(
        event,
        actors=tuple(map(party, event.actors)),
        targets=tuple(map(party, event.targets)),
        attribution=party(event.attribution) if event.attribution else None,
        places=tuple(Site(site.evidence, where(site.text)) for site in event.places),
    )


def where(text: str) -> Where | None:
    if text not in PLACES:
        return None
    name, kind, lat, lon, parent = PLACES[text]
    up = PlaceId(parent) if parent else None
    return Where(PlaceId(name), name, kind, lat, lon, "XX", PlacePrecision.EXACT, "name", parent=up)


def strike(quote: str, day: str, killed: int | None, place: str = "Lembang", **more: object) -> dict[str, object]:
    toll = None if killed is None else {"low": killed, "best": killed, "high": killed, "group": "civilians"}
    return {
        "type": "air_strike",
        "quote": quote,
        "trigger": quote.split()[0],
        "actors": ["Pasukan Utara"],
        "places": [place],
        "date_start": day,
        "date_end": day,
        "killed": toll,
    } | more
