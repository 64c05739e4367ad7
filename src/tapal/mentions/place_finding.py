"""Words of a report that could name a place: the longest known names, with the words that tell their kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tapal.knowledge.places.gazetteer import Candidate, Gazetteer
from tapal.knowledge.places.key import normal
from tapal.knowledge.places.wording import Wording
from tapal.model.kinds import PlaceKind
from tapal.model.text import Span

# Letters with the marks that have no letter of their own ("Az̧īm").
_LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
_WORD = re.compile(rf"(?:[A-Z]\.){{2,}}|{_LETTERS}(?:['’‘ʼ`](?!s\b){_LETTERS})*")
# A blank lost between two words ("gurunPalmyra").
_GLUED = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_JOIN = re.compile(r"|[ \u00a0][‘ʿʼ`]|[ \u00a0]?[-–][ \u00a0]?|[ \u00a0]{1,2}|['’]s ")
_HAMZA = "’ "  # "Qaḑā’ Kalār"
_JOINING = frozenset({" ", "-", ""})
_SENTENCE_END = re.compile(r"[.!?:;\n“”\"(•—–]")
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "at", "an", "ad", "az", "ez", "es", "ed", "er", "en", "et"})
_SMALL_WORDS = _ARTICLES | {"of", "de", "del", "du", "la", "las", "los", "le", "bin", "ibn", "da", "do"}
_LONGEST = 6
# A lone town name below this many people needs words around it that say that it is a place.
_SETTLED = frozenset({PlaceKind.ADMIN2, PlaceKind.CITY, PlaceKind.DISTRICT})
_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.CITY})
_KNOWN_TOWN = 5_000
_LARGE_TOWN = 100_000
_HEADLINE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text; `norm` is its normal form, `capital` whether it starts with a capital or is a number."""

    start: int
    end: int
    norm: str
    capital: bool
    opens: bool
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in the words `first` … `last - 1`, with the kind that its headword asks for.

    `head_first` is the first word of the phrase with its headword, `tail_last` the end after a trailing one.
    """

    first: int
    last: int
    candidates: tuple[Candidate, ...]
    kind: PlaceKind | None = None
    head_first: int = -1
    tail_last: int = -1
    head: str = ""


@dataclass(slots=True)
class Reader:
    """A text on its way through the finder."""

    text: str
    words: list[Word]
    wording: Wording
    gazetteer: Gazetteer
    hits: list[Hit] = field(default_factory=list)
    headlines: tuple[Span, ...] = ()

    def joined(self, index: int) -> bool:
        """Whether the word and the one before it stand in one name (blank, hyphen)."""
        if index <= 0 or index >= len(self.words):
            return False
        gap = self.text[self.words[index - 1].end : self.words[index].start]
        if gap == _HAMZA and self.words[index - 1].norm in self.wording.heads:
            return True
        return gap in _JOINING or _JOIN.fullmatch(gap) is not None

    def phrase(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last - 1].end]

    def norms(self, first: int, last: int) -> str:
        return " ".join(word.norm for word in self.words[first:last])


def read_words(text: str, blocked: Sequence[Span]) -> list[Word]:
    """The words of a text in order; words inside a blocked span are marked."""
    words = []
    end = 0
    spans = sorted(blocked)
    at = 0
    for match in _WORD.finditer(text):
        while at < len(spans) and spans[at].end <= match.start():
            at += 1
        inside = at < len(spans) and spans[at].start <= match.start()
        start, whole = match.start(), match.group()
        opens = end == 0 or (start - end != 1 and _SENTENCE_END.search(text, end, start) is not None)
        for raw in (whole,) if whole[1:].islower() else _GLUED.split(whole):
            words.append(Word(start, start + len(raw), normal(raw), not raw[0].islower(), opens, inside))
            start, opens = start + len(raw), False
        end = match.end()
    return words


def find_hits(text: str, wording: Wording, gazetteer: Gazetteer, blocked: Sequence[Span]) -> Reader:
    """All names of a text that could be places, left to right, without overlaps."""
    reader = Reader(text, read_words(text, blocked), wording, gazetteer, headlines=_headlines(text))
    index = 0
    while index < len(reader.words):
        hit = None if reader.words[index].blocked or not _starts(reader, index) else _hit_at(reader, index)
        if hit is None:
            index += 1
        else:
            reader.hits.append(hit)
            index = max(hit.last, hit.tail_last)
    return reader


def _headlines(text: str) -> tuple[Span, ...]:
    spans = []
    start = 0
    for line in text.split("\n") if "\n" in text else ():  # a lone line is a phrase or a sentence
        long_words = [word for word in _WORD.findall(line) if len(word) > 3]
        capitals = sum(not word[0].islower() for word in long_words)
        if 3 < len(long_words) < 25 and capitals >= _HEADLINE_SHARE * len(long_words):
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def _hit_at(reader: Reader, index: int) -> Hit | None:
    coded = _by_code(reader, index) if reader.words[index].capital else None
    if coded is not None:
        return coded
    limit = index + 1
    while limit < len(reader.words) and limit - index < _LONGEST and reader.joined(limit):
        if reader.words[limit].blocked:
            break
        limit += 1
    for last in range(limit, index, -1):
        if not _could_be_name(reader, index, last):
            continue
        candidates = reader.gazetteer.exact(reader.norms(index, last))
        if candidates:
            article = reader.words[index].norm in _ARTICLES and last > index + 1
            if article or all(candidate.match == "alias" for candidate in candidates):  # the known one may sound alike
                candidates = reader.gazetteer.lookup(reader.norms(index, last))
            hit = with_head(reader, Hit(index, last, candidates))
            return hit if _is_place(reader, hit) else None
    return _unlisted(reader, index, limit)


def _by_code(reader: Reader, index: int) -> Hit | None:
    """A country told by capitals ("AS") or by its adjective before a border word ("the Jordanian border")."""
    word, wording = reader.words[index], reader.wording
    raw = reader.text[word.start : word.end]
    if raw.rstrip(".") in wording.acronyms:
        hit = Hit(index, index + 1, reader.gazetteer.country(wording.acronyms[raw.rstrip(".")]))
        return None if _adjectival(reader, hit) else hit
    bordering = reader.joined(index + 1) and reader.words[index + 1].norm in wording.relative["border"]
    if word.norm in wording.demonyms and bordering:
        return Hit(index, index + 1, reader.gazetteer.country(wording.demonyms[word.norm]))
    return None


def _starts(reader: Reader, index: int) -> bool:
    word = reader.words[index]
    if word.capital:
        return True
    if word.norm in _ARTICLES:
        following = index + 1 < len(reader.words) and reader.words[index + 1]
        return bool(following and following.capital and reader.joined(index + 1))
    return word.norm in reader.wording.starters


def _could_be_name(reader: Reader, first: int, last: int) -> bool:
    words = reader.words[first:last]
    tail, wording = words[-1], reader.wording
    if not any(word.capital and not word.norm.isdigit() for word in words):
        return False
    if not tail.capital and tail.norm not in wording.directions and tail.norm not in wording.heads:
        return False
    inner = words[1:-1]
    return all(word.capital or word.norm in _SMALL_WORDS or word.norm in wording.heads for word in inner)


def with_head(reader: Reader, hit: Hit) -> Hit:
    """The hit with the headword before or after it, when there is one."""
    wording = reader.wording
    kind, head, first, tail = None, "", hit.first, hit.last
    for size in range(wording.longest_head, 0, -1):
        start = hit.first - size
        if start < 0 or not all(reader.joined(at) for at in range(start + 1, hit.first + 1)):
            continue
        norm = reader.norms(start, hit.first)
        if norm in wording.heads and not reader.words[start].blocked and not _compass(reader, start, hit.first):
            kind, head, first = wording.heads[norm], norm, start
            break
    if kind is None and wording.language != "id":
        for size in (2, 1):
            end = hit.last + size
            if end > len(reader.words) or not all(reader.joined(at) for at in range(hit.last, end)):
                continue
            norm = reader.norms(hit.last, end)
            if norm in wording.heads:
                kind, head, tail = wording.heads[norm], norm, end
                break
    return Hit(hit.first, hit.last, hit.candidates, kind, first, tail, head)


def _compass(reader: Reader, start: int, end: int) -> bool:
    """ "timur laut Irak": the sea (laut) is half of a compass word here."""
    return start > 0 and reader.joined(start) and reader.norms(start - 1, end) in reader.wording.directions


def strong(candidates: Sequence[Candidate]) -> bool:
    """Whether a name is known well enough to be a place wherever it stands."""
    return any(
        candidate.match != "key"
        and (
            candidate.place.kind is PlaceKind.COUNTRY
            or (candidate.match == "name" and "supplement" in candidate.place.source)
            or candidate.place.population >= _LARGE_TOWN
        )
        for candidate in candidates
    )


def _is_place(reader: Reader, hit: Hit) -> bool:
    wording = reader.wording
    raw = reader.phrase(hit.first, hit.last)
    norm = reader.norms(hit.first, hit.last)
    ordinary = norm in wording.ordinary and raw.isascii()  # "Hīt" is no English word
    if norm in wording.time or norm in wording.function or norm in wording.demonyms:
        return False
    if norm in wording.never and hit.kind not in _UNITS:
        return False
    if norm in wording.heads or norm in wording.directions:
        return False
    if len(raw) <= 4 and raw.isupper() and all(candidate.match != "name" for candidate in hit.candidates):
        return False
    if len(norm) < 3 or (len(norm) == 3 and raw.isupper()):
        return False
    before = reader.words[hit.first - 1].norm if reader.joined(hit.first) else ""
    two = reader.norms(max(0, hit.first - 2), hit.first)
    if any(form in wording.titles | wording.ships | wording.papers for form in (before, two) if form):
        return False
    if _on_ship(reader, hit) or _of_treaty(reader, hit, before):
        return False
    if any(candidate.place.kind is PlaceKind.COUNTRY for candidate in hit.candidates) and _adjectival(reader, hit):
        return False
    if hit.kind is not None:
        return not ordinary or not reader.words[hit.first].opens
    known = strong(hit.candidates)
    in_headline = _in_headline(reader, hit.first)
    if ordinary and (not known or in_headline or before not in wording.prepositions):
        return False
    if in_headline:
        listed = len(norm) > 5 or any(candidate.match == "name" for candidate in hit.candidates)
        return listed and (known or _largest(hit) >= _KNOWN_TOWN * 6)
    if _part_of_longer_name(reader, hit):
        return False
    return known or hit.last - hit.first > 1 or _largest(hit) >= _KNOWN_TOWN or before in wording.prepositions


def _on_ship(reader: Reader, hit: Hit) -> bool:
    """ "KRI Teluk Bintuni": the headword belongs to the ship's name."""
    head = hit.head_first
    return 0 < head < hit.first and reader.joined(head) and reader.words[head - 1].norm in reader.wording.ships


