"""Stage 6: who holds which place over time, from incidents and control statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tapal.control.alliances import Alliances
from tapal.control.districts import by_parent, with_districts
from tapal.control.history import Stretch, history
from tapal.control.marks import Kind, Mark, Spot, marks
from tapal.control.parameters import Parameters, default_parameters
from tapal.incidents.sides import Relation, Sides, Strangers, distinct, relation
from tapal.model.event import ControlStatement
from tapal.model.incident import ActorName, ControlSpan, Incident
from tapal.model.kinds import ControlState, DatePrecision, DocId, PlaceId, PlaceKind

__all__ = ["control_spans"]

_CITY = frozenset({PlaceKind.CITY, PlaceKind.DISTRICT})
"""Kinds of places whose quarters speak for them; a province is not contested by one town."""


def control_spans(
    incidents: Sequence[Incident],
    statements: Sequence[ControlStatement] = (),
    origin_of: Mapping[DocId, str] | None = None,
    sides: Sides | None = None,
    parameters: Parameters | None = None,
) -> tuple[ControlSpan, ...]:
    """Spans of every place that reports speak of, by place and day, without gaps between a place's spans.

    `origin_of` gives each report's origin, so that copies count once; `sides` knows parts and allies;
    `parameters` default to the shipped table. The result does not depend on the order of the input.
    """
    known, table = sides or Strangers(), parameters or default_parameters()
    found: dict[PlaceId, list[Mark]] = defaultdict(list)
    for mark in marks(incidents, statements, origin_of or {}, known, table):
        found[mark.spot.id].append(mark)
    spots = {place: items[0].spot for place, items in found.items()}
    quarters = by_parent({place: spot.parent for place, spot in spots.items()})
    own: dict[PlaceId, list[ControlSpan]] = {}
    for place, items in found.items():
        family = _family(spots[place], spots, quarters, found)
        own[place] = _spans(_inherited(items, spots, found, table), family, known, table)
    result: list[ControlSpan] = []
    for place, spans in sorted(own.items()):
        parts = sorted(quarters.get(place, [])) if spots[place].kind in _CITY else []
        whole = with_districts(spans, [own[part] for part in parts], known, table) if parts else spans
        near = [mark for part in (place, *parts) for mark in found[part]]
        result.extend(_without_strays(span, near, known, table) for span in whole)
    return tuple(result)


def _inherited(
    items: Sequence[Mark],
    spots: Mapping[PlaceId, Spot],
    found: Mapping[PlaceId, Sequence[Mark]],
    parameters: Parameters,
) -> list[Mark]:
    """The marks of a place with the captures of the city around it: who took the city took its quarters."""
    spot, parent = items[0].spot, items[0].spot.parent
    taken: list[Mark] = []
    seen = {spot.id}
    while parent is not None and parent in spots and spots[parent].kind in _CITY and parent not in seen:
        seen.add(parent)
        taken += [
            replace(mark, spot=spot, weight=mark.weight * parameters.prior_inherited)
            for mark in found[parent]
            if mark.kind is Kind.CAPTURE and not set(mark.ids) & {i for item in items for i in item.ids}
        ]
        parent = spots[parent].parent
    return sorted([*items, *taken], key=lambda mark: (mark.day, mark.kind, mark.ids))


def bound(spot: Spot, spots: Mapping[PlaceId, Spot]) -> bool:
    """Whether a place's record hangs together with that of its parent: a quarter's, or anything's in a town."""
    if spot.parent is None:
        return False
    return spot.kind is PlaceKind.DISTRICT or (spot.parent in spots and spots[spot.parent].kind in _CITY)


def _family(
    spot: Spot,
    spots: Mapping[PlaceId, Spot],
    quarters: Mapping[PlaceId, Sequence[PlaceId]],
    found: Mapping[PlaceId, Sequence[Mark]],
) -> list[Mark]:
    """The marks of a quarter's city and of its other quarters: the sides of one fight.

    Towns of one province are no family: their record would hang on every town of the province.
    """
    if spot.parent is None or not bound(spot, spots):
        return []
    places = [spot.parent, *quarters.get(spot.parent, [])]
    return [mark for place in places if place != spot.id for mark in found.get(place, ())]


def _spans(items: Sequence[Mark], family: Sequence[Mark], sides: Sides, parameters: Parameters) -> list[ControlSpan]:
    stretches, allied = history(items, sides, parameters, family)
    return [_span(stretch, items, family, allied) for stretch in stretches]


def _span(stretch: Stretch, items: Sequence[Mark], family: Sequence[Mark], allied: Alliances) -> ControlSpan:
    spot = items[0].spot
    return ControlSpan(
        place_id=spot.id,
        place_name=spot.name,
        lat=spot.lat,
        lon=spot.lon,
        state=stretch.state,
        holders=_holders(stretch, items, allied) or _holders(stretch, family, allied),
        start=stretch.start,
        end=stretch.end,
        certainty=round(stretch.certainty, 4),
        evidence=stretch.ids,
        start_precision=DatePrecision.DAY if stretch.start else DatePrecision.UNKNOWN,
        note="claims exclude each other" if stretch.dispute else None,
    )


def _holders(stretch: Stretch, items: Sequence[Mark], allied: Alliances) -> tuple[ActorName, ...]:
    """Names of the sides: those of the stretch's first mark and those that most of its marks name."""
    if stretch.state is ControlState.CONTESTED:
        names = [name for side in stretch.sides if (name := _principal(side, items, allied)) is not None]
        known = [name for name in names if name.actor_id is not None]
        return tuple(known if len(known) > 1 else names)
    if not stretch.sides:
        return ()
    side, evidence = stretch.sides[0], set(stretch.ids)
    told = [
        mark
        for mark in items
        if mark.kind in (Kind.CAPTURE, Kind.HOLDS, Kind.HELD_BEFORE, Kind.SIEGE) and allied.side(mark.holders) == side
    ]
    here = [mark for mark in told if evidence & set(mark.ids)] or told
    best = sorted(here, key=lambda mark: (mark.day, -mark.kind))[:1]
    if not best:
        return tuple(name for name in [_principal(side, items, allied)] if name is not None)
    first = distinct([name for mark in best for name in mark.holders])
    often = distinct([name for mark in here for name in mark.holders])
    half = [name for name in often if 2 * sum(name in mark.holders for mark in here) > len(here)]
    return distinct([*first, *half])


def _without_strays(span: ControlSpan, marks: Sequence[Mark], sides: Sides, parameters: Parameters) -> ControlSpan:
    """A contest without the sides that next to no source names in the city: more often misread than fighting there."""
    if span.state is not ControlState.CONTESTED or len(span.holders) < 3:
        return span
    told = {name: len(_origins_naming(name, marks, sides)) for name in span.holders}
    least = parameters.report_stray_share * sorted(told.values())[-2]
    return replace(span, holders=tuple(name for name in span.holders if told[name] > least))


def _origins_naming(actor: ActorName, marks: Sequence[Mark], sides: Sides) -> set[str]:
    own = (Relation.SAME, Relation.PART)
    named = [m for m in marks if any(relation(actor, name, sides) in own for name in (*m.holders, *m.others))]
    return {origin for mark in named for origin in mark.origins}


def _principal(side: int, items: Sequence[Mark], allied: Alliances) -> ActorName | None:
    """The actor of a side that most marks name; of equals the one named first."""
    names = [name for mark in items for name in (*mark.holders, *mark.others) if allied.side([name]) == side]
    return max(distinct(names), key=lambda name: names.count(name), default=None)
