"""Fields of a record taken out one by one, each checked and each error naming its path."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from tapal.errors import FormatError
from tapal.model.count import Count
from tapal.model.event import Party, Site
from tapal.model.kinds import ActorId, ActorKind, Group, PlaceId, PlaceKind, PlacePrecision
from tapal.model.text import Document, Evidence, Span
from tapal.model.where import Where

W = TypeVar("W", bound=StrEnum)


class Fields:
    """One object of a record, read against the document that it quotes."""

    __slots__ = ("document", "path", "record")

    def __init__(self, document: Document, record: Mapping[str, object], path: str) -> None:
        self.document = document
        self.record = record
        self.path = path

    def wrong(self, name: str, why: str) -> FormatError:
        """The error to raise for a field: where it stands and what is wrong with it."""
        return FormatError(f"record {self.document.id}: {self.path}{name}: {why}")

    def names(self) -> set[str]:
        return set(self.record)

    # ------------------------------------------------------------ plain values

    def text_or_none(self, name: str) -> str | None:
        value = self.record.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.wrong(name, f"expected text, found {type(value).__name__}")
        return unicodedata.normalize("NFC", value)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.text_or_none(name)
        if value is not None:
            return value
        if default is None:
            raise self.wrong(name, "is missing")
        return default

    def flag(self, name: str, default: bool) -> bool:
        value = self.record.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, f"expected true or false, found {value!r}")
        return value

    def number_or_none(self, name: str) -> float | None:
        value = self.record.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name, f"expected a number, found {value!r}")
        return float(value)

    def number(self, name: str, default: float) -> float:
        value = self.number_or_none(name)
        return default if value is None else value

    def whole(self, name: str) -> int | None:
        value = self.number_or_none(name)
        if value is None:
            return None
        if value < 0 or value != int(value):
            raise self.wrong(name, f"expected a whole number from 0, found {value:g}")
        return int(value)

    def word_or_none(self, name: str, vocabulary: type[W]) -> W | None:
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            return vocabulary(value)
        except ValueError:
            known = ", ".join(word.value for word in vocabulary)
            raise self.wrong(name, f"{value!r} is none of: {known}") from None

    def word(self, name: str, vocabulary: type[W], default: W | None = None) -> W:
        value = self.word_or_none(name, vocabulary)
        if value is not None:
            return value
        if default is None:
            raise self.wrong(name, "is missing")
        return default

    def day(self, name: str) -> date | None:
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.wrong(name, f"{value!r} is no day of the form 2017-06-05") from None

    def instant(self, name: str) -> datetime | date | None:
        """A day, or an instant that must carry its offset from UTC."""
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            if len(value) == len("2017-06-05"):
                return date.fromisoformat(value)
            instant = datetime.fromisoformat(value)
        except ValueError:
            raise self.wrong(name, f"{value!r} is neither a day nor a time") from None
        if instant.tzinfo is None:
            raise self.wrong(name, f"{value!r} has no offset from UTC (+03:00)")
        return instant

    # ------------------------------------------------------------ nested values

    def items(self, name: str) -> "list[Fields]":
        value = self.record.get(name)
        if value is None:
            return []
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.wrong(name, "expected a list")
        return [self._nested(item, f"{self.path}{name}[{n}].") for n, item in enumerate(value)]

    def inside(self, name: str) -> "Fields | None":
        value = self.record.get(name)
        return None if value is None else self._nested(value, f"{self.path}{name}.")

    def _nested(self, value: object, path: str) -> "Fields":
        if not isinstance(value, Mapping):
            raise FormatError(f"record {self.document.id}: {path.rstrip('.')}: expected an object")
        return Fields(self.document, value, path)

    def texts(self, name: str) -> list[str]:
        value = self.record.get(name)
        if value is None:
            return []
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.wrong(name, "expected a list of texts")
        for item in value:
            if not isinstance(item, str):
                raise self.wrong(name, f"expected a list of texts, found {item!r} in it")
        return [unicodedata.normalize("NFC", item) for item in value]

    def count(self, name: str) -> Count | None:
        fields = self.inside(name)
        if fields is None:
            return None
        group = fields.word("group", Group, default=Group.UNKNOWN)
        return Count(
            fields.whole("low"), fields.whole("best"), fields.whole("high"), group, fields.text_or_none("vague")
        )

    def tally_count(self, name: str, group_name: str) -> Count:
        fields = self.inside(name)
        group = self.word(group_name, Group, default=Group.UNKNOWN)
        if fields is None:
            return Count(None, None, None, group)
        return Count(
            fields.whole("low"), fields.whole("best"), fields.whole("high"), group, fields.text_or_none("vague")
        )

    # ------------------------------------------------------------ words of the document

    def evidence(self, name: str, near: Evidence | None = None, default: Evidence | None = None) -> Evidence:
        quote = self.text_or_none(name)
        if quote is None and default is not None:
            return default
        return self._located(name, self.text(name), 0, near)

    def evidences(self, name: str, near: Evidence) -> tuple[Evidence, ...]:
        return tuple(self._located(name, text, n, near) for n, text in enumerate(self.texts(name)))

    def parties(self, name: str, near: Evidence) -> tuple[Party, ...]:
        return tuple(self._party(name, n, item) for n, item in enumerate(self.evidences(name, near)))

    def party(self, name: str, near: Evidence, within: str | None = None) -> Party | None:
        """One optional party; `within` names the nested object that holds its words."""
        holder = self if within is None else self.inside(within)
        quote = None if holder is None else holder.text_or_none(name)
        return None if quote is None else self._party(name, 0, self._located(name, quote, 0, near))

    def sites(self, name: str, near: Evidence) -> tuple[Site, ...]:
        return tuple(Site(item, self._where(n, item)) for n, item in enumerate(self.evidences(name, near)))

    def site(self, name: str, near: Evidence) -> Site:
        item = self._located(name, self.text(name), 0, near)
        return Site(item, self._where(0, item))

    def _party(self, name: str, index: int, evidence: Evidence) -> Party:
        parties = self.inside("parties")
        known = [] if parties is None else parties.items(name)
        if index >= len(known):
            return Party(evidence)
        actor = known[index].text_or_none("id")
        return Party(
            evidence,
            None if actor is None else ActorId(actor),
            known[index].word_or_none("kind", ActorKind),
            known[index].text("how", default=""),
        )

    def _where(self, index: int, evidence: Evidence) -> Where | None:
        sites = self.items("sites")
        if index >= len(sites) or sites[index].text_or_none("place_id") is None:
            return None
        site = sites[index]
        if site.text("text", default=evidence.quote) != evidence.quote:
            raise site.wrong("text", f"is not the place in this position, {evidence.quote!r}")
        lat, lon = site.number_or_none("lat"), site.number_or_none("lon")
        if lat is None or lon is None:
            raise site.wrong("lat", "a resolved place needs lat and lon")
        parent = site.text_or_none("parent")
        return Where(
            place_id=PlaceId(site.text("place_id")),
            name=site.text("name"),
            kind=site.word("kind", PlaceKind, default=PlaceKind.CITY),
            lat=lat,
            lon=lon,
            country=site.text_or_none("country"),
            precision=site.word("precision", PlacePrecision, default=PlacePrecision.EXACT),
            how=site.text("how", default=""),
            radius_km=site.number("radius_km", default=0.0),
            parent=None if parent is None else PlaceId(parent),
        )

    def _located(self, name: str, quote: str, index: int, near: Evidence | None) -> Evidence:
        given = self._given_span(name, index)
        if given is not None:
            if self.document.quote(given) != quote:
                raise self.wrong(f"spans.{name}", f"{given.start}:{given.end} does not hold {quote!r}")
            return Evidence(self.document.id, given, quote)
        span = _find(self.document, quote, near.span if near else None)
        if span is None:
            raise self.wrong(name, f"the document does not have the words {quote!r}")
        return self.document.evidence(span)

    def _given_span(self, name: str, index: int) -> Span | None:
        spans = self.inside("spans")
        value = None if spans is None else spans.record.get(name)
        if not isinstance(value, Sequence) or isinstance(value, str) or index >= len(value):
            return None
        pair = value[index]
        if not isinstance(pair, Sequence) or len(pair) != 2 or not all(isinstance(end, int) for end in pair):
            raise self.wrong(f"spans.{name}", f"expected [start, end], found {pair!r}")
        return Span(pair[0], pair[1])


def _find(document: Document, quote: str, near: Span | None) -> Span | None:
    """Where the words stand: inside the quote if they are there, else nearest to it, else first in the body."""
    if not quote.strip():
        return None
    text = document.text
    found = [Span(m.start(), m.end()) for m in re.finditer(re.escape(quote), text)]
    if not found:
        pattern = r"\s+".join(re.escape(word) for word in quote.split())
        found = [Span(m.start(), m.end()) for m in re.finditer(pattern, text)]
    if not found:
        return None
    if near is None:
        return min(found, key=lambda span: (span.start < document.body_start, span.start))
    return min(found, key=lambda span: (not near.contains(span), _gap(span, near), span.start))


def _gap(span: Span, near: Span) -> int:
    if span.overlaps(near):
        return 0
    return span.start - near.end if span.start >= near.end else near.start - span.end