def _of_treaty(reader: Reader, hit: Hit, before: str) -> bool:
    """ "Perjanjian Minsk", "the Astana process": named after the place, told of elsewhere."""
    if reader.wording.language == "id":
        return before in reader.wording.treaties
    return reader.joined(hit.last) and reader.words[hit.last].norm in reader.wording.treaties


def _largest(hit: Hit) -> int:
    return max(candidate.place.population for candidate in hit.candidates)


def _adjectival(reader: Reader, hit: Hit) -> bool:
    """"pasukan Suriah", "pesawat tempur Israel": the country says whose, not where."""
    if not reader.wording.actors or not reader.joined(hit.first):
        return False
    one = reader.words[hit.first - 1].norm
    two = reader.norms(max(0, hit.first - 2), hit.first)
    return one in reader.wording.actors or two in reader.wording.actors


def _part_of_longer_name(reader: Reader, hit: Hit) -> bool:
    """Whether capital words that are no place words stand right beside the name (persons, bodies, clubs)."""
    return _foreign(reader, hit.first - 1, hit.first) or _foreign(reader, hit.last, hit.last)


def _foreign(reader: Reader, index: int, gap: int) -> bool:
    if index < 0 or index >= len(reader.words) or not reader.joined(gap):
        return False
    if reader.text[reader.words[gap - 1].end : reader.words[gap].start] != " ":
        return False
    word, wording = reader.words[index], reader.wording
    if not word.capital or word.blocked or word.norm[0].isdigit():
        return False
    if word.norm in wording.heads or word.norm in wording.directions or word.norm in wording.time:
        return False
    if word.norm in wording.prepositions or word.norm in wording.demonyms or word.norm in wording.actors:
        return False
    if word.opens and index < gap:  # the first word of a sentence is capital by rule
        return word.norm in wording.never or word.norm in wording.titles
    text = reader.text[word.start : word.end]
    if len(text) > 1 and text.isupper():
        return False
    return word.norm in wording.never or not strong(reader.gazetteer.exact(text))


