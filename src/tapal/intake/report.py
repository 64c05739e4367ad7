"""Fields of the guide's input record to a raw report, each checked by name."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from tapal.intake.encoding import repair, unwritten
from tapal.intake.issue import Defaults, Problem, RefusedError
from tapal.intake.language import detect
from tapal.model.kinds import DocId
from tapal.model.text import RawReport

# A report of this many characters is a book or a dump of many reports; reading time and memory grow with it.
MAX_CHARACTERS = 2_000_000
MAX_ID = 500
# Hexadecimal digits of the content hash that serve as an id: 80 bits, no clash among 10^9 reports expected.
ID_DIGITS = 20
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was noticed or changed while a report was taken in; the report goes on."""

    problem: Problem
    message: str
    field: str | None = None


def make_report(
    fields: Mapping[str, object], defaults: Defaults, supported: Collection[str]
) -> tuple[RawReport, tuple[Remark, ...]]:
    """A raw report from the fields id, text, title, published, language, outlet and url, with remarks.

    Missing id: a hash of the content. Missing date and language: those of `defaults`, else no date and the
    language that the text is in. Raises RefusedError, naming the field, on anything that cannot be used.
    """
    remarks: list[Remark] = []
    text = _text(fields, remarks)
    title = _title(fields, remarks)
    published = _published(fields, defaults, remarks)
    language = _language(fields, defaults, supported, text, remarks)
    report = RawReport(
        id=_identity(fields, title, text),
        text=text,
        title=title,
        published=published,
        language=language,
        outlet=_line(fields, "outlet") or defaults.outlet,
        url=_line(fields, "url"),
    )
    return report, tuple(remarks)


def parse_day(value: str, field: str) -> date:
    """The day of "YYYY-MM-DD", with or without a time after it. Raises RefusedError naming the field."""
    match = DAY.fullmatch(value.strip())
    if match is None:
        raise RefusedError(Problem.DATE, f"'{value[:40]}' is not a day; write YYYY-MM-DD, as 2017-06-17", field)
    try:
        if len(value.strip()) > 10:
            datetime.fromisoformat(value.strip())
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise RefusedError(Problem.DATE, f"'{value[:40]}' is no day of the calendar ({error})", field) from error


def _text(fields: Mapping[str, object], remarks: list[Remark]) -> str:
    value = fields.get("text")
    if value is None:
        raise RefusedError(Problem.FIELD, "is missing; every report needs its text", "text")
    if not isinstance(value, str):
        raise RefusedError(Problem.FIELD, f"must be a string, not {_kind(value)}", "text")
    if len(value) > MAX_CHARACTERS:
        raise RefusedError(
            Problem.TOO_LARGE, f"has {len(value):,} characters; the limit is {MAX_CHARACTERS:,}: split it", "text"
        )
    text, changes = repair(value)
    if not text.strip():
        raise RefusedError(Problem.EMPTY, "is empty", "text")
    remarks.extend(Remark(Problem.CONTROL_CHARACTERS, change, "text") for change in changes)
    return text


def _title(fields: Mapping[str, object], remarks: list[Remark]) -> str | None:
    title = _line(fields, "title")
    if title is None:
        return None
    title, changes = repair(title)
    remarks.extend(Remark(Problem.CONTROL_CHARACTERS, change, "title") for change in changes)
    return " ".join(title.split()) or None


def _published(fields: Mapping[str, object], defaults: Defaults, remarks: list[Remark]) -> date | None:
    value = fields.get("published")
    if value is None or value == "":
        if defaults.published is None and "published" not in fields:
            advice = "is missing: 'yesterday' and weekdays get no day (--published gives one)"
            remarks.append(Remark(Problem.DATE, advice, "published"))
        return defaults.published
    if not isinstance(value, str):
        raise RefusedError(Problem.DATE, f"must be a string YYYY-MM-DD, not {_kind(value)}", "published")
    return parse_day(value, "published")


def _language(
    fields: Mapping[str, object], defaults: Defaults, supported: Collection[str], text: str, remarks: list[Remark]
) -> str:
    given = _line(fields, "language") or defaults.language
    if given is None:
        found, remark = detect(text, supported)
        if remark is not None:
            remarks.append(Remark(Problem.LANGUAGE, remark, "language"))
        return found
    code = re.split("[-_]", given.casefold())[0]
    if code not in supported:
        raise RefusedError(
            Problem.LANGUAGE, f"'{given[:20]}' is not read; Tapal reads {', '.join(sorted(supported))}", "language"
        )
    return code


def _identity(fields: Mapping[str, object], title: str | None, text: str) -> DocId:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return DocId(sha256(f"{title or ''}\n\n{text}".encode()).hexdigest()[:ID_DIGITS])
    if not isinstance(value, str):
        raise RefusedError(Problem.FIELD, f"must be a string, not {_kind(value)}", "id")
    if len(value) > MAX_ID or not value.isprintable() or value != value.strip():
        raise RefusedError(Problem.FIELD, f"must be at most {MAX_ID} printable characters without outer spaces", "id")
    return DocId(value)


def _line(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RefusedError(Problem.FIELD, f"must be a string or null, not {_kind(value)}", name)
    # One line of a name or an address: nothing in it may steer a terminal or turn the writing direction.
    plain = unwritten(value.encode("utf-8", "replace").decode())
    return " ".join(plain.split()) or None


def _kind(value: object) -> str:
    names = {bool: "true/false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "null" if value is None else type(value).__name__)
