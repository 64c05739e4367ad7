"""From groups of mentions to the events of a report, with all their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tapal.events.casualties import merged
from tapal.events.context import Article
from tapal.events.counts import Figure
from tapal.events.decide import surest
from tapal.events.mention import EventMention
from tapal.events.naming import CONTEXT, party, site
from tapal.events.speech_denials import denier_of, is_of_others
from tapal.events.statements import Holding
from tapal.lang.frames import Pattern
from tapal.lang.temporal import TimeMention
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.count import Count
from tapal.model.event import Ceasefire, ControlStatement, Event, Site, Tally
from tapal.model.kinds import (
    ControlState,
    DatePrecision,
    EventId,
    EventType,
    Novelty,
    PlaceKind,
    PlacePrecision,
    RuleId,
    Status,
)
from tapal.model.text import Span
from tapal.model.when import UNKNOWN_WHEN, When
from tapal.model.where import Where

VERSION = "1"
MOST_PARTIES = 6
BREADTH = {
    PlaceKind.CITY: 1, PlaceKind.ADMIN2: 2, PlaceKind.REGION: 3, PlaceKind.ADMIN1: 3, PlaceKind.RIVER: 3,
    PlaceKind.COUNTRY: 4,
}
EVENT_ROLE_THRESHOLD = {"actor": 0.33, "target": 0.28, "place": 0.35}
FAR_ROLE_THRESHOLD = {"actor": 0.20, "target": 0.18, "place": 0.18}
WIDE = 3  # breadth from which a place is no spot
LEAD_BONUS = 0.15
ONE_SIDE = 0.75  # … and of a change of hands it is: enemies never take a place together
RELATIVE = 0.6  # a filler much less sure than the surest is rather the other side
SURELY_SAME = 0.7  # a mention less surely of the same event lends it no speaker
TRUCE = frozenset({EventType.CEASEFIRE})
CHANGES = frozenset({EventType.CAPTURE, EventType.HANDOVER})
DIRECTED = CHANGES | {EventType.SIEGE, EventType.WITHDRAWAL}


Same = Callable[[EventMention, EventMention], float]
Telling = tuple[EventMention, float]  # a mention, and the chance that it tells the event


def specific_first(places: Sequence[Cast]) -> list[Cast]:
    """Places with the most specific first (guide, `places`): quarters and posts, towns, provinces, countries."""
    return sorted(places, key=lambda cast: _breadth(cast.entity.where) if cast.entity.where is not None else 0)


def _breadth(where: Where) -> int:
    """Ground near a border or beside a place is narrower than the wide place it is told by."""
    return min(BREADTH.get(where.kind, 0), 2 if where.precision is PlacePrecision.NEAR else 9)


def _key(entity: Entity, text: str) -> str:
    return str(entity.actor_id or (entity.where.place_id if entity.where else "")) or _quoted(entity.span, text)


@dataclass(frozen=True, slots=True)
class Cast:
    """A filler of a role over all mentions of an event: its chance, and whether it stands beside one of them."""

    entity: Entity
    chance: float
    beside: bool


def _cast(ordered: Sequence[Telling], role: str, text: str, relative: float = RELATIVE) -> list[Cast]:
    """Fillers of a role, surest first.

    The chances of one actor or place add up over mentions (1 − Π(1 − p)), each as far as the mention is surely of the
    event; what stands in another sentence counts only when no mention has a filler beside it; pronouns only when
    nothing else is known.
    """
    for beside in (True, False):
        missing: dict[str, float] = {}
        first: dict[str, Entity] = {}
        for mention, chance in ordered:
            for filler in mention.fillers if beside else mention.beyond.fillers:
                if filler.role == role:
                    key = _key(filler.entity, text)
                    missing[key] = missing.get(key, 1.0) * (1.0 - chance * filler.chance)
                    if key not in first or first[key].kind is PhraseClass.PRONOUN:
                        first[key] = filler.entity
        floor = EVENT_ROLE_THRESHOLD[role] if beside else FAR_ROLE_THRESHOLD[role]
        best = max((1.0 - left for left in missing.values()), default=0.0)
        floor = max(floor, relative * best)
        kept = sorted((-(1.0 - left), key) for key, left in missing.items() if 1.0 - left >= floor)
        cast = [Cast(first[key], -chance, beside) for chance, key in kept]
        named = [one for one in cast if one.entity.kind is not PhraseClass.PRONOUN]
        if named:
            return named[: MOST_PARTIES if beside else 1]
    return []


def _distinct(casts: Sequence[Cast], text: str) -> list[Cast]:
    """Fillers without those whose words are a surer one's, part of them, or hold them ("Thailand dan Kamboja")."""
    kept: list[Cast] = []
    for cast in casts:
        span = cast.entity.span
        if not any(span.overlaps(other.entity.span) or _quoted(span, text) == _quoted(other.entity.span, text)
                   for other in kept):
            kept.append(cast)
    return kept


