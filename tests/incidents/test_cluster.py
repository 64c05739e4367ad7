"""Grouping from pairwise scores, checked against networkx and against a plain implementation."""

import random

import networkx
import pytest

from tapal.incidents.cluster import UNSEEN, cluster, components


def random_graph(seed: int, size: int = 30, edges: int = 25) -> tuple[list[int], list[tuple[int, int]]]:
    rng = random.Random(seed)
    nodes = list(range(size))
    return nodes, [tuple(sorted(rng.sample(nodes, 2))) for _ in range(edges)]


@pytest.mark.parametrize("seed", range(20))
def test_components_are_those_of_networkx(seed: int):
    nodes, edges = random_graph(seed)
    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    assert {frozenset(group) for group in components(nodes, edges)} == {
        frozenset(group) for group in networkx.connected_components(graph)
    }


@pytest.mark.parametrize("seed", range(10))
def test_groups_never_cross_components_and_cliques_stay_whole(seed: int):
    nodes, edges = random_graph(seed, size=20, edges=12)
    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    whole = {(a, b): 2.0 for part in networkx.connected_components(graph) for a in part for b in part if a < b}
    groups = cluster(nodes, whole, {node: node for node in nodes})
    assert {frozenset(g) for g in groups} == {frozenset(p) for p in networkx.connected_components(graph)}


def plain(nodes: list[int], scores: dict[tuple[int, int], float], apart: dict[int, int]) -> set[frozenset[int]]:
    """Mean linkage recomputed from scratch at every step, inside the components of positive pairs."""
    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(pair for pair, score in scores.items() if score > 0)
    result: set[frozenset[int]] = set()
    for part in networkx.connected_components(graph):
        groups = [[node] for node in sorted(part)]
        while True:
            best, top = None, 0.0
            for i, first in enumerate(groups):
                for second in groups[i + 1 :]:
                    if {apart[n] for n in first} & {apart[n] for n in second}:
                        continue
                    cells = [scores.get((min(a, b), max(a, b)), UNSEEN) for a in first for b in second]
                    mean = sum(cells) / len(cells)
                    if mean > top + 1e-9:
                        best, top = (first, second), mean
            if best is None:
                break
            groups = [g for g in groups if g not in best] + [sorted(best[0] + best[1])]
            groups.sort()
        result |= {frozenset(group) for group in groups}
    return result


@pytest.mark.parametrize("seed", range(30))
def test_mean_linkage_is_that_of_a_plain_implementation(seed: int):
    rng = random.Random(seed)
    nodes = list(range(14))
    scores = {(a, b): rng.uniform(-4, 4) for a in nodes for b in nodes if a < b and rng.random() < 0.4}
    apart = {node: rng.randrange(6) for node in nodes}
    assert {frozenset(g) for g in cluster(nodes, scores, apart)} == plain(nodes, scores, apart)


def test_two_events_of_one_document_stay_apart():
    scores = {(0, 1): 3.0, (1, 2): 3.0, (0, 2): 3.0}
    groups = cluster([0, 1, 2], scores, {0: "a", 1: "b", 2: "a"})
    assert sorted(map(sorted, groups)) == [[0, 1], [2]]


def test_a_chain_of_lookalikes_does_not_become_one():
    chain = {(n, n + 1): 0.6 for n in range(9)}
    assert max(map(len, cluster(list(range(10)), chain, {n: n for n in range(10)}))) < 10
