"""The real stages behind the use cases: from two reports of our own to who holds a town."""

from datetime import date
from pathlib import Path

from tests.service.given import SetClock

from tapal.model.kinds import ControlState, DocId, EventType
from tapal.model.text import RawReport
from tapal.service import add, control, events, explain, load_engine
from tapal.store import Filter, open_store

REPORTS = (
    RawReport(
        DocId("satu"),
        "Pasukan Demokratik Suriah (SDF) merebut kota Tabqa dari kelompok ISIS pada Rabu (10/5/2017), "
        "kata juru bicara pasukan itu.",
        title="SDF Rebut Kota Tabqa dari ISIS",
        published=date(2017, 5, 11),
        language="id",
    ),
    RawReport(
        DocId("two"),
        "The Syrian Democratic Forces captured the town of Tabqa from Islamic State on Wednesday, a spokesman said.",
        title="SDF captures Tabqa",
        published=date(2017, 5, 11),
        language="en",
    ),
    RawReport(
        DocId("tiga"),
        "Harga cabai naik menjelang hari raya. Pedagang di pasar mengeluh karena pembeli berkurang.",
        published=date(2017, 5, 11),
        language="id",
    ),
)


def test_from_reports_to_control(tmp_path: Path) -> None:
    clock, engine = SetClock(), load_engine()
    with open_store(tmp_path / "tapal.db", clock) as store:
        tally = add(REPORTS, store, engine, clock)
        assert (tally.new, tally.bad) == (3, 0)
        found = events(store, Filter(types=frozenset({EventType.CAPTURE})))
        assert {event.doc_id for event in found} == {"satu", "two"}
        assert {event.when.start for event in found} == {date(2017, 5, 10)}
        (held,) = control(store, "Tabqa", date(2017, 5, 12)).places
        assert held.on_day is not None
        assert held.on_day.state is ControlState.HOLDS
        assert any("Syrian Democratic Forces" in holder.name for holder in held.on_day.holders)
        facts = explain(store, found[0].id).facts
        assert any("merebut" in fact.sentence or "captured" in fact.sentence for fact in facts)
        assert explain(store, "tiga").parts == ()
        assert add(REPORTS, store, engine, clock).unchanged == 3
