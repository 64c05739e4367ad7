"""How often the time tagger gives a gold event's dates in the event's own sentence, per gold set.

    python bench/times.py GOLD_FOLDER [--sets real-id,real-en] [--misses N] [--part tune|all]

GOLD_FOLDER holds one folder per set with docs.jsonl and gold.jsonl. Of the events with both dates: `exact` a mention
in the sentence of the quote has the very interval, `near` one that the scorer accepts (same day, or at least half of
the joint interval), `article` one somewhere in the article, `silent` no time words in the sentence at all.
`shared` counts only sentences with time words: exact among those. Also words per second.
"""

import argparse
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tapal.lang.temporal import TimeKind, TimeMention, find_times, text_date

ASIDE = frozenset("0123")
DATED = frozenset({TimeKind.DATE, TimeKind.CLOCK, TimeKind.SINCE, TimeKind.UNTIL})
Record = dict[str, object]


def is_aside(key: str) -> bool:
    """True for the documents that nobody tunes on."""
    return hashlib.sha256(key.encode()).hexdigest()[0] in ASIDE


def articles(folder: Path, part: str) -> Iterator[tuple[dict[str, str], dict[str, list[dict[str, str]]]]]:
    """Documents of a set with their gold records."""
    docs = {d["id"]: d for d in map(json.loads, (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines())}
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if part == "all" or not is_aside(gold["id"]):
            yield docs[gold["id"]], gold


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Rough bounds of the sentence that holds an offset."""
    ends = [m.end() for m in re.finditer(r"[.!?][\"”')\]]*\s+(?=[\"“(A-Z])|\n+", text)]
    start = max((e for e in ends if e <= at), default=0)
    return start, min((e for e in ends if e > at), default=len(text))


def accepts(mention: TimeMention, first: date, last: date) -> tuple[bool, bool]:
    """Whether the mention has exactly the interval, and whether it shares half of the joint interval."""
    start, end = mention.when.start, mention.when.end
    if start is None or end is None:
        return False, False
    shared = min(end, last).toordinal() - max(start, first).toordinal() + 1
    joint = max(end, last).toordinal() - min(start, first).toordinal() + 1
    return (start, end) == (first, last), 2 * shared >= joint


def judge(doc: dict[str, str], gold: dict[str, list[dict[str, str]]], misses: list[str]) -> Counter[str]:
    """Counts over the dated events of one article."""
    published = date.fromisoformat(doc["published"]) if doc["published"] else None
    own = text_date(doc["text"], doc["language"], published)
    mentions = [m for m in find_times(doc["text"], doc["language"], own or published) if m.kind in DATED]
    counts: Counter[str] = Counter()
    for event in gold["events"]:
        if not (event["date_start"] and event["date_end"]):
            continue
        first, last = date.fromisoformat(event["date_start"]), date.fromisoformat(event["date_end"])
        at = doc["text"].find(event["quote"])
        low, high = sentence_around(doc["text"], max(at, 0))
        high = max(high, at + len(event["quote"]))
        here = [m for m in mentions if low <= m.span.start < high]
        found = [accepts(m, first, last) for m in here]
        counts["dated"] += 1
        counts["exact"] += any(e for e, _ in found)
        counts["near"] += any(e or (n and event["date_precision"] != "day") for e, n in found)
        counts["article"] += any(accepts(m, first, last)[0] for m in mentions)
        counts["silent"] += not here
        if here and not any(e or n for e, n in found):
            said = "; ".join(f"{m.text} = {m.when.start}..{m.when.end}" for m in here)
            sentence = " ".join(doc["text"][low:high].split())
            misses.append(f"{doc['id']} pub {published} gold {first}..{last} | {said} | {sentence[:300]}")
    return counts


def main() -> None:
    """Prints one line per set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--sets", default="real-id,real-en,fa-kes-dev,fa-kes-id,june2017,world-id,world-en,re3d")
    parser.add_argument("--part", choices=["tune", "all"], default="tune")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    print(f"{'set':12} {'dated':>5} {'exact':>6} {'near':>6} {'article':>7} {'silent':>6} {'shared':>6}   words/s")
    for name in options.sets.split(","):
        counts: Counter[str] = Counter()
        misses: list[str] = []
        pairs = list(articles(options.gold / name, options.part))
        for doc, gold in pairs:
            counts += judge(doc, gold, misses)
        started = time.process_time()
        for doc, _ in pairs:
            find_times(doc["text"], doc["language"], date(2017, 6, 17))
        speed = sum(len(doc["text"].split()) for doc, _ in pairs) / (time.process_time() - started)
        dated = counts["dated"] or 1
        shares = [100 * counts[k] / dated for k in ("exact", "near", "article", "silent")]
        shared = 100 * counts["exact"] / max(1, dated - counts["silent"])
        row = " ".join(f"{s:6.1f}" for s in shares)
        print(f"{name:12} {counts['dated']:5} {row}  {shared:6.1f} {speed:9.0f}")
        for miss in misses[: options.misses]:
            print("   ", miss)


if __name__ == "__main__":
    main()
