"""Scores of merging and control, each defined in its docstring."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tapal.incidents.distance import kilometres
from tapal.knowledge.places.key import key
from tapal.model.incident import ActorName, ControlSpan, Origin

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """One line of control.jsonl; days inclusive, `end` None: to the last day scored."""

    place: str
    lat: float
    lon: float
    start: date
    end: date | None
    state: str
    holders: tuple[str, ...]
    evidence: frozenset[str]


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering (Bagga and Baldwin 1998), mean over the events in both.

    Precision of an event: share of its found group that is in its gold group; recall: share of its
    gold group that is in its found group. F1 is the harmonic mean of the two means.
    """
    events = gold.keys() & found.keys()
    gold_groups, found_groups = _groups(gold, events), _groups(found, events)
    precision = recall = 0.0
    for event in events:
        shared = len(gold_groups[gold[event]] & found_groups[found[event]])
        precision += shared / len(found_groups[found[event]])
        recall += shared / len(gold_groups[gold[event]])
    precision, recall = precision / len(events), recall / len(events)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _groups(of: Mapping[str, Hashable], events: "set[str]") -> dict[Hashable, set[str]]:
    groups: dict[Hashable, set[str]] = defaultdict(set)
    for event in events:
        groups[of[event]].add(event)
    return groups


def origins_right(copies: Sequence[frozenset[str]], documents: Sequence[str], found: Sequence[Origin]) -> list[str]:
    """Reports with a wrong origin: the group found for a report is not exactly its gold group.

    Gold groups are an original with its copies and translations; every other report (independent,
    update, denial) is alone. The score is the share of reports that are right.
    """
    gold = {doc: group for group in copies for doc in group}
    group_of = {str(doc): frozenset(map(str, origin.docs)) for origin in found for doc in origin.docs}
    return [doc for doc in documents if group_of.get(doc) != gold.get(doc, frozenset({doc}))]


NEAR_KM, ROUGH_KM = 10.0, 50.0


def matched_places(gold: Sequence[GoldSpan], found: Sequence[ControlSpan]) -> dict[str, str]:
    """The found place (id) that answers for each gold place, as a user would look it up.

    Candidates lie within 10 km and share evidence or a word of the name (or lie within 500 m), or share
    evidence and lie within 50 km (roads and deserts are put at the next place). The one wins that shares
    most of its evidence and of its name (shares added up, the name's halved; names by the key under which
    users find them: "Ar Raqqah" is Raqqa), then the nearest. A city
    may answer for a part of it that no report names. A gold place without a candidate has no found state.
    """
    evidence: dict[str, set[str]] = defaultdict(set)
    point: dict[str, tuple[str, float, float]] = {}
    for span in found:
        evidence[span.place_id] |= {str(e) for e in span.evidence}
        point[span.place_id] = (span.place_name, span.lat, span.lon)
    wanted: dict[str, tuple[float, float, set[str]]] = {}
    for item in gold:
        wanted.setdefault(item.place, (item.lat, item.lon, set()))[2].update(item.evidence)
    matched: dict[str, str] = {}
    for place, (lat, lon, ids) in wanted.items():
        ranked = []
        for identifier, (name, lat2, lon2) in point.items():
            gap = kilometres(lat, lon, lat2, lon2)
            shared = len(ids & evidence[identifier]) / len(ids | evidence[identifier])
            words, words2 = set(key(place).split()), set(key(name).split())
            alike = len(words & words2) / len(words | words2)
            if (gap <= NEAR_KM and (shared or alike or gap <= 0.5)) or (shared and gap <= ROUGH_KM):
                ranked.append((-shared - alike / 2, gap, identifier))
        if ranked:
            matched[place] = min(ranked)[-1]
    return matched


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """Place-days scored, right in state and holder, and the wrong ones as (place, first, last, gold, found)."""

    total: int
    right: int
    wrong: tuple[tuple[str, date, date, str, str], ...]


def place_days(
    gold: Sequence[GoldSpan],
    found: Sequence[ControlSpan],
    first: date,
    last: date,
    same: Callable[[Sequence[str], Sequence[ActorName]], bool],
) -> PlaceDays:
    """Share of place-days whose state and holders are right.

    A place-day is a day from `first` to `last` on which the gold gives the place a state (days before
    its first span are not scored). It is right when the found state on that day is the gold's and,
    unless unknown, `same` says that the holders are. A place without any found span, or a day outside
    of them, counts as unknown.
    """
    matched = matched_places(gold, found)
    by_place: dict[str, list[ControlSpan]] = defaultdict(list)
    for span in found:
        by_place[span.place_id].append(span)
    total = right = 0
    wrong: list[tuple[str, date, date, str, str]] = []
    for item in gold:
        day, stop = max(item.start, first), min(item.end or last, last)
        while day <= stop:
            state = state_on(by_place.get(matched.get(item.place, ""), ()), day)
            shown = "unknown" if state is None else state.state.value
            fits = shown == item.state and (
                shown == "unknown" or (state is not None and same(item.holders, state.holders))
            )
            total, right = total + 1, right + fits
            if not fits:
                who = ", ".join(name.name for name in state.holders) if state else ""
                _note(wrong, item.place, day, f"{item.state} {', '.join(item.holders)}", f"{shown} {who}")
            day += ONE_DAY
    return PlaceDays(total, right, tuple(wrong))


def _note(wrong: list[tuple[str, date, date, str, str]], place: str, day: date, gold: str, found: str) -> None:
    if wrong and wrong[-1][0] == place and wrong[-1][3:] == (gold, found) and wrong[-1][2] + ONE_DAY == day:
        wrong[-1] = (place, wrong[-1][1], day, gold, found)
    else:
        wrong.append((place, day, day, gold, found))


def state_on(spans: Sequence[ControlSpan], day: date) -> ControlSpan | None:
    """The span of a place that holds on a day."""
    for span in spans:
        if (span.start is None or span.start <= day) and (span.end is None or day <= span.end):
            return span
    return None
