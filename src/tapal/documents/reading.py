"""From a raw report to a Document: normal form, zones, agency."""

import re
import unicodedata

from tapal.documents.zones import find_zones
from tapal.model.text import Document, RawReport

DEFAULT_LANGUAGE = "en"
REMOVED = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]")
AGENCY = re.compile(
    r"\((?:Reuters|AFP|AP|Xinhua|ANTARA|Antara|Anadolu|TASS|Bloomberg|dpa|UPI)\)"
    r"|(?:dikutip (?:dari|oleh)?|melansir(?: dari)?|dilansir(?: dari)?|mengutip|according to|told|lapor)\s+"
    r"(?P<name>Reuters|AFP|AP|Associated Press|Xinhua|Antara|Anadolu(?: Agency)?|TASS|Al ?Jazeera|BBC|CNN|dpa)\b"
)
AGENCY_REACH = 1500  # characters: credits stand in the first paragraphs


def normal(text: str) -> str:
    """NFC without bidi controls, zero-width marks and other control characters; line ends are \\n."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return REMOVED.sub("", text)


def agency_of(text: str) -> str | None:
    """The news agency that the report credits in its first paragraphs, None when it credits none."""
    match = AGENCY.search(text[:AGENCY_REACH])
    if match is None:
        return None
    return match.group("name") or match.group(0).strip("()")


def make_document(raw: RawReport) -> Document:
    """The document of a raw report: title and body in NFC, its zones, the agency it credits.

    `raw.language` is taken as given (English when the intake could not tell).
    """
    title = normal(raw.title).strip() if raw.title else ""
    body = normal(raw.text)
    head = f"{title}\n\n" if title else ""
    text = head + body
    return Document(
        id=raw.id,
        text=text,
        body_start=len(head),
        language=raw.language or DEFAULT_LANGUAGE,
        published=raw.published,
        title=title or None,
        outlet=raw.outlet,
        url=raw.url,
        agency=agency_of(body),
        zones=find_zones(text, len(head)),
    )
