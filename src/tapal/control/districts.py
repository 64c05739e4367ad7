"""Districts and their city: a city is contested while its quarters are in different hands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tapal.control.parameters import Parameters
from tapal.incidents.sides import Relation, Sides, relation
from tapal.model.incident import ActorName, ControlSpan
from tapal.model.kinds import ControlState, PlaceId

ONE_DAY = timedelta(days=1)


def with_districts(
    own: Sequence[ControlSpan], children: Sequence[Sequence[ControlSpan]], sides: Sides, parameters: Parameters
) -> list[ControlSpan]:
    """The spans of a city once those of its quarters are heard.

    Where the city's own span says that one side holds it while a quarter is (from a later day) another
    side's or fought over, the city is contested between them. A siege told after that stands until the
    next quarter falls.
    """
    result: list[ControlSpan] = []
    quarters = [span for spans in children for span in spans if span.state is not ControlState.UNKNOWN]
    for span in _with_time_before(own, quarters):
        result.extend(_cut(span, quarters, sides, parameters))
    joined = _joined(result, sides, parameters)
    return joined[1:] if joined[0].state is ControlState.UNKNOWN and joined[0].start is None else joined


def _with_time_before(own: Sequence[ControlSpan], quarters: Sequence[ControlSpan]) -> list[ControlSpan]:
    """The city's spans after a time of which nothing is known, where quarters have an older history than it."""
    first = own[0]
    if first.start is None or not any(q.start is not None and q.start < first.start for q in quarters):
        return list(own)
    before = replace(
        first, state=ControlState.UNKNOWN, holders=(), start=None, end=first.start - ONE_DAY, certainty=0.0, evidence=()
    )
    return [before, *own]


def _cut(span: ControlSpan, quarters: Sequence[ControlSpan], sides: Sides, parameters: Parameters) -> list[ControlSpan]:
    if span.state is ControlState.CONTESTED:
        return [_with_names(span, [q for q in quarters if _overlap(span, q)], sides)]
    if span.state is ControlState.UNKNOWN:
        return _cut_unknown(span, quarters, sides)
    rivals = [q for q in quarters if _later(span, q) and _foreign(span.holders, q.holders, sides)]
    if span.state is ControlState.BESIEGED:
        rivals = [q for q in rivals if q.state is ControlState.HOLDS]
    pieces: list[ControlSpan] = []
    begin = span.start
    for first, last in _fights(span, rivals, parameters):
        if begin is None or begin < first:
            pieces.append(replace(span, start=begin, end=first - ONE_DAY))
        fight = replace(span, start=first, end=last)
        active = [q for q in rivals if _overlap(fight, q)]
        fight = replace(
            fight,
            state=ControlState.CONTESTED,
            evidence=tuple(dict.fromkeys(e for q in active for e in q.evidence)),
            certainty=max(q.certainty for q in active),
        )
        pieces.append(_with_names(fight, active, sides))
        if last is None or last == span.end:
            return pieces
        begin = last + ONE_DAY
    return [*pieces, replace(span, start=begin)]


def _fights(span: ControlSpan, rivals: Sequence[ControlSpan], parameters: Parameters) -> list[tuple[date, date | None]]:
    """First and last days on which some rival's state holds in the span; a fight goes on through a silence of weeks."""
    fights: list[tuple[date, date | None]] = []
    for first, last in sorted(_shared(span, q) for q in rivals if _overlap(span, q)):
        end = None if last == date.max else last
        if fights and (fights[-1][1] is None or (first - fights[-1][1]).days <= parameters.report_pause_days):
            before = fights[-1][1]
            fights[-1] = (fights[-1][0], None if before is None or end is None else max(before, end))
        else:
            fights.append((first, end))
    return fights


def _shared(span: ControlSpan, quarter: ControlSpan) -> tuple[date, date]:
    """The days of a span on which a (later) state of a quarter holds; date.max: to no end."""
    first = max(day for day in (span.start, quarter.start, date.min) if day is not None)
    return first, min(day for day in (span.end, quarter.end, date.max) if day is not None)


