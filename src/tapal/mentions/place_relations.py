"""Places told by another place: "10 km utara Mosul", "pinggiran timur Damaskus", "perbatasan Irak-Suriah"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tapal.knowledge.places.gazetteer import Candidate
from tapal.mentions.place_finding import Hit, Reader
from tapal.model.kinds import PlaceKind

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MILE_KM = 1.609
# Words from a road to the first of its ends: "jalan yang menghubungkan kota X", "the road linking the town of X".
_ROAD_REACH = 7


class RelationKind(StrEnum):
    """How a described place lies to the named one."""

    OFFSET = "offset"  # some way off in a direction
    PART = "part"  # a part of it
    OUTSKIRTS = "outskirts"
    NEAR = "near"
    BETWEEN = "between"
    BORDER = "border"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a described place to the named one; `km` and `direction` where the words give them.

    `other` are the candidates of the second name ("antara X dan Y", "perbatasan X-Y"), empty when there is none.
    """

    kind: RelationKind
    direction: str | None = None
    km: float | None = None
    other: tuple[Candidate, ...] = ()
    other_text: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """A hit with its relation and the words `first` … `last - 1` that tell both."""

    hit: Hit
    relation: Relation | None
    first: int
    last: int


def describe(reader: Reader) -> list[Described]:
    """The hits of a text, those with a relation around them as described places; names used up as the second
    of a pair are left out."""
    found: list[Described] = []
    skip = -1
    for at, hit in enumerate(reader.hits):
        if at == skip:
            continue
        following = reader.hits[at + 1] if at + 1 < len(reader.hits) else None
        described = _border(reader, hit, following) or _between(reader, hit, following)
        if described is not None and following is not None and described.last >= following.last:
            skip = at + 1
        found.append(described or _single(reader, hit))
    return found


def _border(reader: Reader, hit: Hit, following: Hit | None) -> Described | None:
    if not any(one.place.kind is PlaceKind.COUNTRY for one in hit.candidates):
        if not _word_before(reader, hit, "border", 3):
            return None
        index = _word_before(reader, hit, "border", 3)[0]
        first = min(index, hit.head_first if hit.head_first >= 0 else index)
        direction = _direction_before(reader, hit.first)[0]
        if direction is not None:
            return Described(hit, Relation(RelationKind.BORDER, direction), first, hit.last)
        return Described(hit, None, first, hit.last)  # "perbatasan Tanf" is the place itself
    second = following if following is not None and _pair_gap(reader, hit, following) else None
    last = second.last if second is not None else hit.last
    before = _word_before(reader, hit, "border", 4)
    after = last < len(reader.words) and reader.words[last].norm in reader.wording.relative["border"]
    if not before and not (after and reader.wording.language == "en" and reader.joined(last)):
        return None
    if second is not None and not any(one.place.kind is PlaceKind.COUNTRY for one in second.candidates):
        second, last = None, hit.last
    relation = Relation(
        RelationKind.BORDER,
        other=second.candidates if second is not None else (),
        other_text=reader.phrase(second.first, second.last) if second is not None else "",
    )
    return Described(hit, relation, before[0] if before else hit.first, last if before else last + 1)


def _pair_gap(reader: Reader, hit: Hit, following: Hit) -> bool:
    between = reader.text[reader.words[hit.last - 1].end : reader.words[following.first].start]
    ands = "|".join((*reader.wording.relative["and"], *reader.wording.relative["border_joins"]))
    return re.fullmatch(rf"\s?[-–]\s?|\s(?:{ands})\s", between) is not None


def _word_before(reader: Reader, hit: Hit, role: str, reach: int) -> tuple[int, ...]:
    """Index of a word of the role before the hit with only joining words between; empty when there is none."""
    words, wording = reader.words, reader.wording
    index = (hit.head_first if hit.head_first >= 0 else hit.first) - 1
    for _ in range(reach):
        if index < 0 or not reader.joined(index + 1):
            return ()
        norm = words[index].norm
        if norm in wording.relative[role]:
            return (index,)
        if reader.norms(max(0, index - 1), index + 1) in wording.relative[role]:
            return (index - 1,)
        if norm not in wording.relative["border_joins"] and norm not in wording.directions:
            return ()
        index -= 1
    return ()


def _between(reader: Reader, hit: Hit, following: Hit | None) -> Described | None:
    if following is None or not hit.candidates or not following.candidates:
        return None
    start = reader.words[max(hit.last, hit.tail_last) - 1].end
    stop = reader.words[following.head_first if following.head_first >= 0 else following.first].start
    gap = reader.text[start:stop].strip()
    told = _word_before(reader, hit, "between", 1)
    if told and gap in reader.wording.relative["and"]:
        return _pair(reader, hit, following, told[0], max(following.last, following.tail_last))
    return _road(reader, hit, following, gap)


def _pair(reader: Reader, hit: Hit, following: Hit, first: int, last: int) -> Described:
    other = reader.phrase(following.first, following.last)
    return Described(hit, Relation(RelationKind.BETWEEN, other=following.candidates, other_text=other), first, last)


