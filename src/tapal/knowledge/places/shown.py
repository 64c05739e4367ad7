"""The name under which a place is shown: the form that reports use, without the marks of scientific romanisation."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product

ARAB = frozenset("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split())
"""Countries whose names GeoNames romanises with article and final -ah."""

ROMANISED = ARAB | frozenset(
    "AF AM BD BG BT BY CY ER ET GE GR IL IN IR JP KG KH KP KR KZ LA LK MK MM MN MV NP PK RU TH TJ UA".split()
)
"""Countries that do not write their names in Latin letters. Elsewhere the marks belong to the name ("Şırnak")."""

_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʼʻʿʾ`´′ˈ", ""))
_FRENCH = frozenset("éèêëîïôçàâœ")
_LEAST_ALONE = 4  # letters of a name that stands without its article: Raqqa, but al-Bab
_ARTICLES = ("Al ", "Ar ", "As ", "Ash ", "At ", "Ath ", "An ", "Ad ", "Adh ", "Az ")
_LONG_AFTER_AYN = (("‘ā", "aa"), ("ʿā", "aa"))


def common_name(name: str, others: Iterable[str], country: str | None) -> str:
    """The name in plain letters; of an Arabic name the press form, where GeoNames has it among its `others`.

    "Dar‘ā" → "Daraa", "Ar Raqqah" → "Raqqa", "Tall ‘Afar" → "Tal Afar", "Donets’k" → "Donetsk"; names that are written
    in Latin letters where they are ("Şırnak", "Sétif") and those that are plain already ("Jeddah") stay.
    """
    if country not in ROMANISED or not _FRENCH.isdisjoint(name.casefold()):
        return name
    if country in ARAB and (not name.isascii() or name.startswith(_ARTICLES)):
        known = set(others)
        for form in _press_forms(name):
            if form in known:
                return form
    plain = _plain(name)
    return plain if plain.isascii() else name


def _press_forms(name: str) -> Iterator[str]:
    """Simpler forms of a romanised Arabic name, those of newspapers first."""
    for ayn, article, final, hill in product((True, False), repeat=4):
        form = name
        if ayn:
            for marked, simple in _LONG_AFTER_AYN:
                form = form.replace(marked, simple)
        if final and form.endswith(("ah", "āh")):  # not that of "Rafaḩ"
            form = form.removesuffix("h")
        form = _plain(form)
        if article and form.startswith(_ARTICLES) and len(bare := form.partition(" ")[2]) >= _LEAST_ALONE:
            form = bare
        if hill:
            form = form.replace("Tall ", "Tal ")
        yield form


def _plain(name: str) -> str:
    """The name without accents and the apostrophes of ayn and hamza."""
    letters = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
