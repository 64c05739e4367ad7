"""Places that a report names, found in the text and resolved together for the whole article."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tapal.knowledge.places.gazetteer import Candidate, Gazetteer
from tapal.knowledge.places.key import normal
from tapal.knowledge.places.wording import Wording, wording
from tapal.mentions import place_geometry as geometry
from tapal.mentions.place_anaphora import read_anaphor
from tapal.mentions.place_choice import (
    HOSTED,
    Choice,
    Setting,
    choose,
    country_counts,
    setting_of,
    sure_place,
)
from tapal.mentions.place_finding import Hit, Reader, continues_list, find_hits
from tapal.mentions.place_relations import Described, Relation, RelationKind, describe
from tapal.model.kinds import PlaceKind
from tapal.model.text import Span
from tapal.model.where import Place, Where


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name in the text that could be a place.

    `span` and `text` hold the name, with the words of a relation ("Mosul barat", "10 km utara Mosul", "perbatasan
    Irak-Suriah") but without headwords; `phrase` adds the headword ("kota Daraa", "Idlib province"); `name` is the
    bare name. `kind` is what the headword asks for, `village` whether that is a small place ("desa X"), `container`
    the name that the words put it in. No candidates: a name that no list has but that its headword says is a place;
    it may still be resolved at its parent.
    """

    span: Span
    text: str
    candidates: tuple[Candidate, ...]
    phrase: Span
    name: Span
    kind: PlaceKind | None = None
    relation: Relation | None = None
    container: Span | None = None
    village: bool = False


def find_places(
    text: str, language: str, gazetteer: Gazetteer, blocked: Sequence[Span] = ()
) -> tuple[PlaceName, ...]:
    """The names of places in a text, in order, without overlaps.

    `blocked` are spans of known actors: "pasukan Suriah" is not the place Suriah. Adjectives, persons, ships,
    papers, months and common words that are also towns are left out.
    """
    words = wording(language)
    reader = find_hits(text, words, gazetteer, blocked)
    _spread_kinds(reader)
    described = describe(reader)
    names = [_name(reader, one) for one in described]
    containers = _containers(reader.text, names, words)
    return tuple(
        PlaceName(
            name.span, name.text, name.candidates, name.phrase, name.name, name.kind, name.relation,
            containers.get(index), name.village,
        )
        for index, name in enumerate(names)
    )  # fmt: skip


def _spread_kinds(reader: Reader) -> None:
    """ "lingkungan Bareed, Hiteen dan Qadissiya": the headword holds for the whole list."""
    for index in range(1, len(reader.hits)):
        before, hit = reader.hits[index - 1], reader.hits[index]
        small = all(one.place.population < 50_000 for one in hit.candidates)
        if hit.kind is None and before.kind is PlaceKind.DISTRICT and small and continues_list(reader, before, hit):
            reader.hits[index] = Hit(
                hit.first, hit.last, hit.candidates, before.kind, hit.head_first, hit.tail_last, before.head
            )


def _name(reader: Reader, described: Described) -> PlaceName:
    hit, words = described.hit, reader.words
    span = Span(words[described.first].start, words[described.last - 1].end)
    first = min(described.first, hit.head_first if hit.head_first >= 0 else hit.first)
    last = max(described.last, hit.tail_last)
    return PlaceName(
        span=span,
        text=reader.text[span.start : span.end],
        candidates=hit.candidates,
        phrase=Span(words[first].start, words[last - 1].end),
        name=Span(words[hit.first].start, words[hit.last - 1].end),
        kind=hit.kind,
        relation=described.relation,
        village=hit.head in reader.wording.villages,
    )


def _containers(text: str, names: Sequence[PlaceName], words: Wording) -> dict[int, Span]:
    """Names that another name right after them contains: "X, Y", "X di Y", "X in the Y", "Y's X"."""
    found = {}
    for index, (name, following) in enumerate(pairwise(names)):
        gap = text[name.phrase.end : following.phrase.start]
        norm = normal(gap)
        comma = gap.strip() in (",", "(") and len(gap) < 4
        if comma or (len(gap) < 16 and "," not in gap and norm in words.relative["inside"]):
            found[index] = following.name
        elif gap in ("'s ", "’s "):
            found[index + 1] = name.name
    return found


