"""Linear models over named features: weights as JSON, so that every decision can be explained by its features."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tapal.errors import ModelError

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Multinomial logistic regression: `weights[feature]` has one number per class of `classes`."""

    name: str
    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, Sequence[float]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of every class given the features that hold; features never seen count nothing."""
        return self.chances(self.totals(features))

    def totals(self, features: Iterable[str], start: Sequence[float] = ()) -> Sequence[float]:
        """The bias (or `start`, the totals of the features before these) and the features' weights, added by class."""
        get = self.weights.get
        rows = [row for feature in features if (row := get(feature)) is not None]
        return list(map(sum, zip(start or self.bias, *rows, strict=True)))

    def chances(self, totals: Sequence[float]) -> dict[str, float]:
        """Probability of every class given its totals."""
        top = max(totals)
        powers = [math.exp(total - top) for total in totals]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}

    def reasons(self, features: Iterable[str], wanted: str, most: int = 5) -> list[tuple[str, float]]:
        """The features that spoke most for a class, with their weights."""
        k = self.classes.index(wanted)
        found = [(feature, self.weights[feature][k]) for feature in features if feature in self.weights]
        return sorted(found, key=lambda pair: -abs(pair[1]))[:most]


@cache
def load_model(name: str) -> LinearModel:
    """A model of the package by name; ModelError when its file is missing or malformed."""
    path = WEIGHTS / f"{name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return LinearModel(name, tuple(content["classes"]), tuple(content["bias"]), content["weights"])
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"the model {path.name} cannot be read: {error}. Reinstall tapal to restore it.") from error
