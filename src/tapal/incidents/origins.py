"""Reports that go back to one source: near-copies, shortened copies and translations.

Two reports are of one origin when the shorter one has little that the other does not: its word
triples (same language) or its sentences as vectors (any languages) are found again in the other.
Independent reports of one happening share the facts but not the telling, and stay apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash, RMinHashLSH

from tapal.incidents.cluster import components
from tapal.model.incident import Origin
from tapal.model.kinds import DocId, SentenceKind
from tapal.model.text import Document

SHINGLE = 3
"""Words per shingle: single words and pairs are shared by any two reports of one war."""

COPIED = 0.25
"""Share of the shorter report's shingles found in the other from which it counts as a copy. Rewritten
and shortened copies measured .24–.62, independent reports and follow-ups at most .07 (june2017)."""

CREDITED = 0.15
"""The same when both credit the same agency for the text."""

TRANSLATED = 0.6
"""Share of the shorter report's sentences that need a counterpart in the other. Translations measured
.91–1.0, independent reports at most .33 (june2017)."""

COUNTERPART = 0.6
"""Cosine from which two sentences of different languages count as counterparts."""

WINDOW_DAYS = 7
"""Copies appear within days; the same words a month later are an anniversary or an error of dates."""

SHORTEST = 3
"""Sentences below which coverage is chance."""

HASHES = 128
BANDS = 64
"""MinHash bands of two rows: a pair with Jaccard .1 is still compared with probability .5, one with .2 with .93."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘]?[^\W\d_a-z])")
_READ = frozenset({SentenceKind.NEWS, SentenceKind.HEADLINE})


class Encoder(Protocol):
    """Turns sentences into vectors of one space for all languages, shape (n, dimensions)."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Link:
    """Two reports of one origin, and what was measured."""

    first: DocId
    second: DocId
    kind: str
    share: float

    def reason(self) -> str:
        return f"{self.kind}: {self.first} and {self.second} share {self.share:.2f}"


@dataclass(frozen=True, slots=True)
class _Print:
    """What is compared of one report."""

    document: Document
    shingles: frozenset[str]
    sentences: tuple[str, ...]


def find_origins(documents: Sequence[Document], vectors: Encoder | None = None) -> tuple[Origin, ...]:
    """One origin per group of copies; the id is that of its first report by date, then by id.

    Without an encoder translations are not found; copies in one language are.
    """
    prints = [_print(document) for document in sorted(documents, key=_order)]
    links = _copies(prints)
    if vectors is not None:
        known = {(link.first, link.second) for link in links}
        links += [link for link in _translations(prints, vectors) if (link.first, link.second) not in known]
    ids = [item.document.id for item in prints]
    groups = components(ids, [(link.first, link.second) for link in links])
    return tuple(_origin(group, links) for group in groups)


def _origin(group: Sequence[DocId], links: Sequence[Link]) -> Origin:
    members = set(group)
    return Origin(str(group[0]), tuple(group), tuple(link.reason() for link in links if link.first in members))


def _order(document: Document) -> tuple[str, str]:
    return (document.published.isoformat() if document.published else "9999", str(document.id))


def news_text(document: Document) -> str:
    """The report without links, captions, bylines and spam, where its zones are known; else its body."""
    if not document.zones:
        return document.text[document.body_start :]
    return "\n".join(document.quote(zone.span) for zone in document.zones if zone.kind in _READ)


def _print(document: Document) -> _Print:
    text = news_text(document)
    lines = [line.strip() for line in text.split("\n")]
    sentences = [piece for line in dict.fromkeys(lines) for piece in _SENTENCE.split(line) if piece]
    told = tuple(s for s in sentences if len(_WORD.findall(s)) >= SHINGLE + 1)
    words = [word.lower() for sentence in told for word in _WORD.findall(sentence)]
    shingles = frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return _Print(document, shingles, told)


def _close(first: Document, second: Document) -> bool:
    if first.published is None or second.published is None:
        return True
    return abs((first.published - second.published).days) <= WINDOW_DAYS


# ---------------------------------------------------------------- one language


def _copies(prints: Sequence[_Print]) -> list[Link]:
    index = RMinHashLSH(threshold=COPIED, num_perm=HASHES, num_bands=BANDS)
    links: list[Link] = []
    for position, item in enumerate(prints):
        if not item.shingles:
            continue
        signature = RMinHash(num_perm=HASHES, seed=1)
        signature.update(sorted(item.shingles))
        for earlier in sorted(index.query(signature)):
            link = _copy(prints[earlier], item)
            if link is not None:
                links.append(link)
        index.insert(position, signature)
    return links


def _copy(first: _Print, second: _Print) -> Link | None:
    if not _close(first.document, second.document):
        return None
    smaller = min(len(first.shingles), len(second.shingles))
    share = len(first.shingles & second.shingles) / smaller
    agency = first.document.agency
    credited = agency is not None and agency == second.document.agency
    if share < (CREDITED if credited else COPIED):
        return None
    return Link(first.document.id, second.document.id, "copy", share)


# ---------------------------------------------------------------- across languages


def _translations(prints: Sequence[_Print], vectors: Encoder) -> list[Link]:
    """Reports retold sentence by sentence, mostly translations; `prints` come by date."""
    encoded = [_vectors(item.sentences, vectors) for item in prints]
    links: list[Link] = []
    for j, later in enumerate(prints):
        for i in range(j - 1, -1, -1):
            earlier = prints[i]
            if not _close(earlier.document, later.document):
                break
            share = coverage(encoded[i], encoded[j])
            if share >= TRANSLATED:
                across = earlier.document.language != later.document.language
                links.append(
                    Link(earlier.document.id, later.document.id, "translation" if across else "retelling", share)
                )
    return links


def _vectors(sentences: Sequence[str], vectors: Encoder) -> NDArray[np.float32]:
    if len(sentences) < SHORTEST:
        return np.zeros((0, 1), dtype=np.float32)
    matrix = np.asarray(vectors.encode(list(sentences)), dtype=np.float32)
    unit: NDArray[np.float32] = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return unit


def coverage(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """Share of the shorter report's sentences (unit vectors, one a row) that the longer one tells too."""
    if min(len(first), len(second)) < SHORTEST:
        return 0.0
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    best = (shorter @ longer.T).max(axis=1)
    return float((best >= COUNTERPART).mean())
