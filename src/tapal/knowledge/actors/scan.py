"""Finds the names of actors in a text: registered names, and nationality with a noun ("pasukan Irak")."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from tapal.knowledge.actors.compose import Composer, Tokens
from tapal.knowledge.actors.entry import Actor, ActorName, Alias, NameType
from tapal.knowledge.actors.lexicon import Lexicon
from tapal.model.kinds import ActorId
from tapal.model.text import Span

# Acronyms that are also words: not read as names inside a run of capitals ("US" in a headline set in capitals).
CAPITAL_WORDS = frozenset({"AS", "US", "IS", "WHO", "ETA", "CAR", "AA", "MIT", "ISS", "ADF"})
# British papers write acronyms that are spoken as words with one capital ("Isis", "Nato"); shorter ones are ambiguous.
SPOKEN_ACRONYM = 4
_FOLD = str.maketrans(
    {"İ": "i", "\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00a0": " ", "\u2013": "-", "\u2011": "-"}
)
# Scraped pages lose blanks: a capital inside a word after a small letter begins the next word ("diSuriah").
GLUE = re.compile(r"(?<=[a-z])(?=[A-Z][A-Za-z])")
_WORD = re.compile(r"\w+(?:['./\-]\w+)*")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text in lower case with plain quotes, blanks and hyphens; every character keeps its place."""
    folded = text.translate(_FOLD).lower()
    return folded if len(folded) == len(text) else "".join(c.lower()[:1] or " " for c in text.translate(_FOLD))


@lru_cache(maxsize=256)
def tokens_of(text: str) -> Tokens:
    """Folded words of a text with their places; words glued at a capital ("jetAS") are parted."""
    found = [piece for match in _WORD.finditer(text) for piece in _pieces(match.group(), match.start())]
    return Tokens(tuple(fold(w) for w, _ in found), tuple(s for _, s in found), tuple(s + len(w) for w, s in found))


def _pieces(word: str, start: int) -> list[tuple[str, int]]:
    if word[1:].islower() or word.isupper():
        return [(word, start)]
    cuts = [0, *(match.start() for match in GLUE.finditer(word)), len(word)]
    return [(word[a:b], start + a) for a, b in pairwise(cuts)]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    entries: tuple[tuple[ActorId, Alias], ...]

    @property
    def actors(self) -> tuple[ActorId, ...]:
        return tuple(dict.fromkeys(actor_id for actor_id, _ in self.entries))


def _whole_word(text: str, folded: str, start: int, end: int) -> bool:
    """True between word boundaries; an s may follow ("Syrias regime" in texts that lost their apostrophes)."""
    glued = start > 0 and GLUE.match(text, start) is not None
    if start and not glued and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
        return False
    if end >= len(folded) or not (folded[end].isalnum() or folded[end] == "_"):
        return True
    return end - start > 3 and folded[end] == "s" and (end + 1 == len(folded) or not folded[end + 1].isalnum())


def _case_fits(text: str, start: int, alias: Alias) -> bool:
    """Acronyms as written; other names with a capital wherever the registry's spelling begins a word with one."""
    form = alias.text
    written = text[start : start + len(form)]
    if alias.type is NameType.ACRONYM or (form.isupper() and len(form) <= 6):
        return written == form or (len(form) >= SPOKEN_ACRONYM and form.isalpha() and written == form.capitalize())
    previous = " "
    for wanted, given in zip(form, written, strict=True):
        if wanted.isupper() and not previous.isalnum() and not given.isupper():
            return False
        previous = wanted
    return True


def _in_capitals(text: str, start: int, end: int) -> bool:
    """True when the words on both sides are set in capitals as well."""
    before = re.findall(r"[^\W\d_]{2,}", text[max(0, start - 25) : start])
    after = re.findall(r"[^\W\d_]{2,}", text[end : end + 25])
    return bool(before or after) and all(words[i].isupper() for words, i in ((before, -1), (after, 0)) if words)