def _quoted(span: Span, text: str) -> str:
    return text[span.start : span.end].casefold()


def _sides(
    actors: Sequence[Cast], targets: Sequence[Cast], pattern: Pattern, text: str
) -> tuple[list[Cast], list[Cast]]:
    """Actors and targets without those on both sides: nobody takes a place from himself; the surer role stays."""
    if pattern is Pattern.PARTIES:
        return list(actors), list(targets)
    as_actor = {_key(cast.entity, text): cast.chance for cast in actors}
    as_target = {_key(cast.entity, text): cast.chance for cast in targets}
    return (
        [cast for cast in actors if cast.chance >= as_target.get(_key(cast.entity, text), 0.0)],
        [cast for cast in targets if cast.chance > as_actor.get(_key(cast.entity, text), 0.0)],
    )


def _place(article: Article, cast: Cast) -> Site:
    """A place of an event; one that only another sentence names says so (`how` begins with "context")."""
    found = site(article, cast.entity)
    if cast.beside or found.where is None:
        return found
    return Site(found.evidence, replace(found.where, how=f"{CONTEXT}: {found.where.how}"))


def _when(group: Sequence[EventMention], lead: EventMention) -> When:
    """The surest date of the mentions; the lead's own when it has one nearly as sure."""
    if lead.type in DIRECTED and lead.when.known:
        return lead.when
    known = [m for m in group if m.when.known and (m.status is lead.status or lead.status is Status.HAPPENED)]
    return max(known, key=lambda m: m.when_chance + (LEAD_BONUS if m is lead else 0.0)).when if known else UNKNOWN_WHEN


def _count(
    group: Sequence[EventMention], lead: EventMention, pick: Callable[[EventMention], Count | None]
) -> Count | None:
    own = pick(lead)
    others = [pick(m) for m in sorted(group, key=lambda m: (m.headline, m.trigger.sentence))]
    counts = [count for count in (own, *others) if count is not None]
    distinct = list(dict.fromkeys(counts))
    exact = [count for count in distinct if count.vague is None] or distinct
    return merged(exact, add=False) if exact else None


def _ceasefire(article: Article, group: Sequence[EventMention], places: Sequence[Entity]) -> Ceasefire:
    """Clock, length and scope of a truce from the sentences that tell it (and the ones right behind)."""
    indexes = sorted({m.trigger.sentence for m in group})
    times: list[TimeMention] = []
    for index in indexes:
        times += article.scene.times_in(article.sentence(index).sentence.span)
    instant = next((t.instant for t in times if t.instant is not None), None)
    hours = next((t.hours for t in times if t.hours is not None and t.kind == "duration"), None)
    start = instant or next((t.when.start for t in times if t.when.known and t.kind != "duration"), None)
    scope = article.scene.document.quote(places[0].span) if places else None
    return Ceasefire(start, hours, scope)


def _truce_when(when: When, truce: Ceasefire) -> When:
    """A truce with a clock runs from its start to its end."""
    if not isinstance(truce.starts, datetime) or truce.duration_hours is None:
        return when
    end = truce.starts + timedelta(hours=truce.duration_hours)
    return When(truce.starts.date(), end.date(), when.precision if when.known else DatePrecision.DAY, "truce")


