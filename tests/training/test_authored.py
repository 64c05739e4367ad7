"""The training reports follow their notation and stand verbatim in their texts."""

import sys
from pathlib import Path

import pytest

READING = Path(__file__).parents[2] / "training" / "reading"
sys.path.insert(0, str(READING))

from authored import NotationError, flattened, problems, reports  # noqa: E402

FILES = sorted((READING / "reports").glob("*.txt"))

REPORT = """=== en-try-01
title: Jets hit a market
published: 2019-07-22
---
Jets struck a market in Idlib's south on Monday, killing at least 12 civilians, a monitor said.
---
E air_strike | struck | Jets struck a market | t=a market; at least 12 civilians | d=2019-07-22 | k=12+ civilians
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reports_follow_the_notation(path):
    assert [problem for doc, gold in reports(path) for problem in problems(doc, gold)] == []


def test_no_report_stands_twice():
    names = [doc["id"] for path in FILES for doc, _ in reports(path)]
    assert len(names) == len(set(names))
    assert len(names) > 600


def test_a_line_becomes_a_record(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(REPORT, encoding="utf-8")
    [(doc, gold)] = reports(file)
    event = gold["events"][0]
    assert doc["language"] == "en"
    assert event["targets"] == ["a market", "at least 12 civilians"]
    assert event["killed"] == {"low": 12, "best": 12, "high": None, "group": "civilians"}
    assert list(problems(doc, gold)) == []


def test_a_span_that_is_not_in_the_text_is_named(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(REPORT.replace("t=a market;", "t=a bakery;"), encoding="utf-8")
    [(doc, gold)] = reports(file)
    assert ["a bakery" in problem for problem in problems(doc, gold)] == [True]


def test_an_unknown_field_is_refused(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(REPORT.replace("| t=", "| target="), encoding="utf-8")
    with pytest.raises(NotationError, match="target"):
        list(reports(file))


def test_the_flat_form_keeps_its_spans_verbatim(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(REPORT, encoding="utf-8")
    [(doc, gold)] = reports(file)
    flat, told = flattened(doc, gold)
    start = "22 July 2019 Jets hit a market. Jets struck a market in Idlibs south on Monday killing at least 12"
    assert flat["text"].startswith(start)
    assert list(problems(flat, told)) == []
