"""Arc-eager dependency parsing: heads and labels by a sequence of moves, for many sentences at a time.

The system is spaCy's (Nivre 2003, with the non-monotonic moves of Honnibal & Johnson 2015). Words are numbered
through the whole batch; the number after the last word stands for "none".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tapal.lang.network import Floats, largest

SHIFT, REDUCE, LEFT, RIGHT = range(4)
KINDS = {"S": SHIFT, "D": REDUCE, "L": LEFT, "R": RIGHT}
FEATURES = 8  # words of a state that the network sees
LIFTED = "||"  # "punct||conj": the label and that of the true head
ROOT = "ROOT"
FORBIDDEN = np.float32(-np.inf)


@dataclass(slots=True)
class _State:
    """Where the parsing of a sentence stands: stack, words put back, next word, end."""

    stack: list[int]  # with three "none" at the bottom
    back: list[int]
    next: int
    end: int


class ArcParser:
    """Chooses moves by a network with one hidden layer over the words of the state."""

    def __init__(self, moves: Sequence[str], arrays: Mapping[str, Floats]) -> None:
        self._kinds = [KINDS[move[0]] for move in moves]
        self._labels = [move[2:] for move in moves]
        self._arrays = arrays
        self._hidden = len(arrays["moves.weights"])

    def parse(
        self, vectors: Floats, lengths: Sequence[int], blank: Sequence[bool]
    ) -> tuple[list[int], list[str]]:
        """Head (its own number for a root) and label of every word; `vectors` are those of all words in order."""
        heads, moves = self._run(self._table(vectors), lengths)
        labels = [ROOT if head < 0 else self._labels[move] for head, move in zip(heads, moves, strict=True)]
        heads = [k if head < 0 else head for k, head in enumerate(heads)]
        _lower_lifted(heads, labels, lengths, blank)
        return heads, labels

    def _table(self, vectors: Floats) -> Floats:
        """What every word adds to the hidden layer in each place of a state; the last rows are those of "none"."""
        arrays = self._arrays
        pad = arrays["states.pad"]
        table = np.empty((len(vectors) * FEATURES + len(pad), pad.shape[1]), dtype=np.float32)
        words = table[: -len(pad)].reshape(len(vectors), -1)
        np.matmul(vectors, arrays["states.weights"], out=words)
        words += arrays["states.shift"]
        table[-len(pad) :] = pad
        return table

    def _run(self, table: Floats, lengths: Sequence[int]) -> tuple[list[int], list[int]]:
        none = sum(lengths)
        heads, moves = [-1] * none, [-1] * none
        lefts, rights, before = ([none] * (none + 1) for _ in range(3))  # last child of a word, the one before it
        kept = [False] * none  # put back once: not to be shifted again
        kinds = self._kinds
        states, start = [], 0
        for length in lengths:
            states.append(_State([none, none, none], [], start, start + length))
            start += length
        while states := [state for state in states if _settled(state, heads, kept)]:
            seen: list[int] = []
            no_shift, no_reduce = [], []
            for k, state in enumerate(states):
                stack, back = state.stack, state.back
                if back:
                    first = back[-1]
                    second = back[-2] if len(back) > 1 else state.next if state.next < state.end else none
                else:
                    first = state.next
                    second = first + 1 if first + 1 < state.end else none
                top = stack[-1]
                seen += (first, second, top, stack[-2], stack[-3], lefts[first], lefts[top], rights[top])
                if second == none or kept[first]:
                    no_shift.append(k)
                if len(stack) == 4:
                    no_reduce.append(k)
            scores = self._scores(table, seen)
            scores[no_shift, SHIFT] = FORBIDDEN
            scores[no_reduce, REDUCE] = FORBIDDEN
            for k, (state, move) in enumerate(zip(states, scores.argmax(axis=1).tolist(), strict=True)):
                kind, stack, first = kinds[move], state.stack, seen[k * FEATURES]
                if kind == LEFT:
                    child = stack.pop()
                    if heads[child] >= 0 and rights[heads[child]] == child:
                        rights[heads[child]] = before[child]
                    heads[child], moves[child], lefts[first], kept[first] = first, move, child, False
                    continue
                if kind == REDUCE:
                    _reduce(state, heads, kept)
                    continue
                if kind == RIGHT:
                    top = stack[-1]
                    heads[first], moves[first], before[first], rights[top] = top, move, rights[top], first
                _push(state)
        return heads, moves

    def _scores(self, table: Floats, seen: Sequence[int]) -> Floats:
        """Score of every move in every state, given the words it sees."""
        arrays = self._arrays
        at = np.array(seen, dtype=np.intp).reshape(-1, FEATURES) * FEATURES + np.arange(FEATURES)
        sums = table.take(at, axis=0).sum(axis=1)
        sums += arrays["states.bias"]
        scores: Floats = largest(sums, self._hidden) @ arrays["moves.weights"] + arrays["moves.bias"]
        return scores


def _push(state: _State) -> None:
    if state.back:
        state.stack.append(state.back.pop())
    else:
        state.stack.append(state.next)
        state.next += 1


def _reduce(state: _State, heads: Sequence[int], kept: list[bool]) -> None:
    """Take the top off the stack; without a head it goes back to the words to come, unless it is the last."""
    top = state.stack.pop()
    if heads[top] < 0 and len(state.stack) > 3:
        state.back.append(top)
        kept[top] = True


def _settled(state: _State, heads: Sequence[int], kept: list[bool]) -> bool:
    """Make the moves that have no alternative; False when the sentence is done."""
    while True:
        if not state.back and state.next >= state.end:
            if len(state.stack) == 3:
                return False
            _reduce(state, heads, kept)
        elif len(state.stack) == 3:
            _push(state)
        else:
            return True


def _lower_lifted(heads: list[int], labels: list[str], lengths: Sequence[int], blank: Sequence[bool]) -> None:
    """Arcs that were lifted to keep trees without crossings go back to the first descendant with the head's label."""
    start = 0
    for length in lengths:
        end = start + length
        for word in range(start, end):
            label, lifted, wanted = labels[word].partition(LIFTED)
            if lifted:
                labels[word] = label
                others = [child for child in range(start, end) if child != word and not blank[child]]
                heads[word] = _descendant(heads, labels, others, heads[word], wanted)
        start = end


def _descendant(heads: Sequence[int], labels: Sequence[str], others: Sequence[int], head: int, wanted: str) -> int:
    """The first of the other words with a label below a head, breadth first; the head itself when there is none."""
    row = [head]
    while row:
        below = []
        for parent in row:
            for child in others:
                if heads[child] == parent != child:
                    if labels[child] == wanted:
                        return child
                    below.append(child)
        row = below
    return head
