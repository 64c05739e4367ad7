"""Truces out of incidents: what was declared, made longer and ended, and what broke it.

Announcements of one truce (their zones touch, their starts agree) are one truce, even where merging kept them
apart; extensions and ends go to the truce that runs in their zone. Demands for a truce, fears and hopes make none.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations

from tapal.incidents.cluster import components
from tapal.incidents.compare import STRIKES
from tapal.incidents.distance import between
from tapal.incidents.sides import Relation, Sides, distinct, relation
from tapal.incidents.told import SMALL, WIDE, ground, nationwide
from tapal.model.incident import Incident, TruceTelling
from tapal.model.kinds import EventType, PlaceKind, Status, TruceId, TrucePhase
from tapal.model.truce import Breach, Extension, Truce, TruceEnd, before, day_of, later
from tapal.model.where import Where

WIDE_KM = 75.0
"""How far a province or region without a known radius reaches."""

CITY_KM, SMALL_KM = 5.0, 1.0

GRACE = timedelta(days=7)
"""An extension or an end is told within a week of the truce's last day."""

FIGHTING = STRIKES | {EventType.CLASH, EventType.CAPTURE}
"""What speaks against a truce when one of its parties does it in its zone."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A telling with the incident that it is part of."""

    incident: Incident
    telling: TruceTelling

    @property
    def day(self) -> date:
        """The day on which it is told; date.max where nobody says."""
        return self.telling.published or self.telling.told.end or date.max


def truces(incidents: Iterable[Incident], sides: Sides) -> tuple[Truce, ...]:
    """All truces that incidents tell of, by start, each with its breaches; the order of incidents does not matter."""
    ordered = sorted(incidents, key=lambda incident: incident.id)
    agreed = declared(ordered, sides)
    return tuple(with_breaches(truce, ordered, sides) for truce in agreed)


def declared(incidents: Iterable[Incident], sides: Sides) -> tuple[Truce, ...]:
    """The truces without their breaches: made of the incidents of type ceasefire alone."""
    found = [
        _Told(incident, telling)
        for incident in sorted(incidents, key=lambda one: one.id)
        if incident.type is EventType.CEASEFIRE and incident.status in (Status.HAPPENED, Status.PLANNED)
        for telling in incident.truce
        if telling.status in (Status.HAPPENED, Status.PLANNED)
    ]
    opening = [told for told in found if told.telling.phase is TrucePhase.ANNOUNCED]
    made = [_made([opening[i] for i in group], sides) for group in _one_truce(opening)]
    made.sort(key=_by_start)
    for told in sorted(found, key=lambda told: (told.day, told.telling.event_id)):
        if told.telling.phase is TrucePhase.ANNOUNCED:
            continue
        number = _meant(told, made)
        if number is None:
            made.append(_made([told], sides))
            number = len(made) - 1
        made[number] = _gone_on(made[number], told)
    return tuple(_replaced(sorted(made, key=_by_start), sides))


def _by_start(truce: Truce) -> tuple[date, str]:
    begin = truce.starts or truce.announced
    return (day_of(begin) if begin else date.max, truce.id)


# ---------------------------------------------------------------- announcements


def _one_truce(opening: Sequence[_Told]) -> list[list[int]]:
    """Positions of the announcements of each truce."""
    pairs = combinations(range(len(opening)), 2)
    return components(range(len(opening)), [(i, j) for i, j in pairs if _same_truce(opening[i], opening[j])])


def _same_truce(first: _Told, second: _Told) -> bool:
    if first.incident.id == second.incident.id:
        return True
    if not _one_zone(first.telling.zone, second.telling.zone) or _told_as_two(first.telling, second.telling):
        return False
    start1, start2 = _start(first.telling), _start(second.telling)
    if start1 is not None and start2 is not None:
        return abs(day_of(start1) - day_of(start2)) <= timedelta(days=1)
    if start1 is None and start2 is None:
        return abs(first.day - second.day) <= GRACE
    known, other = (first, second) if start1 is not None else (second, first)
    end = _agreed_end(known.telling)
    begin = day_of(start1 or start2 or date.max)
    return begin - GRACE <= other.day <= (day_of(end) if end else begin + GRACE)


def _start(telling: TruceTelling) -> datetime | date | None:
    return telling.starts if telling.starts is not None else telling.told.start


def _agreed_end(telling: TruceTelling) -> datetime | date | None:
    start = _start(telling)
    if start is not None and telling.hours is not None:
        return later(start, telling.hours)
    told = telling.told
    return told.end if told.end is not None and told.start is not None and told.end > told.start else None


