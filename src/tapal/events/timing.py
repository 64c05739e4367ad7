"""When an event was: the choice among the article's time expressions."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from tapal.events.arguments import bucket
from tapal.events.context import Article
from tapal.events.triggers import Trigger
from tapal.lang.temporal import TimeMention
from tapal.mentions.grammar import path_between
from tapal.model.kinds import DatePrecision
from tapal.model.syntax import ParsedSentence
from tapal.model.when import When, day

REACH_SENTENCES = 3  # how far back a narrative date carries; further back it was wrong more often than right
LEAD_SENTENCES = 3
LONGEST_HOURS = 24 * 366 * 30
DATED = ("date", "since", "until", "clock")
VERBAL = frozenset({"VERB", "AUX"})
POINTING = frozenset({"itu", "tersebut", "ini", "the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class TimeChoice:
    """A time expression as a candidate for an event: the mention and the sentence it stands in.

    `drawn` tells what was worked out from the words: "" nothing, "open" from their day to the day of the report,
    "start" the start of a "since", "limit" the end of an "until", "lasting" a length up to the day of the report.
    """

    time: TimeMention
    sentence: int
    drawn: str = ""


def _words_of(sentence: ParsedSentence, time: TimeMention) -> tuple[int, int] | None:
    inside = [word.index for word in sentence.words if word.span.overlaps(time.span)]
    return (inside[0], inside[-1]) if inside else None


def time_choices(article: Article, trigger: Trigger) -> list[TimeChoice]:
    """Days that the article could mean for a trigger.

    Those told in its sentence, the few before it, the one after it, the lead and the sentences that tell of the same
    kind of act; and what can be worked out from them (see `TimeChoice.drawn`).
    """
    choices: list[TimeChoice] = []
    near = range(max(0, trigger.sentence - REACH_SENTENCES), trigger.sentence + 1)
    alike = {t.sentence for t in article.triggers if t.frame.type == trigger.frame.type}
    behind = range(trigger.sentence + 1, min(trigger.sentence + 2, len(article.scene.sentences)))
    reached = {*near, *range(min(LEAD_SENTENCES, trigger.sentence)), *behind, *alike}
    carried = _carried_from(article, trigger.sentence - REACH_SENTENCES)
    for index in sorted(reached | ({carried} if carried is not None else set()), reverse=True):
        for time in article.scene.times_in(article.sentence(index).sentence.span):
            if index in near or index < LEAD_SENTENCES or index == carried or index in behind:
                choices += _readings(article, trigger, time, index)
            elif time.when.known and time.kind in DATED:
                choices.append(TimeChoice(time, index))
                if (wide := _to_today(article, time)) is not None:
                    choices.append(TimeChoice(wide, index, "open"))
    return choices


def _carried_from(article: Article, before: int) -> int | None:
    """The last sentence before one that names a day: the telling may still be there."""
    for index in range(before - 1, -1, -1):
        if any(t.when.known for t in article.scene.times_in(article.sentence(index).sentence.span)):
            return index
    return None


def _readings(article: Article, trigger: Trigger, time: TimeMention, index: int) -> Iterator[TimeChoice]:
    """A time expression as it stands and what follows from it."""
    own = index == trigger.sentence
    if time.when.known and time.kind in DATED:
        yield TimeChoice(time, index)
        if time.kind == "since":
            yield TimeChoice(replace(time, when=_first_of(time.when)), index, "start")
        elif (wide := _to_today(article, time)) is not None:
            yield TimeChoice(wide, index, "open")
    elif time.kind == "until" and time.when.end is not None and own:
        yield TimeChoice(replace(time, when=day(time.when.end, "until")), index, "limit")
    elif time.kind == "since" and own and (since := _since_then(article, time)):
        yield TimeChoice(replace(time, when=since), index)
    elif time.kind == "duration" and own and (lasting := _lasting(article, time)):
        yield TimeChoice(replace(time, when=lasting), index, "lasting")


def _first_of(when: When) -> When:
    """The stretch that a "since" starts with: its day, the rest of its month or year."""
    assert when.start is not None
    if when.precision is DatePrecision.MONTH:
        last = when.start.replace(day=monthrange(when.start.year, when.start.month)[1])
    elif when.precision is DatePrecision.YEAR:
        last = when.start.replace(month=12, day=31)
    else:
        last = when.start + timedelta(days=6 if when.precision is DatePrecision.WEEK else 0)
    return When(when.start, last, when.precision, "since-start")


def _to_today(article: Article, time: TimeMention) -> TimeMention | None:
    """From a past date to the day of the report: what began then may go on (annotation guide, rule 15)."""
    today, start = article.scene.around.today, time.when.start
    if today is None or start is None or time.kind != "date" or not start < today or time.when.end == today:
        return None
    return replace(time, when=When(start, today, time.when.precision, "open"))


def _lasting(article: Article, time: TimeMention) -> When | None:
    """ "Selama 22 bulan", "two days of clashes": the time up to the day of the report; whole months and years."""
    today = article.scene.around.today
    if today is None or time.hours is None or not 24 <= time.hours <= LONGEST_HOURS:
        return None
    start = today - timedelta(hours=time.hours)
    precision = DatePrecision.DAY if time.hours <= 168 else DatePrecision.WEEK
    if time.hours >= 720:
        start, precision = start.replace(day=1), DatePrecision.MONTH
    return When(start, today, precision, "lasting")


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
    far = bucket(away, -1, 0, 1, 2, 3, 8)
    features = [
        f"away={far}", f"kind={time.kind}", f"precision={time.when.precision}", f"kind+away={time.kind}/{far}",
        f"age={age}", f"age+away={age}/{far}", f"precision+away={time.when.precision}/{far}", f"how={time.when.how}",
        f"how+away={time.when.how}/{far}", f"type+away={trigger.frame.type}/{bucket(away, 0, 1)}",
        f"anchored={time.anchored}", f"sure={_weight(article, choice)}/{far}",
    ]
    features += [f"cue+age={cue.value}/{age}" for cue in article.cues(trigger.sentence) if "novelty" in cue.value]
    if not choice.drawn:
        return features + list(_far_remembered(article, trigger, choice) if away
                               else _inside_features(article, trigger, choice))
    began = today - time.when.start if today and time.when.start else timedelta(0)
    features.append(f"length={bucket(began.days, 1, 3, 7, 31, 366)}")
    features.append(f"length+type={bucket(began.days, 3, 31)}/{trigger.frame.type}")
    features += [f"word={word}" for word in _words_near(article, choice)]
    if not away:
        features += [f for f in _inside_features(article, trigger, choice) if not f.startswith("path")]
    else:
        features += _far_remembered(article, trigger, choice)
    return [f"{choice.drawn}:{feature}" for feature in features]


def _words_near(article: Article, choice: TimeChoice) -> Iterator[str]:
    """Words within four of a time expression: those of beginning and going on stand there."""
    sentence = article.sentence(choice.sentence)
    found = _words_of(sentence, choice.time)
    if found is not None:
        first, last = found
        around = (*sentence.words[max(0, first - 4) : first], *sentence.words[last + 1 : last + 5])
        yield from {word.lower for word in around}


def _weight(article: Article, choice: TimeChoice) -> str:
    """How much of the article's dating is this day: the share of its known dates, and whether it has others."""
    when = choice.time.when
    return article.remember((f"weight/{when.start}/{when.end}", 0), lambda: _share(article, when))


