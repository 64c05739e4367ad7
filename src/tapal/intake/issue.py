"""What was wrong with an input, and the values that stand in for what an input does not say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tapal.errors import InputError


class Severity(StrEnum):
    """Whether the input was left out (error) or read with a remark (note)."""

    ERROR = "error"
    NOTE = "note"


class Problem(StrEnum):
    """The closed list of what can be wrong with an input (docs/cli.md explains each)."""

    MISSING = "missing"
    FOLDER = "folder"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    JSON = "json"
    FIELD = "field"
    DATE = "date"
    LANGUAGE = "language"
    TOO_LARGE = "too_large"
    CONTROL_CHARACTERS = "control_characters"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Issue:
    """One remark about one input: where (path, line, document, field), what, and what to do.

    `line` counts from 1; it and `doc_id`, `field` are None where they do not apply.
    """

    path: str
    problem: Problem
    message: str
    severity: Severity = Severity.ERROR
    line: int | None = None
    doc_id: str | None = None
    field: str | None = None

    @property
    def bad(self) -> bool:
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        if self.doc_id is not None:
            where += f" ({self.doc_id})"
        what = self.message if self.field is None else f"{self.field}: {self.message}"
        return f"{where}: {'note: ' if not self.bad else ''}{what}"


@dataclass(frozen=True, slots=True)
class Defaults:
    """Values for inputs that do not carry them: the day of publication, the language, the outlet."""

    published: date | None = None
    language: str | None = None
    outlet: str | None = None


class RefusedError(InputError):
    """An input that cannot become a report; carries the issue that says why."""

    def __init__(self, problem: Problem, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.problem = problem
        self.field = field
