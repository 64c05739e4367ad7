"""When an event was: the choice among the article's time expressions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tapal.events.arguments import bucket
from tapal.events.context import Article
from tapal.events.triggers import Trigger
from tapal.lang.temporal import TimeMention
from tapal.mentions.grammar import path_between
from tapal.model.kinds import DatePrecision
from tapal.model.syntax import ParsedSentence
from tapal.model.when import When

REACH_SENTENCES = 3  # how far back a narrative date carries; further back it was wrong more often than right
LEAD_SENTENCES = 3
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """A time expression as a candidate for an event: the mention and the sentence it stands in."""

    time: TimeMention
    sentence: int


def _words_of(sentence: ParsedSentence, time: TimeMention) -> tuple[int, int] | None:
    inside = [word.index for word in sentence.words if word.span.overlaps(time.span)]
    return (inside[0], inside[-1]) if inside else None


def time_choices(article: Article, trigger: Trigger) -> list[TimeChoice]:
    """Resolved dates in the trigger's sentence, the few before it and the lead, each mention once."""
    choices: list[TimeChoice] = []
    near = range(max(0, trigger.sentence - REACH_SENTENCES), trigger.sentence + 1)
    for index in sorted({*near, *range(min(LEAD_SENTENCES, trigger.sentence))}, reverse=True):
        for time in article.scene.times_in(article.sentence(index).sentence.span):
            if time.when.known and time.kind in ("date", "since", "until", "clock"):
                choices.append(TimeChoice(time, index))
            elif time.kind == "since" and index == trigger.sentence and (since := _since_then(article, time)):
                choices.append(TimeChoice(replace(time, when=since), index))
    return choices


def _since_then(article: Article, time: TimeMention) -> When | None:
    """ "Sejak itu", "since then": from the last day told before them to the day of the report."""
    today = article.scene.around.today
    before = [t.when for t in article.scene.around.times if t.span.end <= time.span.start and t.when.known]
    if not before or today is None or before[-1].start is None or before[-1].start > today:
        return None
    days = (today - before[-1].start).days
    precision = DatePrecision.WEEK if days <= 14 else DatePrecision.MONTH if days <= 62 else DatePrecision.YEAR
    return When(before[-1].start, today, precision, "since-then")


def _inside_features(article: Article, trigger: Trigger, choice: TimeChoice) -> Iterator[str]:
    sentence = article.sentence(trigger.sentence)
    found = _words_of(sentence, choice.time)
    if found is None:
        return
    first, last = found
    after = first > trigger.last
    between = sentence.words[trigger.last + 1 : first] if after else sentence.words[last + 1 : trigger.first]
    side = "after" if after else "before"
    verbs = bucket(sum(word.pos in VERBAL for word in between), 0, 1, 2)
    commas = bucket(sum(word.text in (",", ";") for word in between), 0, 1, 2)
    yield f"side={side}"
    yield f"how+side={choice.time.when.how}/{side}"
    yield f"kind+side+gap={choice.time.kind}/{side}/{bucket(len(between), 2, 5, 10)}"
    following = sentence.words[last + 1].lower if last + 1 < len(sentence.words) else "$"
    yield f"after={following}"
    yield f"side+verbs={side}/{verbs}"
    yield f"side+commas={side}/{commas}"
    yield f"gap={side}/{bucket(len(between), 1, 3, 6, 10, 18)}"
    low, high = (trigger.last, first) if after else (last, trigger.first)
    rivals = [t for t in article.triggers_in(trigger.sentence) if low < t.first < high]
    yield f"rivals={side}/{bucket(len(rivals), 0, 1)}"
    yield f"path={article.code}/{path_between(sentence, trigger.head, sentence.words[first].head)}"
    yield f"before={sentence.words[first - 1].lower if first else '^'}"
    others = [t for t in article.scene.times_in(sentence.sentence.span) if t.when.known]
    yield f"alone={len(others) == 1}"
    yield f"nearest={_is_nearest(sentence, trigger, choice, others)}"


def _is_nearest(sentence: ParsedSentence, trigger: Trigger, choice: TimeChoice, others: list[TimeMention]) -> bool:
    at = sentence.words[trigger.head].span.start
    return all(abs(choice.time.span.start - at) <= abs(other.span.start - at) for other in others)


def time_features(article: Article, trigger: Trigger, choice: TimeChoice) -> list[str]:
    """Features of a time expression as the date of a trigger."""
    away = trigger.sentence - choice.sentence
    time = choice.time
    today = article.scene.around.today
    age = bucket((today - time.when.end).days, -1, 0, 1, 7, 31, 365) if today and time.when.end else "?"
    here = [t for t in article.scene.times_in(article.sentence(trigger.sentence).sentence.span) if t.when.known]
    features = [
        f"away={bucket(away, 0, 1, 2, 3)}", f"kind={time.kind}", f"precision={time.when.precision}",
        f"kind+away={time.kind}/{bucket(away, 0, 1, 3)}", f"age={age}", f"age+away={age}/{bucket(away, 0, 1, 3)}",
        f"precision+away={time.when.precision}/{bucket(away, 0, 1, 3)}", f"how={time.when.how}",
        f"type+away={trigger.frame.type}/{bucket(away, 0, 1)}", f"anchored={time.anchored}",
    ]
    features += [f"cue+age={cue.value}/{age}" for cue in article.cues(trigger.sentence) if "novelty" in cue.value]
    if away:
        features.append(f"own={bool(here)}")
        features.append(f"own+away={bool(here)}/{bucket(away, 1, 3)}")
        features.append(f"lead={choice.sentence < LEAD_SENTENCES}")
        there, own = article.sentence(choice.sentence).sentence, article.sentence(trigger.sentence).sentence
        features.append(f"same_paragraph={there.paragraph == own.paragraph}/{bool(here)}")
        types = {t.frame.type for t in article.triggers_in(choice.sentence)}
        features.append(f"same_type_there={trigger.frame.type in types}/{bool(here)}")
        if article.sentence(trigger.sentence).sentence.kind == "headline":
            features.append("headline")
        return features
    return features + [f"in:{feature}" for feature in _inside_features(article, trigger, choice)]
