"""Time words of a text found and resolved, in order."""

from collections.abc import Sequence
from datetime import date, tzinfo

from tapal.lang.temporal import calendar_dates, clocks, compose, days, resolve
from tapal.lang.temporal.grammar import Grammar, Rule, grammar_of
from tapal.lang.temporal.mention import TimeKind, TimeMention
from tapal.lang.temporal.reading import Narrative, Reading
from tapal.lang.temporal.resolve import Resolver
from tapal.lang.temporal.tokens import Token, tokenise
from tapal.model.kinds import DatePrecision
from tapal.model.text import Span

RESOLVERS: dict[str, Resolver] = {
    "after": resolve.after,
    "ago": resolve.ago,
    "ahead": resolve.ahead,
    "before": resolve.before,
    "by": compose.by,
    "calendar": calendar_dates.calendar,
    "clock": clocks.clock,
    "clock_on": compose.clock_on,
    "coming": resolve.coming,
    "date_range": compose.date_range,
    "day_range": calendar_dates.day_range,
    "duration": resolve.duration,
    "earlier": resolve.earlier,
    "frequency": resolve.frequency,
    "later": resolve.later,
    "month_range": calendar_dates.month_range,
    "narrative_day": resolve.narrative_day,
    "night_to": resolve.night_to,
    "offset_from": compose.offset_from,
    "part_of": calendar_dates.part_of,
    "recent": resolve.recent,
    "that_unit": resolve.that_unit,
    "relative_day": resolve.relative_day,
    "season": calendar_dates.season,
    "several": compose.several,
    "silent": resolve.silent,
    "since": compose.since,
    "since_then": resolve.since_then,
    "streak": resolve.streak,
    "unit": resolve.unit,
    "until": compose.until,
    "weekend": resolve.weekend,
    "year_range": calendar_dates.year_range,
}
_PRODUCT = {
    TimeKind.DATE: "X_DATE",
    TimeKind.CLOCK: "X_CLOCK",
    TimeKind.DURATION: "X_DURATION",
    TimeKind.SINCE: "X_SINCE",
    TimeKind.UNTIL: "X_UNTIL",
    TimeKind.FREQUENCY: "X_FREQUENCY",
}
_CUE_REACH = 90  # code points before a date in which "akan", "will" still speak of it (about twelve words)
_RECENT_DAYS = 30  # an older day is background: a new paragraph returns from it to the last recent day
_LEADING = frozenset({"ON", "FOR", "DURING", "OF", "THE", "COMMA"})


def find_times(
    text: str,
    language: str,
    published: date | None,
    current: date | None = None,
    local: tzinfo | None = None,
) -> tuple[TimeMention, ...]:
    """Every time expression of a text in order, resolved; spans are code points of `text` and never overlap.

    `current` is the day that the telling has reached before the text ("the next day" counts from it); it moves
    along with the days that the text itself names. `local` is the zone of clock times that name none.
    Raises NotFound for a language without time words.
    """
    grammar = grammar_of(language)
    story = Narrative(published, current, local)
    tokens = tokenise(text, grammar)
    for level in (1, 2, 3):
        tokens = _apply(tokens, grammar, level, story)
    tokens = _date_clocks(tokens, Narrative(published, current, local))
    return tuple(_mention(t, t.reading, text) for t in tokens if t.reading is not None and not t.reading.silent)


def looks_ahead(text: str, language: str, at: int) -> bool:
    """True when the clause before an offset speaks of what is to come ("akan", "will", "scheduled")."""
    tokens = tokenise(text[max(0, at - 4 * _CUE_REACH) : at] + " 0", grammar_of(language))
    return _looks_ahead(tokens, len(tokens) - 1)


def _apply(tokens: list[Token], grammar: Grammar, level: int, story: Narrative) -> list[Token]:
    """The tokens with every match of the level's rules replaced by what it reads as."""
    starts = grammar.starts[level]
    signs = "".join([grammar.signs[t.kind] for t in tokens])
    out: list[Token] = []
    index = 0
    while index < len(tokens):
        rules = starts.get(signs[index])
        if tokens[index].kind == "BREAK":
            story.new_paragraph()
        if tokens[index].kind in {"BREAK", "DOT"}:
            story.year = 0
        found = _longest(rules, signs, index, tokens, story) if rules else None
        if found is None:
            out.append(tokens[index])
            index += 1
            continue
        end, reading = found
        if level == 1:
            _tell(reading, out, story, tokens[end - 1].end)
        out.append(_product(tokens[index:end], reading))
        index = end
    return out


