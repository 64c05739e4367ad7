"""The history of one place: marks in order through the belief, cut into stretches of one state."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from tapal.control.alliances import Alliances, alliances
from tapal.control.belief import (
    CONTESTED,
    ELSE,
    Belief,
    besieged,
    captured,
    clash_likelihood,
    days_until_unknown,
    faded,
    freed,
    held,
    jump,
    prior,
    seen,
    statement_likelihood,
    top,
)
from tapal.control.marks import ONE_DAY, Kind, Mark
from tapal.control.parameters import Parameters
from tapal.control.weighing import weighed
from tapal.incidents.sides import Sides
from tapal.model.kinds import ControlState, EventId


@dataclass(frozen=True, slots=True)
class Stretch:
    """One state of a place from `start` (None: nobody says since when) to `end` (None: open).

    `sides` are numbers of the place's alliances; `supported` is the last day that a mark spoke for it.
    """

    state: ControlState
    sides: tuple[int, ...]
    start: date | None
    end: date | None
    certainty: float
    ids: tuple[EventId, ...]
    supported: date
    dispute: bool = False
    changed_hands: bool = False


@dataclass(slots=True)
class _Walk:
    """State of the walk through one place's marks."""

    belief: Belief
    base: Belief
    anchor: Belief
    allied: Alliances
    parameters: Parameters
    today: date | None = None
    lasting: date | None = None
    counted: set[tuple[str, int]] = field(default_factory=set)
    stretches: list[Stretch] = field(default_factory=list)
    fights: list[tuple[date, list[int]]] = field(default_factory=list)


def history(
    marks: Sequence[Mark], sides: Sides, parameters: Parameters, family: Sequence[Mark] = ()
) -> tuple[list[Stretch], Alliances]:
    """Stretches of a place in order, without gaps from the first to the last, and its alliances.

    `family` are marks of the city around it: they tell which sides fight there, nothing about this place.
    """
    allied = alliances(marks, sides, family)
    own = {number for mark in marks for number in _sides_in(mark, allied)}
    base = prior(own, set(allied.side_of.values()) - own, parameters)
    walk = _Walk(base, base, base, allied, parameters)
    for day, group in groupby(weighed(marks, allied, parameters), key=lambda mark: mark.day):
        _step(walk, day, list(group))
    _fade_out(walk, None)
    return _with_gaps(walk.stretches), allied


# ---------------------------------------------------------------- one day


def _step(walk: _Walk, day: date, marks: list[Mark]) -> None:
    if walk.today is not None:
        _fade_out(walk, day)
        silent_since = max(walk.today, walk.lasting or walk.today)
        walk.belief = faded(walk.belief, walk.base, (day - silent_since).days, walk.parameters)
    for mark in marks:
        _apply(walk, mark)
    walk.today = day
    walk.anchor = walk.belief
    _report(walk, day, marks)
    _note_lasting(walk, marks)


def _note_lasting(walk: _Walk, marks: list[Mark]) -> None:
    """A siege or a battle told as going on from day to day needs no further report in between."""
    state = walk.stretches[-1].state
    speaks = {ControlState.BESIEGED: Kind.SIEGE, ControlState.CONTESTED: Kind.CLASH}.get(state)
    walk.lasting = max((mark.last for mark in marks if mark.kind is speaks), default=None)


def _apply(walk: _Walk, mark: Mark) -> None:
    side = walk.allied.side(mark.holders)
    parameters = walk.parameters
    match mark.kind:
        case Kind.HELD_BEFORE:
            _held_before(walk, mark, side)
        case Kind.HOLDS:
            _holds(walk, mark, side)
        case Kind.CLASH:
            numbers = _sides_in(mark, walk.allied)
            walk.fights.append((mark.last, numbers))
            likelihood = clash_likelihood(walk.belief, numbers, len(mark.origins), parameters)
            walk.belief = seen(walk.belief, likelihood)
        case Kind.CONTESTED:
            walk.belief = jump(walk.belief, {CONTESTED: 1.0}, mark.weight)
        case Kind.SIEGE:
            inside = _inside(walk, mark, side)
            if inside is not None:
                walk.belief = jump(walk.belief, {besieged(inside): 1.0}, mark.weight)
        case Kind.WITHDRAWAL:
            if side is not None:
                walk.belief = _left(walk, mark, side)
        case Kind.CAPTURE:
            loser = top(walk.belief).side
            if side is None and loser is not None and loser != ELSE:
                walk.belief = _lost(walk, mark, loser)
            if side is not None:
                walk.belief = jump(walk.belief, captured(side, parameters), mark.weight)
                walk.counted = {(origin, side) for origin in mark.origins}