def resolve_places(
    names: Sequence[PlaceName], text: str, language: str, gazetteer: Gazetteer
) -> dict[Span, Where | None]:
    """Where each name is, decided together for the article; None when nothing fits without guessing.

    Keys are the names' spans. A quarter or thing that no list has is placed at its town with precision `parent`,
    never at a namesake elsewhere.
    """
    return _Resolver(names, text, wording(language), gazetteer, ()).resolve()


def where_of(
    span: Span,
    names: Sequence[PlaceName],
    resolved: Mapping[Span, Where | None],
    text: str,
    language: str,
    gazetteer: Gazetteer,
) -> Where | None:
    """Where a span of the article is, read off the names that `resolve_places` placed.

    The first name inside the span (or around it) counts; a span without a name ("kota tersebut") is read with the
    places named before it, nearest first. None when nothing fits.
    """
    whole = _bare_name(text[span.start : span.end], gazetteer)
    inside = [name for name in names if span.contains(name.name) or name.span.contains(span)]
    if whole and _listed_by_us(whole[0].candidates[0]) and not any(one.span == span for one in inside):
        inside = []
    for name in inside:
        where = resolved.get(name.span)
        if where is not None:
            return where
    if inside:
        return None
    ordered = sorted(names, key=lambda name: _steps_away(name.span, span))
    context = [where for name in ordered if (where := resolved.get(name.span)) is not None]
    return resolve_phrase(text[span.start : span.end], context, language, gazetteer)


def _steps_away(place: Span, span: Span) -> int:
    """Characters from a place back to a span; what follows counts as far off."""
    return span.start - place.start if place.start <= span.start else 10_000 + place.start


def resolve_phrase(
    phrase: str, context: Sequence[Where], language: str, gazetteer: Gazetteer
) -> Where | None:
    """Where a span given from outside is ("kota Daraa di selatan", "lingkungan barat Bareed").

    `context` are resolved places of the same report, nearest to the phrase first. A phrase without a name ("kota
    tersebut", "the city") is the first place in the context that it can stand for.
    """
    words = wording(language)
    if normal(phrase) in set().union(*words.anaphora.values()):
        return read_anaphor(phrase, context, words, gazetteer)
    names = find_places(phrase, language, gazetteer)
    whole = _bare_name(phrase, gazetteer) if not names or names[0].name != Span(0, len(phrase)) else ()
    if whole and (not names or _listed_by_us(whole[0].candidates[0])):
        names = whole
    if not names:
        return read_anaphor(phrase, context, words, gazetteer)
    anchors = [gazetteer.get(where.place_id) for where in context]
    resolved = _Resolver(names, phrase, words, gazetteer, anchors).resolve()
    for name in names:
        where = resolved.get(name.span)
        if where is not None:
            return where
    return None


def _bare_name(phrase: str, gazetteer: Gazetteer) -> tuple[PlaceName, ...]:
    """A phrase taken as one name, for names that running text would not show as one ("pabrik gula")."""
    bare = phrase.removeprefix("the ").removeprefix("The ")
    candidates = gazetteer.exact(bare) if bare.islower() else gazetteer.lookup(bare)
    if not any(letter.isupper() for letter in bare.split(" ")[0]):
        candidates = tuple(one for one in candidates if _listed_by_us(one))
    span = Span(0, len(phrase))
    return (PlaceName(span, phrase, candidates, span, span),) if candidates else ()


def _listed_by_us(candidate: Candidate) -> bool:
    return candidate.match == "name" and "supplement" in candidate.place.source


# Villages have no quarters of their own.
_TOWN = 10_000
_VILLAGE_MOST = 100_000
# A town of a list ("Anah, Rawa dan Qaim") does not lie in the next one; these contain what stands before them.
_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2})


