"""Districts and their city: a city is contested while its quarters are in different hands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tapal.control.alliances import key
from tapal.incidents.sides import Relation, Sides, relation
from tapal.model.incident import ActorName, ControlSpan
from tapal.model.kinds import ControlState, PlaceId

ONE_DAY = timedelta(days=1)


def with_districts(
    own: Sequence[ControlSpan], children: Sequence[Sequence[ControlSpan]], sides: Sides
) -> list[ControlSpan]:
    """The spans of a city once those of its quarters are heard.

    Where the city's own span says that one side holds it while a quarter is (from a later day) another
    side's or fought over, the city is contested between them. A siege of the whole city stands.
    """
    result: list[ControlSpan] = []
    quarters = [span for spans in children for span in spans if span.state is not ControlState.UNKNOWN]
    for span in own:
        result.extend(_cut(span, quarters, sides))
    return _joined(result)


def _cut(span: ControlSpan, quarters: Sequence[ControlSpan], sides: Sides) -> list[ControlSpan]:
    if span.state is ControlState.CONTESTED:
        return [_with_names(span, [q for q in quarters if _overlap(span, q)])]
    if span.state is not ControlState.HOLDS:
        return [span]
    rivals = [q for q in quarters if _later(span, q) and _foreign(span.holders, q.holders, sides)]
    days = sorted({day for q in rivals if (day := _first(span, q)) is not None})
    if not days:
        return [span]
    pieces = [replace(span, end=days[0] - ONE_DAY)] if span.start is None or span.start < days[0] else []
    active = [q for q in rivals if _overlap(span, q)]
    contested = replace(
        span,
        state=ControlState.CONTESTED,
        start=days[0],
        evidence=tuple(dict.fromkeys(e for q in active for e in q.evidence)),
        certainty=max(q.certainty for q in active),
    )
    return [*pieces, _with_names(contested, active)]


def _first(span: ControlSpan, quarter: ControlSpan) -> date | None:
    """First day on which the quarter's state speaks against the city's holder."""
    if quarter.start is None or not _overlap(span, quarter):
        return None
    return quarter.start if span.start is None else max(span.start, quarter.start)


def _later(span: ControlSpan, quarter: ControlSpan) -> bool:
    return quarter.start is not None and (span.start is None or quarter.start >= span.start)


def _overlap(span: ControlSpan, quarter: ControlSpan) -> bool:
    begins = quarter.start is None or span.end is None or quarter.start <= span.end
    return begins and (span.start is None or quarter.end is None or quarter.end >= span.start)


def _foreign(holders: Sequence[ActorName], others: Sequence[ActorName], sides: Sides) -> bool:
    return any(all(relation(other, name, sides) is Relation.NONE for name in holders) for other in others)


def _with_names(span: ControlSpan, quarters: Sequence[ControlSpan]) -> ControlSpan:
    names: dict[str, ActorName] = {}
    for name in (*span.holders, *(name for quarter in quarters for name in quarter.holders)):
        names.setdefault(key(name), name)
    return replace(span, holders=tuple(names.values()))


def _joined(spans: Sequence[ControlSpan]) -> list[ControlSpan]:
    """Neighbouring spans of the same state and holders as one."""
    result: list[ControlSpan] = []
    for span in spans:
        last = result[-1] if result else None
        if last is not None and last.state is span.state and set(last.holders) == set(span.holders):
            evidence = tuple(dict.fromkeys((*last.evidence, *span.evidence)))
            result[-1] = replace(last, end=span.end, evidence=evidence)
        else:
            result.append(span)
    return result


def by_parent(parents: Mapping[PlaceId, PlaceId | None]) -> dict[PlaceId, list[PlaceId]]:
    """Quarters of each place, from each quarter's parent."""
    quarters: dict[PlaceId, list[PlaceId]] = {}
    for place, parent in parents.items():
        if parent is not None:
            quarters.setdefault(parent, []).append(place)
    return quarters
