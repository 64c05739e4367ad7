"""Places and actors of a reading that came from outside (an annotator, another coder), resolved.

A record holds the words only. They are resolved as the words of a report are: the names of the whole
article together first, then each phrase in the light of what stands near it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.actors import ActorContext, actor_context, identify
from tapal.mentions.place_geometry import located
from tapal.mentions.places import find_places, resolve_phrase, resolve_places
from tapal.model.event import ControlStatement, Event, Party, Reading, Site, Tally
from tapal.model.kinds import PlaceKind, PlacePrecision
from tapal.model.text import Document, Span
from tapal.model.where import Where

REACH = 8
"""How many resolved places around a phrase are its context: about a paragraph."""

_INSIDE = frozenset({"in", "within", "inside", "di", "dalam"})
_BESIDE = frozenset(
    {"near", "around", "outside", "from", "to", "towards", "along", "between", "road", "highway"}
    | {"dekat", "sekitar", "sekeliling", "luar", "dari", "menuju", "ke", "antara", "sepanjang", "jalan"}
)
"""Words before a name that make a phrase something in or by the place: "two villages on the way to Resafa"."""

_CAPITAL = frozenset({"capital", "ibukota", "ibukotanya", "ibu", "seat"})
_PROVINCE = frozenset({"governorate", "province", "region", "oblast", "state", "provinsi"})

BESIDE_KM = 10.0
"""Half-width of the ground that "near X", "the road from X" may mean."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """A name of the article with the span that includes its headword, and where it is."""

    phrase: Span
    span: Span
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the whole article says about places and actors."""

    text: str
    language: str
    places: tuple[_Found, ...]
    actors: ActorContext
    gazetteer: Gazetteer
    registry: Registry


def ground(document: Document, reading: Reading, gazetteer: Gazetteer, registry: Registry) -> Reading:
    """The reading with every place and actor resolved that the gazetteer and the registry know.

    What the reading has resolved already is left as it is; what nobody knows stays unresolved.
    """
    scene = _scene(document, gazetteer, registry)
    return replace(
        reading,
        events=tuple(_event(event, scene) for event in reading.events),
        control=tuple(_statement(statement, scene) for statement in reading.control),
        tallies=tuple(_tally(tally, scene) for tally in reading.tallies),
    )


def _scene(document: Document, gazetteer: Gazetteer, registry: Registry) -> _Scene:
    text, language = document.text, document.language
    blocked = [name.span for name in actor_context(text, language, registry).names]
    names = find_places(text, language, gazetteer, blocked)
    wheres = resolve_places(names, text, language, gazetteer)
    found = [
        _Found(name.phrase, name.span, name.text, where)
        for name in names
        if (where := wheres.get(name.span)) is not None
    ]
    counted = Counter(item.where.country for item in found if item.where.country)
    countries = [country for country, _ in counted.most_common()]
    actors = actor_context(text, language, registry, countries)
    return _Scene(text, language, tuple(found), actors, gazetteer, registry)


# ---------------------------------------------------------------- places


def _sites(sites: Sequence[Site], scene: _Scene) -> tuple[Site, ...]:
    grounded = tuple(_site(site, scene) for site in sites)
    if not grounded or any(site.where is not None for site in grounded):
        return grounded
    return (_placed_at_town(grounded[0], scene), *grounded[1:])


def _site(site: Site, scene: _Scene) -> Site:
    """The site at the name that its words hold, at the same words elsewhere, or at what they refer to."""
    if site.where is not None:
        return site
    span = site.evidence.span
    inside = next((item for item in scene.places if span.contains(item.span)), None)
    same = [item.where for item in scene.places if _plain(item.text) == _plain(site.text)]
    known = next((where for where in same if where.precision is PlacePrecision.EXACT), None)
    if inside is not None and (known is None or inside.where.precision is not PlacePrecision.PARENT):
        return replace(site, where=_as_worded(inside, span, scene))
    if same:
        return replace(site, where=known or same[0])
    seat = _seat(site, scene)
    if seat is not None:
        return replace(site, where=seat)
    return replace(site, where=resolve_phrase(site.text, _context(span, scene), scene.language, scene.gazetteer))