def _road(reader: Reader, hit: Hit, following: Hit, gap: str) -> Described | None:
    """ "jalan raya Baghdad-Kirkuk", "the road from Sana'a to Marib", "the Baghdad-Kut highway"."""
    roads, joins = reader.wording.relative["roads"], reader.wording.relative["road_joins"]
    dash = gap in ("-", "–", "—")
    if not dash and gap not in reader.wording.relative["road_ends"]:
        return None
    last = max(following.last, following.tail_last)
    after = following.last
    if after < len(reader.words) and reader.joined(after) and reader.words[after].norm in roads:
        return _pair(reader, hit, following, hit.first, max(last, after + 1)) if dash or gap == "to" else None
    index, joined = hit.first - 1, dash
    while index >= 0 and hit.first - index < _ROAD_REACH and reader.joined(index + 1):
        norm, two = reader.words[index].norm, reader.norms(max(0, index - 1), index + 1)
        if norm in roads and joined:
            first = index - 1 if index and two in roads else index
            return _pair(reader, hit, following, first, last)
        joined = joined or norm in joins or two in joins
        index -= 1
    return None


def _single(reader: Reader, hit: Hit) -> Described:
    first = hit.head_first if hit.head_first >= 0 else hit.first
    direction, index, ofs = _direction_before(reader, first)
    distance = _distance_before(reader, index)
    if distance is not None:
        km, start = distance
        kind = RelationKind.OFFSET if direction else RelationKind.NEAR
        return Described(hit, Relation(kind, direction, km), start, hit.last)
    edge = _role_before(reader, index, "outskirts")
    if edge is not None:
        outer, start, _ = _direction_before(reader, edge)
        first = start + 1 if outer else edge
        return Described(hit, Relation(RelationKind.OUTSKIRTS, direction or outer), first, hit.last)
    if direction:
        lone = reader.wording.language == "id" or ofs
        inner = RelationKind.PART if _wide(hit) or not lone else RelationKind.OFFSET
        return Described(hit, Relation(inner, direction), index + 1, hit.last)
    after = _direction_after(reader, hit)
    if after is not None:
        return Described(hit, Relation(RelationKind.PART, after[0]), hit.first, after[1])
    near = _role_before(reader, first - 1, "near")
    country = any(one.place.kind is PlaceKind.COUNTRY for one in hit.candidates)
    if near is not None and not country:
        return Described(hit, Relation(RelationKind.NEAR), near, hit.last)
    return Described(hit, None, hit.first, hit.last)


def _wide(hit: Hit) -> bool:
    kinds = (PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.ISLAND)
    return bool(hit.candidates) and hit.candidates[0].place.kind in kinds


def _direction_before(reader: Reader, first: int) -> tuple[str | None, int, bool]:
    """(direction, index of the word before it, whether "of" or a filler stood between) left of a name."""
    index, filled = first - 1, False
    while index >= 0 and reader.joined(index + 1) and index > first - 4:
        two = reader.norms(max(0, index - 1), index + 1)
        if two in reader.wording.directions and reader.joined(index):
            return reader.wording.directions[two], index - 2, filled
        norm = reader.words[index].norm
        if norm in reader.wording.directions:
            return reader.wording.directions[norm], index - 1, filled
        if norm not in reader.wording.relative["fillers"]:
            break
        filled = True
        index -= 1
    return None, first - 1, False


def _direction_after(reader: Reader, hit: Hit) -> tuple[str, int] | None:
    """A compass word right after an Indonesian name ("Mosul barat"), unless it belongs to what follows."""
    if reader.wording.language != "id":
        return None
    for size in (2, 1):
        end = hit.last + size
        if end <= len(reader.words) and all(reader.joined(at) for at in range(hit.last, end)):
            norm = reader.norms(hit.last, end)
            if norm in reader.wording.directions:
                return reader.wording.directions[norm], end
    return None


def _distance_before(reader: Reader, index: int) -> tuple[float, int] | None:
    """(kilometres, index of the number) for "10 km" or "sekitar 10 kilometer (di sebelah)" that ends at a word."""
    words, wording = reader.words, reader.wording
    for _ in range(4):
        if index < 1:
            return None
        unit = words[index].norm
        if unit in wording.relative["distance_units"]:
            number = _NUMBER.search(reader.text, max(0, words[index].start - 8), words[index].start)
            if number is None:
                return None
            start = index - 1
            while start > 0 and words[start].start > number.start():
                start -= 1
            value = float(number.group().replace(",", "."))
            scale = _MILE_KM if unit in ("mil", "mile", "miles") else 0.001 if unit.startswith("met") else 1.0
            return value * scale, start
        if unit not in wording.relative["fillers"] and unit not in ("di", "sebelah", "to", "the", "from", "dari"):
            return None
        index -= 1
    return None


def _role_before(reader: Reader, index: int, role: str) -> int | None:
    for _ in range(3):
        if index < 0 or not reader.joined(index + 1):
            return None
        norm = reader.words[index].norm
        if norm in reader.wording.relative[role]:
            return index
        two = reader.norms(max(0, index - 1), index + 1)
        if two in reader.wording.relative[role]:
            return index - 1
        if norm not in reader.wording.relative["fillers"]:
            return None
        index -= 1
    return None
