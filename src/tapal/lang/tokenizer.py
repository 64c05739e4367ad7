"""Words of a text by affix patterns and lists of special words (spaCy's algorithm, its rules as data)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

RUN = re.compile(r"\s+|\S+")
CACHED_CHUNKS = 40_000  # different strings between blanks: more than a day's news


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A word as it is written, with its norm; one object for each, so that it serves as a key."""

    text: str
    norm: str  # empty: the usual one
    lower: str
    blank: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A form at an offset of its text; `space`: a blank follows."""

    form: Form
    start: int
    space: bool


class Tokenizer:
    """Cuts text into tokens: by blanks, then by prefixes, suffixes and infixes, unless a list says otherwise."""

    def __init__(
        self, patterns: Mapping[str, str], whole: Sequence[str], cut: Mapping[str, Sequence[Sequence[str]]]
    ) -> None:
        self._patterns = {name: re.compile(pattern) for name, pattern in patterns.items() if name != "url"}
        self._url_source = patterns["url"]
        self._url: re.Pattern[str] | None = None
        self._whole = frozenset(whole)
        self._cut = cut
        self._longest = max(map(len, (*whole, *cut)), default=0)
        self._forms: dict[tuple[str, str], Form] = {}
        self._chunks: dict[str, tuple[Form, ...]] = {}

    def tokens(self, text: str) -> list[Token]:
        """Tokens in text order; a single blank between two is no token, longer ones are."""
        found: list[Token] = []
        for run in RUN.finditer(text):
            chunk, at = run.group(), run.start()
            if found and chunk[0] == " ":
                if len(chunk) == 1:
                    continue
                chunk, at = chunk[1:], at + 1
            forms = self._forms_of(chunk)
            last = len(forms) - 1
            for k, form in enumerate(forms):
                after = at + len(form.text)
                found.append(Token(form, at, k == last and text[after : after + 1] == " "))
                at = after
        return found

    def _forms_of(self, chunk: str) -> tuple[Form, ...]:
        forms = self._chunks.get(chunk)
        if forms is None:
            if len(self._chunks) >= CACHED_CHUNKS:
                self._chunks.clear()
            forms = tuple(self._form(text, norm) for text, norm in self._regrouped(self._split(chunk, True)))
            self._chunks[chunk] = forms
        return forms

    def _form(self, text: str, norm: str) -> Form:
        form = self._forms.get((text, norm))
        if form is None:
            if len(self._forms) >= CACHED_CHUNKS:
                self._forms.clear()
            form = self._forms[text, norm] = Form(text, norm, text.lower(), text.isspace())
        return form

    def _special(self, text: str) -> bool:
        return text in self._whole or text in self._cut

    def _special_pieces(self, text: str) -> list[tuple[str, str]]:
        return [(piece, norm) for piece, norm in self._cut[text]] if text in self._cut else [(text, "")]

    def _split(self, chunk: str, with_special: bool) -> list[tuple[str, str]]:
        """Pieces (text, norm) of a string without blanks."""
        if with_special and self._special(chunk):
            return self._special_pieces(chunk)
        before, rest, after = self._without_affixes(chunk, with_special)
        pieces = [(piece, "") for piece in before]
        if with_special and self._special(rest):
            pieces += self._special_pieces(rest)
        elif rest:
            pieces += [(piece, "") for piece in self._infixed(rest)]
        return pieces + [(piece, "") for piece in reversed(after)]

    def _without_affixes(self, text: str, with_special: bool) -> tuple[list[str], str, list[str]]:
        prefix, suffix = self._patterns["prefix"].search, self._patterns["suffix"].search
        before: list[str] = []
        after: list[str] = []
        size = 0
        while text and len(text) != size:
            if with_special and self._special(text):
                break
            size = len(text)
            match = prefix(text)
            front = match.end() - match.start() if match else 0
            if front and with_special and self._special(text[front:]):
                before.append(text[:front])
                text = text[front:]
                break
            match = suffix(text[front:])
            back = match.end() - match.start() if match else 0
            if back and with_special and self._special(text[:-back]):
                after.append(text[-back:])
                text = text[:-back]
                break
            if front:
                before.append(text[:front])
            if back and front + back <= size:
                after.append(text[-back:])
                text = text[front:-back]
            elif front:
                text = text[front:]
        return before, text, after

    def _infixed(self, text: str) -> Iterator[str]:
        if self._is_url(text):
            yield text
            return
        start = 0
        for match in self._patterns["infix"].finditer(text):
            if match.start() == 0:
                continue
            if match.start() != start:
                yield text[start : match.start()]
            if match.start() != match.end():
                yield match.group()
            start = match.end()
        if text[start:]:
            yield text[start:]

    def _is_url(self, text: str) -> bool:
        if "." not in text:
            return False
        if self._url is None:  # slow to compile and seldom needed
            self._url = re.compile(self._url_source)
        return self._url.match(text) is not None

    def _regrouped(self, pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Pieces that together are a special word become it, the longest first ("3/abad-abad")."""
        if len(pieces) < 2:
            return pieces
        texts = [text for text, _ in pieces]
        spans = sorted(self._special_spans(texts), key=lambda span: (span[0] - span[1], span[0]))
        seen: set[int] = set()
        made = dict(enumerate([piece] for piece in pieces))
        for first, last in spans:
            if first not in seen and last - 1 not in seen:
                made.update({k: [] for k in range(first, last)})
                made[first] = self._special_pieces("".join(texts[first:last]))
            seen.update(range(first, last))
        return [piece for k in range(len(texts)) for piece in made[k]]

    def _special_spans(self, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Runs of pieces that are a special word as it would be cut if it were none."""
        for first in range(len(texts) - 1):
            word = texts[first]
            for last in range(first + 1, len(texts)):
                word += texts[last]
                if len(word) > self._longest:
                    break
                if self._special(word) and [text for text, _ in self._split(word, False)] == texts[first : last + 1]:
                    yield first, last + 1
