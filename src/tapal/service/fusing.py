"""Stages 5 and 6 alone: records of the annotation guide's shape, whoever made them, to incidents and control."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tapal.documents import make_document
from tapal.errors import FormatError, InputError
from tapal.events.record import from_record
from tapal.fuse import incident_record, span_record, truce_record
from tapal.intake import Defaults, Issue, read_inputs
from tapal.model.event import Reading
from tapal.model.text import Document
from tapal.service.engine import Engine

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fused:
    """How much came of it."""

    reports: int
    incidents: int
    spans: int
    truces: int


def fuse_files(
    documents: Path, records: Path, incidents: Path, control: Path, truces: Path | None, engine: Engine
) -> Fused:
    """How many incidents, control spans and truces were made of `documents` and what `records` say of them.

    Each is written to its file (JSONL), truces only where one is given. Raises InputError, naming file and line, on
    anything that cannot be used: a merge of a part would look like one of the whole.
    """
    pairs = list(read_records(documents, records, engine))
    merged = engine.merge(pairs)
    _write(incidents, map(incident_record, merged.incidents))
    _write(control, map(span_record, merged.spans))
    if truces is not None:
        _write(truces, map(truce_record, merged.truces))
    return Fused(len(pairs), len(merged.incidents), len(merged.spans), len(merged.truces))


def read_records(documents: Path, records: Path, engine: Engine) -> Iterator[tuple[Document, Reading]]:
    """Each document that has a record, with that record read and its places and actors resolved.

    Raises InputError naming file and line: a bad line, a record of no document, two records of one.
    """
    known = {document.id: document for document in _documents(documents, engine)}
    seen: set[str] = set()
    for number, record in _lines(records):
        where = f"{records}:{number}"
        document = known.get(record.get("id", ""))
        if document is None:
            raise InputError(f"{where}: no document {record.get('id')!r} in {documents}")
        if document.id in seen:
            raise InputError(f"{where}: a second record of {document.id!r}")
        seen.add(document.id)
        try:
            reading = from_record(document, record)
        except FormatError as error:
            raise FormatError(f"{where} ({document.id}): {error}") from error
        yield document, engine.ground(document, reading)


def _documents(path: Path, engine: Engine) -> Iterator[Document]:
    for item in read_inputs([str(path)], Defaults(), engine.languages):
        if not isinstance(item, Issue):
            yield make_document(item)
        elif item.bad:
            raise InputError(str(item))


def _lines(path: Path) -> Iterator[tuple[int, Line]]:
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, _object(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def _object(path: Path, number: int, line: str) -> Line:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise FormatError(f"{path}:{number}: is not JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(value, dict):
        raise FormatError(f"{path}:{number}: is not a JSON object")
    return value


def _write(path: Path, lines: Iterable[Mapping[str, object]]) -> None:
    try:
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