def _made(group: Sequence[_Told], sides: Sides) -> Truce:
    """One truce out of its announcements: the clock that most origins give, the earliest report's on a tie."""
    ordered = sorted(group, key=lambda told: (told.day, told.telling.event_id))
    incidents = list({told.incident.id: told.incident for told in ordered}.values())
    clocked = [told for told in ordered if isinstance(told.telling.starts, datetime)]
    best = max(clocked or ordered, key=lambda told: _support(told, ordered))
    end = _agreed_end(best.telling) or next((e for told in ordered if (e := _agreed_end(told.telling))), None)
    known = [day for told in ordered if (day := told.telling.published) is not None]
    happened = any(told.telling.status is Status.HAPPENED for told in ordered)
    fresh = best.telling.phase is TrucePhase.ANNOUNCED
    return Truce(
        id=TruceId("t" + hashlib.sha256(str(ordered[0].telling.event_id).encode()).hexdigest()[:12]),
        status=Status.HAPPENED if happened else Status.PLANNED,
        incidents=tuple(incident.id for incident in incidents),
        announced=min(known, default=None),
        starts=_start(best.telling) if fresh else None,
        planned_end=end if fresh else None,
        ends=end if fresh else None,
        end=TruceEnd.RAN_OUT if fresh and end is not None else None,
        scope=next((told.telling.scope for told in ordered if told.telling.scope), None),
        zone=tuple({where.place_id: where for told in ordered for where in ground(told.telling.zone)}.values()),
        parties=distinct([name for one in incidents for name in (*one.actors, *one.targets)]),
        disputed=any(incident.disputed for incident in incidents),
        extensions=(),
        evidence=tuple(told.telling.event_id for told in ordered),
        origins=tuple(dict.fromkeys(told.telling.origin for told in ordered)),
    )


def _support(told: _Told, others: Sequence[_Told]) -> int:
    """How many origins tell the same start as this one."""
    start = _start(told.telling)
    if start is None:
        return 0
    same = {other.telling.origin for other in others if (s := _start(other.telling)) is not None and _meet(s, start)}
    return len(same)


def _meet(first: datetime | date, second: datetime | date) -> bool:
    return not before(first, second) and not before(second, first)


# ---------------------------------------------------------------- extensions and ends


def _meant(told: _Told, made: Sequence[Truce]) -> int | None:
    """The truce that a telling of an extension or an end is about: that which it was merged with, else the last
    one begun in its zone that ran within a week of it."""
    for number, truce in enumerate(made):
        if told.incident.id in truce.incidents:
            return number
    zone = told.telling.zone
    fitting = [n for n, truce in enumerate(made) if _running(truce, told.day) and _touching(zone, truce.zone)]
    own = [n for n in fitting if _one_zone(zone, made[n].zone)]
    return max(own or fitting, key=lambda n: _by_start(made[n])) if fitting else None


def _running(truce: Truce, day: date) -> bool:
    begin = truce.starts or truce.announced
    return begin is not None and day_of(begin) <= day and (truce.ends is None or day <= day_of(truce.ends) + GRACE)


def _gone_on(truce: Truce, told: _Told) -> Truce:
    """The truce after it was made longer, or told as over."""
    telling = told.telling
    known = replace(
        truce,
        incidents=tuple(dict.fromkeys((*truce.incidents, told.incident.id))),
        evidence=tuple(dict.fromkeys((*truce.evidence, telling.event_id))),
        origins=tuple(dict.fromkeys((*truce.origins, telling.origin))),
        disputed=truce.disputed or told.incident.disputed,
    )
    if telling.phase is TrucePhase.ENDED:
        return _over(known, told)
    if telling.status is not Status.HAPPENED or _known_extension(truce, told):
        return known
    until = _longer(truce, telling)
    extension = Extension(truce.planned_end, until, told.incident.id, telling.event_id)
    end = None if until is None else TruceEnd.RAN_OUT
    return replace(known, planned_end=until, ends=until, end=end, extensions=(*truce.extensions, extension))


def _known_extension(truce: Truce, told: _Told) -> bool:
    """Whether an extension was told before: in the same incident, or while the end that it moved was not over."""
    if not truce.extensions:
        return False
    last = truce.extensions[-1]
    if any(told.incident.id == one.incident_id for one in truce.extensions):
        return True
    return last.since is None or told.day <= day_of(last.since) + timedelta(days=1)


def _longer(truce: Truce, telling: TruceTelling) -> datetime | date | None:
    """Until when an extended truce runs: by its added hours, else by the days that the extension is dated to."""
    told, end = telling.told, truce.planned_end
    if telling.hours is not None:
        begin = end if end is not None else _start(telling)
        return None if begin is None else later(begin, telling.hours)
    if told.start is None or told.end is None or told.end == told.start:
        return None
    return told.end if end is None or day_of(end) < told.end else None


