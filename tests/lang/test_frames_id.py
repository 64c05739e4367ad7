"""Indonesian language data: every example fires or stays silent as it says, every type has words, cues are sound."""

from collections import Counter

import pytest

from tapal.lang.base import Language
from tapal.lang.expressions import Match, Matcher
from tapal.lang.frames import ControlPattern, Frame
from tapal.lang.registry import load_language
from tapal.model.kinds import EventType, SentenceKind
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Sentence, Span

FEWEST_EXPRESSIONS = 15  # per event type; grenades and bases have few words in any language
LANGUAGE = load_language("id")
ENTRIES: tuple[Frame | ControlPattern, ...] = (*LANGUAGE.frames, *LANGUAGE.control)
EXAMPLES = [(entry, text) for entry in ENTRIES for text in entry.fires]
COUNTEREXAMPLES = [(entry, text) for entry in ENTRIES for text in entry.silent]


def parsed(text: str, language: Language) -> ParsedSentence:
    return language.parse(text, (Sentence(0, Span(0, len(text)), SentenceKind.NEWS, 0),))[0]


def matches(entry: Frame | ControlPattern, sentence: ParsedSentence, headline: bool) -> list[Match[str]]:
    """Matches of the entry's own triggers, guards not applied."""
    return Matcher(((trigger, str(entry.id)) for trigger in entry.triggers), "id").find(sentence.words, headline)


def guarded(entry: Frame | ControlPattern, text: str) -> list[Match[str]]:
    """Matches that the entry's guards let through; a text without a full stop is read as a headline."""
    sentence = parsed(text, LANGUAGE)
    guard = LANGUAGE.guards[entry.id]
    if guard.unless is not None and guard.unless.find(sentence.words):
        return []
    if guard.needs_article is not None and not guard.needs_article.find(sentence.words):
        return []
    found = matches(entry, sentence, not text.endswith("."))
    if guard.needs is None:
        return found
    needed = guard.needs.find(sentence.words)
    return [m for m in found if any(need.last < m.first or m.last < need.first for need in needed)]


@pytest.mark.parametrize(("entry", "text"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_example_fires(entry: Frame | ControlPattern, text: str) -> None:
    assert guarded(entry, text)


@pytest.mark.parametrize(("entry", "text"), COUNTEREXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_counterexample_is_held_back_by_a_guard(entry: Frame | ControlPattern, text: str) -> None:
    assert matches(entry, parsed(text, LANGUAGE), headline=False), "has no trigger of the entry: it shows nothing"
    assert not guarded(entry, text)


def test_every_type_has_words() -> None:
    told = Counter(dict.fromkeys(EventType, 0))
    for frame in LANGUAGE.frames:
        told[frame.type] += len(frame.triggers)
    assert {kind.value: number for kind, number in told.items() if number < FEWEST_EXPRESSIONS} == {}


def test_every_entry_has_counterexamples_and_a_graded_weight() -> None:
    assert [entry.id for entry in ENTRIES if not entry.silent] == []
    assert len({entry.weight for entry in ENTRIES}) > 5


def test_no_expression_is_given_twice_in_an_entry() -> None:
    for entry in ENTRIES:
        for expressions in (entry.triggers, entry.needs, entry.unless):
            assert [one for one, times in Counter(expressions).items() if times > 1] == [], entry.id


def test_frame_ids_begin_with_their_type() -> None:
    assert [frame.id for frame in LANGUAGE.frames if frame.id.split(".")[0] != frame.type.value] == []


def test_generic_frames_rank_below_precise_ones_of_their_type() -> None:
    precise = {frame.type: 0.0 for frame in LANGUAGE.frames}
    for frame in LANGUAGE.frames:
        if not frame.generic:
            precise[frame.type] = max(precise[frame.type], frame.weight)
    assert all(frame.weight < precise[frame.type] for frame in LANGUAGE.frames if frame.generic)


def test_every_cue_list_compiles_without_doubles() -> None:
    for name, entries in LANGUAGE.cues.lists.items():
        LANGUAGE.cues.matcher(name)
        assert [one for one, times in Counter(entries).items() if times > 1] == [], name


def test_vague_counts_are_ordered() -> None:
    assert LANGUAGE.cues.vague["puluhan"] == (24, None, None)
    assert LANGUAGE.cues.vague["ratusan"] == (200, None, None)
    assert LANGUAGE.cues.vague["beberapa"] == (3, None, None)
    for word, numbers in LANGUAGE.cues.vague.items():
        known = [number for number in numbers if number is not None]
        assert known == sorted(known), word


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("status.planned", "Pasukan akan menyerbu kota itu."),
        ("status.possible", "Serangan lain dikhawatirkan terjadi."),
        ("status.demanded", "PBB mendesak gencatan senjata."),
        ("status.denied", "Militer membantah serangan itu."),
        ("status.negation", "Tentara belum mundur."),
        ("speech.verbs", "Kota itu aman, kata komandan."),
        ("speech.according_to", "Menurut saksi, tiga roket jatuh."),
        ("speech.hearsay", "Empat orang dilaporkan tewas."),
        ("novelty.background", "Kota itu direbut tahun lalu."),
        ("novelty.new", "Roket jatuh tadi malam."),
        ("claims.deny", "Rusia menepis tuduhan itu."),
        ("counts.at_least", "Sedikitnya 12 orang tewas."),
        ("nouns.civilians", "Warga sipil bersembunyi."),
        ("topics.off", "Klasemen liga diumumkan."),
    ],
)
def test_cue_is_found(name: str, text: str) -> None:
    assert LANGUAGE.cues.matcher(name).find(parsed(text, LANGUAGE).words)