def _unlisted(reader: Reader, index: int, limit: int) -> Hit | None:
    """A name that no list has, but a headword or preposition says that it is a place: kept, so that it is seen."""
    word, wording = reader.words[index], reader.wording
    if word.norm in wording.heads or word.norm in wording.directions or word.norm in wording.time:
        return None
    raw = reader.phrase(index, index + 1)
    if not (word.capital or word.norm in _ARTICLES) or raw[0].isdigit() or raw.isupper():
        return None
    last = index + 1
    while last < limit and last - index < 4 and (
        reader.words[last].capital or (reader.words[last].norm in _SMALL_WORDS and last + 1 < limit)
    ):  # fmt: skip
        last += 1
    while last > index + 1 and not reader.words[last - 1].capital:
        last -= 1
    hit = with_head(reader, Hit(index, last, ()))
    previous = reader.hits[-1] if reader.hits else None
    listed = previous is not None and previous.kind is PlaceKind.DISTRICT and _listed(reader, previous, index)
    if hit.kind is None and listed and previous is not None:
        hit = Hit(index, last, (), previous.kind, index, last, previous.head)
    before = reader.words[index - 1].norm if reader.joined(index) else ""
    norm = reader.norms(index, last)
    if norm in wording.never or norm in wording.time or norm in wording.demonyms:
        return None
    if _in_headline(reader, index) or any(_no_name(word, wording, hit) for word in reader.words[index:last]):
        return None  # a tomb, a street, a hospital named after a person; words of a headline
    if hit.kind is None and (before not in wording.prepositions or word.opens or norm in wording.ordinary):
        return None
    if hit.head_first >= 0 and reader.words[hit.head_first].capital and hit.kind is PlaceKind.FACILITY:
        return None
    candidates = reader.gazetteer.lookup(reader.phrase(index, last)) if len(norm) > 4 else ()
    if not candidates and hit.kind is None:
        return None
    return Hit(index, last, candidates, hit.kind, hit.head_first, hit.tail_last, hit.head)


def _no_name(word: Word, wording: Wording, hit: Hit) -> bool:
    """Whether a word cannot be in a name; a village may be called after a person ("desa Abu Karmah")."""
    told = hit.kind in _SETTLED and (wording.language == "id" or hit.tail_last > hit.last or hit.head.endswith(" of"))
    persons = () if told else (wording.never, wording.titles)
    return any(word.norm in words for words in (*persons, wording.function, wording.demonyms, wording.directions))


def _in_headline(reader: Reader, index: int) -> bool:
    start = reader.words[index].start
    return any(span.start <= start < span.end for span in reader.headlines)


_LIST_GAP = re.compile(r"\s*(?:,|,?\s*(?:dan|serta|and|or|atau))\s+")


def _listed(reader: Reader, previous: Hit, index: int) -> bool:
    """Whether the word continues a list of names: "lingkungan Bareed, Hiteen dan Qadissiya"."""
    end = reader.words[max(previous.last, previous.tail_last) - 1].end
    return _LIST_GAP.fullmatch(reader.text, end, reader.words[index].start) is not None


def continues_list(reader: Reader, previous: Hit, hit: Hit) -> bool:
    """Whether a hit follows the previous one in a list."""
    return _listed(reader, previous, hit.first)
