"""Belief about who holds one place: a probability for each state, moved by marks, sinking back with time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log2

from tapal.control.parameters import Parameters
from tapal.model.kinds import ControlState

ELSE = -1
"""The side "somebody who was never named here"."""


@dataclass(frozen=True, slots=True, order=True)
class State:
    """One hypothesis: a side holds or is besieged in the place, or it is fought over (side None)."""

    what: ControlState
    side: int | None


Belief = dict[State, float]

CONTESTED = State(ControlState.CONTESTED, None)


def held(side: int) -> State:
    return State(ControlState.HOLDS, side)


def besieged(side: int) -> State:
    return State(ControlState.BESIEGED, side)


def prior(own: Collection[int], others: Collection[int], parameters: Parameters) -> Belief:
    """Belief about a place of which nothing is known but the sides that appear there at some time.

    `others` are sides that only its city knows: they are among the "somebody else".
    """
    share = 1.0 - parameters.prior_contested - parameters.prior_besieged - parameters.prior_somebody_else
    strange = parameters.prior_somebody_else / (1 + len(others))
    belief = {CONTESTED: parameters.prior_contested, held(ELSE): strange}
    for side in own:
        belief[held(side)] = share / max(2, len(own))
        belief[besieged(side)] = parameters.prior_besieged / max(2, len(own))
    for side in others:
        belief[held(side)], belief[besieged(side)] = strange, 0.0
    return _normal(belief)


def half_life(state: State, parameters: Parameters) -> float:
    """Days after which half of the belief above the prior is gone."""
    if state.what is ControlState.CONTESTED:
        return parameters.decay_contested
    return parameters.decay_besieged if state.what is ControlState.BESIEGED else parameters.decay_held


def faded(belief: Belief, base: Belief, days: int, parameters: Parameters) -> Belief:
    """The belief after days without news, at the pace of its strongest state."""
    if days <= 0:
        return belief
    keep = 0.5 ** (days / half_life(top(belief), parameters))
    return {state: base[state] + (p - base[state]) * keep for state, p in belief.items()}


def days_until_unknown(belief: Belief, base: Belief, parameters: Parameters) -> int | None:
    """Days of silence after which the strongest state falls below the threshold; None: never.

    A state that was below it from the beginning lasts for one half-life.
    """
    state = top(belief)
    p, low, limit = belief[state], base[state], parameters.report_threshold
    if low >= limit:
        return None
    life = half_life(state, parameters)
    return int(life) if p < limit else int(life * log2((p - low) / (limit - low))) + 1


def top(belief: Belief) -> State:
    """The strongest state; ties go to the first in the order of states."""
    return max(sorted(belief, key=_rank), key=belief.__getitem__)


def _rank(state: State) -> tuple[str, int]:
    return (state.what.value, -2 if state.side is None else state.side)


def jump(belief: Belief, goal: Belief, weight: float) -> Belief:
    """Belief after a change that is true with probability `weight`: a mixture of the goal and what was before."""
    return {state: weight * goal.get(state, 0.0) + (1 - weight) * p for state, p in belief.items()}


def freed(belief: Belief, side: int, heir: State, weight: float) -> Belief:
    """Belief after a side has left: what was believed of it, and of a fight with it, goes to the heir.

    That a side left which did not hold the place says nothing about who does.
    """
    lost = {state: weight * p for state, p in belief.items() if state.side == side or state == CONTESTED}
    rest = {state: p - lost.get(state, 0.0) for state, p in belief.items()}
    rest[heir] += sum(lost.values())
    return rest


def captured(side: int, parameters: Parameters) -> Belief:
    """Where the belief goes when a side is known to have taken the place."""
    return {held(side): parameters.change_captured_held, CONTESTED: parameters.change_captured_contested}


def seen(belief: Belief, likelihood: Belief) -> Belief:
    """Belief after an observation (Bayes' rule)."""
    return _normal({state: p * likelihood[state] for state, p in belief.items()})


def statement_likelihood(belief: Belief, side: int, weight: float, parameters: Parameters) -> Belief:
    """How likely "side holds it" is said in each state, by a speaker who is right with probability `weight`."""
    wrong = (1.0 - weight) / max(1, len(belief) // 2)

    def chance(state: State) -> float:
        if state.side == side:
            return weight
        return parameters.likelihood_statement_contested if state == CONTESTED else wrong

    return {state: chance(state) for state in belief}


def clash_likelihood(belief: Belief, sides: Sequence[int], origins: int, parameters: Parameters) -> Belief:
    """How likely fighting between sides is reported by so many origins in each state."""

    def chance(state: State) -> float:
        if state == CONTESTED:
            return parameters.likelihood_clash_contested
        if len(set(sides)) > 1 and state.side not in sides:
            return parameters.likelihood_clash_elsewhere
        if state.what is ControlState.BESIEGED:
            return parameters.likelihood_clash_besieged
        return parameters.likelihood_clash_held

    return {state: chance(state) ** origins for state in belief}


def _normal(belief: Belief) -> Belief:
    total = sum(belief.values())
    return {state: p / total for state, p in belief.items()}
