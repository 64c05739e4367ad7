"""Files and standard input to raw reports, in order, never stopping at a bad one."""

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TypeAlias

from tapal.intake.encoding import decode
from tapal.intake.html import read_html
from tapal.intake.issue import Defaults, Issue, Problem, RefusedError, Severity
from tapal.intake.report import make_report
from tapal.model.text import RawReport

# One line of JSON, one text or one page in bytes. A report at its limit of 2,000,000 characters fits even
# when all of them are written as \uXXXX; anything longer is not read into memory.
MAX_BYTES = 16_000_000
STDIN = "-"
LINES = frozenset({".jsonl", ".ndjson", ".json"})
PAGES = frozenset({".html", ".htm", ".xhtml"})

Incoming: TypeAlias = RawReport | Issue


def read_inputs(
    paths: Sequence[str], defaults: Defaults, supported: Collection[str], stdin: BinaryIO | None = None
) -> Iterator[Incoming]:
    """Every report of the files in their order, and an issue for each thing that is wrong.

    A path is a .jsonl file of input records (annotation guide), a text or HTML file, or "-" for `stdin`
    (which is told apart by its first character). Notes on a report come before it. Constant memory.
    """
    for path in paths:
        yield from _located(path, _read(path, defaults, supported, stdin))


def _located(path: str, incoming: Iterator[Incoming]) -> Iterator[Incoming]:
    try:
        yield from incoming
    except RefusedError as refusal:
        yield Issue(_shown(path), refusal.problem, str(refusal), field=refusal.field)
    except OSError as error:
        yield Issue(_shown(path), Problem.UNREADABLE, f"cannot be read: {error.strerror or error}")


def _read(path: str, defaults: Defaults, supported: Collection[str], stdin: BinaryIO | None) -> Iterator[Incoming]:
    if path == STDIN:
        if stdin is None:
            raise RefusedError(Problem.MISSING, "there is no standard input here")
        yield from _read_stream(path, "", stdin, defaults, supported)
        return
    file = Path(path)
    if file.is_dir():
        raise RefusedError(Problem.FOLDER, "is a folder; name the files in it, as FOLDER/*.txt")
    if not file.exists():
        raise RefusedError(Problem.MISSING, "there is no such file")
    with file.open("rb") as stream:
        yield from _read_stream(path, file.suffix.lower(), stream, defaults, supported)


def _read_stream(
    path: str, suffix: str, stream: BinaryIO, defaults: Defaults, supported: Collection[str]
) -> Iterator[Incoming]:
    start = _start(stream)
    if not start:
        raise RefusedError(Problem.EMPTY, "is empty")
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:4]
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix in LINES or (suffix not in PAGES and suffix != ".txt" and plain.startswith(b"{")):
        lines = _decoded_lines(start, stream) if wide else _lines(start, stream)
        yield from _records(path, lines, defaults, supported)
        return
    raw = _whole(start, stream)
    text, encoding = decode(raw)
    page = suffix in PAGES or (suffix != ".txt" and text.lstrip("\ufeff \t\r\n").startswith("<"))
    if encoding in {"cp1252", "latin-1"}:
        yield _note(path, Problem.ENCODING, "is not UTF-8; read as Windows-1252")
    yield from _one(path, None, read_html(text) if page else {"text": text}, defaults, supported)


def _records(
    path: str, lines: Iterator[bytes | None], defaults: Defaults, supported: Collection[str]
) -> Iterator[Incoming]:
    empty = True
    for number, line in enumerate(lines, start=1):
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            if line is None:
                raise RefusedError(Problem.TOO_LARGE, f"is longer than {MAX_BYTES:,} bytes; one report is at most that")
            yield from _one(path, number, _fields(line), defaults, supported)
        except RefusedError as refusal:
            yield Issue(_shown(path), refusal.problem, str(refusal), line=number, field=refusal.field)
    if empty:
        raise RefusedError(Problem.EMPTY, "is empty")


def _one(
    path: str, line: int | None, fields: dict[str, object], defaults: Defaults, supported: Collection[str]
) -> Iterator[Incoming]:
    try:
        raw, remarks = make_report(fields, defaults, supported)
    except RefusedError as refusal:
        name = fields.get("id")
        doc_id = name if isinstance(name, str) and name.isprintable() else None
        yield Issue(_shown(path), refusal.problem, str(refusal), line=line, doc_id=doc_id, field=refusal.field)
        return
    for remark in remarks:
        yield Issue(_shown(path), remark.problem, remark.message, Severity.NOTE, line, raw.id, remark.field)
    yield raw


def _fields(line: bytes) -> dict[str, object]:
    text, _ = decode(line)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise RefusedError(
            Problem.JSON, f"is not JSON: {error.msg} at column {error.colno}; write one object a line"
        ) from error
    except RecursionError as error:
        raise RefusedError(Problem.JSON, "is nested too deeply to be an input record") from error
    if not isinstance(value, dict):
        raise RefusedError(Problem.JSON, "is JSON but not an object; write one {…} a line")
    return value


def _start(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, enough to tell what it is; white space alone is not enough."""
    start = stream.read(65_536)
    return start if start.strip() else start + stream.read(65_536) if start else b""


def _whole(start: bytes, stream: BinaryIO) -> bytes:
    raw = start + stream.read(MAX_BYTES + 1 - len(start))
    if len(raw) > MAX_BYTES:
        raise RefusedError(Problem.TOO_LARGE, f"has more than {MAX_BYTES:,} bytes, the limit for one report: split it")
    if not raw.strip():
        raise RefusedError(Problem.EMPTY, "is empty")
    return raw


def _lines(rest: bytes, stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines of bytes; None for one over MAX_BYTES, whose bytes are passed over without being kept."""
    skipping = False
    more = b"\0"
    while more:
        *whole, rest = rest.split(b"\n")
        for line in whole:
            yield None if skipping or len(line) > MAX_BYTES else line
            skipping = False
        if len(rest) > MAX_BYTES:
            rest, skipping = b"", True
        more = stream.read(1_048_576)
        rest += more
    if skipping or rest:
        yield None if skipping else rest


def _decoded_lines(start: bytes, stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines of a UTF-16 or UTF-32 file as UTF-8 bytes; the whole file is held, so it has a limit."""
    text, _ = decode(_whole(start, stream))
    yield from (line.encode("utf-8", "replace") for line in text.split("\n"))


def _note(path: str, problem: Problem, message: str) -> Issue:
    return Issue(_shown(path), problem, message, Severity.NOTE)


def _shown(path: str) -> str:
    return "standard input" if path == STDIN else path
