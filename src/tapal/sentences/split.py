"""Sentence splitting for Indonesian and English news: abbreviations, initials, quotes, glued sentences."""

import re
from collections.abc import Iterator

from tapal.model.kinds import SentenceKind
from tapal.model.text import Document, Sentence, Span

READ = frozenset({SentenceKind.NEWS, SentenceKind.HEADLINE})
LINE = re.compile(r"[^\n]+")
# A stop, its closing quotes, then blanks and a possible opening; or no blank when two sentences are glued.
STOP = re.compile(r"(?:[.!?…]+|\.{3})[\"”’')\]]*")
OPENING = re.compile(r"\s*[\"“‘'(\[–—-]*\s*[A-Z0-9À-Þ]")
GLUED = re.compile(r"[\"“‘(]?[A-Z][A-Za-z’'-]*[ ,a-z]")
BEFORE = re.compile(r"[\w.’'-]+$")
# Words that end in a full stop inside a sentence: Indonesian ranks, titles and references; English ones.
ABBREVIATIONS = frozenset(
    "jl jln hlm hal no nos dr dra drs ir prof brig brigjen mayjen letjen jend kol letkol kapt lettu letda sertu "
    "serda kompol pol akbp kombes ipda iptu aipda bripka h hj kh tgl bp sdr st ust kab kec prov tk vol ed art ps "
    "dll dsb dst yth a.n mr mrs ms messrs gen lt col maj capt sgt cpl pvt adm brig cmdr rep sen gov pres rev hon sr "
    "jr vs etc inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun approx "
    "dept fig est mt ft ave blvd rd u.s u.n u.k u.a.e e.u d.c a.m p.m i.e e.g".split()
)
NEEDS_NUMBER = frozenset({"no", "nos", "hal", "hlm", "art", "ps", "fig", "vol"})
MAYBE_END = frozenset(
    "u.s u.n u.k u.a.e e.u d.c a.m p.m etc dll dsb dst jr inc co corp ltd h no mar sun sat st ed fig est art".split()
)
STARTERS = re.compile(
    r"\s*[\"“‘(]*(?:The|A|An|It|He|She|They|We|In|On|At|But|And|For|This|That|However|Meanwhile|"
    r"Ia|Dia|Mereka|Pada|Di|Dalam|Namun|Sementara|Menurut|Para|Sebuah|Seorang|Ini|Itu|Hal|Kami)\b"
)


def _is_end(text: str, match: re.Match[str], stop: int, limit: int) -> bool:
    """Whether the stop at `match` ends a sentence; `stop` is where the match ends."""
    rest = text[stop:limit]
    if not rest.strip():
        return True
    if not rest[0].isspace():
        before = BEFORE.search(text, max(0, match.start() - 20), match.start())
        lower_before = before is not None and before.group()[-1].islower() or text[stop - 1] in "\"”)"
        return bool(lower_before and GLUED.match(rest) and "http" not in text[max(0, match.start() - 30): stop])
    if not OPENING.match(rest):
        return False
    if match.group()[0] != ".":
        return True
    before = BEFORE.search(text, max(0, match.start() - 20), match.start())
    word = before.group().casefold().strip("'’-") if before else ""
    if len(word) == 1 and word.isalpha() and before is not None and before.group()[-1].isupper():
        return False
    if word in NEEDS_NUMBER and rest.strip()[:1].isdigit():
        return False
    if word in ABBREVIATIONS:
        return word in MAYBE_END and word not in NEEDS_NUMBER and bool(STARTERS.match(rest)) or (
            word in NEEDS_NUMBER and not rest.strip()[:1].isdigit()
        )
    return True


def sentence_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sentences of `text[start:end]` without surrounding blanks."""
    at = start
    for match in STOP.finditer(text, start, end):
        if match.end() > at and _is_end(text, match, match.end(), end):
            yield from _trimmed(text, at, match.end())
            at = match.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(char.isalnum() for char in text[start:end]):
        yield Span(start, end)


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Sentences of the zones that are read (news and headlines), in text order; a line break always ends one."""
    sentences: list[Sentence] = []
    paragraph = -1
    for zone in document.zones:
        if zone.kind not in READ:
            continue
        for line in LINE.finditer(document.text, zone.span.start, zone.span.end):
            paragraph += 1
            for span in sentence_spans(document.text, line.start(), line.end()):
                sentences.append(Sentence(len(sentences), span, zone.kind, paragraph))
    return tuple(sentences)
