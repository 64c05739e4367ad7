"""The record of one report: written and read back without loss, with errors that name the field."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapal.errors import FormatError
from tapal.events.record import event_id, from_record, local_id, to_record
from tapal.model.count import Count
from tapal.model.event import Ceasefire, ControlStatement, Event, Party, Reading, Site, Tally
from tapal.model.kinds import (
    ActorId,
    ActorKind,
    ControlState,
    DatePrecision,
    DocId,
    EventType,
    Group,
    Novelty,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    RuleId,
    Status,
    TallyKind,
)
from tapal.model.text import Document, Evidence, Span
from tapal.model.when import When
from tapal.model.where import Where

TEXT = (
    "Pasukan Utara Rebut Kota Lama\n\nPasukan Utara merebut Kota Lama dari Brigade Sungai pada Senin, kata warga. "
    "Sedikitnya 12 orang tewas. Brigade Sungai membantah kehilangan Kota Lama."
)
DOC = Document(DocId("a#1"), TEXT, 31, "id", date(2024, 3, 5))


def words(text: str, start: int = 0) -> Evidence:
    at = TEXT.index(text, start)
    return DOC.evidence(Span(at, at + len(text)))


def plain_record() -> dict[str, object]:
    return {
        "id": "a#1",
        "relevant": True,
        "events": [
            {
                "id": "e1",
                "type": "capture",
                "quote": "Pasukan Utara merebut Kota Lama dari Brigade Sungai pada Senin",
                "trigger": "merebut",
                "also": ["Brigade Sungai membantah kehilangan Kota Lama"],
                "actors": ["Pasukan Utara"],
                "targets": ["Brigade Sungai"],
                "places": ["Kota Lama"],
                "date_start": "2024-03-04",
                "date_end": "2024-03-04",
                "date_precision": "day",
                "status": "happened",
                "novelty": "new",
                "attribution": "warga",
                "killed": {"low": 12, "best": 12, "high": None, "group": "unknown"},
                "injured": None,
                "details": {"denied_by": "Brigade Sungai"},
            }
        ],
        "control": [],
        "tallies": [],
    }


def test_pieces_are_located_inside_the_quote_first():
    event = from_record(DOC, plain_record()).events[0]
    assert event.id == "a#1#e1"
    assert event.places[0].evidence.span.start == TEXT.index("Kota Lama", 31)
    assert event.actors[0].evidence.span.start == 31
    assert event.denied_by is not None
    assert TEXT[event.denied_by.evidence.span.start :].startswith("Brigade Sungai")


def test_printed_record_holds_the_fields_it_was_read_from():
    record = plain_record()
    printed = to_record(DOC, from_record(DOC, record))
    given_event, shown = record["events"][0], printed["events"][0]
    assert {key: shown[key] for key in given_event} == given_event


def test_ids_split_at_the_last_sign():
    assert local_id(event_id(DocId("a#1"), "e2")) == "e2"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"type": "battle"}, "events[0].type"),
        ({"quote": "kalimat yang tidak ada"}, "events[0].quote"),
        ({"date_start": "4 Maret"}, "events[0].date_start"),
        ({"date_end": "2024-03-01"}, "events[0].date_end"),
        ({"killed": {"low": -1, "best": None, "high": None}}, "events[0].killed.low"),
        ({"actors": "Pasukan Utara"}, "events[0].actors"),
        ({"details": {"starts": "2024-03-05T10:00:00"}}, "events[0].details.starts"),
        ({"spans": {"quote": [[0, 5]]}}, "events[0].spans.quote"),
        ({"quote": None}, "events[0].quote"),
    ],
)
def test_errors_name_the_field(change: dict[str, object], named: str):
    record = plain_record()
    record["events"] = [record["events"][0] | change]
    with pytest.raises(FormatError, match=named.replace("[", r"\[").replace("]", r"\]")):
        from_record(DOC, record)


# ---------------------------------------------------------------- round trip of any reading

spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
evidence = spans.map(DOC.evidence)
days = st.dates(date(2011, 1, 1), date(2026, 12, 31))
figures = st.none() | st.integers(0, 5000)
counts = st.builds(Count, figures, figures, figures, st.sampled_from(Group), st.none() | st.just("puluhan"))
parties = st.builds(
    Party,
    evidence,
    st.none() | st.just(ActorId("islamic-state")),
    st.none() | st.sampled_from(ActorKind),
    st.sampled_from(["", "name"]),
)
wheres = st.builds(
    Where,
    st.just(PlaceId("geonames:1")),
    st.just("Kota Lama"),
    st.sampled_from(PlaceKind),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.none() | st.just("SY"),
    st.sampled_from(PlacePrecision),
    st.just("name"),
    st.floats(0, 50),
    st.none() | st.just(PlaceId("geonames:2")),
)
sites = st.builds(Site, evidence, st.none() | wheres)
intervals = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
whens = st.just(When(None, None, DatePrecision.UNKNOWN)) | st.builds(
    lambda pair, precision: When(pair[0], pair[1], precision, "weekday"), intervals, st.sampled_from(DatePrecision)
)
instants = st.none() | days | st.datetimes(datetime(2012, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))
ceasefires = st.builds(Ceasefire, instants, st.none() | st.integers(1, 5000).map(float), st.none() | st.just("kota"))
confidences = st.floats(0, 1)


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


events = st.builds(
    Event,
    id=st.just(event_id(DOC.id, "e1")),
    doc_id=st.just(DOC.id),
    type=st.sampled_from(EventType),
    evidence=evidence,
    trigger=evidence,
    also=some(evidence),
    actors=some(parties),
    targets=some(parties),
    places=some(sites),
    when=whens,
    status=st.sampled_from(Status),
    novelty=st.sampled_from(Novelty),
    attribution=st.none() | parties,
    killed=st.none() | counts,
    injured=st.none() | counts,
    ceasefire=st.none() | ceasefires,
    denied_by=st.none() | parties,
    rule=st.just(RuleId("capture@1")),
    confidence=confidences,
)
statements = st.builds(
    ControlStatement,
    id=st.just(event_id(DOC.id, "c1")),
    doc_id=st.just(DOC.id),
    evidence=evidence,
    place=sites,
    holders=some(parties),
    state=st.sampled_from(ControlState),
    as_of=st.none() | days,
    until=st.none() | days,
    attribution=st.none() | parties,
    confidence=confidences,
)
tallies = st.builds(
    Tally,
    id=st.just(event_id(DOC.id, "t1")),
    doc_id=st.just(DOC.id),
    evidence=evidence,
    kind=st.sampled_from(TallyKind),
    count=counts,
    when_from=st.none() | days,
    when_to=st.none() | days,
    cause=st.none() | st.sampled_from(EventType),
    actors=some(parties),
    places=some(sites),
    attribution=st.none() | parties,
    confidence=confidences,
)


@settings(max_examples=60, deadline=None)
@given(st.builds(Reading, st.just(DOC.id), st.booleans(), some(events), some(statements), some(tallies)))
def test_any_reading_survives_the_round_trip_through_json(reading: Reading):
    printed = json.loads(json.dumps(to_record(DOC, reading)))
    assert from_record(DOC, printed) == reading


def test_title_words_are_taken_only_where_the_body_has_none():
    reading = from_record(DOC, plain_record() | {"events": [plain_record()["events"][0] | {"quote": "Kota Lama"}]})
    assert reading.events[0].evidence.span.start > DOC.body_start
    title_only = replace(DOC, text="Kota Jauh direbut\n\nTidak ada.", body_start=19)
    record = {"id": "a#1", "control": [{"quote": "Kota Jauh direbut", "place": "Kota Jauh", "holders": []}]}
    assert from_record(title_only, record).control[0].place.evidence.span == Span(0, 9)
