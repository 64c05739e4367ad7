"""Commands for people who decide and for people who look after a store; both clocks on the commands that ask."""

import json
from pathlib import Path

import pytest
from sqlalchemy import insert
from tests.cli.conftest import Tapal
from tests.service.given import incident_of

from tapal.store import open_store
from tapal.store.schema import incident_members

RINA = ("--by", "Rina", "--why", "misread")


def test_decisions_are_listed_and_undone(tapal: Tapal, filled: Path) -> None:
    first = incident_of("r1#e1")
    done = tapal("review", "reject", first, *RINA)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "decision 1 (reject) by Rina: misread; 2 changes" in done.stderr
    assert first not in tapal("incidents", "--json").stdout
    assert tapal("review", "undo", "1", *RINA).exit_code == 0
    assert first in tapal("incidents", "--json").stdout
    listed = tapal("review", "list")
    assert "reject (undone)" in listed.stdout
    kinds = [one["decision"]["kind"] for one in json.loads(tapal("review", "list", "--json").stdout)]
    assert kinds == ["reject", "undo"]
    assert "decision 2 (undo) by Rina" in tapal("changes", "--since", "2017-06-01").stdout.replace("\n", " ")


def test_setting_merging_and_splitting(tapal: Tapal, filled: Path) -> None:
    strike, capture = incident_of("r2#e1"), incident_of("r1#e1")
    assert tapal("review", "set", strike, "killed", "7-9", *RINA).exit_code == 0
    assert "7–9 dead" in tapal("incidents").stdout
    assert tapal("review", "merge", strike, capture, *RINA).exit_code == 0
    (merged,) = [one for one in json.loads(tapal("incidents", "--json").stdout) if len(one["members"]) == 2]
    assert tapal("review", "split", merged["id"], "r2#e1", *RINA).exit_code == 0
    assert [one["members"] for one in json.loads(tapal("incidents", "--json").stdout) if len(one["members"]) > 1] == []
    assert "decision 3 (split)" in tapal("explain", strike).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("review", "reject", "x", *RINA), 1, "no incident, event or control statement 'x'"),
        (("review", "reject", "x"), 2, "--by"),
        (("review", "undo", "4", *RINA), 1, "there is no decision 4"),
        (("restore", "nothing"), 1, "there is no backup nothing"),
        (("migrate", "--store", "none.db"), 3, "there is no store at none.db"),
    ],
)
def test_what_cannot_be_done(tapal: Tapal, filled: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = tapal(*arguments)
    assert (done.exit_code, said in done.stderr) == (code, True)


def test_backup_restore_and_check(tapal: Tapal, filled: Path) -> None:
    assert "rows of tapal.db" in tapal("backup", "kept").stderr
    assert tapal("backup", "kept").exit_code == 1
    assert tapal("restore", "kept").exit_code == 1
    assert tapal("restore", "kept", "--store", "new.db").exit_code == 0
    assert tapal("incidents", "--json", "--store", "new.db").stdout == tapal("incidents", "--json").stdout
    assert tapal("check", "--store", "new.db").stdout == "the store is in order\n"
    assert "present schema version" in tapal("migrate").stderr
    with open_store("new.db") as store, store.writing() as connection:
        connection.execute(insert(incident_members), {"incident_seq": 1, "event_id": "nothing#e1"})
    done = tapal("check", "--store", "new.db")
    assert (done.exit_code, done.stdout.endswith("no report tells: nothing#e1\n")) == (1, True)


def test_both_clocks(tapal: Tapal, filled: Path) -> None:
    assert [one["id"] for one in json.loads(tapal("events", "--as-of", "2017-06-05", "--json").stdout)] == ["r0#e1"]
    assert len(json.loads(tapal("incidents", "--as-of", "2017-06-06", "--json").stdout)) == 2
    assert json.loads(tapal("incidents", "--as-known-on", "2017-06-06", "--json").stdout) == []
    assert json.loads(tapal("changes", "--since", "2017-06-01", "--as-known-on", "2017-06-06", "--json").stdout) == []
    explained = json.loads(tapal("explain", "Raqqa", "--as-of", "2017-06-08", "--json").stdout)
    assert [fact["value"] for fact in explained["facts"]] == ["holds: SDF"]
    assert len(tapal("export", "incidents", "--as-of", "2017-06-05").stdout.splitlines()) == 2
