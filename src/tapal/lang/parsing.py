"""Tokenising and parsing sentences with a spaCy pipeline, into the words of `tapal.model.syntax`."""

import warnings
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from tapal.errors import ModelError
from tapal.model.syntax import ParsedSentence, Word
from tapal.model.text import Sentence, Span

BATCH_SENTENCES = 64  # sentences per call of the network: larger gains nothing on one core
NOT_NEEDED = ["ner", "lemmatizer", "senter"]
# Our own model uses the language's tokenizer unchanged; its saved copy has 32,000 special cases to load a second time.
SAVED_TOKENIZER = "tokenizer"
SAME_LENGTH = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ", "\n": " "})


class Parser(Protocol):
    """Anything that gives the words of sentences."""

    def parse(self, text: str, sentences: Sequence[Sentence]) -> tuple[ParsedSentence, ...]: ...


class SpacyParser:
    """A spaCy pipeline run on sentences that were split before; the parser may not split them again."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        _use_numpy_products(nlp)

    def parse(self, text: str, sentences: Sequence[Sentence]) -> tuple[ParsedSentence, ...]:
        """Words of each sentence, offsets into `text`; sentences without words are kept empty."""
        return tuple(self._parsed(text, sentences))

    def _parsed(self, text: str, sentences: Sequence[Sentence]) -> Iterable[ParsedSentence]:
        docs = (self._tokenised(text[s.span.start : s.span.end]) for s in sentences)
        for sentence, doc in zip(sentences, self._nlp.pipe(docs, batch_size=BATCH_SENTENCES), strict=True):
            yield _words(sentence, doc)

    def _tokenised(self, text: str) -> Doc:
        doc: Doc = self._nlp.make_doc(text.translate(SAME_LENGTH))
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc


def _use_numpy_products(nlp: Language) -> None:
    """Matrix products by numpy's BLAS: on processors that thinc's own does not know it is four times as fast."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if isinstance(node.ops, NumpyOps):
                node.ops.use_blis = False


def _words(sentence: Sentence, doc: Doc) -> ParsedSentence:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: k for k, token in enumerate(kept)}
    words, children = [], [[] for _ in kept]  # type: tuple[list[Word], list[list[int]]]
    start = sentence.span.start
    for k, token in enumerate(kept):
        head = place.get(token.head.i, k)
        words.append(
            Word(k, Span(start + token.idx, start + token.idx + len(token.text)), token.text, token.text.lower(),
                 token.pos_, token.dep_.lower(), head)
        )
        if head != k:
            children[head].append(k)
    return ParsedSentence(sentence, tuple(words), tuple(map(tuple, children)))


def load_pipeline(source: str | Path) -> SpacyParser:
    """Parser from a package name or a model folder; ModelError when it is missing or does not load."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # "model was trained with another patch version of spaCy"
            if isinstance(source, Path):
                return SpacyParser(spacy.load(source, exclude=[*NOT_NEEDED, SAVED_TOKENIZER]))
            return SpacyParser(import_module(source).load(exclude=NOT_NEEDED))
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"the parser {source} cannot be loaded: {error}. Reinstall tapal to restore it.") from error
