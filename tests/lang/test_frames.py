"""Every frame and control pattern fires on its own examples and stays silent on its counter-examples."""

import pytest

from tapal.events.triggers import frame_matches
from tapal.lang.registry import CODES, load_language
from tapal.model.kinds import EventType, SentenceKind
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Sentence, Span


def parse(text: str, code: str) -> ParsedSentence:
    kind = SentenceKind.NEWS if text.endswith((".", "!", "?")) else SentenceKind.HEADLINE
    sentence = Sentence(0, Span(0, len(text)), kind, 0)
    return load_language(code).parse(text, (sentence,))[0]


@pytest.mark.parametrize("code", CODES)
def test_frames_fire_on_their_examples_and_not_on_their_counter_examples(code: str) -> None:
    language = load_language(code)
    problems = []
    for frame in language.frames:
        for text, wanted in [(t, True) for t in frame.fires] + [(t, False) for t in frame.silent]:
            fired = any(match.value is frame for match in frame_matches(parse(text, code), language))
            if fired != wanted:
                problems.append(f"{frame.id} {'misses' if wanted else 'fires on'}: {text}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("code", CODES)
def test_control_patterns_match_their_examples_only(code: str) -> None:
    language = load_language(code)
    problems = []
    for pattern in language.control:
        guard = language.guards[pattern.id]
        for text, wanted in [(t, True) for t in pattern.fires] + [(t, False) for t in pattern.silent]:
            words = parse(text, code).words
            hit = any(m.value is pattern for m in language.control_matcher.find(words))
            hit = hit and not (guard.unless and guard.unless.find(words))
            hit = hit and not (guard.needs and not guard.needs.find(words))
            if hit != wanted:
                problems.append(f"{pattern.id} {'misses' if wanted else 'fires on'}: {text}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("code", CODES)
def test_every_event_type_has_a_frame(code: str) -> None:
    assert {frame.type for frame in load_language(code).frames} == set(EventType)
