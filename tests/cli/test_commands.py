"""Every command: data on standard output, messages on standard error, exit codes that say what happened."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Tapal
from tests.service.given import incident_of
from typer.testing import Result


def test_extract_prints_records_in_order_and_says_what_was_bad(tapal: Tapal, reports: Path) -> None:
    with reports.open("a") as stream:
        stream.write('{"id": "broken"\n')
        stream.write(json.dumps({"id": "last", "text": "BROKEN", "published": None, "language": "en"}) + "\n")
    done = tapal("extract", str(reports))
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["r0", "r1", "r2"]
    assert "in.jsonl:4: is not JSON" in done.stderr
    assert "(last): the model is missing" in done.stderr
    log = [json.loads(line) for line in Path("tapal-issues.jsonl").read_text().splitlines()]
    assert [(one["problem"], one["line"]) for one in log] == [("json", 4), ("reading", None)]


def test_extract_of_good_input_leaves_no_log(tapal: Tapal, reports: Path) -> None:
    done = tapal("extract", str(reports))
    assert (done.exit_code, done.stderr) == (0, "")
    assert not Path("tapal-issues.jsonl").exists()
    (event,) = json.loads(done.stdout.splitlines()[0])["events"]
    assert (event["type"], event["actors"], event["places"]) == ("capture", ["PMF"], ["Ba'aj"])


def test_extract_from_standard_input(tapal: Tapal, reports: Path) -> None:
    done = tapal("extract", "-", stdin=reports.read_text())
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["r0", "r1", "r2"]


def test_add_twice(tapal: Tapal, reports: Path) -> None:
    first = tapal("add", str(reports), "--json")
    assert json.loads(first.stdout)["new"] == 3
    again = json.loads(tapal("add", str(reports), "--json").stdout)
    assert (again["new"], again["unchanged"], again["changes"]) == (0, 3, [])
    assert "3 unchanged" in tapal("add", str(reports)).stderr


def test_add_goes_on_after_a_bad_one_and_exits_with_1(tapal: Tapal, reports: Path) -> None:
    done = tapal("add", "none.txt", str(reports))
    assert done.exit_code == 1
    assert "none.txt: there is no such file" in done.stderr
    assert "3 new" in done.stderr


def test_a_day_for_texts_that_have_none(tapal: Tapal) -> None:
    Path("a.txt").write_text("capture | PMF | ISIS | Ba'aj | 2017-06-04 | 33")
    assert tapal("add", "a.txt", "--published", "2017-06-05", "--language", "id").exit_code == 0
    (event,) = json.loads(tapal("events", "--json").stdout)
    assert event["when"]["start"] == "2017-06-04"
    assert tapal("control").stdout.startswith("Control on 2017-06-05")


def test_incidents(tapal: Tapal, filled: Path) -> None:
    done = tapal("incidents")
    assert "capture" in done.stdout
    assert "PMF → ISIS" in done.stdout
    assert "33 dead" in " ".join(done.stdout.split())
    assert incident_of("r0#e1") in done.stdout
    found = json.loads(tapal("incidents", "--place", "raqqa", "--type", "air_strike", "--json").stdout)
    assert [one["id"] for one in found] == [incident_of("r2#e1")]
    assert json.loads(tapal("incidents", "--from", "2017-06-09", "--json").stdout) == []


def test_events_of_one_report(tapal: Tapal, filled: Path) -> None:
    found = json.loads(tapal("events", "--report", "r1", "--json").stdout)
    assert [one["id"] for one in found] == ["r1#e1"]


def test_control_of_a_place_with_its_evidence(tapal: Tapal, filled: Path) -> None:
    done = tapal("control", "baaj", "--as-of", "2017-06-20")
    assert done.exit_code == 0
    assert "PMF" in done.stdout
    assert "2017-06-04" in done.stdout
    assert "capture | PMF | ISIS" in done.stdout
    answer = json.loads(tapal("control", "baaj", "--as-of", "2017-06-03", "--json").stdout)
    assert [holder["name"] for holder in answer["places"][0]["on_day"]["holders"]] == ["ISIS"]


def test_control_before_anything_was_known(tapal: Tapal, filled: Path) -> None:
    answer = json.loads(tapal("control", "--as-known-on", "2017-01-01", "--json").stdout)
    assert answer["places"] == []


def test_explain_marks_the_words(tapal: Tapal, filled: Path) -> None:
    done = tapal("explain", incident_of("r0#e1"))
    assert "»PMF«" in done.stdout
    assert "[line@1]" in done.stdout
    assert json.loads(tapal("explain", "r0#e1", "--json").stdout)["kind"] == "event"


def test_changes(tapal: Tapal, filled: Path) -> None:
    found = json.loads(tapal("changes", "--since", "2017-01-01", "--json").stdout)
    assert {one["subject"] for one in found} == {"report", "incident", "control"}
    assert all(one["reason"] for one in found)
    assert json.loads(tapal("changes", "--since", "2999-01-01", "--json").stdout) == []


def test_exports(tapal: Tapal, filled: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(tapal("export", "control").stdout)))
    assert ("Ba'aj", "PMF") in [(row["place"], row["holders"]) for row in rows]
    features = json.loads(tapal("export", "incidents", "--format", "geojson").stdout)["features"]
    assert features[-1]["geometry"] == {"type": "Point", "coordinates": [41.72, 36.04]}
    assert tapal("export", "events", "-f", "jsonl", "-o", "out.jsonl").stdout == ""
    assert len(Path("out.jsonl").read_text().splitlines()) == 3
    assert "GeoNames" in tapal("export", "incidents", "-o", "out.csv").stderr
    beside = json.loads(Path("out.csv-metadata.json").read_text())
    assert (beside["url"], "CC BY 4.0" in beside["dc:source"]) == ("out.csv", True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("incidents", "--store", "none.db"), 3, "there is no store at none.db"),
        (("add", "in.jsonl", "--store", "in.jsonl"), 3, "not a Tapal store"),
        (("add", "in.jsonl", "--store", "no/such/folder.db"), 3, "does not exist"),
        (("control", "Atlantis"), 1, "no report in the store names a place 'Atlantis'"),
        (("explain", "nothing"), 1, "no incident, event, report or held place 'nothing'"),
        (("incidents", "--from", "yesterday"), 2, "'yesterday' is not a day"),
        (("incidents", "--box", "1,2,3"), 2, "WEST,SOUTH,EAST,NORTH"),
        (("incidents", "--type", "party"), 2, "party"),
        (("export", "-o", "no/such/out.csv"), 1, "cannot be written"),
        (("extract",), 2, "FILE"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_what_is_wrong_is_said_plainly(
    tapal: Tapal, filled: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = tapal(*arguments)
    assert done.exit_code == code
    assert said in " ".join(done.stderr.split())
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_the_store_can_be_named_by_the_environment(tapal: Tapal, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("tapal.db").rename("other.db")
    monkeypatch.setenv("TAPAL_STORE", "other.db")
    assert len(json.loads(tapal("incidents", "--json").stdout)) == 3


def test_tables_fit_80_columns(tapal: Tapal, filled: Path) -> None:
    for arguments in (
        ("incidents",),
        ("events",),
        ("control",),
        ("control", "Raqqa"),
        ("changes", "--since", "2017-01-01"),
    ):
        lines = tapal(*arguments).stdout.splitlines()
        assert max(len(line) for line in lines) <= 80, arguments


def run(*arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from tapal.cli import main; sys.argv[0] = 'tapal'; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, **options})


def test_as_a_process_of_its_own(tmp_path: Path) -> None:
    done = run("incidents", "--store", str(tmp_path / "none.db"))
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("tapal: there is no store at")
    assert run("--version").stdout.startswith("tapal ")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from tapal.cli import main; sys.argv = ['tapal', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'sqlalchemy', 'spacy', 'numpy', 'rich.table', 'fastapi', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.splitlines()[-1] == "[]"


def record(name: str, **event: object) -> str:
    told = {
        "id": "e1",
        "type": "capture",
        "quote": "PMF merebut Ba'aj",
        "trigger": "merebut",
        "actors": ["PMF"],
        "places": ["Ba'aj"],
        "date_start": "2017-06-04",
        "date_end": "2017-06-04",
        **event,
    }
    return json.dumps({"id": name, "relevant": True, "events": [told], "control": [], "tallies": []}) + "\n"


def fuse(tapal: Tapal, *more: str) -> Result:
    files = ("--incidents", "incidents.jsonl", "--control", "control.jsonl")
    return tapal("fuse", "docs.jsonl", "records.jsonl", *files, *more)


@pytest.fixture
def two_documents(tapal: Tapal) -> None:
    texts = ("PMF merebut Ba'aj, kata komando.", "Pada Minggu PMF merebut Ba'aj.")
    lines = (
        {"id": name, "text": text, "published": "2017-06-05", "language": "id"}
        for name, text in zip("ab", texts, strict=True)
    )
    Path("docs.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_fuse_merges_records_of_any_maker(tapal: Tapal, two_documents: None) -> None:
    Path("records.jsonl").write_text(record("a") + record("b"))
    done = fuse(tapal)
    assert (done.exit_code, done.stdout) == (0, "")
    (incident,) = map(json.loads, Path("incidents.jsonl").read_text().splitlines())
    assert incident["members"] == [["a", "e1"], ["b", "e1"]]
    assert (incident["date_start"], incident["actors"], incident["lat"]) == ("2017-06-04", ["PMF"], 36.04)
    span, later = map(json.loads, Path("control.jsonl").read_text().splitlines())
    assert (span["state"], span["holders"], span["from"]) == ("holds", ["PMF"], "2017-06-04")
    assert (later["state"], later["to"]) == ("unknown", None)
    assert span["evidence"] == [["a", "e1"], ["b", "e1"]]


def test_fuse_writes_the_truces_beside(tapal: Tapal) -> None:
    text = "Gencatan senjata 72 jam antara tentara dan PMF berlaku di Ba'aj sejak Minggu."
    Path("docs.jsonl").write_text(
        json.dumps({"id": "a", "text": text, "published": "2017-06-05", "language": "id"}) + "\n"
    )
    clock = {"starts": "2017-06-04", "duration_hours": 72}
    told = record("a", type="ceasefire", quote=text, trigger="Gencatan senjata", details=clock)
    Path("records.jsonl").write_text(told)
    done = fuse(tapal, "--truces", "truces.jsonl")
    assert "1 truce in truces.jsonl" in done.stderr
    (truce,) = map(json.loads, Path("truces.jsonl").read_text().splitlines())
    assert (truce["starts"], truce["ends"], truce["end"]) == ("2017-06-04", "2017-06-06", "ran out")
    assert [part["place"] for part in truce["zone"]] == ["Ba'aj"]
    assert truce["evidence"] == [["a", "e1"]]


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ("{bad\n", "records.jsonl:1: is not JSON"),
        (record("c"), "records.jsonl:1: no document 'c' in docs.jsonl"),
        (record("a") + record("a"), "records.jsonl:2: a second record of 'a'"),
        (record("a", type="party"), "records.jsonl:1 (a): "),
        (record("a", quote="not in the text"), "records.jsonl:1 (a): "),
        ("[]\n", "records.jsonl:1: is not a JSON object"),
    ],
)
def test_fuse_says_which_record_is_wrong(tapal: Tapal, two_documents: None, records: str, said: str) -> None:
    Path("records.jsonl").write_text(records)
    done = fuse(tapal)
    assert done.exit_code == 1
    assert said in done.stderr
    assert not Path("incidents.jsonl").exists()
