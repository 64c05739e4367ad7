"""From groups of mentions to the events of a report, with all their evidence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from tapal.events.casualties import merged
from tapal.events.context import Article
from tapal.events.counts import Figure
from tapal.events.decide import surest
from tapal.events.held import antecedent_place
from tapal.events.mention import EventMention
from tapal.events.speech_denials import denier_of
from tapal.events.statements import Holding
from tapal.lang.temporal import TimeMention
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.count import Count
from tapal.model.event import Ceasefire, ControlStatement, Event, Party, Site, Tally
from tapal.model.kinds import (
    ControlState,
    EventId,
    EventType,
    Novelty,
    PlaceKind,
    PlacePrecision,
    RuleId,
    Status,
)
from tapal.model.text import Span
from tapal.model.where import Where
from tapal.model.when import UNKNOWN_WHEN, When

VERSION = "1"
MOST_PARTIES = 6
PART_KM = 3.0  # half-width of an unnamed part of a town
ANAPHORIC = frozenset({"itu", "tersebut", "ini", "the", "this", "that"})
WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.REGION})
BREADTH = {PlaceKind.CITY: 1, PlaceKind.ADMIN2: 2, PlaceKind.REGION: 3, PlaceKind.ADMIN1: 3, PlaceKind.RIVER: 3, PlaceKind.COUNTRY: 4}
EVENT_ROLE_THRESHOLD = {"actor": 0.33, "target": 0.28, "place": 0.35}
FAR_ROLE_THRESHOLD = {"actor": 0.20, "target": 0.18, "place": 0.18}
LEAD_BONUS = 0.15
TRUCE = frozenset({EventType.CEASEFIRE})


def party(article: Article, entity: Entity) -> Party:
    """A side or speaker in the words that stand beside the event."""
    return Party(article.scene.document.evidence(entity.span), entity.actor_id, entity.actor_kind, entity.how)


def site(article: Article, entity: Entity) -> Site:
    """A place as named; "kota itu", "the city" lead to the last named place, "tiga desa" lie in or near it."""
    document = article.scene.document
    if entity.named or entity.where is not None or entity.kind is not PhraseClass.PLACE:
        return Site(document.evidence(entity.span), entity.where)
    named = antecedent_place(article, entity.phrase.sentence, entity.phrase.first)
    if named is None or named.where is None:
        return Site(document.evidence(entity.span))
    words = article.sentence(entity.phrase.sentence).words[entity.phrase.first : entity.phrase.last + 1]
    if any(word.lower in ANAPHORIC for word in words):
        return Site(document.evidence(named.span), named.where)
    if named.where.kind in WIDE:
        return Site(document.evidence(entity.span))
    part = replace(named.where, precision=PlacePrecision.PARENT, radius_km=max(named.where.radius_km, PART_KM),
                   how=f"part of {named.where.name}, {entity.phrase.text.casefold()}")
    return Site(document.evidence(entity.span), part)


def specific_first(places: Sequence[Entity]) -> list[Entity]:
    """Places with the most specific first (guide, `places`): quarters and posts, towns, provinces, countries."""
    return sorted(places, key=lambda entity: _breadth(entity.where) if entity.where is not None else 0)


def _breadth(where: Where) -> int:
    """Ground near a border or beside a place is narrower than the wide place it is told by."""
    return min(BREADTH.get(where.kind, 0), 2 if where.precision is PlacePrecision.NEAR else 9)


def _key(entity: Entity, text: str) -> str:
    return str(entity.actor_id or (entity.where.place_id if entity.where else "")) or text[
        entity.span.start : entity.span.end
    ].casefold()


def _role(group: Sequence[EventMention], lead: EventMention, role: str, text: str) -> list[Entity]:
    """Fillers of a role over all mentions of an event, surest first.

    The chances of one actor or place add up over mentions (1 − Π(1 − p)); what stands in another sentence counts
    only when no mention has a filler beside it; pronouns only when nothing else is known.
    """
    ordered = [lead, *sorted((m for m in group if m is not lead), key=lambda m: (m.headline, -m.probability))]
    for beside in (True, False):
        missing: dict[str, float] = {}
        first: dict[str, Entity] = {}
        for mention in ordered:
            for filler in mention.fillers:
                own = filler.entity.phrase.sentence == mention.trigger.sentence
                if filler.role == role and own == beside:
                    key = _key(filler.entity, text)
                    missing[key] = missing.get(key, 1.0) * (1.0 - filler.chance)
                    if key not in first or first[key].kind is PhraseClass.PRONOUN:
                        first[key] = filler.entity
        floor = EVENT_ROLE_THRESHOLD[role] if beside else FAR_ROLE_THRESHOLD[role]
        kept = sorted((-(1.0 - left), key) for key, left in missing.items() if 1.0 - left >= floor)
        found = [first[key] for _, key in kept]
        named = [entity for entity in found if entity.kind is not PhraseClass.PRONOUN]
        if named:
            chosen = named[: MOST_PARTIES if beside else 1]
            return specific_first(chosen) if role == "place" else chosen
    return []


def _when(group: Sequence[EventMention], lead: EventMention) -> When:
    """The surest date of the mentions; the lead's own when it has one nearly as sure."""
    known = [m for m in group if m.when.known]
    return max(known, key=lambda m: m.when_chance + (LEAD_BONUS if m is lead else 0.0)).when if known else UNKNOWN_WHEN


def _count(group: Sequence[EventMention], lead: EventMention, pick: Callable[[EventMention], Count | None]) -> Count | None:
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
    if truce.starts is None or truce.duration_hours is None or not hasattr(truce.starts, "hour"):
        return when
    end = truce.starts + timedelta(hours=truce.duration_hours)
    last = end.date()  # type: ignore[union-attr]
    return When(truce.starts.date(), last, when.precision if when.known else When(last, last, when.precision).precision, "truce")  # type: ignore[union-attr]


def _spans(mentions: Iterable[EventMention], lead: EventMention) -> list[Span]:
    found: list[Span] = []
    for mention in mentions:
        if mention is not lead and not any(mention.quote == span for span in (lead.quote, *found)):
            found.append(mention.quote)
    return found


def event_of(article: Article, group: Sequence[EventMention], number: int) -> Event:
    """One event of the report out of its mentions."""
    document = article.scene.document
    happened = [m for m in group if m.status is not Status.DENIED] or list(group)
    lead = surest(happened)
    text = document.text
    actors, targets, places = (_role(group, lead, role, text) for role in ("actor", "target", "place"))
    when = _when(group, lead)
    truce = None
    if lead.type in TRUCE:
        truce = _ceasefire(article, group, places)
        when = _truce_when(when, truce)
    denials = [m for m in group if m.status is Status.DENIED and m is not lead and lead.status is Status.HAPPENED]
    denier = next((m.speaker or m.denier for m in denials if m.speaker or m.denier), None)
    speaker = lead.speaker or next((m.speaker for m in group if m.speaker and m.status is lead.status), None)
    if denier is None and lead.status is Status.HAPPENED:
        denier = denier_of(article, [m.trigger for m in group], speaker)
    novelty = Novelty.NEW if any(m.headline for m in group) and lead.status is Status.HAPPENED else lead.novelty
    return Event(
        id=EventId(f"{document.id}#e{number}"), doc_id=document.id, type=lead.type, evidence=document.evidence(lead.quote),
        trigger=document.evidence(lead.span), also=tuple(document.evidence(s) for s in _spans(group, lead)),
        actors=tuple(party(article, e) for e in actors), targets=tuple(party(article, e) for e in targets),
        places=tuple(site(article, e) for e in places), when=when, status=lead.status, novelty=novelty,
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
