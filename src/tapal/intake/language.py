"""Which language a text is in, when its carrier does not say."""

from collections.abc import Collection
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from tapal.intake.issue import Problem, RefusedError

# The identifier sees at most this much: beyond it the answer no longer changes on newspaper text.
SAMPLE = 3000
# Below this probability the best guess is not taken as settled. Short headlines in Indonesian and English
# come out at .08 to .6, whole reports at .6 to 1 (measured on 400 reports and their first lines).
SURE = 0.5
# Share that a language we read needs to be taken for an unsettled text.
FAIR = 0.05
# Languages so close that the identifier mixes them up on short texts: Malay, Nigerian Pidgin.
RELATED = {"ms": "id", "pcm": "en"}


def detect(text: str, supported: Collection[str]) -> tuple[str, str | None]:
    """The language code of a text, and a remark when that is less than sure.

    Raises RefusedError when the text is in a language that Tapal does not read, or in none that can be told.
    """
    ranks = [(code, float(share)) for code, share in _identifier().rank(text[:SAMPLE])[:5]]
    best, share = ranks[0]
    if best in supported and share >= SURE:
        return best, None
    if RELATED.get(best) in supported and share >= SURE:
        return RELATED[best], f"looks like '{best}'; read as '{RELATED[best]}'"
    if share < SURE:
        for code, part in ranks:
            known = RELATED.get(code, code)
            if known in supported and part >= FAIR:
                return known, f"too short to be sure of the language; read as '{known}' (--language says otherwise)"
    guess = f"looks like '{best}'" if share >= SURE else "cannot be told from this text"
    raise RefusedError(
        Problem.LANGUAGE,
        f"{guess}; Tapal reads {', '.join(sorted(supported))} (--language forces one)",
        field="language",
    )


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@cache
def _identifier() -> _Identifier:
    # The package has no type stubs, and takes a second to load its model: only when a language is missing.
    langid = import_module("py3langid.langid")
    return cast(_Identifier, langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True))