def _seat(site: Site, scene: _Scene) -> Where | None:
    """ "Its capital" after a province: the city that the province is named after, where there is one."""
    if not set(_plain(site.text).split()) & _CAPITAL:
        return None
    before = [item.where for item in scene.places if item.span.end <= site.evidence.span.start]
    if not before or before[-1].kind is not PlaceKind.ADMIN1:
        return None
    name = " ".join(word for word in before[-1].name.split() if word.lower() not in _PROVINCE)
    cities = [
        candidate.place
        for candidate in scene.gazetteer.exact(name)
        if candidate.place.kind is PlaceKind.CITY and candidate.place.country == before[-1].country
    ]
    return located(max(cities, key=lambda place: place.population), 0.0, f"name: seat of {name}") if cities else None


def _as_worded(found: _Found, span: Span, scene: _Scene) -> Where:
    """The place of a name, or only ground in or by it when the phrase says so."""
    before = {word.lower() for word in _WORD.findall(scene.text[span.start : max(span.start, found.phrase.start)])}
    exact = found.where.precision is PlacePrecision.EXACT
    if exact and before & _BESIDE:
        return replace(found.where, precision=PlacePrecision.NEAR, how=f"near {found.where.name}", radius_km=BESIDE_KM)
    if exact and before & _INSIDE:
        return replace(found.where, precision=PlacePrecision.PARENT, how=f"in {found.where.name}")
    return found.where


def _plain(text: str) -> str:
    """A phrase without case and article: "The old city" names what "the old city" named."""
    words = text.casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _placed_at_town(site: Site, scene: _Scene) -> Site:
    """A place that no list has ("the sugar plant"), put at the town that the report names most nearby."""
    towns = [where for where in _context(site.evidence.span, scene) if _is_town(where)]
    if not towns:
        return site
    counted = Counter(item.where.place_id for item in scene.places)
    town = max(towns, key=lambda where: counted[where.place_id])
    how = f"{site.text} is not in the gazetteer: placed at {town.name}"
    return replace(site, where=replace(town, precision=PlacePrecision.PARENT, how=how))


def _is_town(where: Where) -> bool:
    return where.precision is PlacePrecision.EXACT and where.kind is PlaceKind.CITY


def _context(span: Span, scene: _Scene) -> list[Where]:
    """Resolved places of the report, those before the phrase and near it first, each quarter with its city."""

    def distance(item: _Found) -> int:
        place = item.span
        return span.start - place.end if place.end <= span.start else 2 * (place.start - span.end)

    near = [item.where for item in sorted(scene.places, key=distance)[:REACH]]
    return [where for item in near for where in (item, *_city_of(item, scene))]


def _city_of(where: Where, scene: _Scene) -> list[Where]:
    if where.parent is None:
        return []
    parent = scene.gazetteer.get(where.parent)
    return [located(parent, 0.0, f"name: {where.name} lies in it")] if parent.kind is PlaceKind.CITY else []


# ---------------------------------------------------------------- actors


def _party(party: Party, scene: _Scene) -> Party:
    if party.actor_id is not None or party.kind is not None:
        return party
    actor, kind, how = identify(party.text, scene.actors, scene.registry, party.evidence.span.start)
    return replace(party, actor_id=actor, kind=kind, how=how)


def _parties(parties: Sequence[Party], scene: _Scene) -> tuple[Party, ...]:
    return tuple(_party(party, scene) for party in parties)


def _maybe(party: Party | None, scene: _Scene) -> Party | None:
    return None if party is None else _party(party, scene)


# ---------------------------------------------------------------- records


def _event(event: Event, scene: _Scene) -> Event:
    return replace(
        event,
        actors=_parties(event.actors, scene),
        targets=_parties(event.targets, scene),
        places=_sites(event.places, scene),
        attribution=_maybe(event.attribution, scene),
        denied_by=_maybe(event.denied_by, scene),
    )


def _statement(statement: ControlStatement, scene: _Scene) -> ControlStatement:
    return replace(
        statement,
        place=_sites([statement.place], scene)[0],
        holders=_parties(statement.holders, scene),
        attribution=_maybe(statement.attribution, scene),
    )


def _tally(tally: Tally, scene: _Scene) -> Tally:
    return replace(
        tally,
        actors=_parties(tally.actors, scene),
        places=_sites(tally.places, scene),
        attribution=_maybe(tally.attribution, scene),
    )
