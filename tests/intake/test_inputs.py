"""Every kind of bad input gets its own line, and its neighbours come through."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from tapal.intake import Defaults, Issue, Problem, Severity, read_inputs
from tapal.intake.files import MAX_BYTES
from tapal.intake.report import MAX_CHARACTERS
from tapal.model.text import RawReport

BOTH = frozenset({"id", "en"})
NOTHING_GIVEN = Defaults()
INDONESIAN = "Tentara merebut kembali desa itu pada Sabtu pagi, kata juru bicara kementerian pertahanan."
ENGLISH = "The army retook the village on Saturday morning, a spokesman for the defence ministry said."
FRENCH = "L'armée a repris le village samedi matin, a déclaré un porte-parole du ministère de la Défense."
MALAY = "Tentera menawan semula kampung itu pada pagi Sabtu, kata jurucakap kementerian pertahanan di ibu negara."


def take(*paths: Path | str, defaults: Defaults = NOTHING_GIVEN, stdin: bytes | None = None) -> list[RawReport | Issue]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_inputs([str(path) for path in paths], defaults, BOTH, stream))


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def only(found: list[RawReport | Issue]) -> Issue:
    (issue,) = found
    assert isinstance(issue, Issue)
    assert issue.bad
    return issue


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html", "a.dat"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    for content in (b"", b" \n\n"):
        (tmp_path / name).write_bytes(content)
        assert only(take(tmp_path / name)).problem is Problem.EMPTY


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest", "Word"),
        (bytes(range(256)) * 40, "binary"),
        (b"text\0\0\0\0\0\0with zeros", "binary"),
        (b"\x89PNG\r\n", "PNG"),
    ],
)
def test_binary(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    issue = only(take(path))
    assert issue.problem is Problem.BINARY
    assert said in issue.message


def test_a_wrong_line_is_named_and_the_others_come_through(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    good = {"id": "a", "text": INDONESIAN, "published": "2017-06-17", "language": "id"}
    path.write_bytes(lines(good) + b'{"id": "b", \n' + b"[1]\n\n" + lines({**good, "id": "c"}))
    first, broken, listed, last = take(path)
    assert isinstance(first, RawReport)
    assert (first.id, first.published) == ("a", date(2017, 6, 17))
    assert isinstance(broken, Issue)
    assert (broken.problem, broken.line) == (Problem.JSON, 2)
    assert isinstance(listed, Issue)
    assert (listed.problem, listed.line) == (Problem.JSON, 3)
    assert isinstance(last, RawReport)
    assert last.id == "c"


@pytest.mark.parametrize(
    ("change", "problem", "field"),
    [
        ({"published": "2017-02-31"}, Problem.DATE, "published"),
        ({"published": "17/6/2017"}, Problem.DATE, "published"),
        ({"published": 20170617}, Problem.DATE, "published"),
        ({"text": None}, Problem.FIELD, "text"),
        ({"text": 3}, Problem.FIELD, "text"),
        ({"text": "  "}, Problem.EMPTY, "text"),
        ({"title": ["a"]}, Problem.FIELD, "title"),
        ({"id": {"a": 1}}, Problem.FIELD, "id"),
        ({"id": "a\nb"}, Problem.FIELD, "id"),
        ({"language": "fr"}, Problem.LANGUAGE, "language"),
        ({"language": None, "text": FRENCH}, Problem.LANGUAGE, "language"),
        ({"text": "a" * (MAX_CHARACTERS + 1)}, Problem.TOO_LARGE, "text"),
    ],
)
def test_a_bad_field_is_named(tmp_path: Path, change: dict[str, object], problem: Problem, field: str) -> None:
    path = tmp_path / "in.jsonl"
    record = {"id": "a", "text": INDONESIAN, "published": "2017-06-17", "language": "id", **change}
    path.write_bytes(lines(record))
    issue = only(take(path))
    assert (issue.problem, issue.field, issue.line) == (problem, field, 1)


def test_a_missing_date_is_said_and_the_report_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines({"id": "a", "text": INDONESIAN, "language": "id"}))
    note, report = take(path)
    assert isinstance(note, Issue)
    assert (note.severity, note.field, note.doc_id) == (Severity.NOTE, "published", "a")
    assert isinstance(report, RawReport)
    assert report.published is None
    (dated,) = take(path, defaults=Defaults(published=date(2017, 6, 17)))
    assert isinstance(dated, RawReport)
    assert dated.published == date(2017, 6, 17)


def test_a_date_stated_as_unknown_needs_no_remark(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines({"id": "a", "text": INDONESIAN, "language": "id", "published": None}))
    assert [type(item) for item in take(path)] == [RawReport]


def test_a_document_of_five_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Tentara maju. " * 360_000)
    issue = only(take(path))
    assert issue.problem is Problem.TOO_LARGE
    assert "5,040,000" in issue.message
    assert f"{MAX_CHARACTERS:,}" in issue.message


def test_a_line_beyond_all_measure_is_passed_over_without_being_kept(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    good = lines({"id": "b", "text": INDONESIAN, "language": "id", "published": None})
    path.write_bytes(b'{"id":"a","text":"' + b"a" * MAX_BYTES + b'"}\n' + good)
    issue, report = take(path)
    assert isinstance(issue, Issue)
    assert (issue.problem, issue.line) == (Problem.TOO_LARGE, 1)
    assert isinstance(report, RawReport)
    assert report.id == "b"


def test_direction_marks_and_control_characters_are_taken_out_with_a_remark(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    text = INDONESIAN.replace("desa", "\u202edesa\u2069") + "\u0000\u200b"
    path.write_bytes(lines({"id": "a", "text": text, "language": "id", "published": None}))
    *notes, report = take(path)
    assert [note.problem for note in notes if isinstance(note, Issue)] == [Problem.CONTROL_CHARACTERS] * 2
    assert isinstance(report, RawReport)
    assert report.text == INDONESIAN


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    folder, missing = take(tmp_path, tmp_path / "none.txt")
    assert isinstance(folder, Issue)
    assert folder.problem is Problem.FOLDER
    assert isinstance(missing, Issue)
    assert missing.problem is Problem.MISSING


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    text = "The army retook the “village” on Saturday – said Zoë, a spokeswoman for the defence ministry."
    path.write_bytes(text.encode(encoding))
    reports = [item for item in take(path) if isinstance(item, RawReport)]
    assert [report.text for report in reports] == [text]


def test_lines_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    records = lines(*({"id": name, "text": ENGLISH, "language": "en", "published": None} for name in "ab"))
    path.write_bytes(records.decode().encode("utf-16"))
    assert [item.id for item in take(path) if isinstance(item, RawReport)] == ["a", "b"]


def test_wrongly_decoded_text_is_repaired_and_quotes_stay(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    text = "“Kami maju,” kata perwira itu."
    broken = text.encode().decode("cp1252", errors="ignore")
    path.write_bytes(lines({"id": "a", "text": broken, "language": "id", "published": None}))
    note, report = take(path)
    assert isinstance(note, Issue)
    assert not note.bad
    assert isinstance(report, RawReport)
    assert "“Kami maju" in report.text


@pytest.mark.parametrize(("text", "language"), [(INDONESIAN, "id"), (ENGLISH, "en"), (MALAY, "id")])
def test_a_missing_language_is_told_from_the_text(tmp_path: Path, text: str, language: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    (report,) = [item for item in take(path) if isinstance(item, RawReport)]
    assert report.language == language


PAGE = b"""<!doctype html><html lang="en"><head><title>Village retaken - The Paper</title>
<meta property="og:title" content="Village retaken"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2017-06-17T10:00:00+00:00"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Village retaken</h1>
<p>The army retook the village on Saturday morning, a spokesman for the defence ministry said.</p>
<p>Two soldiers were killed and nine wounded in the fighting, which went on until noon, he said.</p></article>
<footer>Copyright 2 January 2020</footer></body></html>"""


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page", "-"])
def test_a_page_gives_its_text_title_day_and_outlet(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name != "-":
        path.write_bytes(PAGE)
    (report,) = take("-" if name == "-" else path, stdin=PAGE)
    assert isinstance(report, RawReport)
    assert (report.title, report.published, report.outlet) == ("Village retaken", date(2017, 6, 17), "The Paper")
    assert "Two soldiers were killed" in report.text
    assert "Sport" not in report.text


def test_a_page_without_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert only(take(path)).problem is Problem.EMPTY


def test_standard_input_is_told_by_its_beginning() -> None:
    record = {"id": "a", "text": ENGLISH, "language": "en", "published": None}
    (report,) = take("-", stdin=lines(record))
    assert isinstance(report, RawReport)
    assert report.id == "a"
    *_, plain = take("-", stdin=ENGLISH.encode())
    assert isinstance(plain, RawReport)
    assert plain.text == ENGLISH


def test_the_same_content_has_the_same_id(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.txt", "two.txt", "other.txt")]
    for path, text in zip(paths, (ENGLISH, ENGLISH, INDONESIAN), strict=True):
        path.write_text(text)
    one, two, other = (item.id for item in take(*paths) if isinstance(item, RawReport))
    assert one == two != other


def test_names_cannot_steer_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    record = {"id": "a", "text": INDONESIAN, "language": "id", "published": None, "outlet": "Ko\u001b[31mran\u202e\n"}
    path.write_bytes(lines(record))
    (report,) = take(path)
    assert isinstance(report, RawReport)
    assert report.outlet == "Ko[31mran"