def _longest(
    rules: Sequence[Rule], signs: str, index: int, tokens: list[Token], story: Narrative
) -> tuple[int, Reading] | None:
    ends = [(m.end(), rule) for rule in rules if (m := rule.pattern.match(signs, index)) and m.end() > index]
    if not ends:
        return None
    future = _looks_ahead(tokens, index)
    for end, rule in sorted(ends, key=lambda pair: -pair[0]):
        reading = RESOLVERS[rule.resolver](tokens[index:end], story, future)
        if reading is not None:
            return end, reading
    return None


def _looks_ahead(tokens: list[Token], index: int) -> bool:
    """True when a word of the future stands before the date in its clause, with no verb of speech between.

    "Called a summit for Wednesday": a word that sets a date looks ahead when "for" stands before the date.
    """
    first = tokens[index].start
    for at in range(index - 1, -1, -1):
        token = tokens[at]
        if token.kind in {"DOT", "BREAK", "SAID"} or first - token.end > _CUE_REACH:
            return False
        if token.kind == "FUTURE" or (token.kind == "CALL" and tokens[index - 1].kind == "FOR"):
            return True
    return False


def _tell(reading: Reading, before: list[Token], story: Narrative, at: int) -> None:
    """Moves the telling to a day that has been named; limits ("sejak", "hingga") and days to come do not move it."""
    when = reading.when
    if reading.kind is not TimeKind.DATE or when.start is None or when.how.startswith("relative-"):
        return
    if before and before[-1].kind in {"SINCE", "UNTIL"}:
        return
    story.period = when.start
    if when.how == "explicit" and story.base and when.start.year < story.base.year and when.end is not None:
        story.year, story.year_at = (when.start.year, at) if when.start.year == when.end.year else (0, 0)
    a_day = when.start == when.end and when.precision is DatePrecision.DAY
    if story.published is None:
        story.current = when.start if a_day or reading.anchored else story.current
    elif a_day and when.start <= story.published:
        story.current = when.start
        if when.start >= days.shifted(story.published, -_RECENT_DAYS):
            story.recent = when.start


def _product(tokens: Sequence[Token], reading: Reading) -> Token:
    kept = list(tokens)
    while len(kept) > 1 and kept[0].kind in _LEADING:
        del kept[0]
    kind = "X_SILENT" if reading.silent else _PRODUCT[reading.kind]
    return Token(kind, kept[0].start, kept[-1].end, reading=reading)


def _date_clocks(tokens: list[Token], story: Narrative) -> list[Token]:
    """Gives a clock time without a day the nearest day of its sentence, else the day told of before it."""
    told = story.told
    out: list[Token] = []
    for index, token in enumerate(tokens):
        reading = token.reading
        if reading is not None and reading.kind is TimeKind.CLOCK and not reading.when.known:
            on = _day_beside(tokens, index)
            if on is None and told is not None:
                on = resolve.narrative_day([Token("NARR", 0, 0)], Narrative(story.published, told), False)
            token = token if on is None else token._replace(reading=clocks.at_day(reading, on, story))
        elif reading is not None and _is_day(reading):
            told = reading.when.start
        out.append(token)
    return out


def _is_day(reading: Reading) -> bool:
    return reading.kind is TimeKind.DATE and reading.when.start is not None and reading.when.start == reading.when.end


def _day_beside(tokens: list[Token], index: int) -> Reading | None:
    for step in (1, -1):
        at = index + step
        while 0 <= at < len(tokens) and tokens[at].kind not in {"DOT", "BREAK"}:
            found = tokens[at].reading
            if found is not None and _is_day(found):
                return found
            at += step
    return None


def _mention(token: Token, reading: Reading, text: str) -> TimeMention:
    span = Span(token.start, token.end)
    return TimeMention(
        span=span,
        text=text[token.start : token.end],
        kind=reading.kind,
        when=reading.when,
        instant=reading.instant,
        hours=reading.hours if reading.kind is TimeKind.DURATION else None,
        anchored=reading.anchored,
        clock=None if reading.clock is None else (reading.clock.hour, reading.clock.minute),
    )
