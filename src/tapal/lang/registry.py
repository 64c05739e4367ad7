"""The languages that Tapal reads, by ISO 639-1 code."""

from functools import cache

from tapal.errors import InputError
from tapal.lang.base import Language

CODES = ("id", "en")


@cache
def load_language(code: str) -> Language:
    """The language of a code; InputError for one that Tapal does not read."""
    if code not in CODES:
        raise InputError(f"language {code!r} is not read by Tapal; it reads {', '.join(CODES)}")
    return Language(code)
