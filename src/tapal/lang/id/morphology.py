"""Indonesian verb and noun forms generated from roots (Tata Bahasa Baku Bahasa Indonesia, ch. 4–5).

Generating is safer than stripping: `v:rebut` gives exactly merebut, direbut, terebut/terrebut, rebut.
Both allomorphs are given where usage varies (memproses / memroses), since a form nobody writes costs nothing.
"""

VOWELS = "aeiou"
CLITICS = ("nya", "lah", "kah", "pun")


def nasal_forms(root: str) -> tuple[str, ...]:
    """meN- forms of a root: pukul → memukul, mempukul; serang → menyerang, menserang; bom → membom, mengebom."""
    first = root[0]
    if first == "p":
        forms = ["mem" + root[1:], "mem" + root]
    elif first in "bfv":
        forms = ["mem" + root]
    elif first == "t":
        forms = ["men" + root[1:], "men" + root]
    elif first in "dcjz":
        forms = ["men" + root]
    elif first == "k":
        forms = ["meng" + root[1:], "meng" + root]
    elif first == "s":
        forms = ["men" + root] if root.startswith("sy") else ["meny" + root[1:], "men" + root]
    elif first in VOWELS or first in "gh":
        forms = ["meng" + root]
    else:
        forms = ["me" + root]
    if sum(letter in VOWELS for letter in root) == 1:
        forms.append("menge" + root)
    return tuple(forms)


def verb_forms(root: str, suffix: str = "") -> frozenset[str]:
    """All voices of a root with its suffix: active meN-, passive di-, stative ter-, bare."""
    stem = root + suffix
    forms = {form + suffix for form in nasal_forms(root)}
    forms |= {"di" + stem, "ter" + stem, stem}
    if sum(letter in VOWELS for letter in root) == 1:
        forms.add("dise" + stem if root.startswith("se") else "dike" + stem)
    if root.startswith("r"):
        forms.add("te" + stem)
    return frozenset(forms)


def bare_forms(root: str, suffix: str = "") -> frozenset[str]:
    """Forms that are verbs only by their place in the sentence (headline and object-focus style)."""
    return frozenset({root + suffix})


def noun_forms(noun: str) -> frozenset[str]:
    """A noun by itself and doubled for the plural: serangan, serangan-serangan."""
    return frozenset({noun, f"{noun}-{noun}"})


def without_clitic(word: str) -> str | None:
    """The word without an enclitic (serangannya → serangan), None when it has none."""
    for clitic in CLITICS:
        if word.endswith(clitic) and len(word) > len(clitic) + 2:
            return word[: -len(clitic)]
    return None
