"""Counts of people or things as a report gives them."""

from dataclasses import dataclass

from tapal.model.kinds import Group


@dataclass(frozen=True, slots=True)
class Count:
    """Lowest, best and highest figure; None where the report leaves it open.

    "at least 12": low = best = 12, high None; "dozens": low 24, best and high None (guide, rule 14).
    `vague` keeps the word when the figure is not a number.
    """

    low: int | None
    best: int | None
    high: int | None
    group: Group = Group.UNKNOWN
    vague: str | None = None
