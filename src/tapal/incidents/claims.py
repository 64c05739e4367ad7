"""What each report claims of one happening, which claims still stand, and the range that they make.

A later figure of the same source replaces its earlier one: that of the same origin, or of the same known
claimant in whatever report. The earlier one stays among the claims, marked with what replaced it.
"""

from collections.abc import Sequence

from tapal.incidents.told import Told
from tapal.model.count import Count
from tapal.model.event import Event
from tapal.model.incident import Claim
from tapal.model.kinds import ActorId, EventId, Group, Status

TOLLS = ("killed", "injured")


def claims(group: Sequence[Told]) -> tuple[Claim, ...]:
    """What each report says for status, days, place and tolls, with who it says so; by day of the report."""
    ordered = sorted(group, key=lambda told: (told.published.isoformat() if told.published else "9999", told.id))
    return tuple(
        Claim(field, value, told.id, told.doc_id, told.origin, *_claimant(told), _replaced_by(told, field, group))
        for told in ordered
        for field, value in _values(told)
    )


def best_count(group: Sequence[Told], field: str) -> Count | None:
    """Lowest and highest figure of the claims that stand; best is the latest report's, never an average.

    Groups are kept when all agree; a mixture is "mixed", unknown gives way to a known one.
    """
    latest = sorted(group, key=lambda told: (-(told.published.toordinal() if told.published else 0), told.id))
    counts = [count for told in latest if (count := _count(told.event, field)) and not _replaced_by(told, field, group)]
    if not counts:
        return None
    lows = [count.low for count in counts if count.low is not None]
    highs = [value for count in counts for value in (count.high, count.best) if value is not None]
    best = next((count.best for count in counts if count.best is not None), None)
    open_ended = all(count.high is None for count in counts)
    groups = {count.group for count in counts} - {Group.UNKNOWN}
    population = groups.pop() if len(groups) == 1 else Group.MIXED if groups else Group.UNKNOWN
    high = None if open_ended and len(set(highs)) <= 1 else max(highs, default=None)
    vague = next((count.vague for count in counts if count.vague), None) if best is None else None
    return Count(min(lows, default=None), best, high, population, vague)


def differing_tolls(group: Sequence[Told]) -> bool:
    """Whether sources that have not corrected themselves give different numbers of dead."""
    standing = [told for told in group if _count(told.event, "killed") and not _replaced_by(told, "killed", group)]
    return len({told.figures[0] for told in standing if told.figures}) > 1


def taken_back(told: Told, group: Sequence[Told]) -> EventId | None:
    """The later telling with which the same source denies what it has told before."""
    if told.event.status is Status.DENIED:
        return None
    denials = [other for other in group if other.event.status is Status.DENIED]
    own = [other for other in denials if (other.event.attribution is None) == (told.event.attribution is None)]
    return _later(told, own)


def _replaced_by(told: Told, field: str, group: Sequence[Told]) -> EventId | None:
    if field == "status":
        return taken_back(told, group)
    if field not in TOLLS:
        return None
    return _later(told, [other for other in group if _figures(other, field) not in ((), _figures(told, field))])


def _later(told: Told, others: Sequence[Told]) -> EventId | None:
    """The first telling of another day that follows one by the same source."""
    after = [
        (other.published, other.id)
        for other in others
        if told.published is not None and other.published is not None and other.published > told.published
        if _one_source(told, other)
    ]
    return min(after)[1] if after else None


def _one_source(first: Told, second: Told) -> bool:
    """Whether one known claimant speaks in both, or one origin and not two known claimants through it."""
    one, two = _claimant(first)[1], _claimant(second)[1]
    if one is not None and one == two:
        return True
    return first.origin == second.origin and (one is None or two is None)


def _claimant(told: Told) -> tuple[str | None, ActorId | None]:
    speaker = told.event.attribution
    return (speaker.text, speaker.actor_id) if speaker else (None, None)


def _count(event: Event, field: str) -> Count | None:
    return event.killed if field == "killed" else event.injured


def _figures(told: Told, field: str) -> tuple[int | None, ...]:
    count = _count(told.event, field)
    return () if count is None or count.vague else (count.low, count.best, count.high)


def _values(told: Told) -> list[tuple[str, str]]:
    values = [("status", told.event.status.value)]
    if told.dated:
        values.append(("when", str(told.start) if told.start == told.end else f"{told.start}..{told.end}"))
    if told.event.places:
        values.append(("where", told.event.places[0].text))
    for field in TOLLS:
        count = _count(told.event, field)
        if count is not None:
            values.append((field, _figure(count)))
    return values


def _figure(count: Count) -> str:
    if count.vague:
        return count.vague
    parts = dict.fromkeys(str(value) for value in (count.low, count.best, count.high) if value is not None)
    return "–".join(sorted(parts, key=int)) + ("" if count.high is not None or count.best is None else "")
