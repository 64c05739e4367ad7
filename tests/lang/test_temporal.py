"""The tagger beyond single sentences: properties, the telling, zones, the text's own date, broken data."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapal.errors import KnowledgeError, NotFound
from tapal.lang.temporal import TimeKind, find_times, instant_in, text_date, zone_of
from tapal.lang.temporal.days import around, month_of, stretch, week_of, weekday_near, weekend_of
from tapal.lang.temporal.finder import RESOLVERS
from tapal.lang.temporal.grammar import LANGUAGES, grammar_of, load_grammar
from tapal.model.kinds import DatePrecision

SATURDAY = date(2017, 6, 17)
PIECES = [
    "Sabtu", "Jumat", "Minggu", "(17/6/2017)", "(31/2)", "17", "31", "Juni", "Mei", "May", "June", "2017", "0900",
    "GMT", "WIB", "pukul", "jam", "12:00", "16.00", "sejak", "since", "hingga", "until", "antara", "between", "dan",
    "and", "dua", "three", "9999999", "hari", "tahun", "years", "weeks", "lalu", "ago", "terakhir", "past", "the",
    "last", "next", "week", "pekan", "awal", "late", "setelah", "after", "before", "-", ",", ".", "\n\n", "29",
    "Februari", "February", "a", "5000", "kemudian", "later", "depan", "mendatang", "malam", "midnight", "Damascus",
    "time", "musim", "panas", "summer", "of", "first", "half", "every", "setiap", "akan", "will", "in", "pada",
]  # fmt: skip
NEWSLIKE = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
PUBLISHED = st.none() | st.dates(date.min, date.max)


@settings(max_examples=400, deadline=None)
@given(st.one_of(NEWSLIKE, st.text(max_size=80)), st.sampled_from(LANGUAGES), PUBLISHED, PUBLISHED)
def test_any_text_gives_ordered_spans_and_forward_intervals(
    text: str, language: str, published: date | None, current: date | None
) -> None:
    at = 0
    for mention in find_times(text, language, published, current):
        assert at <= mention.span.start < mention.span.end <= len(text)
        assert mention.text == text[mention.span.start : mention.span.end]
        at = mention.span.end
        start, end = mention.when.start, mention.when.end
        assert start is None or end is None or start <= end
        assert mention.instant is None or mention.instant.tzinfo is not None
        assert mention.hours is None or mention.hours > 0 or mention.text[0] in "0nz"


@settings(max_examples=100, deadline=None)
@given(st.one_of(NEWSLIKE, st.text(max_size=80)), st.sampled_from(LANGUAGES), PUBLISHED)
def test_the_texts_own_date_never_raises(text: str, language: str, published: date | None) -> None:
    own = text_date(text, language, published)
    assert own is None or isinstance(own, date)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_weekdays_lie_within_a_week_on_their_side(base: date, weekday: int) -> None:
    for step, low, high in ((0, -6, 0), (-1, -7, -1), (1, 0, 6), (2, 1, 7)):
        found = weekday_near(base, weekday, step)
        assert found.weekday() == weekday
        assert low <= (found - base).days <= high


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_weeks_and_weekends_begin_on_their_days(base: date) -> None:
    week = week_of(base)
    assert week.start is not None
    assert week.start.weekday() == 0
    assert week.start <= base <= week.start + timedelta(days=6)
    for step in (-1, 0, 1):
        start = weekend_of(base, step).start
        assert start is not None
        assert start.weekday() == 5


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_thirds_of_a_month_cover_it_once(year: int, month: int) -> None:
    whole = month_of(year, month)
    thirds = [month_of(year, month, edge) for edge in (1, 2, 3)]
    assert (whole.start, whole.end) == (thirds[0].start, thirds[2].end)
    for left, right in ((thirds[0], thirds[1]), (thirds[1], thirds[2])):
        assert left.end is not None
        assert right.start is not None
        assert right.start - left.end == timedelta(days=1)


def test_nearly_plain_and_more_than_three_weeks_differ() -> None:
    spans = [(w.start, w.end) for w in (around(SATURDAY, "week", -3, size, "") for size in (-1, 0, 1))]
    assert spans == [
        (date(2017, 5, 27), date(2017, 6, 2)),
        (date(2017, 5, 24), date(2017, 5, 30)),
        (date(2017, 5, 21), date(2017, 5, 27)),
    ]


def test_a_stretch_of_months_ends_on_a_day_that_exists() -> None:
    assert stretch(date(2017, 3, 31), "month", 1, -1, "").start == date(2017, 2, 28)


def test_without_publication_only_whole_dates_are_known() -> None:
    text = "Pada 7 Juni 2017 kota itu jatuh. Senin lalu tenang. Pada 9 Agustus ada pawai."
    found = {m.text: m.when.start for m in find_times(text, "id", None)}
    assert found["7 Juni 2017"] == date(2017, 6, 7)
    assert find_times("Pada 9 Agustus ada pawai.", "id", None)[0].when.known is False


def test_current_is_where_the_telling_stands_before_the_text() -> None:
    (mention,) = find_times("Keesokan harinya warga pergi.", "id", SATURDAY, current=date(2017, 6, 1))
    assert mention.when.start == date(2017, 6, 2)
    (mention,) = find_times("Keesokan harinya warga pergi.", "id", SATURDAY)
    assert mention.when.how == "narrative-published"


def test_limits_and_plans_do_not_move_the_telling() -> None:
    text = "Kota itu jatuh 6 Juni. Sejak 9 Mei jalan ditutup. Mereka akan kembali pada 30 Juni. Hari itu tenang."
    assert find_times(text, "id", SATURDAY)[-1].when.start == date(2017, 6, 6)


@pytest.mark.parametrize(("text", "language", "days"), [
    ("In the war of 2020 the army took the town on 8 November.", "en", date(2020, 11, 8)),
    ("Dalam perang pada 2020, tentara merebut kota itu pada 8 November.", "id", date(2020, 11, 8)),
    ("The war ended in 2020. The army took the town on 8 June.", "en", date(2023, 6, 8)),
    ("Fighting since 2020 stopped when a truce began on 8 June.", "en", date(2023, 6, 8)),
])
def test_a_past_year_holds_for_the_dates_of_its_sentence(text: str, language: str, days: date) -> None:
    assert find_times(text, language, date(2023, 9, 21))[-1].when.end == days


def test_a_day_and_month_that_open_a_paragraph_date_it() -> None:
    """Bulletins put "24/06 Town." before each entry; elsewhere "1/2" is no date."""
    opening, = find_times("Incidents of the week.\n\n24/06 Mangu. Two houses burned.", "en", date(2023, 7, 1))
    assert opening.when.start == date(2023, 6, 24)
    assert not find_times("The vote was lost 24/06 in Mangu.", "en", date(2023, 7, 1))


def test_a_new_paragraph_comes_back_from_background() -> None:
    text = "On 6 June they met. The war began on 7 October 2014.\n\nThe next day they met again."
    assert find_times(text, "en", SATURDAY)[-1].when.start == date(2017, 6, 7)


def test_a_clock_time_takes_the_day_of_its_sentence() -> None:
    text = "Pada Jumat dua bom meledak, yang pertama pukul 08.30 WIB. Pasar ditutup."
    clock = next(m for m in find_times(text, "id", SATURDAY) if m.kind is TimeKind.CLOCK)
    assert clock.instant == datetime(2017, 6, 16, 8, 30, tzinfo=timezone(timedelta(hours=7)))


def test_local_zone_is_used_only_where_the_text_names_none() -> None:
    local = zone_of("Damaskus")
    (mention,) = find_times("Jeda mulai Jumat pukul 12.00 waktu setempat.", "id", SATURDAY, local=local)
    assert mention.instant == datetime(2017, 6, 16, 9, 0, tzinfo=UTC)
    (mention,) = find_times("Jeda mulai Jumat pukul 12.00 WIB.", "id", SATURDAY, local=local)
    assert mention.instant == datetime(2017, 6, 16, 5, 0, tzinfo=UTC)


def test_a_clock_time_can_take_its_zone_later() -> None:
    zone = zone_of("Damascus")
    assert zone is not None
    (mention,) = find_times("It began at midnight on Friday.", "en", SATURDAY)
    assert (mention.clock, mention.instant) == ((24, 0), None)
    assert instant_in(mention, zone) == datetime(2017, 6, 16, 21, 0, tzinfo=UTC)
    (mention,) = find_times("It began at 0900 GMT on Friday.", "en", SATURDAY)
    assert instant_in(mention, zone) == datetime(2017, 6, 16, 9, 0, tzinfo=UTC)
    (mention,) = find_times("It began on Friday.", "en", SATURDAY)
    assert instant_in(mention, zone) is None


@pytest.mark.parametrize(("name", "hours"), [("WIB", 7), ("wita", 8), ("GMT", 0), ("Damascus", 3), ("Irak", 3)])
def test_zones_by_name(name: str, hours: int) -> None:
    zone = zone_of(name)
    assert zone is not None
    assert datetime(2017, 6, 17, tzinfo=zone).utcoffset() == timedelta(hours=hours)


def test_an_unknown_zone_is_no_guess() -> None:
    assert zone_of("Atlantis") is None


def test_precision_follows_the_unit() -> None:
    cases = {
        "hari Sabtu": DatePrecision.DAY, "pekan lalu": DatePrecision.WEEK, "awal Mei": DatePrecision.WEEK,
        "Juni 2014": DatePrecision.MONTH, "tahun 2015": DatePrecision.YEAR,
    }  # fmt: skip
    for words, precision in cases.items():
        assert find_times(words, "id", SATURDAY)[0].when.precision is precision, words


def test_anchored_is_for_dates_of_the_calendar() -> None:
    found = {m.text: m.anchored for m in find_times("Pada 6 Juni, Sabtu, pekan lalu, Mei 2016.", "id", SATURDAY)}
    assert found == {"6 Juni": True, "Sabtu": False, "pekan lalu": False, "Mei 2016": True}


@pytest.mark.parametrize(
    ("text", "language", "published", "own"),
    [
        ("AMMAN, Jordan, 16 June 2017 - Rebels left the town.", "en", date(2017, 6, 20), date(2017, 6, 16)),
        ("Published June 16, 2017\nRebels left the town.", "en", None, date(2017, 6, 16)),
        ("16.06.2017 Rebels left the town.", "en", date(2017, 6, 20), date(2017, 6, 16)),
        ("On 16 June 2017 rebels left the town.", "en", date(2017, 6, 20), None),
        ("Rebels left the town that they took on 3 May 2016.", "en", date(2017, 6, 20), None),
        ("BEIRUT - Kota itu jatuh, Sabtu (17/6/2017).", "id", date(2017, 6, 18), None),
        ("BEIRUT - Kota itu jatuh, Sabtu (17/6/2017).", "id", date(2017, 6, 10), SATURDAY),
        ("BEIRUT - Kota itu jatuh, Sabtu (17/6/2017).", "id", date(2018, 6, 10), SATURDAY),
        ("BEIRUT - Kota itu jatuh, Sabtu (17/6/2017).", "id", None, SATURDAY),
        ("BEIRUT - Perundingan akan digelar Sabtu (17/6/2017).", "id", date(2017, 6, 10), None),
    ],
)
def test_the_day_that_a_text_gives_itself(text: str, language: str, published: date | None, own: date | None) -> None:
    assert text_date(text, language, published) == own


@pytest.mark.parametrize(
    ("language", "rule", "example"),
    [(g.language, rule.name, e) for g in map(grammar_of, LANGUAGES) for rule in g.rules for e in rule.examples],
)
def test_every_example_of_a_rule_is_read_as_one(language: str, rule: str, example: str) -> None:
    found = find_times(example, language, SATURDAY)
    if rule in {"reference", "age", "decade", "named-day"}:
        assert found == ()
    else:
        assert len(found) == 1


def test_every_rule_has_an_example() -> None:
    assert [r.name for language in LANGUAGES for r in grammar_of(language).rules if not r.examples] == []


def test_every_rule_has_a_resolver_and_every_resolver_a_rule() -> None:
    assert {r.resolver for language in LANGUAGES for r in grammar_of(language).rules} == set(RESOLVERS)


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[words.MONTH]\njuni = "x"\n[[rule]]\nname = "a"\nresolver = "calendar"\npattern = "NOSUCH"', "NOSUCH"),
        ("[words.MONTH]\njuni = [1, 2, 3]", "juni"),
    ],
)
def test_broken_data_stops_the_load_with_the_entry_named(toml: str, words: str) -> None:
    with pytest.raises(KnowledgeError, match=words):
        load_grammar(toml, "id", "dates.toml")


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(NotFound, match="xx"):
        find_times("now", "xx", None)
