"""One report's telling of an event, prepared for comparison with other reports' tellings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tapal.incidents.origins import Encoder
from tapal.incidents.sides import Sides, actor_name, folded
from tapal.lang.apart import hours, things
from tapal.model.count import Count
from tapal.model.event import Event, Reading
from tapal.model.incident import ActorName
from tapal.model.kinds import DocId, EventId, Novelty, PlaceKind, PlacePrecision, Status
from tapal.model.text import Document
from tapal.model.where import Where

RECENT = timedelta(days=7)
"""News without a date happened within the week before its publication (guide, field novelty)."""

LOOKBACK = timedelta(days=365)
"""Background without a date is looked for within a year."""

AHEAD = timedelta(days=120)
"""Plans without a date are looked for within the next months: offensives are announced that early."""

SMALL = frozenset(
    {
        PlaceKind.DISTRICT,
        PlaceKind.CROSSING,
        PlaceKind.BASE,
        PlaceKind.DAM,
        PlaceKind.AIRPORT,
        PlaceKind.CAMP,
        PlaceKind.FACILITY,
        PlaceKind.MOUNTAIN,
        PlaceKind.ISLAND,
    }
)
WIDE_ITSELF = frozenset(
    {PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.WATER}
    | {PlaceKind.MOUNTAIN, PlaceKind.ISLAND}
)
_BY_NAME = frozenset({"", "name", "alias", "key"})
"""How the gazetteer's resolver begins its account of a place that is meant itself."""

WIDE = frozenset(
    {PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.WATER}
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event with everything that a comparison looks at.

    `dated` says whether start and end come from the report; else they are the search window.
    `hours` and `things` are the parts of the day and the things struck that its own words name (lang.apart);
    `vector` is the unit vector of the telling's words (None without an encoder).
    """

    event: Event
    published: date | None
    origin: str
    start: date
    end: date
    dated: bool
    sites: tuple[Where, ...]
    place_words: frozenset[str]
    actors: tuple[ActorName, ...]
    targets: tuple[ActorName, ...]
    figures: tuple[int, ...]
    words: frozenset[str]
    hours: frozenset[int]
    things: frozenset[int]
    vector: NDArray[np.float32] | None

    @property
    def id(self) -> EventId:
        return self.event.id

    @property
    def doc_id(self) -> DocId:
        return self.event.doc_id


def tell(
    reports: Sequence[tuple[Document, Reading]],
    origins: Mapping[DocId, str],
    sides: Sides,
    vectors: Encoder | None,
) -> list[Told]:
    """All events of the reports ready to compare, sorted by document and event id."""
    pairs = [(document, event) for document, reading in reports for event in reading.events]
    pairs.sort(key=lambda pair: (str(pair[0].id), len(pair[1].id), str(pair[1].id)))
    texts = [telling(event) for _, event in pairs]
    matrix = _unit_rows(vectors.encode(texts)) if vectors is not None and texts else None
    return [
        _told(document, event, origins[document.id], sides, None if matrix is None else matrix[row])
        for row, (document, event) in enumerate(pairs)
    ]


def telling(event: Event) -> str:
    """The words in which a report tells an event."""
    return " ".join([event.evidence.quote, *(piece.quote for piece in event.also)])


def _told(document: Document, event: Event, origin: str, sides: Sides, vector: NDArray[np.float32] | None) -> Told:
    start, end, dated = window(event, document.published)
    return Told(
        event=event,
        published=document.published,
        origin=origin,
        start=start,
        end=end,
        dated=dated,
        sites=tuple(site.where for site in event.places if site.where is not None),
        place_words=frozenset(_words(site.text for site in event.places[:1])),
        actors=tuple(actor_name(party, sides) for party in event.actors),
        targets=tuple(actor_name(party, sides) for party in event.targets),
        figures=figures(event.killed) or figures(event.injured),
        words=frozenset(_words([telling(event)])),
        hours=hours(event.evidence.quote),
        things=things(event.evidence.quote),
        vector=vector,
    )


def window(event: Event, published: date | None) -> tuple[date, date, bool]:
    """Days in which the event can lie, and whether the report itself says so."""
    if event.when.start is not None and event.when.end is not None:
        return event.when.start, event.when.end, True
    if published is None:
        return date.min, date.max, False
    if event.status in (Status.PLANNED, Status.POSSIBLE, Status.DEMANDED):
        return published - RECENT, published + AHEAD, False
    if event.novelty is Novelty.BACKGROUND:
        return published - LOOKBACK, published, False
    return published - RECENT, published, False


def figures(count: Count | None) -> tuple[int, ...]:
    """The figures that a report gives for one count, best first."""
    if count is None or count.vague:
        return ()
    values = [value for value in (count.best, count.low, count.high) if value is not None]
    return tuple(dict.fromkeys(values))


def primary(sites: Sequence[Where]) -> Where | None:
    """The place where an event is put: the first one named, which is the most specific."""
    return sites[0] if sites else None


def exact(where: Where) -> bool:
    """Whether a place is known to the point: itself, and no wide area."""
    return where.precision is PlacePrecision.EXACT and where.kind not in WIDE


def ground(zone: Sequence[Where]) -> tuple[Where, ...]:
    """The places of a zone; a country named beside a place only says where that place lies."""
    return tuple(where for where in zone if where.kind is not PlaceKind.COUNTRY) or tuple(zone)


def nationwide(zone: Sequence[Where]) -> bool:
    """Whether a zone is whole countries."""
    return any(where.kind is PlaceKind.COUNTRY for where in ground(zone))


def is_itself(where: Where) -> bool:
    """Whether the words mean the resolved place itself, not ground in it, near it or on its border.

    Wide places (provinces, valleys) never have precision `exact`; for them the way they were found tells.
    """
    if where.precision is PlacePrecision.EXACT:
        return True
    return where.kind in WIDE_ITSELF and where.how.partition(":")[0] in _BY_NAME


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in folded(text).split() if len(word) > 2}


def _unit_rows(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    rows = np.asarray(matrix, dtype=np.float32)
    unit: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit
