"""What a word brings to the network by its looks alone: hashed norm, prefix, suffix and shape, mixed to one vector."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tapal.lang.network import Floats, Layer, Numbers
from tapal.lang.tokenizer import Form, Token

MASK = (1 << 64) - 1
MIX, SHIFT = 0xC6A4A7935BD1E995, 47  # constants of MurmurHash64A
SEED = 1
SUFFIX = 3  # letters
SHAPE_RUN = 4  # equal signs of a shape after which more make no difference
LONG = 100  # letters of what is hardly a word
KNOWN_FORMS = 30_000  # forms whose vectors are kept (about 12 MB)


@lru_cache(maxsize=1 << 16)
def word_number(text: str) -> int:
    """MurmurHash64A of a word in UTF-8: the number under which the networks were trained to know it."""
    data = text.encode()
    value = SEED ^ (len(data) * MIX & MASK)
    whole = len(data) & ~7
    for at in range(0, whole, 8):
        block = int.from_bytes(data[at : at + 8], "little") * MIX & MASK
        value = (value ^ ((block ^ block >> SHIFT) * MIX & MASK)) * MIX & MASK
    if whole < len(data):
        value = (value ^ int.from_bytes(data[whole:], "little")) * MIX & MASK
    value = (value ^ value >> SHIFT) * MIX & MASK
    return value ^ value >> SHIFT


def shape_of(text: str) -> str:
    """Xxxx for Kota, dd-ddd for 21-100; runs are cut after four signs."""
    if len(text) >= LONG:
        return "LONG"
    signs = []
    last, run = "", 0
    for char in text:
        sign = ("X" if char.isupper() else "x") if char.isalpha() else "d" if char.isdigit() else char
        run = run + 1 if sign == last else 0
        last = sign
        if run < SHAPE_RUN:
            signs.append(sign)
    return "".join(signs)


def buckets(numbers: NDArray[np.uint64], seed: int) -> NDArray[np.uint32]:
    """Four hashes of each number (MurmurHash3 of 128 bits), one row each."""
    first = numbers * np.uint64(0x87C37B91114253D5)
    first = (first << np.uint64(31)) | (first >> np.uint64(33))
    first = first * np.uint64(0x4CF5AD432745937F) ^ np.uint64(seed) ^ np.uint64(8)
    second: NDArray[np.uint64] = np.full_like(first, seed ^ 8)
    first = first + second
    second = first + second
    first, second = _finished(first), _finished(second)
    first = first + second
    second = first + second
    low = np.uint64(0xFFFFFFFF)
    return np.stack((first & low, first >> np.uint64(32), second & low, second >> np.uint64(32)), 1).astype(np.uint32)


def _finished(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        value = (value ^ value >> np.uint64(33)) * np.uint64(factor)
    mixed: NDArray[np.uint64] = value ^ value >> np.uint64(33)
    return mixed


class Lexemes:
    """Vectors of forms, each worked out once; row 0 is the empty vector that pads sentences."""

    def __init__(
        self,
        columns: Sequence[str],
        symbols: Mapping[str, int],
        norms: Mapping[str, str],
        arrays: Mapping[str, NDArray[np.float32]],
    ) -> None:
        self._columns = tuple(columns)
        self._symbols = symbols
        self._norms = {int(number): norm for number, norm in norms.items()}
        self._tables = [(arrays[f"table{k}"], int(arrays[f"seed{k}"][0])) for k in range(len(columns))]
        self._mix = Layer.of(arrays, 0)
        self._spaced = "SPACY" in columns
        self._rows: dict[tuple[Form, bool], int] = {}
        self._vectors = np.zeros((1, self._mix.width), dtype=np.float32)
        self._used = 1

    def rows(self, tokens: Sequence[Token]) -> list[int]:
        """Row of each token in `vectors`, which grows when a form is new."""
        spaced, rows = self._spaced, self._rows
        keys = [(token.form, spaced and token.space) for token in tokens]
        new = [key for key in dict.fromkeys(keys) if key not in rows]
        if new:
            self._add(new)
        return [rows[key] for key in keys]

    def make_room(self) -> None:
        """Forget all vectors when there are too many (between two texts: rows are numbered anew)."""
        if len(self._rows) > KNOWN_FORMS:
            self._rows.clear()
            self._used = 1

    @property
    def vectors(self) -> Floats:
        return self._vectors

    def _add(self, keys: Sequence[tuple[Form, bool]]) -> None:
        numbers = np.array([self._numbers(form, space) for form, space in keys], dtype=np.uint64)
        parts = []
        for k, (table, seed) in enumerate(self._tables):
            places: Numbers = buckets(numbers[:, k], seed) % np.uint32(len(table))
            parts.append(table[places].sum(axis=1))
        made = self._mix.apply(np.concatenate(parts, axis=1))
        end = self._used + len(keys)
        if end > len(self._vectors):
            grown = np.zeros((max(end, 2 * len(self._vectors)), self._mix.width), dtype=np.float32)
            grown[: self._used] = self._vectors[: self._used]
            self._vectors = grown
        self._vectors[self._used : end] = made
        self._rows.update(zip(keys, range(self._used, end), strict=True))
        self._used = end

    def _numbers(self, form: Form, space: bool) -> list[int]:
        text = form.text
        found = {
            "NORM": lambda: self._number(form.norm or self._norms.get(self._number(text)) or form.lower),
            "PREFIX": lambda: self._number(text[0]),
            "SUFFIX": lambda: self._number(text[-SUFFIX:]),
            "SHAPE": lambda: self._number(shape_of(text)),
            "SPACY": lambda: int(space),
            "IS_SPACE": lambda: int(form.blank),
        }
        return [found[column]() for column in self._columns]

    def _number(self, text: str) -> int:
        return self._symbols[text] if text in self._symbols else word_number(text)
