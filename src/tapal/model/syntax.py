"""Words of a parsed sentence, in Universal Dependencies' terms and free of any parser's classes."""

from dataclasses import dataclass

from tapal.model.text import Sentence, Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `index` and `head` count within the sentence (`head` == `index` for the root).

    `pos` is the universal part of speech, `dep` the dependency label in lower case.
    """

    index: int
    span: Span
    text: str
    lower: str
    pos: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its words; `children[i]` are the indexes of the words that depend on word i."""

    sentence: Sentence
    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...]

    def span(self, first: int, last: int) -> Span:
        """Characters from word `first` to word `last`, both included."""
        return Span(self.words[first].span.start, self.words[last].span.end)
