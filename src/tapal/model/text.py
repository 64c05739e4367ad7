"""A report as text: spans, documents and sentences."""

from dataclasses import dataclass
from datetime import date

from tapal.model.kinds import DocId, SentenceKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval of Unicode code points in a document's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one document that a value was read from."""

    doc_id: DocId
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a document and what it is; zones cover the text in order without gaps."""

    span: Span
    kind: SentenceKind


@dataclass(frozen=True, slots=True)
class Document:
    """One report.

    `text` is NFC: the title (when there is one), two newlines, the body; `body_start` is where
    the body begins (0 without a title). All spans point into `text`. `published` is the day that
    the report gives for itself or that its carrier gave; None when nobody says.
    """

    id: DocId
    text: str
    body_start: int
    language: str
    published: date | None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    agency: str | None = None
    zones: tuple[Zone, ...] = ()

    def quote(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def evidence(self, span: Span) -> Evidence:
        return Evidence(self.id, span, self.quote(span))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document; `paragraph` counts from 0, `index` runs over the document."""

    index: int
    span: Span
    kind: SentenceKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as it came in, before any reading: fields of the guide's input record.

    `text` is plain text as a scraper gives it (HTML is turned into it by the intake).
    """

    id: DocId
    text: str
    title: str | None = None
    published: date | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