class _Resolver:
    """One article's names on their way to places; used once."""

    def __init__(
        self,
        names: Sequence[PlaceName],
        text: str,
        words: Wording,
        gazetteer: Gazetteer,
        anchors: Sequence[Place],
    ) -> None:
        self.names = tuple(names)
        self.text = text
        self.gazetteer = gazetteer
        self.given = tuple(anchors)
        self.words = words
        self.countries = country_counts(text, words, gazetteer)
        for place in anchors:
            if place.country:
                self.countries[place.country] += 1
        self.chosen: dict[Span, Choice] = {}
        self._named = {name.name: name for name in self.names}

    def resolve(self) -> dict[Span, Where | None]:
        sure = [
            sure_place(_small(name.candidates, self.countries) if name.village else name.candidates, name.kind,
                       self.countries)
            for name in self.names
        ]  # fmt: skip
        setting = setting_of(self.countries, [*self.given, *(place for place in sure if place)])
        for _ in range(2):
            self.chosen = self._choose(setting)
            places = [
                choice.candidate.place
                for choice in self.chosen.values()
                if choice.candidate.match != "key" and choice.candidate.place.kind is not PlaceKind.COUNTRY
            ]
            setting = setting_of(self.countries, [*self.given, *places])
        self.setting = setting
        return {name.span: self._where(name) for name in self.names}

    def _choose(self, setting: Setting) -> dict[Span, Choice]:
        chosen: dict[Span, Choice] = {}
        seen: dict[tuple[object, ...], Choice | None] = {}
        for name in self.names:
            containers = self._containers(name)
            same = (id(name.candidates), name.kind, containers, name.village)
            if same not in seen:
                candidates = _small(name.candidates, setting.countries) if name.village else name.candidates
                choices = choose(candidates, setting, name.kind, containers)
                seen[same] = choices[0] if choices else None
            choice = seen[same]
            if choice is not None:
                chosen[name.name] = choice
        return chosen

    def _containers(self, name: PlaceName) -> tuple[Place, ...]:
        """The place that the words put a name in; countries lie in nothing, towns of a list not in each other."""
        if name.container is None or any(one.place.kind is PlaceKind.COUNTRY for one in name.candidates):
            return ()
        other = self._named.get(name.container)
        if other is None:
            return ()
        countries = [one.place for one in other.candidates if one.place.kind is PlaceKind.COUNTRY]
        if name.container in self.chosen:
            place: Place | None = self.chosen[name.container].candidate.place
        else:
            place = sure_place(other.candidates, other.kind, self.countries) or (countries[0] if countries else None)
        hosts = name.kind in HOSTED or other.kind in _UNITS  # "X, Beryslav raion": the unit around the town
        if place is None or (place.kind not in _WIDE and not (hosts and place.kind is PlaceKind.CITY)):
            return ()
        return (place,)

    def _where(self, name: PlaceName) -> Where | None:
        choice = self.chosen.get(name.name)
        bare = self.text[name.name.start : name.name.end]
        if choice is None or self._names_owner(name, choice.candidate.place):
            parent = self._parent(name)
            return geometry.at_parent(bare, parent, 0.0) if parent is not None else None
        place, km = choice.candidate.place, choice.candidate.km
        if self._hosted(name, place):
            return geometry.at_parent(self.text[name.phrase.start : name.phrase.end], place, 0.0)
        how = f"{choice.candidate.match}: {'; '.join(choice.reasons[:3])}"
        seat = name.kind is PlaceKind.ADMIN2 and place.kind is PlaceKind.CITY
        base = geometry.around_seat(place, how) if seat else geometry.located(place, km, how)
        if place.kind is PlaceKind.RIVER and name.relation is None:
            base = geometry.beside(base, place, km, self._around(name) or self.given)
        if name.relation is None:
            return base
        return self._related(name, name.relation, base, choice)

    def _names_owner(self, name: PlaceName, place: Place) -> bool:
        """ "kamp Palestina": the country says whose it is, not where it stands."""
        return place.kind is PlaceKind.COUNTRY and name.kind is PlaceKind.CAMP and name.relation is None

    def _hosted(self, name: PlaceName, place: Place) -> bool:
        """ "Universitas Aleppo": the thing stands in the town; "kamp Yarmouk" in the list is the camp itself."""
        towns = (PlaceKind.CITY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.COUNTRY)
        if name.kind is PlaceKind.DISTRICT or name.kind not in HOSTED or place.kind not in towns:
            return False
        if name.relation is not None and name.relation.kind is RelationKind.BETWEEN:  # a road stands in no town
            return False
        return name.kind is not PlaceKind.CROSSING or place.kind is PlaceKind.COUNTRY

    def _related(self, name: PlaceName, relation: Relation, base: Where, choice: Choice) -> Where:
        place, km = choice.candidate.place, choice.candidate.km
        other = None
        if relation.other:
            named = relation.other
            if relation.kind is RelationKind.BORDER:
                named = tuple(one for one in named if one.place.kind is PlaceKind.COUNTRY)
            others = choose(named, self.setting)
            other = others[0].candidate.place if others else None
        if relation.kind is RelationKind.BORDER:
            return self._border(name, place, other, base)
        return geometry.related(base, place, km, relation, other, self.gazetteer)

    def _town(self, name: PlaceName) -> Place | None:
        """The town that a placed name is or lies in."""
        choice = self.chosen.get(name.name)
        place = choice.candidate.place if choice is not None else None
        if place is not None and place.kind is PlaceKind.DISTRICT and place.parent is not None:
            place = self.gazetteer.get(place.parent)
        return place if place is not None and place.kind is PlaceKind.CITY and place.population >= _TOWN else None

    def _border(self, name: PlaceName, place: Place, other: Place | None, base: Where) -> Where:
        first = place.country or ""
        direction = name.relation.direction if name.relation is not None else None
        if place.kind is not PlaceKind.COUNTRY:
            others = [code for code in self.setting.countries if code != first]
            return geometry.border_towards(base, place, direction, others, self.gazetteer) or base
        if other is not None and other.country:
            where = geometry.border_of(base, first, other.country, name.text, self.gazetteer)
            return where or base
        ranked = sorted(self.setting.countries.items(), key=lambda item: -item[1])
        for code, _ in ranked:
            if code != first and self.gazetteer.border(first, code):
                near = [one for one in self._around(name) if one.country in (first, code)]
                where = geometry.nearest_border(base, near, first, code, self.gazetteer)
                return where or geometry.border_of(base, first, code, name.text, self.gazetteer) or base
        return base

    def _around(self, name: PlaceName) -> list[Place]:
        """Sure towns of the same paragraph, nearest words first."""
        start = self.text.rfind("\n", 0, name.span.start) + 1
        end = self.text.find("\n", name.span.end)
        here = [
            (abs(one.span.start - name.span.start), self.chosen[one.name].candidate.place)
            for one in self.names
            if one is not name and start <= one.span.start < (end if end >= 0 else len(self.text))
            and one.name in self.chosen
        ]  # fmt: skip
        points = [item for item in here if item[1].kind not in (PlaceKind.COUNTRY, PlaceKind.ADMIN1)]
        return [place for _, place in sorted(points, key=lambda item: item[0])]

    def _parent(self, name: PlaceName) -> Place | None:
        """The town or province that a name which no list has lies in: told by the words, else the last one named."""
        told = self._containers(name)
        if told:
            return told[0]
        if name.kind is None or name.kind in (PlaceKind.COUNTRY, PlaceKind.ADMIN1):
            return None
        paragraph = self.text.rfind("\n", 0, name.span.start) + 1
        here = [one for one in self.names if paragraph <= one.span.start < name.span.start]
        if name.kind is PlaceKind.CITY:
            return self._province(here)
        for place in map(self._town, reversed(here)):
            if place is not None:
                return place
        if name.kind in (PlaceKind.DISTRICT, PlaceKind.CAMP):
            towns = Counter(place.id for place in map(self._town, self.names) if place is not None)
            if towns:
                return self.gazetteer.get(towns.most_common(1)[0][0])
        return next((place for place in self.given if place.kind is PlaceKind.CITY), None)

    def _province(self, here: Sequence[PlaceName]) -> Place | None:
        """The one province that the paragraph has named before an unlisted village, or that was given."""
        named = [self.chosen[one.name].candidate.place for one in here if one.name in self.chosen]
        units = {place.id: place for place in named or self.given if place.kind in _UNITS}
        return next(iter(units.values())) if len(units) == 1 else None


def _small(candidates: Sequence[Candidate], countries: Container[str]) -> tuple[Candidate, ...]:
    """The candidates that "desa X" can mean: small places, in a country of the report when it speaks of any."""
    return tuple(
        one
        for one in candidates
        if one.place.population < _VILLAGE_MOST and (not countries or one.place.country in countries)
    )
