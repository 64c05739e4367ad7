"""Actors of june2017: how many of the gold actors are recognised as who they are.

    python bench/actors.py [--gold FOLDER] [--wrong] [--no-places] [--cache FOLDER]

A gold actor of an incident (one that is in actors.json) counts as right when a span of its member events, read in its
article, gives the registry's actor for it: the same actor, or a part of it for a state or its forces; for civilians,
unidentified groups and aid organisations the kind. Some gold actors are known from the story only and have no span
in the event's reports; the second line leaves these out. `spans` is the share of gold spans whose answer is one of the
incident's actors, among those with an answer. Speed is per article of the set, names and abbreviations included.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tapal.knowledge.actors import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.actors import ActorContext, actor_context, identify_all, sure_spans
from tapal.mentions.places import find_places, resolve_places
from tapal.mentions.scene import countries_of
from tapal.model.kinds import ActorId, ActorKind

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "june2017"
IDS = {
    "Islamic State": "islamic-state",
    "Khalid ibn al-Walid Army": "is-khalid",
    "al-Nusra Front": "hts",
    "Syrian Democratic Forces": "sdf",
    "YPG": "ypg",
    "US-led coalition": "cjtf-oir",
    "United States": "state-us",
    "Syrian government forces": "state-sy",
    "Pro-government militias (Syria)": "progov-militia-sy",
    "Hezbollah": "hezbollah",
    "Syrian rebels": "rebels-sy",
    "Free Syrian Army": "fsa",
    "Syrian rebels at Tanf": "rebels-sy-tanf",
    "Iraqi security forces": "state-iq",
    "Iraqi Counter-Terrorism Service": "iq-cts",
    "Iraqi border guards": "border-guard-iq",
    "Iraqi 15th Infantry Division": "iq-15th-infantry",
    "Sunni tribal fighters (Iraq)": "tribal-militia-iq",
    "Popular Mobilisation Forces": "pmf",
    "Russia": "state-ru",
    "Iran": "state-ir",
    "Iranian Revolutionary Guard": "irgc",
    "Turkey": "state-tr",
    "Jordan": "state-jo",
    "Kazakhstan": "state-kz",
    "Kyrgyzstan": "state-kg",
    "United Nations": "un",
    "Kurdish groups in Iraq": "kurdish-groups-iq",
    "Pro-government armed groups (Iraq)": "progov-militia-iq",
}
KINDS = {
    "Unidentified armed group": ActorKind.POLITICAL_MILITIA,
    "humanitarian organisations": ActorKind.OTHER,
    "Civilians": ActorKind.CIVILIANS,
}


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def matches(canonical: str, actor_id: ActorId | None, kind: ActorKind | None, registry: Registry) -> bool:
    if canonical in KINDS:
        return actor_id is None and kind is KINDS[canonical]
    return actor_id is not None and ActorId(IDS[canonical]) in registry.lineage(actor_id)


def place_of(text: str, event: dict[str, Any], span: str) -> int | None:
    quote = text.find(event["quote"])
    inside = event["quote"].find(span)
    return quote + inside if quote >= 0 and inside >= 0 else (quote if quote >= 0 else None)


def spans_of(
    incident: dict[str, Any], side: str, events: dict[tuple[str, str], dict[str, Any]]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    for doc_id, event_id in incident["members"]:
        for span in events[doc_id, event_id][side]:
            yield doc_id, events[doc_id, event_id], span


def countries_in(text: str, language: str, registry: Registry, gazetteer: Gazetteer | None) -> tuple[str, ...]:
    """Countries of the article's places, as the reader passes them on; none without the gazetteer."""
    if gazetteer is None:
        return ()
    names = find_places(text, language, gazetteer, sure_spans(actor_context(text, language, registry)))
    return countries_of(resolve_places(names, text, language, gazetteer))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--wrong", action="store_true", help="print what is not recognised")
    parser.add_argument("--cache", type=Path, default=default_folder(os.environ.get("TAPAL_CACHE")))
    parser.add_argument("--no-places", action="store_true", help="without the countries of the article's places")
    options = parser.parse_args()
    if not (options.gold / "incidents.jsonl").is_file():
        print(f"skipped: no gold set at {options.gold} (name one with --gold)")
        return
    began = time.process_time()
    registry = Registry.load()
    print(f"registry loaded     {time.process_time() - began:.2f} s, {sum(1 for _ in registry)} actors")
    gazetteer = None if options.no_places else Gazetteer.open(ensure_index(options.cache))
    docs = {doc["id"]: doc for doc in read(options.gold / "docs.jsonl")}
    texts = {key: f"{doc['title']}\n\n{doc['text']}" if doc["title"] else doc["text"] for key, doc in docs.items()}
    countries = {key: countries_in(texts[key], docs[key]["language"], registry, gazetteer) for key in texts}
    began = time.process_time()
    contexts: dict[str, ActorContext] = {
        key: actor_context(texts[key], docs[key]["language"], registry, countries[key]) for key in texts
    }
    speed = (time.process_time() - began) / len(contexts)
    events = {(doc["id"], e["id"]): e for doc in read(options.gold / "gold.jsonl") for e in doc["events"]}
    right = total = answered = fitting = unspoken = 0
    for incident in read(options.gold / "incidents.jsonl"):
        for side in ("actors", "targets"):
            wanted = [name for name in incident[side] if name in IDS or name in KINDS]
            found = []
            for doc_id, event, span in spans_of(incident, side, events):
                at = place_of(texts[doc_id], event, span)
                for identity in identify_all(span, contexts[doc_id], registry, at):
                    found.append((doc_id, span, *identity))
            for name in wanted:
                hit = any(matches(name, actor_id, kind, registry) for _, _, actor_id, kind, _ in found)
                right, total = right + hit, total + 1
                unspoken += not found
                if options.wrong and not hit:
                    print(f"missed {name!r} in {incident['id']} ({side}):", found)
            for doc_id, span, actor_id, kind, how in found:
                if actor_id is None:
                    continue
                fits = any(matches(name, actor_id, kind, registry) for name in wanted)
                answered, fitting = answered + 1, fitting + fits
                if options.wrong and not fits:
                    print(f"  wrong {span!r} in {doc_id}: {actor_id} ({how}), wanted {incident[side]}")
    print(f"gold actors right   {right}/{total} = {right / total:.1%}")
    spoken = total - unspoken
    print(f"… of those with a span on that side   {right}/{spoken} = {right / spoken:.1%}")
    print(f"spans with an id that fit   {fitting}/{answered} = {fitting / answered:.1%}")
    print(f"context per article   {1000 * speed:.2f} ms")


if __name__ == "__main__":
    main()
