"""Figures: values, exactness, what they count, parts of other figures."""

from datetime import date

import pytest

from tapal.events.counts import figures_in
from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.pipeline import load_resources, look

RESOURCES = load_resources()


def figures(text: str, code: str) -> list[tuple[str, int | None, int | None, int | None]]:
    article = look(RawReport(DocId("d"), text, None, date(2017, 6, 9), code, None, None), RESOURCES)
    found = [f for index in range(len(article.scene.sentences)) for f in figures_in(article, index) if not f.subset]
    return [(f.kind.value, f.count.low, f.count.best, f.count.high) for f in found]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Shelling killed at least 12 people.", [("killed", 12, 12, None)]),
    ("Three people were killed and 10 others wounded.", [("killed", 3, 3, 3), ("injured", 10, 10, 10)]),
    ("The blast killed 3 and wounded 10 people.", [("killed", 3, 3, 3), ("injured", 10, 10, 10)]),
    ("Dozens of people were killed.", [("killed", 24, None, None)]),
    ("Tens of thousands of people have been displaced.", [("displaced", 20000, None, None)]),
    ("The war displaced half a million people.", [("displaced", 500000, 500000, 500000)]),
    ("About 40 people were killed.", [("killed", None, 40, None)]),
    ("A woman was killed in the blast.", [("killed", 1, 1, 1)]),
    ("At least 12 people, including 3 children and 2 women, were killed.", [("killed", 12, 12, None)]),
    ("The 12-year-old girl who was killed lived 30 km away.", []),
    ("The death toll from the strikes on two northern towns rose to 32.", [("killed", 32, 32, 32)]),
])
def test_english(text: str, wanted: list[tuple[str, int | None, int | None, int | None]]) -> None:
    assert figures(text, "en") == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Serangan itu menewaskan sedikitnya 12 orang.", [("killed", 12, 12, None)]),
    ("Sebanyak 12 orang tewas dan 30 lainnya luka-luka.", [("killed", 12, 12, 12), ("injured", 30, 30, 30)]),
    ("Puluhan ribu warga mengungsi.", [("displaced", 24000, None, None)]),
    ("Ratusan orang terluka.", [("injured", 200, None, None)]),
    ("Sedikitnya 12 orang tewas, termasuk 3 anak.", [("killed", 12, 12, None)]),
    ("Sekitar 40 orang tewas.", [("killed", None, 40, None)]),
    ("Jumlah korban tewas mencapai 585 orang.", [("killed", 585, 585, 585)]),
    ("Sejumlah 1.326 orang cedera.", [("injured", 1326, 1326, 1326)]),
    ("Dua bom mobil menewaskan sembilan orang.", [("killed", 9, 9, 9)]),
])
def test_indonesian(text: str, wanted: list[tuple[str, int | None, int | None, int | None]]) -> None:
    assert figures(text, "id") == wanted
