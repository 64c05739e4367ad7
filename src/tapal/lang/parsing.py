"""Tokenising, tagging and parsing sentences into the words of `tapal.model.syntax`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from tapal.errors import ModelError
from tapal.lang.arcs import ArcParser
from tapal.lang.lexemes import Lexemes
from tapal.lang.network import Floats, Layer, look_around
from tapal.lang.tagging import Tagger
from tapal.lang.tokenizer import Token, Tokenizer
from tapal.model.syntax import ParsedSentence, Word
from tapal.model.text import Sentence, Span

BATCH_SENTENCES = 64  # sentences per call of the network: larger gains nothing on one core
LAYERS = 4  # that look around; so far apart are the sentences of a batch
SAME_LENGTH = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ", "\n": " "})


class Parser(Protocol):
    """Anything that gives the words of sentences."""

    def parse(self, text: str, sentences: Sequence[Sentence]) -> tuple[ParsedSentence, ...]: ...


class NetworkParser:
    """A tokenizer, tagger and parser trained by spaCy, run without it (`tapal.lang.spacy_weights`)."""

    def __init__(self, words: Mapping[str, Any], arrays: Mapping[str, Floats]) -> None:
        self._tokenizer = Tokenizer(words["patterns"], words["whole"], words["cut"])
        self._lexemes = Lexemes(words["columns"], words["symbols"], words["norms"], arrays)
        self._layers = tuple(Layer.of(arrays, k) for k in range(1, LAYERS + 1))
        self._tagger = Tagger(words["tags"], words["pos"], words["pos_rules"], arrays)
        self._arcs = ArcParser(words["moves"], arrays)

    def parse(self, text: str, sentences: Sequence[Sentence]) -> tuple[ParsedSentence, ...]:
        """Words of each sentence, offsets into `text`; sentences without words are kept empty."""
        self._lexemes.make_room()
        batches = (sentences[at : at + BATCH_SENTENCES] for at in range(0, len(sentences), BATCH_SENTENCES))
        return tuple(chain.from_iterable(self._parsed(text, batch) for batch in batches))

    def _parsed(self, text: str, sentences: Sequence[Sentence]) -> Iterator[ParsedSentence]:
        tokenised = [
            self._tokenizer.tokens(text[s.span.start : s.span.end].translate(SAME_LENGTH)) for s in sentences
        ]
        tokens = list(chain.from_iterable(tokenised))
        if not tokens:
            return (ParsedSentence(sentence, (), ()) for sentence in sentences)
        lengths = [len(row) for row in tokenised]
        vectors = self._vectors(tokens, lengths)
        heads, labels = self._arcs.parse(vectors, lengths, [token.form.blank for token in tokens])
        pos = self._tagger.pos([token.form.lower for token in tokens], labels, vectors, lengths)
        return _sentences(sentences, tokenised, heads, labels, pos)

    def _vectors(self, tokens: Sequence[Token], lengths: Sequence[int]) -> Floats:
        """What the network sees in each token among its neighbours."""
        rows = self._lexemes.rows(tokens)
        gap = [0] * LAYERS
        padded, start = list(gap), 0
        kept: list[int] = []
        for length in lengths:
            kept += range(len(padded), len(padded) + length)
            padded += rows[start : start + length]
            padded += gap
            start += length
        seen: Floats = look_around(self._lexemes.vectors[padded], self._layers)[np.array(kept)]
        return seen


def _sentences(
    sentences: Sequence[Sentence],
    tokenised: Sequence[Sequence[Token]],
    heads: Sequence[int],
    labels: Sequence[str],
    pos: Sequence[str],
) -> Iterator[ParsedSentence]:
    start = 0
    for sentence, tokens in zip(sentences, tokenised, strict=True):
        end = start + len(tokens)
        local = [head - start for head in heads[start:end]]
        yield _sentence(sentence, tokens, local, labels[start:end], pos[start:end])
        start = end


def _sentence(
    sentence: Sentence, tokens: Sequence[Token], heads: Sequence[int], labels: Sequence[str], pos: Sequence[str]
) -> ParsedSentence:
    """The sentence without its blank tokens."""
    start = sentence.span.start
    kept = [k for k, token in enumerate(tokens) if not token.form.blank]
    place = {k: index for index, k in enumerate(kept)}
    words: list[Word] = []
    children: list[list[int]] = [[] for _ in kept]
    for index, k in enumerate(kept):
        token = tokens[k]
        head = place.get(heads[k], index)
        at, text = start + token.start, token.form.text
        words.append(
            Word(index, Span(at, at + len(text)), text, token.form.lower, pos[k], labels[k].lower(), head)
        )
        if head != index:
            children[head].append(index)
    return ParsedSentence(sentence, tuple(words), tuple(map(tuple, children)))


def load_parser(folder: Path) -> NetworkParser:
    """Parser of a model folder (words.json, network.npz); ModelError when it is missing or does not load."""
    try:
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        with np.load(folder / "network.npz") as arrays:
            return NetworkParser(words, {name: arrays[name] for name in arrays.files})
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"the parser {folder} cannot be loaded: {error}. Reinstall tapal to restore it.") from error
