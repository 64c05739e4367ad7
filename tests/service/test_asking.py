"""Two clocks: when it happened, and when it was known."""

from datetime import date

import pytest
from tests.service.given import SetClock, incident_of, report
from tests.service.line_reader import LineReader

from tapal.errors import NotFound
from tapal.model.kinds import EventType
from tapal.service import (
    add,
    changes,
    control,
    control_map,
    events,
    incidents,
    known_before,
    place_ids,
    recorded_days,
    snapshot,
)
from tapal.store import Filter, Store
from tapal.store.rows import ChangeKind


@pytest.fixture
def grown(store: Store, engine: LineReader, clock: SetClock) -> Store:
    """A store that learns of three captures of one base, the middle one last."""
    clock.on(5)
    add([report("a", "capture | ISIS | army | al-Tanf | 2015-05-21 | ")], store, engine, clock)
    clock.on(10)
    add([report("b", "capture | rebels | ISIS | al-Tanf | 2016-03-04 | 4")], store, engine, clock)
    clock.on(20)
    add([report("c", "capture | tribe | ISIS | al-Tanf | 2016-02-01 | ")], store, engine, clock)
    return store


def holders(store: Store, as_of: date, as_known_on: date | None = None) -> list[str]:
    answer = control(store, "Tanf", as_of, as_known_on)
    return [holder.name for one in answer.places if one.on_day for holder in one.on_day.holders]


def test_control_by_both_clocks(grown: Store) -> None:
    assert holders(grown, date(2016, 2, 15)) == ["tribe"]
    assert holders(grown, date(2016, 2, 15), date(2017, 6, 19)) == ["ISIS"]
    assert holders(grown, date(2017, 6, 1)) == ["rebels"]
    assert holders(grown, date(2017, 6, 1), date(2017, 6, 9)) == ["ISIS"]
    assert holders(grown, date(2014, 1, 1)) == ["army"]


def test_a_day_of_knowledge_ends_with_the_day(grown: Store) -> None:
    assert holders(grown, date(2017, 6, 1), date(2017, 6, 10)) == ["rebels"]
    with pytest.raises(NotFound, match="none of them says who holds it"):
        control(grown, "Tanf", as_known_on=date(2017, 6, 4))


def test_control_without_a_day_is_of_the_latest_report(grown: Store) -> None:
    assert control(grown).as_of == date(2017, 6, 5)


@pytest.mark.parametrize("name", ["al-Tanf", "Tanf", "AL TANF", "at-Tanf", "tanf"])
def test_any_spelling_finds_the_place(grown: Store, name: str) -> None:
    assert place_ids(grown, name) == {"al-tanf"}


@pytest.mark.parametrize("known_on", [None, date(2017, 6, 12), date(2017, 6, 4)])
def test_the_map_is_what_each_place_says(grown: Store, known_on: date | None) -> None:
    day = date(2016, 2, 15)
    held = control_map(grown, day, known_on)
    said = [(one.timeline.place_id, one.on_day) for one in control(grown, None, day, known_on).places]
    assert [(one.place_id, one.state, one.holders, one.since, one.certainty) for one in held.places] == [
        (place, span.state, tuple(holder.name for holder in span.holders), span.start, span.certainty)
        for place, span in said
        if span is not None
    ]
    assert len(held.places) == (0 if known_on == date(2017, 6, 4) else 1)


def test_a_name_that_is_not_there_brings_offers(grown: Store) -> None:
    with pytest.raises(NotFound, match="similar: al-Tanf"):
        control(grown, "al-Tamf")


def test_incidents_as_known_on_a_day(grown: Store) -> None:
    def known(day: int) -> int:
        return len(incidents(grown, Filter(known_before=known_before(date(2017, 6, day)))))

    assert [known(day) for day in (4, 5, 9, 10, 19, 20)] == [0, 1, 1, 2, 2, 3]


def test_a_corrected_report_changes_only_what_is_known_later(store: Store, engine: LineReader, clock: SetClock) -> None:
    clock.on(5)
    add([report("a", "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33")], store, engine, clock)
    clock.on(7)
    add([report("a", "capture | PMF | ISIS | Ba'aj | 2017-06-03 | 33")], store, engine, clock)
    for day, expected in ((6, date(2017, 6, 4)), (7, date(2017, 6, 3))):
        before = known_before(date(2017, 6, day))
        assert [one.incident.when.start for one in incidents(store, Filter(known_before=before))] == [expected]
        assert [one.when.start for one in events(store, Filter(known_before=before))] == [expected]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["c", "b", "a"]),
        (Filter(types=frozenset({EventType.CAPTURE})), ["b", "a"]),
        (Filter(first_day=date(2017, 6, 5)), ["c", "b"]),
        (Filter(last_day=date(2017, 6, 4)), ["a"]),
        (Filter(actor="pmf"), ["a"]),
        (Filter(words="raqqa"), ["c", "b"]),
        (Filter(words="100%"), []),
        (Filter(box=(38.0, 35.0, 40.0, 37.0)), ["c", "b"]),
        (Filter(ids=frozenset({incident_of("a#e1")})), ["a"]),
        (Filter(limit=1), ["c"]),
    ],
)
def test_one_grammar_of_questions(
    store: Store, engine: LineReader, clock: SetClock, wanted: Filter, found: list[str]
) -> None:
    reports = [
        report("a", "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33"),
        report("b", "capture | SDF | ISIS | Raqqa | 2017-06-06 | "),
        report("c", "air_strike | coalition |  | Raqqa | 2017-06-08 | 5"),
    ]
    add(reports, store, engine, clock)
    assert [one.incident.id for one in incidents(store, wanted)] == [incident_of(f"{name}#e1") for name in found]
    if not wanted.ids:
        assert [one.doc_id for one in events(store, wanted)] == found


def test_changes_since_a_day(grown: Store) -> None:
    found = changes(grown, date(2017, 6, 10))
    assert {(one.change.subject, one.change.subject_id, one.change.kind) for one in found} == {
        ("report", "b", ChangeKind.CREATED),
        ("report", "c", ChangeKind.CREATED),
        ("incident", incident_of("b#e1"), ChangeKind.CREATED),
        ("incident", incident_of("c#e1"), ChangeKind.CREATED),
        ("control", "al-tanf", ChangeKind.CHANGED),
    }
    assert all(one.change.reason for one in found)


def test_snapshot_and_recorded_days(grown: Store) -> None:
    assert recorded_days(grown) == (date(2017, 6, 5), date(2017, 6, 10), date(2017, 6, 20))
    early = snapshot(grown, date(2017, 6, 10))
    assert [one.document.id for one in early.reports] == ["a", "b"]
    assert len(early.incidents) == 2
    assert "tribe" not in {name.name for span in early.timelines[0].spans for name in span.holders}
    assert {doc for origin in snapshot(grown).origins for doc in origin.docs} == {"a", "b", "c"}
