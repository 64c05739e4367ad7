"""Stage 5: events of many reports merged into incidents, copies counted as one origin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tapal.incidents.blocks import pairs, worth
from tapal.incidents.cluster import cluster
from tapal.incidents.compare import Comparison, compare
from tapal.incidents.merge import merge
from tapal.incidents.origins import Encoder, find_origins
from tapal.incidents.sides import Sides, Strangers
from tapal.incidents.told import Told, tell
from tapal.model.event import Reading
from tapal.model.incident import Incident, Origin
from tapal.model.kinds import DocId
from tapal.model.text import Document

__all__ = ["Merged", "incidents_of", "linked", "merge_reports"]

Arrange = Callable[[Sequence[Sequence[int]], Sequence[Told]], Sequence[Sequence[int]]]
"""Groups of positions in a list of tellings to other groups of them: what people decided about the merging."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Reports grouped by origin, and the happenings that they tell of."""

    origins: tuple[Origin, ...]
    incidents: tuple[Incident, ...]

    def origin_of(self) -> dict[DocId, str]:
        """The origin's id of each report."""
        return {doc: origin.id for origin in self.origins for doc in origin.docs}


def merge_reports(
    reports: Sequence[tuple[Document, Reading]],
    vectors: Encoder | None = None,
    sides: Sides | None = None,
) -> Merged:
    """Origins and incidents of a set of reports; the same set in any order gives the same result.

    `vectors` finds translations and tells paraphrases (None: shared words only); `sides` knows how
    actors stand to each other (None: by id and name only). Every event is in exactly one incident.
    """
    known = sides or Strangers()
    origins = find_origins([document for document, _ in reports], vectors)
    origin_of = {doc: origin.id for origin in origins for doc in origin.docs}
    return Merged(origins, incidents_of(tell(reports, origin_of, known, vectors), known))


def incidents_of(tellings: Sequence[Told], sides: Sides, arrange: Arrange | None = None) -> tuple[Incident, ...]:
    """The incidents of some tellings (sorted as `tell` gives them); `arrange` may regroup them before they are merged.

    The incidents of a set that no other telling is `linked` to are the same whatever else is known: that is what
    lets a store merge anew only around what came in.
    """
    compared = {(i, j): compare(tellings[i], tellings[j], sides) for i, j in pairs(tellings)}
    scores = {pair: comparison.score for pair, comparison in compared.items()}
    apart: dict[int, DocId] = {i: told.doc_id for i, told in enumerate(tellings)}
    groups = cluster(range(len(tellings)), scores, apart)
    if arrange is not None:
        groups = [sorted(group) for group in arrange(groups, tellings)]
    incidents = [merge([tellings[i] for i in group], sides, _reasons(group, tellings, compared)) for group in groups]
    return tuple(sorted(incidents, key=_order))


def linked(first: Told, second: Told, sides: Sides) -> bool:
    """Whether two tellings that share a key (blocks.keys) speak for one happening, taken by themselves."""
    return worth(first, second) and compare(first, second, sides).score > 0


def _reasons(
    group: Sequence[int], tellings: Sequence[Told], compared: Mapping[tuple[int, int], Comparison]
) -> list[str]:
    """For each compared pair of a group: the two events, the score and what it was made of."""
    lines: list[str] = []
    for pair in combinations(sorted(group), 2):
        comparison = compared.get(pair)
        if comparison is not None:
            why = "; ".join(map(str, comparison.reasons))
            lines.append(f"{tellings[pair[0]].id} = {tellings[pair[1]].id} {comparison.score:+.1f}: {why}")
    return lines


def _order(incident: Incident) -> tuple[str, str]:
    return (incident.when.start.isoformat() if incident.when.start else "9999", str(incident.id))