def _spans(mentions: Iterable[EventMention], lead: EventMention) -> list[Span]:
    found: list[Span] = []
    for mention in mentions:
        if mention is not lead and not any(mention.quote == span for span in (lead.quote, *found)):
            found.append(mention.quote)
    return found


def _tellers(ordered: Sequence[Telling], lead: EventMention, role: str) -> Sequence[Telling]:
    """The mentions that say who fills a role: of a change of hands only the lead, where its sentence names somebody.

    Another mention that is grouped wrongly would put the loser beside the taker.
    """
    if lead.type not in DIRECTED:
        return ordered
    named = any(f.role == role and f.chance >= EVENT_ROLE_THRESHOLD[role] for f in lead.fillers)
    return ordered[:1] if named else ordered


def _pinned(told: list[Cast], ordered: Sequence[Telling], text: str) -> list[Cast]:
    """Places, with those that other mentions name where all are vague ("the border", then "the al-Waleed crossing")."""
    if not told or not all(_is_vague(cast.entity) for cast in told):
        return told
    found = _cast(ordered, "place", text, 0.0)
    return told + [cast for cast in found if cast.beside and not _is_vague(cast.entity)]


def _is_vague(entity: Entity) -> bool:
    """Whether a phrase names no spot: a wide place, ground near one, or a word for a kind of place."""
    where = entity.where
    if where is None:
        return not entity.named
    return where.precision is not PlacePrecision.EXACT or BREADTH.get(where.kind, 0) >= WIDE


def event_of(article: Article, group: Sequence[EventMention], number: int, same: Same) -> Event:
    """One event of the report out of its mentions; `same` is the chance that two of them tell one event."""
    document = article.scene.document
    happened = [m for m in group if m.status is not Status.DENIED] or list(group)
    lead = surest(happened)
    text = document.text
    others = sorted((m for m in group if m is not lead), key=lambda m: (m.headline, -m.probability))
    ordered = [(lead, 1.0), *((m, same(lead, m)) for m in others)]
    relative = {"actor": ONE_SIDE} if lead.type in DIRECTED else {}
    cast = {
        role: _cast(_tellers(ordered, lead, role), role, text, relative.get(role, RELATIVE))
        for role in EVENT_ROLE_THRESHOLD
    }
    actors, targets = _sides(
        _distinct(cast["actor"], text), _distinct(cast["target"], text), lead.trigger.frame.pattern, text
    )
    places = specific_first(_pinned(cast["place"], ordered, text))
    when = _when(group, lead)
    truce = None
    if lead.type in TRUCE:
        truce = _ceasefire(article, group, [cast.entity for cast in places])
        when = _truce_when(when, truce)
    sides = [cast.entity for cast in actors]
    denials = [m for m in group if m.status is Status.DENIED and m is not lead and lead.status is Status.HAPPENED
               and not is_of_others(article, m.trigger.sentence, sides)]
    denier = next((m.speaker or m.denier for m in denials if m.speaker or m.denier), None)
    also_said = (
        m.speaker for m in group
        if m is not lead and m.status is lead.status and same(lead, m) >= SURELY_SAME and m.speaker
    )
    speaker = lead.speaker or next(also_said, None)
    if denier is None and lead.status is Status.HAPPENED:
        denier = denier_of(article, [m.trigger for m in group], speaker, sides)
    novelty = Novelty.NEW if any(m.headline for m in group) and lead.status is Status.HAPPENED else lead.novelty
    return Event(
        id=EventId(f"{document.id}#e{number}"), doc_id=document.id, type=lead.type,
        evidence=document.evidence(lead.quote), trigger=document.evidence(lead.span),
        also=tuple(document.evidence(s) for s in _spans(group, lead)),
        actors=tuple(party(article, cast.entity) for cast in actors),
        targets=tuple(party(article, cast.entity) for cast in targets),
        places=tuple(_place(article, cast) for cast in places), when=when, status=lead.status, novelty=novelty,
        attribution=party(article, speaker) if speaker else None, killed=_count(group, lead, lambda m: m.killed),
        injured=_count(group, lead, lambda m: m.injured), ceasefire=truce,
        denied_by=party(article, denier) if denier else None,
        rule=RuleId(f"{lead.trigger.frame.id}@{VERSION}"), confidence=round(lead.probability, 3),
    )


