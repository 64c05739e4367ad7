"""A linear model that chooses one of several candidates or none (conditional logit), for the dates of events."""

from collections import Counter

import numpy as np
from datasets import Rows
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tapal.events.linear import LinearModel


def fit_choice(name: str, rows: Rows, strength: float, least_count: int, smallest: float) -> LinearModel:
    """The model under which odds(c) / (1 + sum of odds) is the chance that candidate c of a group is meant.

    A group holds the candidates of one trigger (`rows.groups`, in order); any number of them may be right, and "none"
    has odds 1. The result has the classes "no" and "yes" of a binary model, whose odds are those of the candidate.
    """
    counts = Counter(feature for features in rows.features for feature in set(features))
    vocabulary = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= least_count))}
    indices, indptr = [], [0]
    for features in rows.features:
        indices += sorted({vocabulary[f] for f in features if f in vocabulary})
        indptr.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows.features), len(vocabulary)))
    group = np.unique(np.array(rows.groups), return_inverse=True)[1]
    size = int(group.max()) + 1
    right = np.array([label == "yes" for label in rows.labels], dtype=float)
    weight = np.zeros(size)
    weight[group] = rows.weights
    found = np.bincount(group, right, size) > 0
    turned = matrix.T.tocsr()

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.exp(np.clip(matrix @ point[:-1] + point[-1], -30, 30))
        total = 1 + np.bincount(group, odds, size)
        good = np.where(found, np.bincount(group, odds * right, size), 1.0)
        meant = np.where(found[group], right * odds / good[group], 0.0)
        pull = strength * weight[group] * (odds / total[group] - meant)
        value = strength * np.sum(weight * (np.log(total) - np.log(good))) + 0.5 * point[:-1] @ point[:-1]
        return float(value), np.append(turned @ pull + point[:-1], pull.sum())

    point = minimize(loss, np.zeros(len(vocabulary) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    half = point / 2
    weights = {f: [round(float(-half[k]), 3), round(float(half[k]), 3)] for f, k in vocabulary.items()
               if abs(half[k]) >= smallest}
    return LinearModel(name, ("no", "yes"), (round(float(-half[-1]), 3), round(float(half[-1]), 3)), weights)
