"""How well records are merged into incidents and control: june2017 and ukraine-control.

    python bench/fuse.py june2017 FOLDER [--cache FOLDER] [--no-vectors] [--read] [--verbose]
    python bench/fuse.py ukraine FOLDER [--verbose]

`june2017` feeds the gold records (with --read: what Tapal itself reads in the texts, aligned to the gold by
align.py; a gold event that was not read counts as found alone): B-cubed F1 of the incidents (and of leaving
every event alone), origins right for reports with copies or translations, place-days of June 2017 with the
right state and holder; the measures are defined in fuse_scores.py. `ukraine` feeds the dated sentences of
notes on Ukrainian places and compares the holder at the end of 20 days with what a list showed
(ukraine_scores.py).
"""

import argparse
import json
import time
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from align import aligned
from fuse_scores import GoldSpan, b_cubed, origins_right, place_days
from tapal.events.record import from_record
from tapal.fuse import Fused, fuse, fuse_records
from tapal.incidents.sides import folded
from tapal.incidents.vectors import sentence_encoder
from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.model.event import Reading
from tapal.model.incident import ActorName
from tapal.model.kinds import ActorId, DocId
from tapal.model.text import Document, RawReport
from tapal.pipeline import load_resources, read
from ukraine_scores import ukraine

COPIES = frozenset({"original", "translation", "near-copy", "shortened"})
SURE = 0.9
"""Score of a registry look-up from which a gold alias is taken to mean the actor found."""


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def document(record: Mapping[str, object]) -> Document:
    """An input record as a Document: title, empty line, body, in NFC."""
    title = unicodedata.normalize("NFC", str(record["title"] or ""))
    head = f"{title}\n\n" if title else ""
    published = record["published"]
    return Document(
        id=DocId(str(record["id"])),
        text=head + unicodedata.normalize("NFC", str(record["text"])),
        body_start=len(head),
        language=str(record["language"]),
        published=date.fromisoformat(str(published)) if published else None,
        title=title or None,
    )


class GoldActors:
    """The gold's canonical actors: whose alias a found actor is, and who belongs to which side."""

    def __init__(self, table: Mapping[str, Mapping[str, object]], registry: Registry) -> None:
        self.table, self.registry = table, registry
        self.by_name: dict[str, str] = {}
        self.by_id: dict[ActorId, str] = {}
        for name, entry in table.items():
            aliases = entry["aliases"]
            assert isinstance(aliases, list)
            for alias in [name, *aliases]:
                self.by_name.setdefault(folded(alias), name)
                best = registry.find(alias)[:1]
                if best and best[0].score >= SURE:
                    self.by_id.setdefault(best[0].actor.id, name)

    def canonical(self, actor: ActorName) -> str:
        """The gold's name for a found actor, or for the smallest body above it that the gold has."""
        if actor.actor_id is not None:
            for step in self.registry.lineage(actor.actor_id):
                if step in self.by_id:
                    return self.by_id[step]
        return self.by_name.get(folded(actor.name), actor.name)

    def side(self, name: str) -> str:
        """The topmost gold actor that a gold actor is a part of; a coalition's members stay themselves."""
        while (parent := self.table.get(name, {}).get("parent")) and self.table[str(parent)]["kind"] != "coalition":
            name = str(parent)
        return name

    def same(self, gold: Sequence[str], found: Sequence[ActorName]) -> bool:
        """Whether holders are right: every gold side is found, and nobody who is not of them or allied with them."""
        wanted = {self.side(name) for name in gold}
        shown = {self.side(self.canonical(actor)) for actor in found}
        allowed = wanted | {str(ally) for name in gold for ally in self.allies(name)}
        return wanted <= shown <= allowed

    def allies(self, name: str) -> list[object]:
        allies = self.table.get(name, {}).get("allies", [])
        assert isinstance(allies, list)
        return allies


def gold_spans(path: Path) -> list[GoldSpan]:
    spans = []
    for row in lines(path):
        holders, evidence = row["holders"], row["evidence"]
        assert isinstance(holders, list)
        assert isinstance(evidence, list)
        ids = frozenset(f"{doc}#{key if isinstance(key, str) else f'c{key + 1}'}" for doc, key in evidence)
        end = date.fromisoformat(str(row["to"])) if row["to"] else None
        start = date.fromisoformat(str(row["from"]))
        lat, lon = float(str(row["lat"])), float(str(row["lon"]))
        spans.append(GoldSpan(str(row["place"]), lat, lon, start, end, str(row["state"]), tuple(holders), ids))
    return spans


