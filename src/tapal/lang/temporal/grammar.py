"""The time words and time rules of a language, loaded from its `dates.toml` and compiled.

A rule is a regular expression over token classes, written with class names in capitals:
`WEEKDAY COMMA? DAYNUM MONTH YEAR?`. Rules of level 1 read words; rules of level 2 and 3 read what the level below
made, as classes X_DATE, X_CLOCK, X_DURATION, X_SINCE, X_UNTIL. The longest match at a token wins, then the first rule.

Classes with their value: WEEKDAY and WABBR n = 0 (Monday) to 6; MONTH, MAYBE (a month name that is also another
word) and SEASON n = month; UNIT unit; STEP n = -1 last, 0 this, 1 next; EDGE n = 1 early, 2 middle, 3 late;
RELDAY n, m = days from publication; NARR n, m = days from the day told of; ONEUNIT unit, count one; VAGUE n = low.
DAYNUM 1–31, ORDDAY "17th", YEAR 1900–2099, FOUR other four figures, NUM others, DATE and DAYMONTH numeric dates,
CLOCK "16.00", AMPM, WORDNUM; LB RB COMMA DOT DASH BREAK marks; OTHER any run of other words.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tapal.errors import KnowledgeError, NotFound
from tapal.lang.numerals import number_words
from tapal.lang.temporal.zones import zone_names

FIGURES = [
    "DAYNUM", "ORDDAY", "YEAR", "FOUR", "NUM", "DATE", "DAYMONTH", "CLOCK", "AMPM", "WORDNUM", "LB", "RB",
    "COMMA", "DOT", "DASH", "BREAK", "OTHER", "ZONE", "ZPLACE", "WABBR", "MAYBE",
]  # fmt: skip
PRODUCTS = ["X_DATE", "X_CLOCK", "X_DURATION", "X_SINCE", "X_UNTIL", "X_FREQUENCY", "X_SILENT"]
_NAME = re.compile(r"[A-Z][A-Z_0-9]*")
_ELEMENT = re.compile(r"\(|\)|[A-Z][A-Z_0-9]*|[?*+|]")
_LOOK = re.compile(r"\(\?<?[=!][^()]*\)")
_DOTTED = {"WABBR": "WABBR", "MABBR": "MONTH", "MAYBE_ABBR": "MAYBE"}  # short forms take their point with them
LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or expression: its class and value. `dotted` takes a following point with it ("Dec.")."""

    kind: str
    n: int = 0
    m: int = 0
    unit: str = ""
    dotted: bool = False


Phrases = dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]  # second word → rest of the words and the entry


@dataclass(frozen=True, slots=True)
class Rule:
    """One time rule: its name, the resolver that reads its tokens, and the pattern over token classes."""

    name: str
    level: int
    resolver: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The time words and rules of one language.

    `known` holds the first word of every entry and every number word; other words need no look. `starts` maps a
    level to class sign → rules that may begin there.
    """

    language: str
    known: frozenset[str]
    words: dict[str, Entry]
    capital: dict[str, Entry]
    phrases: dict[str, Phrases]
    rules: tuple[Rule, ...]
    signs: dict[str, str]
    starts: dict[int, dict[str, tuple[Rule, ...]]]
    prefix_words: dict[str, Entry]
    prefixes: tuple[str, ...]

    def prefixed(self, word: str) -> Entry | None:
        """Entry of a word by how it begins ("pascaserangan": after the attack)."""
        return next((entry for prefix, entry in self.prefix_words.items() if word.startswith(prefix)), None)


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language code; raises NotFound for a language that Tapal has no time words for."""
    if language not in LANGUAGES:
        raise NotFound(f"no time words for language {language!r}; known: {', '.join(LANGUAGES)}")
    source = files(f"tapal.lang.{language}").joinpath("dates.toml")
    return load_grammar(source.read_text(encoding="utf-8"), language, f"{language}/dates.toml")


def load_grammar(text: str, language: str, name: str) -> Grammar:
    """The grammar written in a TOML text; raises KnowledgeError naming the file and the entry that is wrong."""
    raw = tomllib.loads(text)
    words: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for kind, table in raw["words"].items():
        for expression, value in table.items():
            _place(expression, _entry(kind, value, name, expression), words, phrases)
    for zone in zone_names()[0]:
        words[zone] = Entry("ZONE", unit=zone)
    for place in zone_names()[1]:
        if place.lower() not in words:
            _place(place, Entry("ZPLACE", unit=place), words, phrases)
    capital = {w: _entry(k, v, name, w) for k, table in raw.get("capital", {}).items() for w, v in table.items()}
    prefix_words = {w: _entry(k, v, name, w) for k, t in raw.get("prefix", {}).items() for w, v in t.items()}
    kinds = {e.kind for e in [*words.values(), *capital.values()]} | {e.kind for ps in phrases.values() for _, e in ps}
    signs = {kind: chr(0xE000 + i) for i, kind in enumerate(dict.fromkeys([*FIGURES, *PRODUCTS, *sorted(kinds)]))}
    rules, starts = _rules(raw, signs, name)
    ordered = {first: _by_second(entries) for first, entries in phrases.items()}
    known = frozenset([*words, *capital, *ordered, *number_words(language)])
    return Grammar(language, known, words, capital, ordered, rules, signs, starts, prefix_words, tuple(prefix_words))


