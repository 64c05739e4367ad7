"""What resolvers pick from the tokens of a match, and what they do with an interval that is still running."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tapal.lang.temporal.tokens import Token
from tapal.model.when import When


def first_of(tokens: Sequence[Token], *kinds: str) -> Token | None:
    """The first token of one of the classes."""
    return next((t for t in tokens if t.kind in kinds), None)


def value_of(tokens: Sequence[Token], *kinds: str) -> int:
    """The number of the first token of one of the classes; 0 when there is none."""
    token = first_of(tokens, *kinds)
    return 0 if token is None else token.n


def clipped(when: When, base: date | None, future: bool) -> When:
    """The part of a running interval that a report can tell of: up to publication, or from it when it looks ahead."""
    if base is None or when.start is None or when.end is None or not when.start <= base <= when.end:
        return when
    return replace(when, start=base) if future else replace(when, end=base)


def step_of(tokens: Sequence[Token]) -> int | None:
    """-1 last, 0 this, 1 next; None when nothing of the kind is said."""
    token = first_of(tokens, "STEP", "AGO")
    return None if token is None else -1 if token.kind == "AGO" else token.n
