"""Telling the report from what the page put around it; every character belongs to exactly one zone."""

import re
from collections.abc import Iterator

from tapal.lang.noise import Noise, load_noise
from tapal.model.kinds import SentenceKind
from tapal.model.text import Span, Zone

K = SentenceKind
LINE = re.compile(r"[^\n]+")
WORD = re.compile(r"\w+")
SECTION = re.compile(r"^\s*#{1,6}\s+")
HEADLINE_WORDS = 22  # longer lines are sentences
SPAM_CHAIN, WORDS_PER_SPAM = 3, 6  # a report about gambling has such words, but not so close together
REPEAT_SHARE = 0.8  # share of a headline's words that a repeat has (cut or slightly edited headlines)
# "JAKARTA, KOMPAS.com -", "BEIRUT, June 6 (wire-a) -", "MOSKOW -", "KOMPAS.com --", "Liputan6.com, Gaza -"
DATELINE = re.compile(
    r"^\s*(?:(?:[A-Z][\w’'.-]*\.com|[A-Z][A-Z’'.-]+(?:[ ,]+[A-Z][A-Z’'.-]+){0,4}|"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}/[A-Z]\w+)"
    r"(?:\s*,\s*[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}){0,2}"
    r"(?:\s*,\s*[a-z][\w-]+)?(?:,?\s+[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?\s*(?:\([^)\n]{2,40}\))?)\s*(?:--?|–|—)\s?"
)


def words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def repeats(line: str, headline: str) -> bool:
    """True when a line says a headline again."""
    have, want = words(line), set(words(headline))
    if not want or len(have) > len(want) + 4:
        return False
    return len(want & set(have)) >= REPEAT_SHARE * max(len(want), len(set(have)))


def line_kind(line: str, noise: Noise) -> SentenceKind | None:
    """Kind of a line by its looks alone, None when it looks like the report's own text."""
    stripped = line.strip()
    if not any(char.isalnum() for char in stripped):
        return K.BOILERPLATE
    if _is_spam(stripped, noise):
        return K.SPAM
    if noise.link.search(stripped):
        return K.LINK
    if noise.byline.search(stripped):
        return K.BYLINE
    if noise.caption.search(stripped):
        return K.CAPTION
    return None


def _is_spam(line: str, noise: Noise) -> bool:
    """A short line with a spam word, or one that strings them together ("slot gacor, situs judi, maxwin, jackpot")."""
    if not noise.spam_hint.search(line.lower()):
        return False
    hits, size = len(noise.spam.findall(line)), len(words(line))
    return hits > 0 and (size <= noise.spam_max_words or (hits >= SPAM_CHAIN and size <= WORDS_PER_SPAM * hits))


def _ends_open(line: str) -> bool:
    return not line.rstrip().endswith((".", "!", "?", "”", '"', ":", "…", ")"))


def _is_heading(line: str, index: int, lines: list[str]) -> bool:
    if SECTION.match(line):
        return True
    short = 2 <= len(words(line)) <= HEADLINE_WORDS and _ends_open(line) and line.strip()[0].isupper()
    return short and index == 0 and len(lines) > 1


def _split_line(start: int, line: str, noise: Noise, first_text: bool) -> Iterator[Zone]:
    """Zones of a news line: dateline in front, links inside."""
    at = 0
    if first_text and (match := DATELINE.match(line)) and match.end() < len(line):
        yield Zone(Span(start, start + match.end()), K.DATELINE)
        at = match.end()
    for match in noise.inline_link.finditer(line, at):
        if match.start() > at:
            yield Zone(Span(start + at, start + match.start()), K.NEWS)
        yield Zone(Span(start + match.start(), start + match.end()), K.LINK)
        at = match.end()
    if at < len(line):
        yield Zone(Span(start + at, start + len(line)), K.NEWS)


def find_zones(text: str, body_start: int) -> tuple[Zone, ...]:
    """Zones of a document in text order; the title (before `body_start`) is the headline."""
    noise = load_noise()
    title = text[:body_start].strip()
    lines = [(m.start(), m.group()) for m in LINE.finditer(text, body_start)]
    plain = [line for _, line in lines]
    headlines = [title] if title else []
    zones: list[Zone] = [Zone(Span(0, body_start), K.HEADLINE)] if title else []
    seen_text = False
    for index, (start, line) in enumerate(lines):
        span = Span(start, start + len(line))
        kind = line_kind(line, noise)
        if kind is None and any(repeats(line, headline) for headline in headlines):
            kind = K.REPEATED_HEADLINE
        elif kind is None and _is_heading(line, index, plain):
            kind = K.HEADLINE
            headlines.append(line)
        if kind is not None:
            zones.append(Zone(span, kind))
            continue
        zones.extend(_split_line(start, line, noise, not seen_text))
        seen_text = True
    return _covering(zones, len(text))


def _covering(zones: list[Zone], length: int) -> tuple[Zone, ...]:
    """The same zones with the blank gaps between them given to the zone before."""
    starts = [zone.span.start for zone in zones]
    covered: list[Zone] = []
    for index, zone in enumerate(zones):
        start = 0 if index == 0 else zone.span.start
        end = starts[index + 1] if index + 1 < len(zones) else length
        covered.append(Zone(Span(start, end), zone.kind))
    return tuple(covered) or ((Zone(Span(0, length), K.BOILERPLATE),) if length else ())
