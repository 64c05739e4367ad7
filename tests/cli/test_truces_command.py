"""`tapal truces`: which there are, and whether one is in force at a place at a moment."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Tapal

STORY = (
    "ceasefire | tentara | pemberontak | Raqqa | 2017-06-08 | ",
    "shelling | tentara |  | Raqqa | 2017-06-10 | 2",
    "ceasefire | tentara | pemberontak | Palmyra | 2017-06-01 | ",
    "ceasefire | tentara | pemberontak | Palmyra | 2017-06-20 | ",
)


@pytest.fixture
def told(tapal: Tapal, tmp_path: Path) -> None:
    lines = [{"id": f"t{n}", "text": line, "published": "2017-06-21", "language": "id"} for n, line in enumerate(STORY)]
    path = tmp_path / "truces.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert tapal("add", str(path)).exit_code == 0


def in_force(tapal: Tapal, *arguments: str) -> list[str]:
    answer = tapal("truces", *arguments, "--json")
    assert answer.exit_code == 0, answer.stderr
    return [f"{truce['zone'][0]['name']} {truce['starts']}" for truce in json.loads(answer.stdout)]


@pytest.mark.usefixtures("told")
def test_truces_by_start_with_how_they_ended_and_what_broke_them(tapal: Tapal):
    assert in_force(tapal) == ["Palmyra 2017-06-01", "Raqqa 2017-06-08", "Palmyra 2017-06-20"]
    shown = json.loads(tapal("truces", "--json").stdout)
    assert [(truce["ends"], truce["end"]) for truce in shown] == [
        ("2017-06-19", "replaced by a new one"), (None, None), (None, None),
    ]  # fmt: skip
    assert [len(truce["breaches"]) for truce in shown] == [0, 1, 0]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("moment", "found"),
    [("2017-06-07", []), ("2017-06-08", ["Raqqa 2017-06-08"]), ("2017-06-09T10:00+03:00", ["Raqqa 2017-06-08"])],
)
def test_in_force_at_a_place_at_a_moment(tapal: Tapal, moment: str, found: list[str]):
    assert in_force(tapal, "raqqa", "--at", moment) == found


@pytest.mark.usefixtures("told")
def test_before_it_was_recorded_no_truce_was_known(tapal: Tapal):
    assert in_force(tapal, "--as-known-on", "2017-06-01") == []


@pytest.mark.usefixtures("told")
def test_the_table_names_what_broke_a_truce(tapal: Tapal):
    answer = tapal("truces", "Raqqa")
    assert "2017-06-10  fighting (tentara)" in answer.stdout
    assert "1 truce" in answer.stderr


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(("moment", "words"), [("besok", "is no moment"), ("2017-06-09T10:00", "has no zone")])
def test_a_moment_that_cannot_be_used_says_what_to_write(tapal: Tapal, moment: str, words: str):
    answer = tapal("truces", "--at", moment)
    assert answer.exit_code == 2
    assert words in " ".join(answer.stderr.replace("│", " ").split())


@pytest.mark.usefixtures("told")
def test_a_place_that_nothing_names_is_not_found(tapal: Tapal):
    answer = tapal("truces", "Atlantis")
    assert answer.exit_code == 1
    assert "no report in the store names a place 'Atlantis'" in answer.stderr
