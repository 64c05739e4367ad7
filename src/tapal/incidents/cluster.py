"""Groups of events that tell of one happening, from pairwise scores."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import combinations
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

UNSEEN = -0.5
"""Score taken for two events that were never compared (their blocks differ): a mild no, so that a
long chain of lookalikes (a front line's daily clashes) does not become one happening."""


def components(nodes: Sequence[Node], edges: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Connected components, each in the order of `nodes`, listed by their first node."""
    parent = {node: node for node in nodes}

    def root(node: Node) -> Node:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for first, second in edges:
        parent[root(first)] = root(second)
    groups: dict[Node, list[Node]] = {}
    for node in nodes:
        groups.setdefault(root(node), []).append(node)
    return list(groups.values())


def cluster(
    nodes: Sequence[Node],
    scores: Mapping[tuple[Node, Node], float],
    apart: Mapping[Node, Hashable],
) -> list[list[Node]]:
    """Groups in which events agree on average (mean linkage, best pair first, until no mean is above 0).

    `scores` are log-odds that two events are the same happening, keyed by pair in the order of `nodes`.
    Two nodes with the same value in `apart` (their document) never share a group: a report's reading
    has already told its own events apart. Nodes must come sorted: ties go to the earlier ones, so
    the result does not depend on the order in which reports arrived.
    """
    linked = [pair for pair, score in scores.items() if score > 0]
    groups: list[list[Node]] = []
    for part in components(nodes, linked):
        groups.extend(_agglomerate(part, scores, apart) if len(part) > 1 else [part])
    return groups


@dataclass(slots=True)
class _Linkage:
    """Groups of one component by number, with the sum of scores between each two and who must stay apart."""

    groups: dict[int, list[int]]
    owners: dict[int, set[Hashable]]
    sums: dict[tuple[int, int], float]
    heap: list[tuple[float, int, int, int, int]] = field(default_factory=list)

    def offer(self, first: int, second: int) -> None:
        """Queues a pair whose mean score is positive, with the sizes that the mean is of."""
        i, j = _key(first, second)
        sizes = len(self.groups[i]), len(self.groups[j])
        mean = self.sums[i, j] / (sizes[0] * sizes[1])
        if mean > 0:
            heappush(self.heap, (-mean, i, j, *sizes))

    def best(self) -> tuple[int, int] | None:
        """The two groups with the highest positive mean that hold no two events of one document."""
        while self.heap:
            _, i, j, size, other = heappop(self.heap)
            current = (
                i in self.groups and j in self.groups and (len(self.groups[i]), len(self.groups[j])) == (size, other)
            )
            if current and not self.owners[i] & self.owners[j]:
                return i, j
        return None

    def join(self, keep: int, gone: int) -> None:
        """One group of two; its sums are the sums of theirs, so that a merge costs its row only."""
        self.groups[keep] = sorted(self.groups[keep] + self.groups.pop(gone))
        self.owners[keep] |= self.owners.pop(gone)
        del self.sums[keep, gone]
        for other in self.groups:
            if other != keep:
                self.sums[_key(keep, other)] += self.sums.pop(_key(gone, other))
                self.offer(keep, other)


def _agglomerate(
    part: list[Node],
    scores: Mapping[tuple[Node, Node], float],
    apart: Mapping[Node, Hashable],
) -> list[list[Node]]:
    """Mean linkage inside one component; ties go to the pair of the earlier groups."""
    linkage = _Linkage({i: [i] for i in range(len(part))}, {i: {apart[node]} for i, node in enumerate(part)}, {})
    for i, j in combinations(range(len(part)), 2):
        first, second = part[i], part[j]
        linkage.sums[i, j] = scores.get((first, second), scores.get((second, first), UNSEEN))
        linkage.offer(i, j)
    while (best := linkage.best()) is not None:
        linkage.join(*best)
    return [[part[i] for i in group] for group in linkage.groups.values()]


def _key(first: int, second: int) -> tuple[int, int]:
    return (first, second) if first < second else (second, first)