def _held_before(walk: _Walk, mark: Mark, side: int | None) -> None:
    """Who lost the place held it until then: news only where nothing else was known.

    Where that side's hold is all that was ever known, it began before anybody wrote of it.
    """
    current = walk.stretches[-1] if walk.stretches else None
    if len(walk.stretches) == 1 and walk.stretches[0].sides == (side,) and not walk.stretches[0].changed_hands:
        walk.stretches[0] = replace(walk.stretches[0], start=None)
    if side is not None and (current is None or current.state is ControlState.UNKNOWN):
        walk.belief = seen(walk.belief, statement_likelihood(walk.belief, side, mark.weight, walk.parameters))


def _holds(walk: _Walk, mark: Mark, side: int | None) -> None:
    if side is None:
        return
    fresh = {(origin, side) for origin in mark.origins} - walk.counted
    if fresh:
        walk.counted |= fresh
        walk.belief = seen(walk.belief, statement_likelihood(walk.belief, side, mark.weight, walk.parameters))
    elif top(walk.anchor).side == side and walk.anchor[top(walk.anchor)] > walk.belief[top(walk.anchor)]:
        walk.belief = walk.anchor


def _inside(walk: _Walk, mark: Mark, side: int | None) -> int | None:
    """The besieged side: the one named, else the likeliest holder that does not lie outside itself."""
    if side is not None:
        return side
    outside = {walk.allied.side([name]) for name in mark.others}
    within = {state: chance for state, chance in walk.belief.items() if state.side not in (None, ELSE, *outside)}
    return top(within).side if within else None


def _left(walk: _Walk, mark: Mark, side: int) -> Belief:
    """After a withdrawal: the only other side that was fighting for the place, else nobody knows."""
    others = {number for number in _sides_in(mark, walk.allied) if number != side}
    current = walk.stretches[-1] if walk.stretches else None
    if not others and current is not None and current.state is ControlState.CONTESTED:
        others = {number for number in current.sides if number != side}
    heir = held(others.pop() if len(others) == 1 else ELSE)
    return freed(walk.belief, side, heir, mark.weight)


def _lost(walk: _Walk, mark: Mark, loser: int) -> Belief:
    """After a capture whose captor is not named ("was declared free"): the only enemy there, else nobody knows."""
    enemies = set(walk.allied.side_of.values()) - {loser}
    if len(enemies) == 1:
        return jump(walk.belief, captured(enemies.pop(), walk.parameters), mark.weight)
    return _left(walk, mark, loser)


def _sides_in(mark: Mark, allied: Alliances) -> list[int]:
    found = [allied.side([name]) for name in (*mark.holders, *mark.others)]
    return list(dict.fromkeys(number for number in found if number is not None))


# ---------------------------------------------------------------- what is reported


def _report(walk: _Walk, day: date, marks: list[Mark]) -> None:
    strongest = top(walk.belief)
    certainty = walk.belief[strongest]
    ids = tuple(dict.fromkeys(i for mark in marks for i in mark.ids))
    start = None if not walk.stretches and all(mark.kind is Kind.HELD_BEFORE for mark in marks) else day
    sure = certainty >= walk.parameters.report_threshold and strongest.side != ELSE
    rivals = _rivals(walk.belief, walk.parameters.report_dispute_share)
    denied = any(mark.disputed for mark in marks)
    if _goes_on(walk, day, marks):
        denied, rivals = True, tuple(sorted({*rivals, *walk.stretches[-1].sides}))
    disputed = len(rivals) > 1 and (denied or (not sure and strongest != CONTESTED))
    if disputed:
        state, sides = ControlState.CONTESTED, rivals
    elif strongest.side == ELSE or certainty < walk.parameters.report_leaning:
        state, sides = ControlState.UNKNOWN, ()
    else:
        state, sides = strongest.what, () if strongest.side is None else (strongest.side,)
    contested = state is ControlState.CONTESTED
    stretch = Stretch(state, sides, start, None, certainty, ids, day)
    if contested:
        stretch = replace(stretch, sides=_contenders(walk, stretch, marks), dispute=disputed)
    changed = any(mark.kind in (Kind.CAPTURE, Kind.WITHDRAWAL) for mark in marks)
    _extend(walk, replace(stretch, changed_hands=changed), day)


def _goes_on(walk: _Walk, day: date, marks: list[Mark]) -> bool:
    """Whether a dispute is still on: the word of one of its parties does not settle it."""
    last = walk.stretches[-1] if walk.stretches else None
    if last is None or not last.dispute or (day - last.supported).days > walk.parameters.report_dispute_gap_days:
        return False
    return all(mark.interested or mark.kind is Kind.HELD_BEFORE for mark in marks)