def statement_of(article: Article, holding: Holding, number: int) -> ControlStatement:
    """A control statement bound to its document."""
    document, today = article.scene.document, article.scene.around.today
    sentence = article.sentence(holding.sentence)
    times = [t for t in article.scene.times_in(sentence.sentence.span) if t.when.known and t.kind == "date"]
    past = [t for t in times if t.when.end and today and t.when.end < today and t.when.precision == "day"]
    state = holding.pattern.state
    return ControlStatement(
        id=EventId(f"{document.id}#c{number}"), doc_id=document.id, evidence=document.evidence(sentence.sentence.span),
        place=site(article, holding.place), holders=tuple(party(article, e) for e in holding.holders),
        state=ControlState(state), as_of=past[0].when.end if past else today, until=None,
        attribution=party(article, holding.speaker) if holding.speaker else None,
        rule=RuleId(f"{holding.pattern.id}@{VERSION}"), confidence=holding.pattern.weight,
    )


def before_its_loss(statement: ControlStatement, events: Sequence[Event]) -> ControlStatement:
    """A statement of what was so before the change that the same report tells.

    "ISIS memegang al-Waleed sejak 2015" beside its capture on the 17th holds until the 16th.
    """
    held = {party.actor_id or party.text.casefold() for party in statement.holders}
    place = statement.place.where
    if place is None or statement.as_of is None:
        return statement
    for event in events:
        start = event.when.start
        if event.type not in CHANGES or event.status is not Status.HAPPENED or start is None or start > statement.as_of:
            continue
        takers = {party.actor_id or party.text.casefold() for party in event.actors}
        same = any(one.where is not None and one.where.place_id == place.place_id for one in event.places)
        if same and takers and not held & takers:
            last = start - timedelta(days=1)
            return replace(statement, as_of=last, until=last)
    return statement


def told_once(statements: Sequence[ControlStatement]) -> tuple[ControlStatement, ...]:
    """Statements without those that a report makes again: of one place, state and day, with a holder in common.

    The surest stays, of equally sure ones the first.
    """
    kept: list[ControlStatement] = []
    for one in sorted(statements, key=lambda one: -one.confidence):
        if not any(_says_the_same(one, other) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.evidence.span.start))


def _says_the_same(one: ControlStatement, other: ControlStatement) -> bool:
    here, there = one.place.where, other.place.where
    if here is None or there is None or here.place_id != there.place_id:
        return False
    if (one.state, one.as_of, one.until) != (other.state, other.as_of, other.until):
        return False
    ids, others = ({party.actor_id for party in s.holders if party.actor_id} for s in (one, other))
    return bool(ids & others) or not (one.holders or other.holders)


def tally_of(article: Article, figure: Figure, speaker: Entity | None, number: int) -> Tally:
    """A running total bound to its document; its interval from the times of its sentence."""
    document, today = article.scene.document, article.scene.around.today
    sentence = article.sentence(figure.sentence)
    times = [t for t in article.scene.times_in(sentence.sentence.span) if t.when.known]
    chosen = next((t for t in times if t.kind == "since"), times[0] if times else None)
    start = chosen.when.start if chosen else None
    end = (chosen.when.end if chosen.kind != "since" else today) if chosen else None
    triggers = article.triggers_in(figure.sentence)
    entities = article.entities(figure.sentence)
    armed = [e for e in entities if e.kind is PhraseClass.ARMED and e is not figure.who and e is not speaker]
    places = [e for e in entities if e.kind is PhraseClass.PLACE and e.where is not None]
    return Tally(
        id=EventId(f"{document.id}#t{number}"), doc_id=document.id, evidence=document.evidence(sentence.sentence.span),
        kind=figure.kind, count=figure.count, when_from=start, when_to=end,
        cause=triggers[0].frame.type if triggers else None, actors=tuple(party(article, e) for e in armed[:2]),
        places=tuple(site(article, e) for e in places[:2]), attribution=party(article, speaker) if speaker else None,
        rule=RuleId(f"tally.{figure.kind}@{VERSION}"),
    )