def incidents_of(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Gold incident of each event, and the incident's status."""
    groups: dict[str, str] = {}
    status: dict[str, str] = {}
    for row in lines(path):
        members = row["members"]
        assert isinstance(members, list)
        groups |= {f"{doc}#{event}": str(row["id"]) for doc, event in members}
        status[str(row["id"])] = str(row["status"])
    return groups, status


def report_incidents(fused: Fused, gold: Mapping[str, str], verbose: bool) -> None:
    found = {event: event for event in gold}
    found |= {str(event): str(incident.id) for incident in fused.incidents for event in incident.members}
    precision, recall, f1 = b_cubed(gold, found)
    alone = b_cubed(gold, {event: event for event in gold})[2]
    print(f"incidents: {len(set(gold.values()))} gold, {len(fused.incidents)} found")
    print(
        f"B-cubed precision {100 * precision:.1f} recall {100 * recall:.1f} F1 {100 * f1:.1f} (alone {100 * alone:.1f})"
    )
    if not verbose:
        return
    for incident in fused.incidents:
        members = [str(event) for event in incident.members if str(event) in gold]
        if len({gold[event] for event in members}) > 1:
            print("  merged wrongly:", *(f"{event} ({gold[event]})" for event in members))
            print(*(f"    {reason}" for reason in incident.reasons), sep="\n")
    for name in sorted(set(gold.values())):
        parts = {found[event] for event in gold if gold[event] == name}
        if len(parts) > 1:
            print(f"  split: {name} in {len(parts)}")


def report_origins(fused: Fused, folder: Path, documents: Sequence[Document]) -> None:
    clusters = json.loads((folder / "clusters.json").read_text(encoding="utf-8"))
    copies = [frozenset(doc for doc, kind in group["kind"].items() if kind in COPIES) for group in clusters.values()]
    copies = [group for group in copies if len(group) > 1]
    ids = [str(document.id) for document in documents]
    wrong = origins_right(copies, ids, fused.origins)
    in_copies = sorted(doc for group in copies for doc in group)
    right = [doc for doc in in_copies if doc not in wrong]
    print(f"origins: {len(right)} of {len(in_copies)} originals, copies and translations; wrong: {wrong or 'none'}")


def report_control(fused: Fused, folder: Path, actors: GoldActors, verbose: bool) -> None:
    gold = gold_spans(folder / "control.jsonl")
    days = place_days(gold, fused.spans, date(2017, 6, 1), date(2017, 6, 30), actors.same)
    print(f"control: {days.right} of {days.total} place-days, {100 * days.right / days.total:.1f} %")
    if verbose:
        for place, first, last, wanted, shown in days.wrong:
            print(f"  {place}, {first} to {last}: {wanted} | found {shown}")


def read_texts(folder: Path, cache: Path) -> list[tuple[Document, Reading]]:
    """What the pipeline reads in each report, with gold ids where it stands for a gold event."""
    resources = load_resources(cache)
    gold = {row["id"]: row for row in lines(folder / "gold.jsonl")}
    pairs = []
    for row in lines(folder / "docs.jsonl"):
        published = date.fromisoformat(str(row["published"]))
        name, title, language = DocId(str(row["id"])), str(row["title"] or "") or None, str(row["language"])
        one, reading = read(RawReport(name, str(row["text"]), title, published, language), resources)
        pairs.append((one, aligned(reading, from_record(one, gold[row["id"]]))))
    return pairs


def june(folder: Path, cache: Path, use_vectors: bool, verbose: bool, from_text: bool = False) -> None:
    """Scores of the gold records of june2017, or of what is read in its texts."""
    registry, gazetteer = Registry.load(), Gazetteer.open(ensure_index(cache))
    documents = [document(row) for row in lines(folder / "docs.jsonl")]
    vectors = sentence_encoder() if use_vectors else None
    pairs = read_texts(folder, cache) if from_text else []
    started = time.perf_counter()
    if from_text:
        fused = fuse(pairs, registry, vectors)
    else:
        fused = fuse_records(documents, lines(folder / "gold.jsonl"), gazetteer, registry, vectors)
    print(f"{len(documents)} reports fused in {time.perf_counter() - started:.1f} s")
    gold, status = incidents_of(folder / "incidents.jsonl")
    report_incidents(fused, gold, verbose)
    by_event = {str(event): incident for incident in fused.incidents for event in incident.members}
    known = [event for event in gold if event in by_event]
    right = sum(by_event[event].status.value == status[gold[event]] for event in known)
    print(f"events: {len(known)} of {len(gold)}; status right for {100 * right / len(known):.1f} % of them")
    report_origins(fused, folder, documents)
    actors = GoldActors(json.loads((folder / "actors.json").read_text(encoding="utf-8")), registry)
    report_control(fused, folder, actors, verbose)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["june2017", "ukraine"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=default_folder())
    parser.add_argument("--no-vectors", action="store_true")
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    if options.set == "june2017":
        june(options.folder, options.cache, not options.no_vectors, options.verbose, options.read)
    else:
        ukraine(options.folder, options.verbose)


if __name__ == "__main__":
    main()
