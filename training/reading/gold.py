"""The gold sets as training material: documents, records, and where each gold event stands in its text.

Only the `tune` part is ever loaded here (sha256 of the id, first hex digit 4–f) and never the seed.
"""

import hashlib
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from authored import flattened, reports

from tapal.model.kinds import DocId
from tapal.model.text import RawReport, Span

REAL = ("real-id", "fa-kes-dev", "real-en", "re3d", "wikievents")
AUTHORED_SET = "authored"
WRITTEN_WEIGHT = 0.5  # written reports are denser and cleaner than newspapers
COPIED_WEIGHT = 0.25  # of reports that are there in two forms
AUTHORED = Path(__file__).parent / "reports"
WRITTEN = ("june2017", "world-id", "world-en", "fa-kes-id")


@dataclass(frozen=True)
class Example:
    """One report with its gold record; `real` is False for written sets."""

    set: str
    real: bool
    raw: RawReport
    gold: dict
    copy: bool = False  # another form of a report that is there already
    weight: float = 1.0


def part(key: str) -> str:
    return "aside" if hashlib.sha256(key.encode()).hexdigest()[0] in "0123" else "tune"


def load_scorer(folder: Path) -> ModuleType:
    """The scorer that stands beside the gold, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def raw_of(doc: dict) -> RawReport:
    published = date.fromisoformat(doc["published"]) if doc["published"] else None
    return RawReport(DocId(doc["id"]), doc["text"], doc["title"], published, doc["language"], doc["outlet"], doc["url"])


def load_examples(folder: Path, sets: tuple[str, ...] = REAL + WRITTEN) -> Iterator[Example]:
    """Examples of the tune part of the sets."""
    for name in sets:
        docs = {d["id"]: d for d in map(json.loads, (folder / name / "docs.jsonl").open(encoding="utf-8"))}
        for line in (folder / name / "gold.jsonl").open(encoding="utf-8"):
            gold = json.loads(line)
            if part(gold["id"]) == "tune":
                real = name in REAL
                yield Example(name, real, raw_of(docs[gold["id"]]), gold, weight=1.0 if real else WRITTEN_WEIGHT)


def load_authored(folder: Path = AUTHORED) -> Iterator[Example]:
    """The training reports of this repository; no score is taken from them."""
    for path in sorted(folder.glob("*.txt")):
        for doc, gold in reports(path):
            if doc["language"] != "en":
                yield Example(AUTHORED_SET, False, raw_of(doc), gold, weight=WRITTEN_WEIGHT)
                continue
            other, told = flattened(doc, gold)
            yield Example(AUTHORED_SET, False, raw_of(doc), gold, weight=COPIED_WEIGHT)
            yield Example(AUTHORED_SET, False, raw_of(other), told, copy=True, weight=COPIED_WEIGHT)


def occurrences(text: str, piece: str) -> list[Span]:
    """All places of a verbatim piece in a document's text; blanks of any kind count as one."""
    piece = piece.strip()
    if not piece:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in piece.split()))
    return [Span(m.start(), m.end()) for m in pattern.finditer(text)]