def _cut_unknown(span: ControlSpan, quarters: Sequence[ControlSpan], sides: Sides) -> list[ControlSpan]:
    """While nobody says who holds the city, quarters that are fought over or in two hands say that it is contested."""
    active = [q for q in quarters if _overlap(span, q)]
    begins = [
        day
        for q in active
        for other in active
        if (day := _both_begun(span, q, other)) is not None
        and (q.state is ControlState.CONTESTED or _foreign(q.holders, other.holders, sides))
    ]
    if not begins:
        return [span]
    start = min(begins)
    known = [q for q in active if q.end is None or q.end >= start]
    evidence = tuple(dict.fromkeys(e for q in known for e in q.evidence))
    contested = replace(
        span, state=ControlState.CONTESTED, start=start, evidence=evidence, certainty=max(q.certainty for q in known)
    )
    before = [replace(span, end=start - ONE_DAY)] if span.start is None or span.start < start else []
    return [*before, _with_names(contested, known, sides)]


def _both_begun(span: ControlSpan, first: ControlSpan, second: ControlSpan) -> date | None:
    """First day in the span on which both quarters' states hold."""
    starts = [day for day in (span.start, first.start, second.start) if day is not None]
    if not starts:
        return None
    day = max(starts)
    return day if all(q.end is None or day <= q.end for q in (span, first, second)) else None


def _later(span: ControlSpan, quarter: ControlSpan) -> bool:
    return quarter.start is not None and (span.start is None or quarter.start > span.start)


def _overlap(span: ControlSpan, quarter: ControlSpan) -> bool:
    begins = quarter.start is None or span.end is None or quarter.start <= span.end
    return begins and (span.start is None or quarter.end is None or quarter.end >= span.start)


def _foreign(holders: Sequence[ActorName], others: Sequence[ActorName], sides: Sides) -> bool:
    return any(all(relation(other, name, sides) is Relation.NONE for name in holders) for other in others)


def _with_names(span: ControlSpan, quarters: Sequence[ControlSpan], sides: Sides) -> ControlSpan:
    """The span with the quarters' holders added: one name a side, the city's own first, vague ones only if alone."""
    names = list(span.holders)
    for name in (name for quarter in quarters for name in quarter.holders):
        if all(relation(name, known, sides) not in (Relation.SAME, Relation.PART) for known in names):
            names.append(name)
    known = [name for name in names if name.actor_id is not None]
    return replace(span, holders=tuple(known if len(known) > 1 else names))


def _joined(spans: Sequence[ControlSpan], sides: Sides, parameters: Parameters) -> list[ControlSpan]:
    """Neighbouring spans of the same state and holders as one; a fight goes on through a silence."""
    result: list[ControlSpan] = []
    for span in spans:
        if len(result) > 1 and _fight_went_on(result[-2], result[-1], span, parameters):
            result.pop()
        last = result[-1] if result else None
        if last is not None and _same(last, span):
            evidence = tuple(dict.fromkeys((*last.evidence, *span.evidence)))
            result[-1] = _with_names(replace(last, end=span.end, evidence=evidence), [span], sides)
        else:
            result.append(span)
    return result


def _same(first: ControlSpan, second: ControlSpan) -> bool:
    if first.state is second.state is ControlState.CONTESTED:
        return True
    return first.state is second.state and set(first.holders) == set(second.holders)


def _fight_went_on(before: ControlSpan, silence: ControlSpan, after: ControlSpan, parameters: Parameters) -> bool:
    if not before.state is after.state is ControlState.CONTESTED or silence.state is not ControlState.UNKNOWN:
        return False
    if silence.evidence or silence.start is None or silence.end is None:
        return False
    return (silence.end - silence.start).days <= parameters.report_silence_days


def by_parent(parents: Mapping[PlaceId, PlaceId | None]) -> dict[PlaceId, list[PlaceId]]:
    """Quarters of each place, from each quarter's parent."""
    quarters: dict[PlaceId, list[PlaceId]] = {}
    for place, parent in parents.items():
        if parent is not None:
            quarters.setdefault(parent, []).append(place)
    return quarters
