"""What people decided stays decided, whatever comes in and however often it is merged again."""

import pytest
from sqlalchemy import text
from tests.service.given import SetClock, incident_of, report
from tests.service.line_reader import LineReader

from tapal.errors import InputError, NotFound
from tapal.model.kinds import DatePrecision, EventId, EventType
from tapal.service import Reviewer, add, changes, check, control, decisions, explain, incidents, refresh
from tapal.store import ChangeKind, Filter, Store, Subject

STRIKE = "air_strike | coalition | militia | al-Tanf | 2017-06-06 | {}"
LATER = "air_strike | coalition | militia | al-Tanf | 2017-06-16 | {}"


@pytest.fixture
def reviewer(store: Store, engine: LineReader, clock: SetClock) -> Reviewer:
    told = [report("a", STRIKE.format(2)), report("b", LATER.format(9)), report("c", STRIKE.format(3))]
    add(told, store, engine, clock)
    return Reviewer(store, engine, clock, "Rina", "both papers mean the convoy")


def members(store: Store) -> set[tuple[str, ...]]:
    return {one.incident.members for one in incidents(store, Filter())}


def again(store: Store, engine: LineReader, clock: SetClock) -> None:
    """Everything that can come after a decision: more reports, and all merged anew."""
    add([report("d", "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33")], store, engine, clock)
    refresh(store, engine, clock, anew=True)


def test_merged_and_undone(store: Store, engine: LineReader, clock: SetClock, reviewer: Reviewer) -> None:
    assert members(store) == {("a#e1", "c#e1"), ("b#e1",)}
    clock.on(3)
    decision, done = reviewer.merge(incident_of("a#e1"), incident_of("b#e1"))
    assert members(store) == {("a#e1", "b#e1", "c#e1")}
    assert all("decision 1 (merge) by Rina: both papers mean the convoy" in change.reason for change in done)
    assert {change.kind for change in done if change.subject is Subject.INCIDENT} == {ChangeKind.MERGED}
    again(store, engine, clock)
    assert ("a#e1", "b#e1", "c#e1") in members(store)
    assert str(decision) in explain(store, incident_of("a#e1")).notes
    told = [one.change.reason for one in changes(store, clock.now.date()) if one.change.subject is Subject.DECISION]
    assert told == [f"{decision} ({decision.decision.subject_id})"]
    reviewer.undo(1)
    assert members(store) == {("a#e1", "c#e1"), ("b#e1",), ("d#e1",)}
    assert [one.decision.undoes for one in decisions(store)] == [None, 1]
    assert check(store) == ()
    with pytest.raises(InputError, match="undone already"):
        reviewer.undo(1)


def test_a_report_read_otherwise_is_still_merged(
    store: Store, engine: LineReader, clock: SetClock, reviewer: Reviewer
) -> None:
    reviewer.merge(incident_of("a#e1"), incident_of("b#e1"))
    add([report("b", LATER.format(11))], store, engine, clock)
    assert members(store) == {("a#e1", "b#e1", "c#e1")}


def test_split(store: Store, engine: LineReader, clock: SetClock, reviewer: Reviewer) -> None:
    reviewer.split(incident_of("a#e1"), ["c#e1"])
    assert members(store) == {("a#e1",), ("b#e1",), ("c#e1",)}
    add([report("e", STRIKE.format(4))], store, engine, clock)
    again(store, engine, clock)
    assert [group for group in members(store) if "a#e1" in group and "c#e1" in group] == []


def test_reject(store: Store, engine: LineReader, clock: SetClock, reviewer: Reviewer) -> None:
    add([report("d", "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33")], store, engine, clock)
    assert control(store, "Baaj").places[0].timeline.spans
    _, done = reviewer.reject(incident_of("d#e1"))
    assert {(one.subject, one.kind) for one in done} == {
        (Subject.INCIDENT, ChangeKind.RETRACTED),
        (Subject.CONTROL, ChangeKind.RETRACTED),
    }
    refresh(store, engine, clock, anew=True)
    assert [one for one in incidents(store, Filter()) if "d#e1" in one.incident.members] == []
    assert control(store, "Baaj").places[0].timeline.spans == ()
    reviewer.undo(1)
    assert ("d#e1",) in members(store)


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("type", "shelling", EventType.SHELLING),
        ("killed", "4-7", (4, 7)),
        ("when", "2017-06-05", "2017-06-05"),
        ("place", "baaj", "ba'aj"),
    ],
)
def test_set(
    store: Store, engine: LineReader, clock: SetClock, reviewer: Reviewer, field: str, value: str, found: object
) -> None:
    add([report("d", "capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33")], store, engine, clock)
    reviewer.set(incident_of("b#e1"), field, value)
    refresh(store, engine, clock, anew=True)
    (one,) = [one.incident for one in incidents(store, Filter()) if EventId("b#e1") in one.incident.members]
    assert one.when.precision is DatePrecision.DAY
    assert one.killed is not None
    assert one.where is not None
    values = {
        "type": one.type,
        "killed": (one.killed.low, one.killed.high),
        "when": str(one.when.start),
        "place": one.where.place_id,
    }
    assert values[field] == found
    assert any("decision 1 (set) by Rina" in reason for reason in one.reasons)


def test_what_cannot_be_decided(store: Store, engine: LineReader, clock: SetClock, reviewer: Reviewer) -> None:
    first = incident_of("a#e1")
    with pytest.raises(NotFound, match="no incident 'i0'"):
        reviewer.merge(first, "i0")
    with pytest.raises(InputError, match="one incident already"):
        reviewer.merge(first, first)
    with pytest.raises(NotFound, match="has no event 'b#e1'"):
        reviewer.split(first, ["b#e1"])
    with pytest.raises(InputError, match="not all"):
        reviewer.split(first, ["a#e1", "c#e1"])
    with pytest.raises(NotFound, match="'x#e9'"):
        reviewer.reject("x#e9")
    with pytest.raises(InputError, match="cannot be set; one of type"):
        reviewer.set(first, "colour", "red")
    with pytest.raises(InputError, match="is no killed; write 12"):
        reviewer.set(first, "killed", "many")
    with pytest.raises(NotFound, match="no decision 5"):
        reviewer.undo(5)
    with pytest.raises(InputError, match="needs --why"):
        Reviewer(store, engine, clock, "Rina", " ")
    assert decisions(store) == ()


def test_a_decision_that_was_tampered_with_is_found(store: Store, reviewer: Reviewer) -> None:
    reviewer.reject("a#e1")
    reviewer.reject("b#e1")
    with store.writing() as connection:
        for trigger in ("decisions_no_update", "decisions_append_only ON decisions"):
            if trigger.endswith("decisions") == (connection.dialect.name == "postgresql"):
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        connection.execute(text("UPDATE decisions SET why = 'no reason' WHERE seq = 1"))
    found = check(store)
    assert any("decision 1 is not what was decided" in fault for fault in found)
    assert any("decisions is no longer append-only" in fault for fault in found)
