"""English verb and noun inflections generated from base forms (regular spelling rules and the irregular verbs)."""

IRREGULAR_VERBS: dict[str, tuple[str, ...]] = {
    "be": ("is", "are", "was", "were", "been", "being", "am"),
    "beat": ("beat", "beaten"), "become": ("became", "become"), "begin": ("began", "begun"),
    "break": ("broke", "broken"), "bring": ("brought",), "build": ("built",), "burn": ("burned", "burnt"),
    "blow": ("blew", "blown"), "bomb": ("bombed",), "buy": ("bought",), "catch": ("caught",),
    "choose": ("chose", "chosen"), "come": ("came", "come"), "cut": ("cut",), "deal": ("dealt",),
    "dig": ("dug",), "do": ("did", "done", "does"), "draw": ("drew", "drawn"), "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"), "feed": ("fed",), "feel": ("felt",), "fight": ("fought",), "find": ("found",),
    "flee": ("fled",), "fly": ("flew", "flown"), "forbid": ("forbade", "forbidden"), "forsake": ("forsook",),
    "get": ("got", "gotten"), "give": ("gave", "given"), "go": ("went", "gone", "goes"), "grow": ("grew", "grown"),
    "hang": ("hung", "hanged"), "have": ("has", "had", "having"), "hear": ("heard",), "hide": ("hid", "hidden"),
    "hit": ("hit",), "hold": ("held",), "hurt": ("hurt",), "keep": ("kept",), "know": ("knew", "known"),
    "lay": ("laid",), "lead": ("led",), "leave": ("left",), "let": ("let",), "lie": ("lay", "lain"),
    "light": ("lit",), "lose": ("lost",), "make": ("made",), "mean": ("meant",), "meet": ("met",),
    "overrun": ("overran", "overrun"), "overthrow": ("overthrew", "overthrown"), "overtake": ("overtook", "overtaken"),
    "pay": ("paid",), "put": ("put",), "read": ("read",), "repay": ("repaid",), "ride": ("rode", "ridden"),
    "rise": ("rose", "risen"), "run": ("ran", "run"), "say": ("said",), "see": ("saw", "seen"),
    "seek": ("sought",), "sell": ("sold",), "send": ("sent",), "set": ("set",), "shake": ("shook", "shaken"),
    "shoot": ("shot",), "show": ("showed", "shown"), "shut": ("shut",), "sink": ("sank", "sunk"),
    "slay": ("slew", "slain"), "speak": ("spoke", "spoken"), "spend": ("spent",), "split": ("split",),
    "spread": ("spread",), "stand": ("stood",), "steal": ("stole", "stolen"), "stick": ("stuck",),
    "strike": ("struck", "stricken"), "swear": ("swore", "sworn"), "sweep": ("swept",), "take": ("took", "taken"),
    "teach": ("taught",), "tear": ("tore", "torn"), "tell": ("told",), "think": ("thought",),
    "throw": ("threw", "thrown"), "undergo": ("underwent", "undergone"), "undertake": ("undertook", "undertaken"),
    "wage": ("waged",), "wear": ("wore", "worn"), "win": ("won",), "withdraw": ("withdrew", "withdrawn"),
    "withstand": ("withstood",), "write": ("wrote", "written"), "retake": ("retook", "retaken"),
    "rebuild": ("rebuilt",), "regroup": ("regrouped",), "resell": ("resold",), "mow": ("mowed", "mown"),
    "gun": ("gunned",), "outgun": ("outgunned",),
}
DOUBLING = frozenset(
    "ban bar beg blot bug cut dig drop drag gas get grab gun hit jam kidnap let mob nab nip pin plan plot plug put "
    "quit rap rid rig rob rub run set ship shut sit slip snap spot stab stop strip strap tap tip top trap trim "
    "win wrap zap commit permit admit submit transfer occur refer deter rebel expel repel compel patrol control "
    "propel dispel equip intermit regret".split()
)
IRREGULAR_NOUNS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "policeman": "policemen",
    "gunman": "gunmen", "serviceman": "servicemen", "crisis": "crises", "knife": "knives", "life": "lives",
    "wife": "wives", "half": "halves", "foot": "feet", "militiaman": "militiamen", "tribesman": "tribesmen",
    "clansman": "clansmen", "aircraft": "aircraft", "personnel": "personnel", "troop": "troops",
}


def add_s(word: str) -> str:
    """Third person or plural: seize → seizes, clash → clashes, army → armies."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def verb_forms(base: str) -> frozenset[str]:
    """All inflections of a base form, irregular ones included."""
    stem = base + base[-1] if base in DOUBLING else base
    if base.endswith("ie"):
        ing = base[:-2] + "ying"
    elif base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        ing = base[:-1] + "ing"
    else:
        ing = stem + "ing"
    past = IRREGULAR_VERBS.get(base)
    if past is None:
        if base.endswith("e"):
            past = (base + "d",)
        elif base.endswith("y") and base[-2] not in "aeiou":
            past = (base[:-1] + "ied",)
        else:
            past = (stem + "ed",)
            if base.endswith("l"):
                past += (base + "led",)
    return frozenset({base, add_s(base), ing, *past})


def noun_forms(noun: str) -> frozenset[str]:
    """Singular and plural."""
    if "-" in noun and noun.rsplit("-", 1)[1]:
        head, last = noun.rsplit("-", 1)
        return frozenset({noun, *(f"{head}-{form}" for form in noun_forms(last))})
    for single, plural in IRREGULAR_NOUNS.items():
        if noun == single or (noun.endswith(single) and single in ("man", "woman")):
            return frozenset({noun, noun[: len(noun) - len(single)] + plural})
    return frozenset({noun, add_s(noun)})