class Scanner:
    """Compiled names of all actors; `scan` is a pure function of the text."""

    def __init__(self, actors: Mapping[ActorId, Actor], lexicon: Lexicon) -> None:
        self._actors = actors
        self._composer = Composer(actors, lexicon)
        forms: defaultdict[str, list[tuple[ActorId, Alias]]] = defaultdict(list)
        for actor in actors.values():
            for alias in actor.aliases:
                forms[fold(alias.text)].append((actor.id, alias))
        self.forms: dict[str, tuple[tuple[ActorId, Alias], ...]] = {form: tuple(found) for form, found in forms.items()}
        self._keys = tuple(self.forms)
        self._automaton = AhoCorasick(list(self._keys))

    def scan(
        self, text: str, language: str | None = None, bound: Mapping[str, ActorId] | None = None
    ) -> tuple[ActorName, ...]:
        """All names of actors in the text, in order and without overlaps; `bound` are abbreviations of this article."""
        folded = fold(text)
        hits = _longest(self._hits(text, folded, language, bound or {}))
        if not hits:
            return ()
        tally = self._countries(hits)
        tokens = tokens_of(text)
        names = []
        for hit in hits:
            name = self._name(text, hit, tally, bound or {})
            if name is not None:
                names.append(self._composer.compose(name, folded, tokens))
        return _without_overlaps(names)

    def _hits(self, text: str, folded: str, language: str | None, bound: Mapping[str, ActorId]) -> Iterable[_Hit]:
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _whole_word(text, folded, start, end):
                continue
            entries = tuple(
                (actor_id, alias)
                for actor_id, alias in self.forms[self._keys[index]]
                if _case_fits(text, start, alias) and _language_fits(alias, language)
            )
            written = text[start:end]
            if not entries or (written in CAPITAL_WORDS and _in_capitals(text, start, end)):
                continue
            yield _Hit(start, end, entries)
        for form, actor_id in bound.items():
            if fold(form) in self.forms and any(i == actor_id for i, _ in self.forms[fold(form)]):
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                yield _Hit(match.start(), match.end(), ((actor_id, Alias(form, NameType.ACRONYM)),))

    def _countries(self, hits: Iterable[_Hit]) -> Counter[str]:
        """How often the names that mean one actor only speak for each country."""
        tally: Counter[str] = Counter()
        for hit in hits:
            if len(hit.actors) == 1 and not hit.entries[0][1].weak:
                tally.update(self._actors[hit.actors[0]].countries[:2])
                tally[f"@{hit.actors[0]}"] += 1
        return tally

    def _name(self, text: str, hit: _Hit, tally: Counter[str], bound: Mapping[str, ActorId]) -> ActorName | None:
        candidates = []
        for actor_id, alias in hit.entries:
            support = 10 * tally[f"@{actor_id}"] + sum(tally[code] for code in self._actors[actor_id].countries)
            if bound.get(text[hit.start : hit.end]) == actor_id:
                support += 1000
            if not alias.weak or support:
                candidates.append((support, actor_id, alias))
        if not candidates:
            return None
        best = max(support for support, _, _ in candidates)
        chosen = [(actor_id, alias) for support, actor_id, alias in candidates if support == best]
        ids = {actor_id for actor_id, _ in chosen}
        kinds = {self._actors[actor_id].kind for actor_id in ids}
        actor_id, alias = chosen[0]
        span = Span(hit.start, hit.end)
        if len(ids) > 1:
            return ActorName(span, None, kinds.pop() if len(kinds) == 1 else None, alias.text, alias.type)
        return ActorName(span, actor_id, self._actors[actor_id].kind, alias.text, alias.type)


def _language_fits(alias: Alias, language: str | None) -> bool:
    """Abbreviations count in their own language only ("AS" is Amerika Serikat, not the English word)."""
    return not (
        language in ("id", "en") and alias.type is NameType.ACRONYM and alias.language not in (None, "ar", language)
    )


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Hits without overlaps, the longest of overlapping ones kept, in text order; same span: entries joined."""
    joined: dict[tuple[int, int], _Hit] = {}
    for hit in hits:
        key = (hit.start, hit.end)
        joined[key] = _Hit(*key, joined[key].entries + hit.entries) if key in joined else hit
    kept: list[_Hit] = []
    starts: list[int] = []
    for hit in sorted(joined.values(), key=lambda h: (h.start - h.end, h.start)):
        at = bisect_left(starts, hit.start)
        if (at and kept[at - 1].end > hit.start) or (at < len(kept) and kept[at].start < hit.end):
            continue
        starts.insert(at, hit.start)
        kept.insert(at, hit)
    return kept


def _without_overlaps(names: Iterable[ActorName]) -> tuple[ActorName, ...]:
    """Patterns may have grown over a neighbouring name: the longer one stays."""
    kept: list[ActorName] = []
    for name in sorted(names, key=lambda n: (n.span.start, -n.span.end)):
        if kept and name.span.start < kept[-1].span.end:
            if name.span.end - name.span.start > kept[-1].span.end - kept[-1].span.start:
                kept[-1] = name
            continue
        kept.append(name)
    return tuple(kept)