def _by_second(entries: list[tuple[tuple[str, ...], Entry]]) -> Phrases:
    """Expressions with one first word by their second, the longest first."""
    seconds = {parts[1] for parts, _ in entries}
    longest_first = sorted(entries, key=lambda entry: -len(entry[0]))
    return {s: tuple((parts[2:], entry) for parts, entry in longest_first if parts[1] == s) for s in seconds}


def _place(
    expression: str,
    entry: Entry,
    words: dict[str, Entry],
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]],
) -> None:
    parts = tuple(re.findall(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|[^\w\s]", expression.lower()))
    if len(parts) == 1:
        words[parts[0]] = entry
    else:
        phrases.setdefault(parts[0], []).append((parts, entry))


def _entry(kind: str, value: object, name: str, expression: str) -> Entry:
    """A TOML value as an entry: a number, a pair of numbers, a unit name, or true for a bare class."""
    dotted = kind in _DOTTED
    shown = _DOTTED.get(kind, kind)
    if isinstance(value, bool):
        return Entry(shown)
    if isinstance(value, int):
        return Entry(shown, value, dotted=dotted)
    if isinstance(value, str):
        return Entry(shown, unit=value)
    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value):
        return Entry(shown, value[0], value[1])
    raise KnowledgeError(f"{name}: {kind}.{expression!r} has a value that is no number, pair, unit or true")


_Starts = dict[int, dict[str, tuple[Rule, ...]]]


def _rules(raw: dict[str, object], signs: dict[str, str], name: str) -> tuple[tuple[Rule, ...], _Starts]:
    macros = raw.get("macros", {})
    entries = raw.get("rule", [])
    if not isinstance(macros, dict) or not isinstance(entries, list):
        raise KnowledgeError(f"{name}: macros must be a table and rule a list of tables")
    rules: list[Rule] = []
    starts: dict[int, dict[str, list[Rule]]] = {1: {}, 2: {}, 3: {}}
    for entry in entries:
        written = _expand(str(entry["pattern"]), macros)
        unknown = {n for n in _NAME.findall(written) if n not in signs}
        if unknown:
            raise KnowledgeError(f"{name}: rule {entry['name']!r} uses unknown classes {sorted(unknown)}")
        pattern = re.compile(_NAME.sub(lambda m: signs[m[0]], written).replace(" ", ""))
        rule = Rule(entry["name"], entry.get("level", 1), entry["resolver"], pattern, tuple(entry.get("examples", ())))
        rules.append(rule)
        for kind in _first(written):
            starts[rule.level].setdefault(signs[kind], []).append(rule)
    return tuple(rules), {level: {s: tuple(rs) for s, rs in table.items()} for level, table in starts.items()}


def _expand(pattern: str, macros: dict[str, str]) -> str:
    for _ in range(3):
        pattern = _NAME.sub(lambda m: f"({macros[m[0]]})" if m[0] in macros else m[0], pattern)
    return pattern


def _first(pattern: str) -> set[str]:
    """Classes that a pattern can begin with (a superset: all classes inside the first elements of each choice)."""
    found: set[str] = set()
    choice: list[str] = []
    depth = 0
    bare = _LOOK.sub("", pattern)
    for element in [*_ELEMENT.findall(bare.replace("()", "")), "|"]:
        depth += element.startswith("(") - (element == ")")
        if element == "|" and depth == 0:
            found |= _first_of(choice)
            choice = []
        else:
            choice.append(element)
    return found


def _first_of(elements: list[str]) -> set[str]:
    found: set[str] = set()
    index = 0
    while index < len(elements):
        end = index + 1
        if elements[index].startswith("("):
            depth = 1
            while depth:
                depth += elements[end].startswith("(") - (elements[end] == ")")
                end += 1
        found.update(e for e in elements[index:end] if _NAME.fullmatch(e))
        if end >= len(elements) or elements[end] not in {"?", "*"}:
            break
        index = end + 1
    return found
