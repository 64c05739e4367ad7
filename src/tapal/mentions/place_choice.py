"""Which of several namesakes a report means: candidates weighed against the report's other places."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log10

from tapal.knowledge.places.gazetteer import Candidate, Gazetteer
from tapal.knowledge.places.geometry import distance_km, rough_km
from tapal.knowledge.places.wording import Wording
from tapal.model.kinds import PlaceKind
from tapal.model.where import Place

# Weights of the reasons; set by hand on june2017, the Ukraine list and the Iraq file, then left.
_QUALITY, _POPULATION, _SUPPLEMENT = 2.0, 2.2, 0.5
_KIND_RIGHT, _KIND_NEAR, _KIND_WRONG = 1.5, 0.4, -1.5
_LARGEST = 2.0
_COUNTRY, _NEARBY, _PROVINCE, _INSIDE, _NOT_INSIDE = 1.6, 2.0, 1.0, 3.0, -2.0
# So many times the weight of the next bearer makes a name sure.
_FAR_AHEAD = 5
# Two villages whose scores differ by less are not told apart: no place is better than the wrong one.
_MARGIN = 0.25
# Distance at which nearness to the report's other places has lost two thirds of its weight.
_NEARBY_KM = 120.0
# A small place this far from everything else in the report is a namesake.
NAMESAKE_KM = 400.0
# A spelling that only sounds alike must lie near the report's places, a city quarter in their city.
SOUNDING_KM, DISTRICT_KM = 150.0, 40.0
_ESTIMATED_KM = 210.0
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_SMALL_TOWN, _LARGE_TOWN = 100_000, 500_000
_PRIOR = {
    PlaceKind.COUNTRY: 2.0, PlaceKind.CITY: 0.8, PlaceKind.ADMIN1: 0.3, PlaceKind.REGION: 0.5, PlaceKind.ADMIN2: 0.2,
    PlaceKind.DISTRICT: 0.1,
}  # fmt: skip
_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.COUNTRY})
_POINTS = frozenset(
    {PlaceKind.BASE, PlaceKind.AIRPORT, PlaceKind.DAM, PlaceKind.CAMP, PlaceKind.CROSSING, PlaceKind.FACILITY}
)
# Kinds that a headword may mean besides its own: "distrik" is a unit in one country and a quarter in another.
_ALSO: Mapping[PlaceKind, frozenset[PlaceKind]] = {
    PlaceKind.ADMIN1: frozenset({PlaceKind.REGION, PlaceKind.ADMIN2}),
    PlaceKind.ADMIN2: frozenset({PlaceKind.DISTRICT, PlaceKind.CITY, PlaceKind.ADMIN1, PlaceKind.REGION}),
    PlaceKind.REGION: frozenset(
        {PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.CITY, PlaceKind.DISTRICT, PlaceKind.RIVER, PlaceKind.COUNTRY,
         PlaceKind.MOUNTAIN, PlaceKind.WATER}
    ),
    PlaceKind.CITY: frozenset({PlaceKind.DISTRICT, PlaceKind.ADMIN2}),
    PlaceKind.DISTRICT: frozenset({PlaceKind.CITY, PlaceKind.ADMIN2, PlaceKind.FACILITY}),
    PlaceKind.CROSSING: frozenset({PlaceKind.CITY, PlaceKind.BASE, PlaceKind.FACILITY}),
    PlaceKind.BASE: _POINTS,
    PlaceKind.AIRPORT: frozenset({PlaceKind.BASE}),
    PlaceKind.CAMP: frozenset({PlaceKind.DISTRICT, PlaceKind.BASE, PlaceKind.CITY}),
    PlaceKind.FACILITY: _POINTS,
    PlaceKind.DAM: frozenset({PlaceKind.FACILITY}),
    PlaceKind.MOUNTAIN: frozenset({PlaceKind.REGION, PlaceKind.CITY}),
    PlaceKind.RIVER: frozenset({PlaceKind.REGION}),
    PlaceKind.WATER: frozenset({PlaceKind.REGION}),
    PlaceKind.ISLAND: frozenset({PlaceKind.REGION, PlaceKind.CITY, PlaceKind.ADMIN1}),
}  # fmt: skip
# A thing of these kinds stands in the town that it is named after when no list has it.
HOSTED = _POINTS | {PlaceKind.DISTRICT}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report has told of where it plays: countries by weight (largest 1.0) and places already sure."""

    countries: Mapping[str, float]
    anchors: tuple[Place, ...]

    def away_km(self, place: Place) -> float | None:
        """Distance to the nearest sure place other than itself and countries; None when there is none."""
        return min(
            (
                rough_km(place.lat, place.lon, one.lat, one.lon)
                for one in self.anchors
                if one.id != place.id and one.kind is not PlaceKind.COUNTRY
            ),
            default=None,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its score and the reasons, strongest first, as words for the user."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]


def setting_of(countries: Counter[str], anchors: Iterable[Place]) -> Setting:
    """The setting from counted country mentions and sure places."""
    counted = Counter({code: min(count, 4) for code, count in countries.items()})
    places = tuple({place.id: place for place in anchors}.values())
    for place in places:
        if place.country:
            counted[place.country] += 1
    most = max(counted.values(), default=0)
    return Setting({code: count / most for code, count in counted.items()} if most else {}, places)


def sure_place(
    candidates: Sequence[Candidate], kind: PlaceKind | None, countries: Container[str] = ()
) -> Place | None:
    """The place of a name that needs no context: one large or curated bearer far ahead of any other.

    None when the report speaks of the country of another bearer (`countries`) and not of this one's.
    """
    listed = [one for one in candidates if one.match != "key" and one.place.kind is not PlaceKind.COUNTRY]
    if kind is not None:
        listed = [one for one in listed if _fits(one.place.kind, kind) > 0] or listed
    if not listed or any(one.place.kind is PlaceKind.COUNTRY and one.match != "key" for one in candidates):
        return None
    told = any(one.place.country in countries for one in listed)
    named = [one for one in listed if one.match == "name"]
    if any(_weight(one) >= _SMALL_TOWN for one in named):  # an old or foreign name of a metropolis does not count
        listed = named
    ranked = sorted(listed, key=_weight, reverse=True)
    first = ranked[0]
    if told and first.place.country not in countries:
        return None
    if first.quality > 1:
        return first.place
    if _weight(first) < _SMALL_TOWN:
        return None
    others = [one for one in ranked[1:] if distance_km(*_at(first), *_at(one)) > NAMESAKE_KM / 4]
    return first.place if not others or _weight(first) >= _FAR_AHEAD * _weight(others[0]) else None


def _weight(candidate: Candidate) -> float:
    """Population, with curated entries counted as a town of note."""
    if candidate.quality > 1:
        return 1e9
    floor = 150_000 if "supplement" in candidate.place.source and candidate.match == "name" else 500
    return max(candidate.place.population * candidate.quality**4, floor)


def _at(candidate: Candidate) -> tuple[float, float]:
    return candidate.place.lat, candidate.place.lon


def _fits(kind: PlaceKind, wanted: PlaceKind) -> float:
    if kind is wanted:
        return _KIND_RIGHT
    return _KIND_NEAR if kind in _ALSO.get(wanted, frozenset()) else _KIND_WRONG


def weigh(
    candidate: Candidate,
    setting: Setting,
    kind: PlaceKind | None = None,
    containers: Sequence[Place] = (),
    largest: Place | None = None,
) -> Choice:
    """The score of a candidate in a setting; `containers` are places that the words put it in ("X, Y").

    `largest` is the bearer of the name that is far ahead of all others, when there is one.
    """
    place = candidate.place
    parts: list[tuple[float, str]] = [(_QUALITY * candidate.quality, f"spelling: {candidate.match}")]
    if place.population:
        parts.append((_POPULATION * log10(place.population + 1) / 7, f"population {place.population:,}"))
    if "supplement" in place.source and place.kind not in _UNITS:
        parts.append((_SUPPLEMENT, "in the conflict supplement"))
    if largest is not None and largest.id == place.id:
        parts.append((_LARGEST, "by far the largest of that name"))
    parts.append((_PRIOR.get(place.kind, 0.1), f"kind {place.kind.value}"))
    if kind is not None:
        parts.append((_fits(place.kind, kind), f"the words ask for {kind.value}"))
    if place.country is not None and place.country in setting.countries:
        parts.append((_COUNTRY * setting.countries[place.country], f"the report speaks of {place.country}"))
    if place.kind not in _UNITS and any(_in_province(place, one) for one in setting.anchors):
        parts.append((_PROVINCE, "in a province that the report names"))
    away = setting.away_km(place)
    if away is not None and place.kind is not PlaceKind.COUNTRY:
        parts.append((_NEARBY * exp(-away / _NEARBY_KM), f"{away:.0f} km from the report's other places"))
    for container in containers:
        inside = lies_in(place, container)
        parts.append((_INSIDE if inside else _NOT_INSIDE, f"{'in' if inside else 'not in'} {container.name}"))
    parts.sort(key=lambda part: -abs(part[0]))
    return Choice(candidate, sum(weight for weight, _ in parts), tuple(f"{weight:+.2f} {why}" for weight, why in parts))


def _in_province(place: Place, unit: Place) -> bool:
    return (
        unit.kind is PlaceKind.ADMIN1
        and unit.country == place.country
        and unit.admin1 is not None
        and unit.admin1 == place.admin1
    )


def lies_in(place: Place, container: Place) -> bool:
    """Whether a place lies in another, by id, code or distance."""
    if place.id == container.id or place.country != container.country:
        return False
    if container.kind is PlaceKind.COUNTRY or place.parent == container.id:
        return True
    if container.kind is PlaceKind.ADMIN1 and place.admin1 and container.admin1:
        return place.admin1 == container.admin1
    reach = 60.0 if container.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION) else DISTRICT_KM
    return distance_km(place.lat, place.lon, container.lat, container.lon) <= reach


