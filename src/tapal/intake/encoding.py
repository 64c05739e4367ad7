"""Bytes to text: which encoding they are in, what is no text at all, and repair of text that was decoded wrongly."""

import codecs
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from tapal.intake.issue import Problem, RefusedError

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# First bytes of formats that people feed by mistake, and what to tell them.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP, Word or spreadsheet file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"\x7fELF", "a program"),
)
# Share of control characters from which decoded text counts as binary: text files have next to none,
# compressed and compiled ones about 10 % (32 of 256 byte values).
CONTROL_SHARE = 0.02
SAMPLE = 65_536

# Explicit direction marks, embeddings, overrides and isolates (UAX 9). They change how text is shown and
# never what it says; an override can make a quote look like another one.
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Zero-width space, word joiner and byte order marks inside the text: leftovers of web pages.
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# Nothing in such text can be wrongly decoded or an HTML entity: the curly quotes, dashes and dots never follow one of
# the letters that mojibake begins with. Most reports are like this, and need no repair.
CLEAN = re.compile("[\t\n -%'-~‘’“”–—…]*")


def decode(raw: bytes) -> tuple[str, str]:
    """The text of some bytes and the name of the encoding that they are in.

    UTF-8 (with or without mark), UTF-16 and UTF-32 (with mark, or UTF-16 by its zero bytes), else Windows-1252.
    Raises RefusedError for bytes that are no text.
    """
    for magic, what in MAGIC:
        if raw.startswith(magic):
            raise RefusedError(Problem.BINARY, f"this is {what}, not text; give plain text, HTML or JSONL")
    encoding = _encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError(Problem.ENCODING, f"looks like {encoding}, but byte {error.start} does not fit") from error
    sample = text[:SAMPLE]
    if len(CONTROL.findall(sample)) > CONTROL_SHARE * len(sample):
        raise RefusedError(Problem.BINARY, "this is binary data, not text; give plain text, HTML or JSONL")
    return text, encoding


def _encoding(raw: bytes) -> str:
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    half = len(raw[:SAMPLE]) // 2
    # Latin text in UTF-16 has a zero in nearly every second byte, always on the same side.
    if half and raw[1:SAMPLE:2].count(0) > 0.7 * half and raw[0:SAMPLE:2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and raw[0:SAMPLE:2].count(0) > 0.7 * half and raw[1:SAMPLE:2].count(0) < 0.1 * half:
        return "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; Latin-1 maps all, and ftfy puts its C1 controls right.
        return "latin-1" if any(byte in raw for byte in b"\x81\x8d\x8f\x90\x9d") else "cp1252"
    return "utf-8"


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in NFC with mojibake put right and unseen controls out, and a remark for each kind of change.

    Quotation marks, ligatures and widths stay as they are, so that quotes remain verbatim.
    """
    remarks: list[str] = []
    text, count = BIDI.subn("", text)
    if count:
        remarks.append(f"characters that change the writing direction were taken out ({count})")
    text, count = CONTROL.subn("", text)
    if count:
        remarks.append(f"control characters were taken out ({count})")
    text = INVISIBLE.sub("", text)
    fixed = _fix(text)
    if fixed != unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        remarks.append("wrongly decoded characters were repaired")
    return fixed, tuple(remarks)


def unwritten(text: str) -> str:
    """The text without characters that are not written: direction marks, control and zero-width characters."""
    return INVISIBLE.sub("", CONTROL.sub("", BIDI.sub("", text)))


def _fix(text: str) -> str:
    if CLEAN.fullmatch(text):
        return text
    from ftfy import fix_text

    return fix_text(text, _fixer())


@cache
def _fixer() -> "TextFixerConfig":
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, normalization="NFC"
    )
