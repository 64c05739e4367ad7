"""Marks of one place held against each other before they move the belief: which came first, which are only claims."""

from collections.abc import Sequence
from dataclasses import replace

from tapal.control.alliances import Alliances
from tapal.control.marks import ONE_DAY, Kind, Mark
from tapal.control.parameters import Parameters


def weighed(marks: Sequence[Mark], allied: Alliances, parameters: Parameters) -> list[Mark]:
    """The marks of a place in the order in which they work, moved and weighed by what other marks say against them."""
    found = [_before_loss(_denied_by_loser(mark, marks, allied, parameters), marks, allied) for mark in marks]
    return sorted(found, key=lambda mark: (mark.day, mark.kind, _retakes(mark, found, allied), mark.ids))


def _retakes(mark: Mark, marks: Sequence[Mark], allied: Alliances) -> bool:
    """Whether a capture is from a side that took the place on the same day: it comes after that side's capture."""
    loser = allied.side(mark.others) if mark.kind is Kind.CAPTURE else None
    return loser is not None and any(
        other.kind is Kind.CAPTURE and other.day == mark.day and allied.side(other.holders) == loser for other in marks
    )


def _before_loss(mark: Mark, marks: Sequence[Mark], allied: Alliances) -> Mark:
    """A vaguely dated capture, moved before the day on which the captor is known to have lost the place.

    "Taken in 2022" and "retaken from them on 1 April 2022": taken between January and March.
    """
    if mark.kind is not Kind.CAPTURE or mark.earliest is None or mark.earliest == mark.last:
        return mark
    side = allied.side(mark.holders)
    losses = [
        other.day
        for other in marks
        if other.kind is Kind.CAPTURE
        and other.earliest == other.last
        and mark.earliest < other.day <= mark.last
        and side is not None
        and allied.side(other.others) == side
    ]
    if not losses:
        return mark
    latest = min(losses) - ONE_DAY
    return replace(mark, day=mark.earliest + (latest - mark.earliest) / 2, last=latest)


def _denied_by_loser(mark: Mark, marks: Sequence[Mark], allied: Alliances, parameters: Parameters) -> Mark:
    """A change that the losing side denies, or that others call undecided, within days is only a claim."""
    if mark.kind not in (Kind.CAPTURE, Kind.WITHDRAWAL):
        return mark
    if any(_denies(other, mark, allied, parameters) for other in marks):
        return replace(mark, weight=min(mark.weight, parameters.reliability_denied), disputed=True)
    return mark


def _denies(other: Mark, change: Mark, allied: Alliances, parameters: Parameters) -> bool:
    """Whether a mark says that a capture or withdrawal did not happen.

    The loser's word counts for days after the change; against its own withdrawal, whose day is rarely
    told, also for days before.
    """
    days = (other.day - change.day).days
    if abs(days) > parameters.report_counterclaim_days or set(other.ids) & set(change.ids):
        return False
    side = allied.side(change.holders)
    if change.kind is Kind.WITHDRAWAL:
        return other.kind is Kind.HOLDS and other.interested and allied.side(other.holders) == side
    if other.kind is Kind.CONTESTED:
        return days == 0
    return days >= 0 and other.kind is Kind.HOLDS and other.interested and allied.side(other.holders) != side
