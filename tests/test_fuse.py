"""Records fused: shapes, errors, and the floors on the written June 2017 set where it is there."""

import importlib.util
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from tapal.errors import FormatError
from tapal.fuse import fuse_records, incident_record, member, span_record
from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.build import INDEX_NAME, current_stamp, default_folder, index_is_current
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.model.kinds import DocId, EventId
from tapal.model.text import Document

ROOT = Path(__file__).parent.parent
JUNE = ROOT.parent / "shared" / "gold" / "june2017"
UKRAINE = ROOT.parent / "shared" / "data" / "ukraine-control"
TEXT = "Tentara Suriah merebut kota Tadmur dari ISIS pada 3 Maret 2017. Tadmur tetap dikuasai tentara Suriah."


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    path = default_folder(os.environ.get("TAPAL_CACHE")) / INDEX_NAME
    if not path.exists() or not index_is_current(path, current_stamp()):
        pytest.skip("the name index is not built: run `tapal places find Raqqa` once")
    return Gazetteer.open(path)


@pytest.fixture(scope="module")
def bench():
    """The scorers in bench/, which is no package."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        spec = importlib.util.spec_from_file_location("bench_fuse", ROOT / "bench" / "fuse.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(ROOT / "bench"))


def document(name: str = "a", text: str = TEXT) -> Document:
    return Document(DocId(name), text, 0, "id", date(2017, 3, 4))


def record(name: str = "a") -> dict[str, object]:
    event = {
        "id": "e1", "type": "capture", "quote": "Tentara Suriah merebut kota Tadmur dari ISIS", "trigger": "merebut",
        "actors": ["Tentara Suriah"], "targets": ["ISIS"], "places": ["Tadmur"],
        "date_start": "2017-03-03", "date_end": "2017-03-03", "date_precision": "day",
        "status": "happened", "novelty": "new",
    }  # fmt: skip
    statement = {
        "quote": "Tadmur tetap dikuasai tentara Suriah", "place": "Tadmur", "holders": ["tentara Suriah"],
        "state": "holds", "as_of": "2017-03-04",
    }  # fmt: skip
    return {"id": name, "relevant": True, "events": [event], "control": [statement], "tallies": []}


def test_a_record_becomes_an_incident_and_a_timeline(gazetteer: Gazetteer):
    fused = fuse_records([document()], [record()], gazetteer, Registry.load())
    (incident,) = fused.incidents
    shown = incident_record(incident)
    assert shown["members"] == [["a", "e1"]]
    assert shown["date_start"] == shown["date_end"] == "2017-03-03"
    assert json.loads(json.dumps(shown)) == shown
    holds = [span_record(span) for span in fused.spans if span.start == date(2017, 3, 3)]
    assert [(span["state"], span["evidence"]) for span in holds] == [("holds", [["a", "e1"], ["a", 0]])]
    assert fused.spans[0].start is None
    assert fused.spans[0].holders[0].actor_id == "islamic-state"


def test_records_without_a_document_or_given_twice_are_refused(gazetteer: Gazetteer):
    registry = Registry.load()
    with pytest.raises(FormatError, match="record 1: there is no document with the id 'b'"):
        fuse_records([document()], [record("b")], gazetteer, registry)
    with pytest.raises(FormatError, match="record 2: a second record"):
        fuse_records([document()], [record(), record()], gazetteer, registry)


def test_evidence_is_printed_as_in_the_gold_files():
    assert member(EventId("x#1#e12")) == ["x#1", "e12"]
    assert member(EventId("x#c3")) == ["x", 2]


def test_june_2017_keeps_its_floors(gazetteer: Gazetteer, bench, capsys: pytest.CaptureFixture[str]):
    """B-cubed F1 ≥ 92, every origin right, place-days ≥ 92 % on gold records."""
    if not JUNE.exists():
        pytest.skip("the written set is not beside the checkout")
    bench.june(JUNE, default_folder(os.environ.get("TAPAL_CACHE")), use_vectors=True, verbose=False)
    lines = capsys.readouterr().out
    assert float(lines.split("F1 ")[1].split()[0]) >= 92.0
    assert "origins: 8 of 8 originals, copies and translations; wrong: none" in lines
    assert float(lines.split("place-days, ")[1].split()[0]) >= 92.0


def test_ukraine_stays_within_three_points_of_what_the_notes_allow(bench, capsys: pytest.CaptureFixture[str]):
    if not UKRAINE.exists():
        pytest.skip("the control data are not beside the checkout")
    bench.ukraine(UKRAINE, verbose=False)
    lines = capsys.readouterr().out.splitlines()
    shares = [float(line.split("cells, ")[1].split(";")[0]) for line in lines[:2]]
    assert shares[0] >= 0.766 - 0.03
    assert shares[1] >= 0.963 - 0.03
