"""Patterns of page furniture (links, captions, bylines, spam), compiled from noise.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Noise:
    """Compiled patterns; each is tried on one line, `inline_link` anywhere in a line."""

    link: re.Pattern[str]
    inline_link: re.Pattern[str]
    caption: re.Pattern[str]
    byline: re.Pattern[str]
    spam: re.Pattern[str]
    spam_hint: re.Pattern[str]  # on lower-case text; quick to say that there is no spam
    spam_max_words: int


def _any(patterns: list[str], flags: int) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


@cache
def load_noise() -> Noise:
    """The package's noise patterns, for all languages at once (pages mix them)."""
    content = tomllib.loads((Path(__file__).parent / "noise.toml").read_text(encoding="utf-8"))
    return Noise(
        link=_any(content["link"], re.IGNORECASE),
        inline_link=_any(content["inline_link"], 0),
        caption=_any(content["caption"], 0),
        byline=_any(content["byline"], re.IGNORECASE),
        spam=re.compile(rf"\b\w*(?:{'|'.join(content['spam'])})\w*\b", re.IGNORECASE),
        spam_hint=re.compile("|".join(content["spam"])),
        spam_max_words=int(content["spam_max_words"]),
    )
