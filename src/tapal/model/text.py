"""A report as text: spans, documents and sentences."""

from bisect import bisect_left
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
    the report gives for itself or that its carrier gave; None when nobody says. Of a text that was mended
    to be read (documents/mending.py) `source` is the text that came in and `inserted` the offsets in `text`
    of characters that it has not; what is quoted is the source.
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
    inserted: tuple[int, ...] = ()
    source: str | None = None

    def quote(self, span: Span) -> str:
        """The words of a span as the report has them."""
        if self.source is None:
            return self.text[span.start : span.end]
        given = self.given(span)
        return self.source[given.start : given.end]

    def given(self, span: Span) -> Span:
        """A span of `text` as one of the text that came in."""
        return Span(
            span.start - bisect_left(self.inserted, span.start), span.end - bisect_left(self.inserted, span.end)
        )

    def read(self, span: Span) -> Span:
        """A span of the text that came in as one of `text`."""
        return Span(self._after(span.start), self._after(span.end - 1) + 1)

    def _after(self, offset: int) -> int:
        """Where a character of the text that came in stands in `text`."""
        for at in self.inserted:
            if at > offset:
                break
            offset += 1
        return offset

    def evidence(self, span: Span) -> Evidence:
        """The words of a span as the report has them, at their place in the text that came in."""
        return Evidence(self.id, self.given(span), self.quote(span))


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
