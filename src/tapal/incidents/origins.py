"""Reports that go back to one source: near-copies, shortened copies and translations.

Two reports are of one origin when the shorter one has little that the other does not: its word
triples (same language) or its sentences as vectors (any languages) are found again in the other.
Independent reports of one happening share the facts but not the telling, and stay apart; so do the
daily bulletins of one office, which share the telling but not the figures.

`filing` says under which keys a report is found again, so that a new one is held against few others:
MinHash bands of its word triples, and of its facts (names and figures, which translations keep).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from tapal.incidents.cluster import components
from tapal.incidents.keys import mixed, number
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

BULLETIN_FIGURES = 3
"""Figures that both reports need before differing ones make them two bulletins of one wording."""

BULLETIN_SHARED = 0.34
"""Share of the shorter list of figures that a copy has at least in common with its original: a toll may be
corrected in a copy, but in the next day's bulletin nearly all figures are new."""

WINDOW_DAYS = 7
"""Copies appear within days; the same words a month later are an anniversary or an error of dates."""

SHORTEST = 3
"""Sentences below which coverage is chance."""

HASHES = 128
BANDS = 64
"""MinHash bands of two rows: a pair with Jaccard .1 is still compared with probability .5, one with .2 with .93.
Facts of translations measured .26 and more."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘]?[^\W\d_a-z])")
_READ = frozenset({SentenceKind.NEWS, SentenceKind.HEADLINE})
_LETTERS = str.maketrans({"q": "k", "c": "k", "y": "i"})
_NAME_LETTERS = 4
_YEARS = range(1900, 2101)


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
class Print:
    """What is compared of one report; `facts` are names and figures in a form that languages share."""

    document: Document
    shingles: frozenset[str]
    sentences: tuple[str, ...]
    facts: frozenset[str]
    figures: frozenset[str]


def find_origins(documents: Sequence[Document], vectors: Encoder | None = None) -> tuple[Origin, ...]:
    """One origin per group of copies; the id is that of its first report by date, then by id.

    Without an encoder translations are not found; copies in one language are.
    """
    prints = [print_of(document) for document in sorted(documents, key=in_order)]
    files: dict[int, list[int]] = defaultdict(list)
    links: list[Link] = []
    for position, item in enumerate(prints):
        filed, asked = filing(item)
        met = sorted({other for key in asked for other in files[key]})
        links += [found for other in met if (found := link(prints[other], item, vectors)) is not None]
        for key in filed:
            files[key].append(position)
    return origins_of([item.document.id for item in prints], links)


def origins_of(ids: Sequence[DocId], links: Sequence[Link]) -> tuple[Origin, ...]:
    """The origins of reports (in order) that are linked so."""
    groups = components(ids, [(one.first, one.second) for one in links])
    return tuple(_origin(group, links) for group in groups)


def _origin(group: Sequence[DocId], links: Sequence[Link]) -> Origin:
    members = set(group)
    how = sorted(one.reason() for one in links if one.first in members)
    return Origin(str(group[0]), tuple(group), tuple(how))


def in_order(document: Document) -> tuple[str, str]:
    """Sorts reports by day, then by id."""
    return (document.published.isoformat() if document.published else "9999", str(document.id))


def news_text(document: Document) -> str:
    """The report without links, captions, bylines and spam, where its zones are known; else its body."""
    if not document.zones:
        return document.text[document.body_start :]
    return "\n".join(document.quote(zone.span) for zone in document.zones if zone.kind in _READ)


def print_of(document: Document) -> Print:
    """What is compared of a report."""
    lines = [line.strip() for line in news_text(document).split("\n")]
    sentences = [piece for line in dict.fromkeys(lines) for piece in _SENTENCE.split(line) if piece]
    told = tuple(s for s in sentences if len(_WORD.findall(s)) >= SHINGLE + 1)
    words = [word.lower() for sentence in told for word in _WORD.findall(sentence)]
    shingles = frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    figures = frozenset(word for word in words if word.isdecimal() and int(word) not in _YEARS)
    return Print(document, shingles, told, frozenset(_names(told)) | figures, figures)


def _names(sentences: Iterable[str]) -> Iterable[str]:
    """The beginnings of capitalised words inside sentences: "Damaskus" and "Damascus" are one."""
    for sentence in sentences:
        for word in _WORD.findall(sentence)[1:]:
            if word[0].isupper() and len(word) >= _NAME_LETTERS:
                plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
                yield plain.lower().translate(_LETTERS)[:_NAME_LETTERS]


# ---------------------------------------------------------------- who is held against whom


def filing(item: Print) -> tuple[list[int], list[int]]:
    """Keys that a report is filed under, and keys that it is looked up by.

    Shared word triples are sought at any time, shared facts in neighbouring weeks (a war's names come again
    every day). Two reports of which neither gives its day are sought as of one week.
    """
    copies = [mixed(_COPIES, band) for band in _bands(item.shingles)]
    facts = _bands(item.facts) if len(item.sentences) >= SHORTEST else []
    return [*copies, *_by_week(facts, item, 0)], [*copies, *_by_week(facts, item, WINDOW_DAYS)]


_COPIES, _FACTS = number("shared words"), number("shared facts")


def _bands(items: frozenset[str]) -> list[int]:
    if not items:
        return []
    signature = RMinHash(num_perm=HASHES, seed=1)
    signature.update(sorted(items))
    hashes = signature.digest()
    return [mixed(n, hashes[2 * n] << 32 | hashes[2 * n + 1]) for n in range(BANDS)]


def _by_week(bands: Sequence[int], item: Print, slack: int) -> list[int]:
    day = item.document.published
    if day is None:
        return [mixed(_FACTS, band) for band in bands]
    weeks = {(day.toordinal() + shift) // 7 for shift in (-slack, 0, slack)}
    return [mixed(_FACTS, band, week) for week in sorted(weeks) for band in bands]


def link(first: Print, second: Print, vectors: Encoder | None = None) -> Link | None:
    """How two reports are of one origin, or None; `first` comes before `second` in order. Pure."""
    if not _close(first.document, second.document) or _two_bulletins(first, second):
        return None
    found = _copy(first, second)
    return found if found is not None or vectors is None else _translation(first, second, vectors)


def _close(first: Document, second: Document) -> bool:
    if first.published is None or second.published is None:
        return True
    return abs((first.published - second.published).days) <= WINDOW_DAYS


def _two_bulletins(first: Print, second: Print) -> bool:
    """Whether the figures differ so much that one wording was filled in twice."""
    fewer = min(len(first.figures), len(second.figures))
    return fewer >= BULLETIN_FIGURES and len(first.figures & second.figures) < BULLETIN_SHARED * fewer


def _copy(first: Print, second: Print) -> Link | None:
    smaller = min(len(first.shingles), len(second.shingles))
    if not smaller:
        return None
    share = len(first.shingles & second.shingles) / smaller
    agency = first.document.agency
    credited = agency is not None and agency == second.document.agency
    if share < (CREDITED if credited else COPIED):
        return None
    return Link(first.document.id, second.document.id, "copy", share)


# ---------------------------------------------------------------- across languages


def _translation(first: Print, second: Print, vectors: Encoder) -> Link | None:
    """A report retold sentence by sentence, mostly a translation."""
    if min(len(first.sentences), len(second.sentences)) < SHORTEST:
        return None
    share = coverage(_vectors(first.sentences, vectors), _vectors(second.sentences, vectors))
    if share < TRANSLATED:
        return None
    across = first.document.language != second.document.language
    return Link(first.document.id, second.document.id, "translation" if across else "retelling", share)


def _vectors(sentences: Sequence[str], vectors: Encoder) -> NDArray[np.float32]:
    matrix = np.asarray(vectors.encode(list(sentences)), dtype=np.float32)
    unit: NDArray[np.float32] = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return unit


def coverage(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """Share of the shorter report's sentences (unit vectors, one a row) that the longer one tells too."""
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    best = (shorter @ longer.T).max(axis=1)
    return float((best >= COUNTERPART).mean())
