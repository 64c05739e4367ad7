"""Training reports written for this project, in a short notation that is read and reviewed as text.

    python training/reading/authored.py FILE…      # check the files: says what is wrong and where, exit status 1

A file holds any number of reports (fields as in the guide of the gold sets; every span verbatim from title or text):

    === id-mali-01
    title: …
    published: 2024-05-07
    outlet: …
    relevant: no
    ---
    The text, a paragraph a line.
    ---
    E clash | trigger | quote | a=actor; actor | t=target | p=place | d=2024-05-05..2024-05-06 | also=piece
    E air_strike | trigger | quote | s=planned | n=bg | by=speaker | k=12+ civilians | i=3
    C holds | place | holder; holder | quote | asof=2024-05-07 | until=… | by=…
    T killed | 117+ civilians | quote | from=2024-01-01 | to=2024-05-07 | cause=air_strike | a=… | p=… | by=…

The id begins with the language ("id", "en"). The first three fields of E, four of C, three of T are needed; the rest
may stand in any order. A date is a day, `DAY..DAY` with a precision behind it (`2024-05-01..2024-05-31 month`; without
one `week` is meant) or absent. Counts: `12` exactly, `12+` at least, `10-12` from to, `24?` a vague number of at least
24. `also` may be given several times; `truce=START HOURS` and `denied=speaker` fill `details`.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

_LOST = re.compile(r"[,'’‘“”?!]")
GROUPS = ("civilians", "combatants", "mixed", "unknown")
STATES = ("holds", "contested", "besieged")
KINDS = ("killed", "injured", "displaced", "detained", "destroyed", "other")
STATUSES = ("happened", "planned", "possible", "denied", "demanded")
PRECISIONS = ("day", "week", "month", "year", "unknown")
TYPES = frozenset(
    "clash capture handover withdrawal air_strike shelling explosion suicide_bombing grenade chemical_attack "
    "attack_on_civilians abduction sexual_violence siege interception property_destruction deployment base arrest "
    "ceasefire ceasefire_violation agreement talks release surrender evacuation aid displacement group_change protest "
    "riot threat".split()
)


class NotationError(ValueError):
    """A line that does not follow the notation."""


def reports(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Input records and gold records of a file, in order."""
    for block in re.split(r"^=== ?", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        yield _report(block)


def _report(block: str) -> tuple[dict[str, Any], dict[str, Any]]:
    parts = re.split(r"^---[ \t]*$\n?", block, flags=re.MULTILINE)
    name = block.splitlines()[0].strip()
    if len(parts) != 3:
        raise NotationError(f"{name}: {len(parts)} parts between --- lines instead of 3 (head, text, records)")
    head = dict(_field(line, ":", name) for line in parts[0].splitlines()[1:] if line.strip())
    doc = {
        "id": name, "title": head.get("title") or None, "text": parts[1].strip(), "language": name.split("-")[0],
        "published": head.get("published") or None, "outlet": head.get("outlet") or None, "url": None,
    }
    lines = [line.strip() for line in parts[2].splitlines() if line.strip()]
    events = [_event(line, name, k + 1) for k, line in enumerate(x for x in lines if x.startswith("E "))]
    gold = {
        "id": name, "relevant": head.get("relevant", "yes") != "no", "events": events,
        "control": [_control(line, name) for line in lines if line.startswith("C ")],
        "tallies": [_tally(line, name) for line in lines if line.startswith("T ")],
    }
    strange = [line for line in lines if line[:2] not in ("E ", "C ", "T ")]
    if strange:
        raise NotationError(f"{name}: a line that is no E, C or T: {strange[0][:60]!r}")
    return doc, gold


def _field(line: str, mark: str, name: str) -> tuple[str, str]:
    key, found, value = line.partition(mark)
    if not found:
        raise NotationError(f"{name}: {line[:60]!r} has no {mark!r}")
    return key.strip(), value.strip()


def _cells(line: str, name: str, least: int) -> tuple[list[str], dict[str, list[str]]]:
    cells = [cell.strip() for cell in line[2:].split("|")]
    if len(cells) < least:
        raise NotationError(f"{name}: fewer than {least} fields: {line[:60]!r}")
    more: dict[str, list[str]] = {}
    for cell in cells[least:]:
        key, value = _field(cell, "=", name)
        more.setdefault(key, []).append(value)
    return cells[:least], more


def _spans(values: list[str] | None) -> list[str]:
    return [span.strip() for value in values or [] for span in value.split(";") if span.strip()]


def _one(values: list[str] | None) -> str | None:
    return values[0] if values and values[0] else None


def _count(value: str | None, name: str) -> dict[str, Any] | None:
    if not value:
        return None
    number, _, group = value.partition(" ")
    group = group.strip() or "unknown"
    found = re.fullmatch(r"(\d+)(?:-(\d+)|(\+)|(\?))?", number)
    if found is None or group not in GROUPS:
        raise NotationError(f"{name}: count {value!r}")
    low, high, least, vague = int(found[1]), found[2], found[3], found[4]
    top = int(high) if high else None if least or vague else low
    best = int(high) if high else None if vague else low
    return {"low": low, "best": best, "high": top, "group": group}


def _dates(value: str | None, name: str) -> tuple[str | None, str | None, str]:
    if not value:
        return None, None, "unknown"
    days, _, precision = value.partition(" ")
    first, _, last = days.partition("..")
    precision = precision.strip() or ("week" if last and last != first else "day")
    for day in (first, last or first):
        date.fromisoformat(day)
    if precision not in PRECISIONS:
        raise NotationError(f"{name}: precision {precision!r}")
    return first, last or first, precision


def _event(line: str, name: str, number: int) -> dict[str, Any]:
    (kind, trigger, quote), more = _cells(line, name, 3)
    unknown = set(more) - set("a t p d s n by k i also truce denied".split())
    if unknown:
        raise NotationError(f"{name}: unknown field {sorted(unknown)} in {line[:60]!r}")
    start, end, precision = _dates(_one(more.get("d")), name)
    details: dict[str, Any] = {}
    if truce := _one(more.get("truce")):
        begins, _, hours = truce.partition(" ")
        details = {"starts": begins, "duration_hours": float(hours) if hours else None, "scope": None}
    if denied := _one(more.get("denied")):
        details = {"denied_by": denied}
    return {
        "id": f"e{number}", "type": kind, "quote": quote, "trigger": trigger, "also": more.get("also", []),
        "actors": _spans(more.get("a")), "targets": _spans(more.get("t")), "places": _spans(more.get("p")),
        "date_start": start, "date_end": end, "date_precision": precision,
        "status": _one(more.get("s")) or "happened",
        "novelty": "background" if _one(more.get("n")) in ("bg", "background") else "new",
        "attribution": _one(more.get("by")), "killed": _count(_one(more.get("k")), name),
        "injured": _count(_one(more.get("i")), name), "details": details,
    }


def _control(line: str, name: str) -> dict[str, Any]:
    (state, place, holders, quote), more = _cells(line, name, 4)
    return {
        "quote": quote, "place": place, "holders": _spans([holders]), "state": state,
        "as_of": _one(more.get("asof")), "until": _one(more.get("until")), "attribution": _one(more.get("by")),
    }


def _tally(line: str, name: str) -> dict[str, Any]:
    (kind, number, quote), more = _cells(line, name, 3)
    count = _count(number, name) or {}
    group = count.pop("group", "unknown")
    return {
        "quote": quote, "kind": kind, "count": count, "group": group, "from": _one(more.get("from")),
        "to": _one(more.get("to")), "cause": _one(more.get("cause")), "actors": _spans(more.get("a")),
        "places": _spans(more.get("p")), "attribution": _one(more.get("by")),
    }


def flattened(doc: dict[str, Any], gold: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A report as scrapers often leave it: one paragraph without commas and apostrophes, headline and day in front."""

    def flat(value: Any) -> Any:
        if isinstance(value, str):
            return " ".join(_LOST.sub("", value).split())
        if isinstance(value, list):
            return [flat(item) for item in value]
        return {key: flat(item) for key, item in value.items()} if isinstance(value, dict) else value

    day = date.fromisoformat(doc["published"]).strftime("%d %B %Y ") if doc["published"] else ""
    headline = f"{doc['title'].rstrip('.')}. " if doc["title"] else ""
    name = f"{doc['id']}-flat"
    return {**doc, "id": name, "text": flat(day + headline + doc["text"])}, {**flat(gold), "id": name}


def problems(doc: dict[str, Any], gold: dict[str, Any]) -> Iterator[str]:
    """What in a report's records does not follow the guide or is not verbatim."""
    text = f"{doc['title'] or ''}\n{doc['text']}"
    if doc["language"] not in ("id", "en"):
        yield f"{doc['id']}: the id must begin with id- or en-"
    for event in gold["events"]:
        at = f"{doc['id']} {event['type']} {event['trigger']!r}"
        if event["type"] not in TYPES or event["status"] not in STATUSES:
            yield f"{at}: unknown type or status {event['status']!r}"
        if event["trigger"] not in event["quote"]:
            yield f"{at}: trigger is not in the quote"
        spans = [event["quote"], *event["also"], *event["actors"], *event["targets"], *event["places"]]
        yield from (f"{at}: not verbatim: {span!r}" for span in spans if span not in text)
        if event["attribution"] and event["attribution"] not in text:
            yield f"{at}: not verbatim: {event['attribution']!r}"
    for item in [*gold["control"], *gold["tallies"]]:
        at = f"{doc['id']} {item['quote'][:40]!r}"
        if item.get("state", "holds") not in STATES or item.get("kind", "killed") not in KINDS:
            yield f"{at}: unknown state or kind"
        spans = [item["quote"], item.get("place"), item["attribution"], *item.get("holders", []),
                 *item.get("actors", []), *item.get("places", [])]
        yield from (f"{at}: not verbatim: {span!r}" for span in spans if span and span not in text)


def main() -> int:
    wrong, seen, events = [], set(), 0
    for path in map(Path, sys.argv[1:]):
        try:
            for doc, gold in reports(path):
                wrong += [f"{path.name}: {problem}" for problem in problems(doc, gold)]
                if doc["id"] in seen:
                    wrong.append(f"{path.name}: {doc['id']} stands twice")
                seen.add(doc["id"])
                events += len(gold["events"])
        except ValueError as error:
            wrong.append(f"{path.name}: {error}")
    print("\n".join(wrong) if wrong else f"{len(seen)} reports, {events} events, nothing wrong")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