def _far_from(candidate: Candidate, container: Place) -> bool:
    """Whether a place is surely none of the province that the words put it in: another one's, and not beside it.

    A name that only sounds alike must lie in the province; which province our own entries lie in is partly estimated.
    """
    place = candidate.place
    if container.kind is not PlaceKind.ADMIN1 or place.kind in _UNITS or container.admin1 is None:
        return False
    if candidate.match == "key":
        return True
    limit = SOUNDING_KM if place.source.startswith("geonames") else _ESTIMATED_KM
    return place.admin1 != container.admin1 and distance_km(*_at(candidate), container.lat, container.lon) > limit


def choose(
    candidates: Sequence[Candidate],
    setting: Setting,
    kind: PlaceKind | None = None,
    containers: Sequence[Place] = (),
) -> tuple[Choice, ...]:
    """The candidates best first, those left out that the setting makes namesakes."""
    kept = [one for one in candidates if not is_namesake(one, setting, kind, containers)]
    if kind is not None:
        right = [one for one in kept if one.match != "key" and _fits(one.place.kind, kind) > 0]
        kept = right or kept
    largest = sure_place(candidates, kind, setting.countries)
    choices = sorted(
        (weigh(one, setting, kind, containers, largest) for one in kept),
        key=lambda choice: (-choice.score, choice.candidate.place.id),
    )
    return () if _undecided(choices) else tuple(choices)