def _rivals(belief: Belief, share: float) -> tuple[int, ...]:
    """Sides that each have a fair share of the belief."""
    shares: dict[int, float] = {}
    for state, p in belief.items():
        if state.side is not None and state.side != ELSE:
            shares[state.side] = shares.get(state.side, 0.0) + p
    return tuple(side for side, p in sorted(shares.items()) if p >= share)


def _contenders(walk: _Walk, stretch: Stretch, marks: list[Mark]) -> tuple[int, ...]:
    """Sides of a contest: those of its marks, and who held the place before."""
    sides = list(stretch.sides)
    if walk.stretches and walk.stretches[-1].state is not ControlState.UNKNOWN:
        sides += walk.stretches[-1].sides
    sides += [number for mark in marks for number in _sides_in(mark, walk.allied)]
    recent = [
        numbers
        for day, numbers in walk.fights
        if (stretch.supported - day).days <= walk.parameters.report_dispute_gap_days
    ]
    return tuple(sorted({*sides, *(number for numbers in recent for number in numbers)}))


def _extend(walk: _Walk, stretch: Stretch, day: date) -> None:
    """Goes on with the last stretch when its state is the same, else closes it and begins the new one."""
    if not walk.stretches:
        walk.stretches.append(stretch)
        return
    last = walk.stretches[-1]
    contested = stretch.state is last.state is ControlState.CONTESTED
    gap_ok = not last.dispute or (day - last.supported).days <= walk.parameters.report_dispute_gap_days
    if contested and gap_ok or (stretch.state, stretch.sides) == (last.state, last.sides):
        walk.stretches[-1] = replace(
            last,
            sides=tuple(sorted({*last.sides, *stretch.sides})),
            ids=tuple(dict.fromkeys((*last.ids, *stretch.ids))),
            supported=day,
            dispute=last.dispute or stretch.dispute,
        )
        return
    if last.dispute:
        _end_dispute(walk, day)
        last = walk.stretches[-1]
    walk.stretches[-1] = replace(last, end=day - ONE_DAY)
    walk.stretches.append(stretch)


def _end_dispute(walk: _Walk, day: date | None) -> None:
    """Claims that exclude each other speak for their own days; after the last one nobody knows."""
    last = walk.stretches[-1]
    over = last.supported + timedelta(days=walk.parameters.report_dispute_days) + ONE_DAY
    if day is None or over < day:
        walk.stretches[-1] = replace(last, end=over - ONE_DAY)
        walk.stretches.append(Stretch(ControlState.UNKNOWN, (), over, None, 0.0, last.ids, over))


def _fade_out(walk: _Walk, day: date | None) -> None:
    """Ends the running stretch where silence has taken the belief below the threshold before `day`."""
    if not walk.stretches or walk.today is None:
        return
    last = walk.stretches[-1]
    if last.dispute:
        if day is None:
            _end_dispute(walk, None)
        return
    days = days_until_unknown(walk.belief, walk.base, walk.parameters)
    if last.state is ControlState.UNKNOWN or days is None:
        return
    over = max(walk.today, walk.lasting or walk.today) + timedelta(days=days)
    if day is None or over < day:
        walk.stretches[-1] = replace(last, end=over - ONE_DAY)
        walk.stretches.append(Stretch(ControlState.UNKNOWN, (), over, None, 0.0, (), over))


def _with_gaps(stretches: list[Stretch]) -> list[Stretch]:
    """Looks back over the stretches: silence between two reports of one holder is no change, silence
    before a new holder who appears without a reported change of hands is a time of which nobody knows."""
    result: list[Stretch] = []
    for stretch in stretches:
        if len(result) > 1 and _same_again(result[-2], result[-1], stretch):
            before = result[-2]
            result[-2:] = [replace(before, end=stretch.end, supported=stretch.supported, ids=_both(before, stretch))]
            continue
        last = result[-1] if result else None
        if last is not None and _silent_change(last, stretch) and last.end is not None and last.supported < last.end:
            result[-1] = replace(last, end=last.supported)
            result.append(
                Stretch(ControlState.UNKNOWN, (), last.supported + ONE_DAY, last.end, 0.0, last.ids, last.end)
            )
        result.append(stretch)
    return result


def _same_again(before: Stretch, silence: Stretch, after: Stretch) -> bool:
    quiet = silence.state is ControlState.UNKNOWN and not silence.ids
    return quiet and before.state is after.state is ControlState.HOLDS and before.sides == after.sides


def _both(first: Stretch, second: Stretch) -> tuple[EventId, ...]:
    return tuple(dict.fromkeys((*first.ids, *second.ids)))


def _silent_change(last: Stretch, new: Stretch) -> bool:
    held_by = (ControlState.HOLDS, ControlState.BESIEGED)
    return last.state in held_by and new.state in held_by and last.sides != new.sides and not new.changed_hands