def _share(article: Article, when: When) -> str:
    known = [t.when for t in article.scene.around.times if t.when.known and t.kind != "duration"]
    same = sum((one.start, one.end) == (when.start, when.end) for one in known)
    return f"{bucket(int(10 * same / max(1, len(known))), 1, 3, 5, 8)}/{bucket(len(known), 1, 3)}"


def _far_remembered(article: Article, trigger: Trigger, choice: TimeChoice) -> tuple[str, ...]:
    """The far features, which all that is drawn from one time expression shares."""
    at = choice.time.span
    key = f"far/{trigger.frame.type}/{trigger.first}/{trigger.last}/{choice.sentence}/{at.start}/{at.end}"
    return article.remember((key, trigger.sentence), lambda: tuple(_far_features(article, trigger, choice)))


def _far_features(article: Article, trigger: Trigger, choice: TimeChoice) -> Iterator[str]:
    """Features of a date in another sentence: what lies between, what it dates there, what the sentences share."""
    own, there = article.sentence(trigger.sentence), article.sentence(choice.sentence)
    here = dated(article, trigger.sentence)
    far = bucket(trigger.sentence - choice.sentence, -1, 1, 3)
    yield f"own={here}"
    yield f"own+away={here}/{far}"
    yield f"lead={choice.sentence < LEAD_SENTENCES}"
    same = there.sentence.paragraph == own.sentence.paragraph
    yield f"same_paragraph={same}/{here}"
    triggers = article.triggers_in(choice.sentence)
    alike = any(t.frame.type == trigger.frame.type for t in triggers)
    yield f"same_type_there={alike}/{here}"
    low, high = sorted((trigger.sentence, choice.sentence))
    between = sum(dated(article, k) for k in range(low + 1, high))
    yield f"dated_between={bucket(between, 0, 1)}/{here}/{far}"
    alone = len([t for t in article.scene.times_in(there.sentence.span) if t.when.known]) == 1
    yield f"alone_there={alone}/{here}"
    shared = article.keys(trigger.sentence) & article.keys(choice.sentence)
    yield f"shared={bool(shared)}/{alike}/{here}/{far}"
    near = own.words[max(0, trigger.first - 3) : trigger.last + 3]
    pointing = any(word.lower in POINTING for word in near)
    yield f"pointing={pointing}/{alike}/{here}/{far}"
    yield f"opening={own.words[0].lower if own.words else ''}/{far}"
    found = _words_of(there, choice.time)
    if found is not None:
        first, last = found
        yield f"at_start_there={first <= 2}/{here}/{far}"
        close = [t for t in triggers if abs(t.first - last) <= 6 or abs(first - t.last) <= 6]
        yield f"dates_an_act={bool(close)}/{here}/{far}"
        yield f"before={there.words[first - 1].lower if first else '^'}/far"
        near_date = [c.value for c in article.cues(choice.sentence) if c.first <= last + 4 and c.last >= first - 4]
        said = any(value in ("speech.verbs", "speech.according_to") for value in near_date)
        yield f"dates_speech={said}/{bool(close)}/{here}"
    if own.sentence.kind == "headline":
        yield "headline"


def dated(article: Article, index: int) -> bool:
    """Whether a sentence names a day, month or year."""
    return article.remember(
        ("dated", index),
        lambda: any(t.when.known for t in article.scene.times_in(article.sentence(index).sentence.span)),
    )
