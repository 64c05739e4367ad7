"""What the reader scores on the shared gold, against pinned floors.

    python bench/quality.py GOLD [--part tune|aside|all] [--check]

GOLD holds the sets and their scorer. Sets are pooled by language as the gold's README tells (real and written apart).
With --check a figure below its floor in bench/floors.toml makes the exit status 1; floors are raised by hand, with
the change that earned it, and never lowered without a line in CHANGELOG.md that says why.
"""

import argparse
import importlib.util
import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType

from tapal.events.record import to_record
from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.pipeline import load_resources, read

HERE = Path(__file__).parent
REAL = ("real-id", "fa-kes-dev", "real-en", "re3d", "wikievents")
WRITTEN = ("june2017", "world-id", "world-en", "fa-kes-id")
KEYS = tuple(
    "detect typed record actors targets places date status novelty attribution killed injured control tallies "
    "relevant".split()
)


def scorer(gold: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def results(gold: Path, name: str, part: str, score: ModuleType) -> list[tuple[str, dict]]:
    """(language, score of the document) for every document of a set's part."""
    resources = load_resources()
    docs = {d["id"]: d for d in map(json.loads, (gold / name / "docs.jsonl").open(encoding="utf-8"))}
    found = []
    for line in (gold / name / "gold.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        doc = docs[record["id"]]
        if part != "all" and score.part(doc["id"]) != part and name != "seed":
            continue
        published = date.fromisoformat(doc["published"]) if doc["published"] else None
        raw = RawReport(
            DocId(doc["id"]), doc["text"], doc["title"], published, doc["language"], doc["outlet"], doc["url"]
        )
        document, reading = read(raw, resources)
        found.append((doc["language"], score.score_document(doc, record, to_record(document, reading), [])))
    return found


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    cli.add_argument("--part", choices=("tune", "aside", "all"), default="tune")
    cli.add_argument("--check", action="store_true")
    args = cli.parse_args()
    score = scorer(args.gold)
    pools: dict[str, list[dict]] = {}
    for name in ("seed", *REAL, *WRITTEN):
        if not (args.gold / name).is_dir():
            continue
        kind = "real" if name in REAL else "written"
        for language, result in results(args.gold, name, args.part, score):
            pools.setdefault(name, []).append(result)
            if name != "seed":
                pools.setdefault(f"{kind} {language}", []).append(result)
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8")).get(args.part, {})
    low = []
    print(f"{'':12s}" + " ".join(f"{key[:6]:>6s}" for key in KEYS))
    for name, pool in pools.items():
        out = score.summarise(pool)
        figures = {key: round(100 * out[key]["f1"], 1) for key in KEYS}
        print(f"{name:12s}" + " ".join(f"{figures[key]:6.1f}" for key in KEYS))
        low += [
            f"{name} {key}: {figures[key]:.1f} is below its floor {floor}"
            for key, floor in floors.get(name, {}).items()
            if figures[key] < floor
        ]
    print("\n".join(low))
    return int(args.check and bool(low))


if __name__ == "__main__":
    sys.exit(main())
