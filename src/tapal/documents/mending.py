"""The text of a report as it is read: words that a scraper glued together stand apart, lost apostrophes are back.

Links lose the blanks around them ("militerIsraelmenewaskan"), headings the line break behind them ("after the
attackPolice said"), whole archives every apostrophe ("Syrias army"), wrong decoding quotes and dashes ("\ufffd").
Nothing is taken out: a character is put in its place or between others, `Document.inserted` tells where, and all that
is quoted from the report stays as it came. Names are known from the report itself: a word is cut where a part of it
stands by itself elsewhere.
"""

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from tapal.documents.zones import find_zones
from tapal.model.text import Document

WORD = re.compile(r"[^\W\d_]+")
INSIDE = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
CREDIT = re.compile(r"(?<=[A-Z]{2})(?=[A-Z][a-z]{2,})")  # "STR via AFPTentara", "BEIRUTRebels"
GLUED_BRACKET = re.compile(r"(?<=[^\W\d_])(?=\([A-Z0-9])|(?<=\))(?=[^\W\d_]{2})")
ADDRESS = re.compile(r"https?:|www\.|\.com|\.co\b|\.org|\.net|\.ly|@|#|twitter")
BLANKS = re.compile(r"\s")
VERBS = {"id": r"|(?:me(?:m|n|ng|ny)?|di|ber|ter)[a-z]{4,}"}  # by their prefixes
OWNED = re.compile(r"\b([A-Z][\w’'-]*[^\W\d_])s(?= [^\W\d_])")
CONSONANT_Y = re.compile(r"\b[a-z]+[bcdfghjklmnpqrstvwxz]y(?=s [^\W\d_])")
APOSTROPHE = re.compile(r"[^\W\d_]['’][^\W\d_]")
SHORTEST_NAME, SHORTEST_PART, SHORTEST_WORD = 4, 3, 5
BLANK, LINE, OF = " ", "\n", "'"
LOST = "\ufffd"
# What Windows-1252 has where Unicode has control characters: quotes, dashes, bullet, dots.
WINDOWS = {0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—"}
DASHED = re.compile(r"(?<=[^\W\d_])(?=–[^\W\d_])|(?<=–)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of one language (mending.toml)."""

    whole: frozenset[str]
    labels: frozenset[str]
    before: frozenset[str]
    opening: frozenset[str]
    behind: re.Pattern[str]  # a whole word that can be glued behind a name
    contracted: re.Pattern[str] | None
    plural: tuple[str, ...]


@cache
def words_of(language: str) -> Words:
    """The lists of a language; an unknown language has none, and only its brackets are mended."""
    content = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    lists = {name: content[name].get(language, []) for name in ("before", "opening", "behind", "contracted", "plural")}
    short = rf"\b(?i:{'|'.join(lists['contracted'])})n(?=t\b)" if lists["contracted"] else None
    return Words(
        whole=frozenset(content["whole"]), labels=frozenset(content["labels"]),
        before=frozenset(lists["before"]), opening=frozenset(lists["opening"]),
        behind=re.compile(f"(?:{'|'.join(lists['behind'])}{VERBS.get(language, '')})$"),
        contracted=re.compile(short) if short else None, plural=tuple(lists["plural"]),
    )


def mended(document: Document) -> Document:
    """The document as it is read; the same one when nothing is glued or lost."""
    legible = _recoded(document.text)
    gaps = dict(_gaps(legible, document.language))
    if legible != document.text:
        gaps |= {match.start(): BLANK for match in DASHED.finditer(legible)}
    elif not gaps:
        return document
    places = sorted(gaps)
    pieces = [legible[low:high] for low, high in zip([0, *places], [*places, len(legible)], strict=True)]
    text = pieces[0] + "".join(gaps[at] + piece for at, piece in zip(places, pieces[1:], strict=True))
    body_start = document.body_start + bisect_left(places, document.body_start)
    return replace(
        document, text=text, body_start=body_start, zones=find_zones(text, body_start), source=document.text,
        inserted=tuple(at + number for number, at in enumerate(places)),
    )


def _recoded(text: str) -> str:
    """The text with quotes and dashes where a wrong decoding left none, character for character."""
    text = text.translate(WINDOWS)
    if LOST not in text:
        return text
    return "".join(_mark(text, at) if char == LOST else char for at, char in enumerate(text))


def _mark(text: str, at: int) -> str:
    """What a lost character was: a quote beside the words that it opens or closes, else a dash."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    byline = text[:at].rstrip().endswith(".com")
    if byline or before.isalnum() == after.isalnum() and before.isspace() == after.isspace():
        return "–"
    if not before or before.isspace() or before in "([":
        return "“"
    return "”"


def _gaps(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Offsets of the text and the character that is missing there."""
    lists = words_of(language)
    count = Counter(WORD.findall(text))
    cuts = {word: dict(_inside(word, count, lists, language)) for word in count if not word.islower()}
    if language == "id":
        cuts |= {word: {at: BLANK} for word in count if count[word] == 1 and (at := _seam(word, count))}
    cuts = {word: found for word, found in cuts.items() if found}
    if cuts:
        addresses = list(_addresses(text))
        for run in WORD.finditer(text):
            if run.group() in cuts and not any(low <= run.start() < high for low, high in addresses):
                yield from ((run.start() + at, gap) for at, gap in cuts[run.group()].items())
    for match in GLUED_BRACKET.finditer(text):
        yield match.start(), BLANK
    if lists.contracted is not None and not APOSTROPHE.search(text):
        yield from ((at, OF) for at in _possessives(text, count, lists))
        yield from ((match.end(), OF) for match in lists.contracted.finditer(text))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Stretches without blanks that hold an address of the net: a capital inside says nothing there."""
    for match in ADDRESS.finditer(text):
        before = max(text.rfind(blank, 0, match.start()) for blank in " \n\t")
        after = BLANKS.search(text, match.end())
        yield before + 1, after.start() if after else len(text)


def _inside(word: str, count: Counter[str], lists: Words, language: str) -> Iterator[tuple[int, str]]:
    """Where a word falls apart: before a capital inside, behind capitals, and behind a name at its beginning."""
    if len(word) <= SHORTEST_PART or word.casefold() in lists.whole:
        return
    cuts = [match.start() for match in INSIDE.finditer(word)]
    edges = [0, *cuts, len(word)]
    low = 0
    for cut, end in zip(cuts, edges[2:], strict=True):
        left, right = word[low:cut], word[cut:end]
        if _are_two(left, right, count, lists):
            yield cut, _gap(left.casefold(), right.casefold(), lists, language)
            low = cut
    for match in CREDIT.finditer(word):
        right = INSIDE.split(word[match.start() :])[0]
        if count[right] + count[right.lower()]:
            yield match.start(), LINE
    for start, end in pairwise(edges):
        part = word[start:end]
        once = count[part] <= 1 or part[:2].isupper()  # what is often written so is a name
        if once and (head := _name_in_front(part, count, lists)):
            yield start + head, BLANK


def _seam(word: str, count: Counter[str]) -> int:
    """Where a long word is two that both stand alone in the report ("seranganrudal"); 0 when it is not."""
    for at in range(SHORTEST_WORD, len(word) - SHORTEST_WORD + 1):
        if word[:at] in count and word[at:] in count:
            return at
    return 0


def _are_two(left: str, right: str, count: Counter[str], lists: Words) -> bool:
    """Whether two parts of a word are words: the first is in small letters, or one of them stands alone elsewhere."""
    if left[0].islower():
        return len(left) > 1
    if len(left) < SHORTEST_PART:
        return False
    by_itself = left.casefold() in lists.labels or count[left] + count[left.lower()] > 0
    return by_itself or (len(right) >= SHORTEST_NAME and count[right] > 1)


def _gap(left: str, right: str, lists: Words, language: str) -> str:
    """A blank inside a sentence, a line break between two: Indonesian pages lose the first, English ones the second."""
    if left in lists.before:
        return BLANK
    return LINE if language == "en" or left in lists.labels or right in lists.opening else BLANK


def _name_in_front(part: str, count: Counter[str], lists: Words) -> int:
    """Length of the name that a word begins with, when another word is glued behind it; 0 when none is."""
    match = lists.behind.search(part, 2)
    while match is not None:
        head = part[: match.start()]
        if head.isupper() or (len(head) >= SHORTEST_NAME and head[0].isupper() and count[head]):
            return len(head)
        match = lists.behind.search(part, match.start() + 1)
    return 0


def _possessives(text: str, count: Counter[str], lists: Words) -> Iterator[int]:
    """Ends of the owners in a text that has lost its apostrophes ("Syrias army", "the countrys north")."""
    for match in OWNED.finditer(text):
        owner = match.group(1)
        last = WORD.findall(owner)[-1]
        if not last[0].isupper() or last.casefold().endswith(lists.plural) or last.lower() in count:
            continue
        if count[last] >= count[f"{last}s"]:
            yield match.end(1)
    for match in CONSONANT_Y.finditer(text):
        yield match.end()
