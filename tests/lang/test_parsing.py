"""The tagger and parser give what spaCy gives (training/id_parser/expected.py wrote it); the parts they are of."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapal.errors import ModelError
from tapal.lang.arcs import ArcParser
from tapal.lang.lexemes import buckets, shape_of, word_number
from tapal.lang.network import Layer, look_around
from tapal.lang.parsing import load_parser
from tapal.lang.registry import load_language
from tapal.lang.tokenizer import Tokenizer
from tapal.model.kinds import SentenceKind
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Sentence, Span

PARSES = json.loads((Path(__file__).parent / "parses.json").read_text(encoding="utf-8"))
PLAIN = {"prefix": r"^\(", "suffix": r"[),.]$", "infix": "-", "url": r"^\S+\.(?:com|id)$"}


def parsed(code: str, *texts: str) -> tuple[ParsedSentence, ...]:
    """The sentences of a text that has nothing else, one a line."""
    spans, start = [], 0
    for text in texts:
        spans.append(Span(start, start + len(text)))
        start += len(text) + 1
    sentences = tuple(Sentence(k, span, SentenceKind.NEWS, k) for k, span in enumerate(spans))
    return load_language(code).parse("\n".join(texts), sentences)


def rows(sentence: ParsedSentence) -> list[list[Any]]:
    start = sentence.sentence.span.start
    return [[w.span.start - start, w.text, w.pos, w.dep, w.head] for w in sentence.words]


@pytest.mark.parametrize("code", ["id", "en"])
def test_words_tags_heads_and_functions_are_those_of_spacy(code: str) -> None:
    found = parsed(code, *(parse["text"] for parse in PARSES[code]))
    assert [rows(sentence) for sentence in found] == [parse["words"] for parse in PARSES[code]]


@pytest.mark.parametrize("code", ["id", "en"])
def test_a_sentence_is_parsed_the_same_whatever_stands_beside_it(code: str) -> None:
    texts = [parse["text"] for parse in PARSES[code]]
    together = parsed(code, *texts)
    assert [rows(s) for s in together] == [rows(parsed(code, text)[0]) for text in texts]
    assert [rows(s) for s in reversed(parsed(code, *reversed(texts)))] == [rows(s) for s in together]


@settings(deadline=None)  # the first example loads what is needed
@given(st.text(alphabet="abA1 .,'’()-\u00a0\t/", max_size=40))
def test_words_are_the_text_without_its_blanks(text: str) -> None:
    for code in ("id", "en"):
        (sentence,) = parsed(code, text)
        assert all(text[w.span.start : w.span.end].translate({0xA0: " ", 9: " "}) == w.text for w in sentence.words)
        assert "".join(w.text for w in sentence.words) == "".join(text.split())


def test_children_are_the_words_of_a_head() -> None:
    for sentence in parsed("en", *(parse["text"] for parse in PARSES["en"])):
        for word in sentence.words:
            assert (word.index in sentence.children[word.head]) == (word.head != word.index)


def test_affixes_special_words_infixes_and_addresses() -> None:
    tokenizer = Tokenizer(PLAIN, ["Dr.", "abad-abad"], {"can't": [["ca", "can"], ["n't", "not"]]})

    def cut(text: str) -> list[str]:
        return [token.form.text for token in tokenizer.tokens(text)]

    assert cut("(kota), Dr. A.") == ["(", "kota", ")", ",", "Dr.", "A", "."]
    assert cut("(can't)") == ["(", "ca", "n't", ")"]
    assert cut("ke-2 abad-abad") == ["ke", "-", "2", "abad-abad"]
    assert cut("x-abad-abad") == ["x", "-", "abad-abad"]
    assert cut("a-b.com a-b") == ["a-b.com", "a", "-", "b"]
    assert [(t.form.text, t.start, t.space) for t in tokenizer.tokens("a   b")] == [
        ("a", 0, True), ("  ", 2, False), ("b", 4, False)]
    assert [token.form.norm for token in tokenizer.tokens("can't go")] == ["can", "not", ""]


def test_numbers_of_words_are_those_that_the_networks_learned() -> None:
    assert word_number("apple") == 8566208034543834098  # as spaCy's documentation gives them
    assert word_number("coffee") == 3197928453018144401
    assert buckets(np.array([0, 1], dtype=np.uint64), 8).shape == (2, 4)
    assert len({tuple(row) for row in buckets(np.arange(100, dtype=np.uint64), 8).tolist()}) == 100


def test_shapes() -> None:
    assert [shape_of(text) for text in ("Kota", "pemerintah", "21-100", "US$", "MI6")] == [
        "Xxxx", "xxxx", "dd-ddd", "XX$", "XXd"]


def test_layers_see_one_neighbour_further_each() -> None:
    width = 2
    weights = np.concatenate([np.full((3 * width, width), k, dtype=np.float32) for k in range(3)], axis=1)
    layer = Layer(weights, np.zeros(3 * width, np.float32), np.ones(width, np.float32), np.ones(width, np.float32))
    before = np.zeros((9, width), dtype=np.float32)
    after = before.copy()
    after[4] = (1, 0)
    seen = [set(np.nonzero((look_around(after, (layer,) * n) != look_around(before, (layer,) * n)).any(axis=1))[0])
            for n in (1, 2)]
    assert seen[0] <= {3, 4, 5}
    assert 4 in seen[0]
    assert seen[1] <= {2, 3, 4, 5, 6}


def test_arcs_of_moves() -> None:
    """A network that always shifts first, then draws arcs to the right: a chain of heads."""
    moves = ["S", "D", "L-subj", "R-obj"]
    hidden = np.zeros((8, 2), dtype=np.float32)
    arrays = {
        "states.weights": np.zeros((1, 16), np.float32), "states.shift": np.zeros(16, np.float32),
        "states.pad": hidden, "states.bias": np.zeros(2, np.float32),
        "moves.weights": np.zeros((1, 4), np.float32), "moves.bias": np.array([0, 1, 2, 3], np.float32),
    }
    vectors = np.zeros((5, 1), dtype=np.float32)
    assert ArcParser(moves, arrays).parse(vectors, [3, 2], [False] * 5) == (
        [0, 0, 1, 3, 3], ["ROOT", "obj", "obj", "ROOT", "obj"])


def test_a_missing_parser_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Reinstall"):
        load_parser(tmp_path)
