"""Merging one block anew gives what merging everything gives, in any order of arrival: random reports."""

import random
from datetime import date, timedelta

import pytest
from riverwar import Report, report

from tapal.incidents import incidents_of, linked, merge_reports
from tapal.incidents.blocks import keys, worth
from tapal.incidents.origins import find_origins
from tapal.incidents.sides import Strangers
from tapal.incidents.told import Told, tell

TYPES = ["air_strike", "shelling", "clash", "capture", "siege", "ceasefire", "attack_on_civilians"]
WORDS = "sungai jembatan gudang perahu pasar hulu hilir kapal lumbung menara bukit tepi malam pagi roket jet".split()


def random_reports(seed: int, size: int = 14) -> list[Report]:
    """Reports with up to three events each on a few places and days, some without day, place or side."""
    rng = random.Random(seed)
    reports = []
    for number in range(size):
        published = date(2024, 3, 1) + timedelta(days=rng.randrange(25))
        lines, events = [], []
        for _ in range(rng.randint(1, 3)):
            place = rng.choice(["Lembang", "Pasar Lama", "Tanjung", "Dusun Anu"])
            actor = rng.choice(["Pasukan Utara", "Brigade Sungai", "gerombolan"])
            line = f"{actor} {' '.join(rng.sample(WORDS, 6))} {place}"
            day = None if rng.random() < 0.2 else published - timedelta(days=rng.randrange(4))
            long = day is not None and rng.random() < 0.1
            lines.append(line + ".")
            events.append({
                "type": rng.choice(TYPES), "quote": line, "trigger": line.split()[3],
                "actors": [actor] if rng.random() < 0.8 else [],
                "places": [place] if rng.random() < 0.9 else [], "novelty": rng.choice(["new", "new", "background"]),
                "status": rng.choice(["happened", "happened", "happened", "planned", "denied", "demanded"]),
                "date_start": None if day is None else (day - timedelta(days=150) if long else day).isoformat(),
                "date_end": None if day is None else day.isoformat(),
                "killed": rng.choice([None, {"low": 4, "best": 4, "high": 4, "group": "unknown"},
                                      {"low": 30, "best": 30, "high": None, "group": "unknown"}]),
            })  # fmt: skip
        reports.append(report(f"r{number:02}", published.isoformat(), " ".join(lines), events))
    return reports


def tellings(reports: list[Report]) -> list[Told]:
    origins = {doc: one.id for one in find_origins([document for document, _ in reports]) for doc in one.docs}
    return tell(reports, origins, Strangers(), None)


def closure(start: int, told: list[Told]) -> list[int]:
    """Positions reached from one telling through links between tellings that share a key, either way round."""
    filed, asked = zip(*[tuple(map(set, keys(one))) for one in told], strict=True)
    reached, frontier = {start}, [start]
    while frontier:
        here = frontier.pop()
        for other in range(len(told)):
            shared = filed[here] & asked[other] or filed[other] & asked[here]
            if other not in reached and shared and linked(told[here], told[other], Strangers()):
                reached.add(other)
                frontier.append(other)
    return sorted(reached)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_linked_to_one_event_merges_alone_as_it_does_among_all(seed: int):
    told = tellings(random_reports(seed))
    everything = {incident.id: incident for incident in incidents_of(told, Strangers())}
    assert any(len(incident.members) > 1 for incident in everything.values())
    for start in range(len(told)):
        block = [told[n] for n in closure(start, told)]
        alone = incidents_of(block, Strangers())
        assert {incident.id: incident for incident in alone}.items() <= everything.items()
        assert sum(len(incident.members) for incident in alone) == len(block)


@pytest.mark.parametrize("seed", range(12))
def test_keys_find_each_other_whichever_report_came_first(seed: int):
    told = tellings(random_reports(seed))
    for i, first in enumerate(told):
        for second in told[i + 1 :]:
            forth, back = set(keys(first)[0]) & set(keys(second)[1]), set(keys(second)[0]) & set(keys(first)[1])
            assert bool(forth) == bool(back) or not worth(first, second)


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_arrival_does_not_matter(seed: int):
    reports = random_reports(seed)
    expected = merge_reports(reports)
    random.Random(seed).shuffle(reports)
    assert merge_reports(reports) == expected
