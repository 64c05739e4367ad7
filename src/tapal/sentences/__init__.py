"""Stage 2: a Document becomes sentences with exact offsets and a kind."""

from tapal.sentences.split import split_sentences

__all__ = ["split_sentences"]
