"""Vectors of sentences, kept beside the record: what was encoded once is not encoded again."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert, select

from tapal.incidents.keys import number
from tapal.incidents.origins import Encoder
from tapal.store.neighbours import batches
from tapal.store.working import vectors


class Remembered:
    """An encoder that looks in the store first. Vectors are kept, and given, in half precision."""

    def __init__(self, connection: Connection, encoder: Encoder) -> None:
        self._connection = connection
        self._encoder = encoder
        self._seen: dict[int, NDArray[np.float32]] = {}

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors of the texts, one a row."""
        numbers = [number(text) for text in texts]
        self._fetch([one for one in dict.fromkeys(numbers) if one not in self._seen])
        fresh = {one: text for one, text in zip(numbers, texts, strict=True) if one not in self._seen}
        if fresh:
            self._keep(list(fresh), self._encoder.encode(list(fresh.values())))
        return np.stack([self._seen[one] for one in numbers])

    def emptied(self) -> "Remembered":
        """The same encoder, which has looked at nothing yet."""
        return Remembered(self._connection, self._encoder)

    def _fetch(self, numbers: Sequence[int]) -> None:
        for some in batches(numbers):
            query = select(vectors.c.text_hash, vectors.c.vector).where(vectors.c.text_hash.in_(some))
            for one, kept in self._connection.execute(query):
                self._seen[one] = np.frombuffer(kept, dtype=np.float16).astype(np.float32)

    def _keep(self, numbers: Sequence[int], matrix: NDArray[np.float32]) -> None:
        halves = matrix.astype(np.float16)
        rows = [{"text_hash": one, "vector": half.tobytes()} for one, half in zip(numbers, halves, strict=True)]
        self._connection.execute(insert(vectors), rows)
        self._seen |= {one: half.astype(np.float32) for one, half in zip(numbers, halves, strict=True)}
