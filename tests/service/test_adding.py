"""Reports go in once, whole, in order, whatever is wrong with their neighbours."""

from datetime import date

import pytest
from tests.service.given import SetClock, incident_of, report
from tests.service.line_reader import LineReader

from tapal.errors import StoreError
from tapal.incidents.sides import Sides
from tapal.intake import Issue, Problem
from tapal.service import add, extract, incidents, refresh
from tapal.store import Added, Filter, Store
from tapal.store import read as reading
from tapal.store.rows import ChangeKind, Subject

BAAJ = "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33"
TANF = "air_strike | coalition | militia | al-Tanf | 2017-06-06 | 2"


def test_adding_again_changes_nothing(store: Store, engine: LineReader, clock: SetClock) -> None:
    first = add([report("a", BAAJ)], store, engine, clock)
    clock.on(2)
    again = add([report("a", BAAJ)], store, engine, clock)
    assert (first.new, first.unchanged) == (1, 0)
    assert (again.new, again.changed, again.unchanged, again.changes) == (0, 0, 1, ())
    with store.reading() as connection:
        assert reading.last_reading(connection) == 1
        assert reading.last_merge(connection) == 1


def test_other_content_is_a_new_version(store: Store, engine: LineReader, clock: SetClock) -> None:
    add([report("a", BAAJ)], store, engine, clock)
    tally = add([report("a", BAAJ.replace("33", "37"))], store, engine, clock)
    assert tally.changed == 1
    with store.reading() as connection:
        (stored,) = reading.stored_reports(connection, None)
        assert stored.version == 2
        assert "37" in stored.document.text
    (only,) = incidents(store, Filter())
    assert only.version == 2
    assert only.incident.killed is not None
    assert only.incident.killed.best == 37


def test_bad_ones_are_noted_and_the_rest_goes_on(store: Store, engine: LineReader, clock: SetClock) -> None:
    seen: list[Issue] = []
    steps: list[tuple[str, Added]] = []
    incoming = [
        report("a", BAAJ),
        Issue("in.jsonl", Problem.JSON, "is not JSON", line=2),
        report("b", "BROKEN"),
        report("c", "CRASH"),
        report("d", TANF),
    ]
    tally = add(incoming, store, engine, clock, seen.append, lambda raw, added: steps.append((raw.id, added)))
    assert (tally.new, tally.bad) == (2, 3)
    assert steps == [("a", Added.NEW), ("d", Added.NEW)]
    assert [issue.doc_id for issue in seen] == [None, "b", "c"]
    assert "ZeroDivisionError" in seen[2].message
    with store.reading() as connection:
        kept = reading.issues(connection)
    assert [(one.problem, one.line, one.doc_id) for one in kept] == [
        (Problem.JSON, 2, None),
        (Problem.READING, None, "b"),
        (Problem.READING, None, "c"),
    ]


def test_extract_keeps_the_order_and_passes_over_bad_ones(engine: LineReader) -> None:
    seen: list[Issue] = []
    incoming = [report("z", BAAJ), report("b", "BROKEN"), report("a", TANF)]
    found = list(extract(incoming, engine, seen.append))
    assert [document.id for document, _ in found] == ["z", "a"]
    assert [issue.doc_id for issue in seen] == ["b"]


def test_two_reports_of_one_happening_are_one_incident(store: Store, engine: LineReader, clock: SetClock) -> None:
    add([report("a", BAAJ)], store, engine, clock)
    tally = add([report("b", BAAJ.replace("33", "37"))], store, engine, clock)
    (only,) = incidents(store, Filter())
    assert only.incident.members == ("a#e1", "b#e1")
    (change,) = [one for one in tally.changes if one.subject is Subject.INCIDENT]
    assert change.kind is ChangeKind.CHANGED
    assert "b#e1" in change.reason
    assert "33–37" in change.reason


def test_an_incident_under_a_new_id_is_told_as_merged(store: Store, engine: LineReader, clock: SetClock) -> None:
    add([report("b", BAAJ)], store, engine, clock)
    tally = add([report("a", BAAJ)], store, engine, clock)
    told = {(one.subject_id, one.kind) for one in tally.changes if one.subject is Subject.INCIDENT}
    assert told == {(incident_of("a#e1"), ChangeKind.MERGED), (incident_of("b#e1"), ChangeKind.MERGED)}
    assert [one.incident.id for one in incidents(store, Filter())] == [incident_of("a#e1")]


def test_an_incident_that_falls_apart(store: Store, engine: LineReader, clock: SetClock) -> None:
    add([report("a", BAAJ), report("b", BAAJ), report("c", BAAJ)], store, engine, clock)
    other_day = BAAJ.replace("06-04", "06-24")
    tally = add([report("b", other_day), report("c", other_day)], store, engine, clock)
    told = {(one.subject_id, one.kind, one.others) for one in tally.changes if one.subject is Subject.INCIDENT}
    first, second = incident_of("a#e1"), incident_of("b#e1")
    assert told == {(first, ChangeKind.CHANGED, ()), (second, ChangeKind.SPLIT, (first,))}


def test_an_incident_that_no_report_tells_any_more(store: Store, engine: LineReader, clock: SetClock) -> None:
    add([report("a", BAAJ)], store, engine, clock)
    tally = add([report("a", "Ralat: berita ini dicabut.")], store, engine, clock)
    kinds = {one.subject: one.kind for one in tally.changes}
    assert kinds == {Subject.INCIDENT: ChangeKind.RETRACTED, Subject.CONTROL: ChangeKind.RETRACTED}
    assert incidents(store, Filter()) == ()


def test_a_merge_that_did_not_happen_is_made_up_for(store: Store, engine: LineReader, clock: SetClock) -> None:
    class Stopped(LineReader):
        @property
        def sides(self) -> Sides:  # type: ignore[override]
            raise StoreError("the power went out")

    with pytest.raises(StoreError):
        add([report("a", BAAJ)], store, Stopped(), clock)
    assert incidents(store, Filter()) == ()
    tally = add([report("a", BAAJ)], store, engine, clock)
    assert tally.unchanged == 1
    assert len(incidents(store, Filter())) == 1


def test_refresh_without_need_does_nothing(store: Store, engine: LineReader, clock: SetClock) -> None:
    assert refresh(store, engine, clock) == ()
    add([report("a", BAAJ)], store, engine, clock)
    assert refresh(store, engine, clock, anew=True) == ()


def test_recorded_time_never_runs_backwards(store: Store, engine: LineReader, clock: SetClock) -> None:
    clock.on(20)
    add([report("a", BAAJ)], store, engine, clock)
    clock.on(2)
    add([report("b", TANF)], store, engine, clock)
    with store.reading() as connection:
        days = {stored.recorded_at.date() for stored in reading.stored_reports(connection, None)}
    assert days == {date(2017, 6, 20)}
