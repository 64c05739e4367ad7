"""Groups of events that tell of one happening, from pairwise scores."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
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


def _agglomerate(
    part: list[Node],
    scores: Mapping[tuple[Node, Node], float],
    apart: Mapping[Node, Hashable],
) -> list[list[Node]]:
    """Mean linkage inside one component; sums of scores are kept so that a merge costs its row only."""
    groups: dict[int, list[Node]] = {i: [node] for i, node in enumerate(part)}
    owners = {i: {apart[node]} for i, node in enumerate(part)}
    sums: dict[tuple[int, int], float] = {}
    for i, first in enumerate(part):
        for j in range(i + 1, len(part)):
            second = part[j]
            sums[i, j] = scores.get((first, second), scores.get((second, first), UNSEEN))
    while True:
        best = _best(groups, owners, sums)
        if best is None:
            return list(groups.values())
        keep, gone = best
        for other in groups:
            if other not in best:
                sums[_key(keep, other)] += sums.pop(_key(gone, other))
        del sums[keep, gone]
        groups[keep] = [node for node in part if node in {*groups[keep], *groups[gone]}]
        owners[keep] |= owners[gone]
        del groups[gone], owners[gone]


def _best(
    groups: Mapping[int, list[Node]],
    owners: Mapping[int, set[Hashable]],
    sums: Mapping[tuple[int, int], float],
) -> tuple[int, int] | None:
    """The two groups with the highest positive mean that hold no two events of one document."""
    best, top = None, 0.0
    for (i, j), total in sums.items():
        mean = total / (len(groups[i]) * len(groups[j]))
        if (mean > top or (mean == top and best is not None and (i, j) < best)) and not owners[i] & owners[j]:
            best, top = (i, j), mean
    return best


def _key(first: int, second: int) -> tuple[int, int]:
    return (first, second) if first < second else (second, first)