def _over(truce: Truce, told: _Told) -> Truce:
    """The truce once a report tells that it is over: on the day of that report, unless it had run out by then."""
    if told.telling.status is not Status.HAPPENED:
        return truce
    begin = truce.starts or truce.announced
    dated = told.telling.told.start
    day = dated if dated is not None and begin is not None and day_of(begin) < dated <= told.day else told.day
    if day == date.max or (truce.ends is not None and day_of(truce.ends) <= day):
        return truce
    return replace(truce, ends=day, end=TruceEnd.TOLD)


def _replaced(ordered: Sequence[Truce], sides: Sides) -> list[Truce]:
    """A truce without an end lasts until its parties make a new one in the same zone."""
    result = list(ordered)
    for n, truce in enumerate(result):
        if truce.ends is None:
            starts = [new.starts for new in result[n + 1 :] if _takes_over(new, truce, sides)]
            if starts and starts[0] is not None:
                result[n] = replace(truce, ends=day_of(starts[0]) - timedelta(days=1), end=TruceEnd.REPLACED)
    return result


def _takes_over(new: Truce, old: Truce, sides: Sides) -> bool:
    begin = old.starts or old.announced
    if begin is None or new.starts is None or not before(begin, new.starts):
        return False
    return _same_ground(old, new) and _meeting(old, new, sides)


def _same_ground(first: Truce, second: Truce) -> bool:
    return bool(first.place_ids) and set(first.place_ids) == set(second.place_ids)


def _meeting(first: Truce, second: Truce, sides: Sides) -> bool:
    if not first.parties or not second.parties:
        return True
    return any(relation(a, b, sides) is not Relation.NONE for a in first.parties for b in second.parties)


# ---------------------------------------------------------------- zones and breaches


def covers(zone: Iterable[Where], where: Where) -> bool:
    """Whether a place lies in the zone of a truce."""
    return any(_inside(where, part) for part in zone)


def _inside(where: Where, part: Where) -> bool:
    if part.place_id in (where.place_id, where.parent):
        return True
    if part.kind is PlaceKind.COUNTRY:
        return where.country is not None and where.country == part.country
    if where.kind in WIDE:
        return False
    reach = SMALL_KM if part.kind in SMALL else CITY_KM
    if part.kind in WIDE:
        if where.country is not None and part.country is not None and where.country != part.country:
            return False
        reach = 0.0 if part.radius_km else WIDE_KM
    return between(where, part) <= reach


def _one_zone(first: Sequence[Where], second: Sequence[Where]) -> bool:
    """Whether two tellings can mean one zone: they touch, and not one is of a place, the other of a country."""
    return nationwide(first) is nationwide(second) and _touching(ground(first), ground(second))


def _told_as_two(first: TruceTelling, second: TruceTelling) -> bool:
    """Whether one report tells of both, each in places of its own."""
    doc = str(first.event_id).rpartition("#")[0]
    if doc != str(second.event_id).rpartition("#")[0]:
        return False
    return not {where.place_id for where in first.zone} & {where.place_id for where in second.zone}


def _touching(first: Sequence[Where], second: Sequence[Where]) -> bool:
    return any(covers(second, where) for where in first) or any(covers(first, where) for where in second)


def in_force(found: Iterable[Truce], where: Where, moment: datetime | date) -> tuple[Truce, ...]:
    """The truces in force at a place at an (aware) instant, or at some time of a day."""
    return tuple(truce for truce in found if truce.holds(moment) and covers(truce.zone, where))


def with_breaches(truce: Truce, incidents: Iterable[Incident], sides: Sides) -> Truce:
    """The truce with what broke it among these incidents."""
    found = [breach for incident in incidents if (breach := _breach(truce, incident, sides)) is not None]
    found.sort(key=lambda breach: (breach.day or date.max, breach.incident_id))
    return replace(truce, breaches=tuple(found))


def _breach(truce: Truce, incident: Incident, sides: Sides) -> Breach | None:
    called = incident.type is EventType.CEASEFIRE_VIOLATION
    if incident.status is not Status.HAPPENED or not (called or incident.type in FIGHTING):
        return None
    first, last = incident.when.start, incident.when.end
    if incident.where is None or first is None or last is None or not covers(truce.zone, incident.where):
        return None
    if not (truce.holds(first) and truce.holds(last)):
        return None
    if not called and not _by_party(truce, incident, sides):
        return None
    return Breach(incident.id, first, incident.actors, called, incident.disputed)


def _by_party(truce: Truce, incident: Incident, sides: Sides) -> bool:
    """Whether a party of the truce did it; both sides of a clash did."""
    doers = incident.actors + (incident.targets if incident.type is EventType.CLASH else ())
    own = (Relation.SAME, Relation.PART)
    return any(relation(doer, party, sides) in own for doer in doers for party in truce.parties)
