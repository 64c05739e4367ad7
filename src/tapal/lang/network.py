"""Layers of the tagging and parsing networks, run in numpy: maxout, normalised, over a window of three words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.uint32]
PIECES = 3  # of every maxout but the parser's
TINY = 1e-8  # keeps the variance of a layer from being zero


@dataclass(frozen=True, slots=True)
class Layer:
    """Maxout and layer normalisation; the columns of `weights` are blocks, one a piece."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    @staticmethod
    def of(arrays: Mapping[str, Floats], k: int) -> Layer:
        """Layer number `k` of a network's arrays."""
        return Layer(*(arrays[f"layer{k}.{name}"] for name in ("weights", "bias", "scale", "shift")))

    @property
    def width(self) -> int:
        return len(self.scale)

    def apply(self, inputs: Floats) -> Floats:
        """Outputs (rows × width) of inputs (rows × input width)."""
        best = largest(inputs @ self.weights + self.bias, self.width)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best) / np.float32(self.width) + np.float32(TINY)
        best *= (1 / np.sqrt(spread))[:, None]
        best *= self.scale
        best += self.shift
        return best


def largest(values: Floats, width: int) -> Floats:
    """Maximum over the blocks of `width` columns, row by row."""
    best = np.maximum(values[:, :width], values[:, width : 2 * width])
    for at in range(2 * width, values.shape[1], width):
        np.maximum(best, values[:, at : at + width], out=best)
    return best


def look_around(rows: Floats, layers: tuple[Layer, ...]) -> Floats:
    """Rows that know their neighbours: every layer adds what it sees in each row and the ones beside it.

    The sentences in `rows` must be kept apart by as many empty rows as there are layers.
    """
    count, width = rows.shape
    padded = np.zeros((count + 2, width), dtype=np.float32)
    padded[1:-1] = rows
    step = padded.strides
    windows = as_strided(padded, (count, 3 * width), step, writeable=False)
    for layer in layers:
        padded[1:-1] += layer.apply(np.ascontiguousarray(windows))
    return padded[1:-1]