def _undecided(choices: Sequence[Choice]) -> bool:
    """Whether the best two are small places far apart that nothing in the report tells from each other."""
    if len(choices) < 2:
        return False
    best, second = choices[0], choices[1]
    small = max(one.candidate.place.population for one in choices[:2]) < _SMALL_TOWN
    apart = distance_km(*_at(best.candidate), *_at(second.candidate)) > DISTRICT_KM
    return small and apart and best.score - second.score < _MARGIN


def is_namesake(
    candidate: Candidate, setting: Setting, kind: PlaceKind | None, containers: Sequence[Place]
) -> bool:
    """Whether a candidate must be another place of the same name than the report means.

    A quarter lies in a city of the report, a name that only sounds alike near its places, a small town in its
    countries; a Hittin 300 km from Raqqa is not Raqqa's Hittin.
    """
    place = candidate.place
    if place.kind is PlaceKind.COUNTRY:
        return candidate.match == "key"
    if not setting.countries and not setting.anchors:
        return candidate.match == "key" and place.population < _SMALL_TOWN
    away = setting.away_km(place)
    told = place.country is None or place.country in setting.countries
    if any(lies_in(place, container) for container in containers):
        return False
    if place.population < _SMALL_TOWN and any(_far_from(candidate, container) for container in containers):
        return True
    cities = [one for one in setting.anchors if one.kind in (PlaceKind.CITY, PlaceKind.DISTRICT)]
    if kind is PlaceKind.DISTRICT and cities and place.population < _SMALL_TOWN:
        return away is None or away > (DISTRICT_KM if candidate.match != "name" else 2 * DISTRICT_KM)
    if candidate.match == "key":
        far = away is not None and away > max(SOUNDING_KM, candidate.km if place.kind in _UNITS else 0.0)
        return not told or far
    if place.kind is PlaceKind.DISTRICT and cities:
        return away is None or away > DISTRICT_KM
    if told:
        return False
    limit = _SMALL_TOWN if candidate.match == "name" else _LARGE_TOWN
    small = place.population < limit and ("supplement" not in place.source or kind is not None)
    return small and (away is None or away > SOUNDING_KM)


def country_counts(text: str, words: Wording, gazetteer: Gazetteer) -> Counter[str]:
    """How often a text speaks of each country, by name or adjective, places or not."""
    counts: Counter[str] = Counter()
    for raw in _CAPITAL.findall(text):
        lower = raw.casefold()
        if lower in words.demonyms:
            counts[words.demonyms[lower]] += 1
        elif raw in words.acronyms:
            counts[words.acronyms[raw]] += 1
        elif len(raw) > 3:
            for candidate in gazetteer.exact(raw):
                if candidate.place.kind is PlaceKind.COUNTRY and candidate.place.country:
                    counts[candidate.place.country] += 1
                    break
    return counts
