"""Parts of speech: tags from the network, changed by rules that look at the word and its function."""

from collections.abc import Mapping, Sequence
from typing import Any

from tapal.lang.network import Floats


class Tagger:
    """The likeliest tag of each token and the part of speech that it stands for here.

    A rule names the tags, lower-case words, functions or function of the word before (`before`) for which it holds
    ({"in": [...]} or {"not": [...]}) and the part of speech that it gives; the last rule that holds decides.
    """

    def __init__(
        self, tags: Sequence[str], pos: Sequence[str], rules: Sequence[Mapping[str, Any]], arrays: Mapping[str, Floats]
    ) -> None:
        self._tags, self._pos, self._rules = tags, pos, rules
        self._weights, self._bias = arrays["tags.weights"], arrays["tags.bias"]
        self._words = frozenset(word for rule in rules for word in rule.get("lower", {}).get("in", ()))
        self._befores = frozenset(label for rule in rules for label in rule.get("before", {}).get("in", ()))
        self._known: dict[tuple[int, str, str, str], str] = {}

    def pos(
        self, words: Sequence[str], labels: Sequence[str], vectors: Floats, lengths: Sequence[int]
    ) -> list[str]:
        """Part of speech of every token of sentences of these lengths, given lower-case words and functions."""
        chosen = (vectors @ self._weights + self._bias).argmax(axis=1).tolist()
        if not self._rules:
            return [self._pos[tag] for tag in chosen]
        before = ["", *(label if label in self._befores else "" for label in labels[:-1])]
        start = 0
        for length in lengths:
            before[start : start + 1] = [""] if length else []
            start += length
        known, found = self._known, []
        for tag, word, label, previous in zip(chosen, words, labels, before, strict=True):
            key = (tag, word if word in self._words else "", label, previous)
            if key not in known:
                known[key] = self._ruled(*key)
            found.append(known[key])
        return found

    def _ruled(self, tag: int, word: str, label: str, previous: str) -> str:
        values = {"tag": self._tags[tag], "lower": word, "dep": label, "before": previous}
        for rule in reversed(self._rules):
            if all(_holds(rule[name], value) for name, value in values.items() if name in rule):
                return str(rule["pos"])
        return self._pos[tag]


def _holds(condition: Mapping[str, Sequence[str]], value: str) -> bool:
    return value in condition["in"] if "in" in condition else value not in condition["not"]
