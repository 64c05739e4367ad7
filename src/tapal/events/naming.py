"""In which words of the report a side or a place stands in the record."""

import re
from dataclasses import replace

from tapal.events.context import Article
from tapal.events.held import antecedent_place
from tapal.knowledge.actors.entry import NameType
from tapal.mentions.phrases import PhraseClass
from tapal.mentions.scene import Entity
from tapal.model.event import Party, Site
from tapal.model.kinds import PlaceKind, PlacePrecision
from tapal.model.text import Span

CONTEXT = "context"
PART_KM = 3.0  # half-width of an unnamed part of a town
ANAPHORIC = frozenset({"itu", "tersebut", "ini", "the", "this", "that"})
WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.REGION})
# Words around an abbreviation that say no more than that it names a group.
GROUP_WORDS = frozenset(
    "the a an group forces troops fighters militants para kelompok pasukan tentara milisi militan gerakan".split()
)
COUNTRY_WORDS = frozenset("the negara republic republik state of kerajaan kingdom".split())
_INTRODUCED = re.compile(r"""\s*\(\s*["“']?[\w\-/]{2,15}["”']?\s*\)""")


def party(article: Article, entity: Entity) -> Party:
    """A side or speaker in the words that stand beside the event; an abbreviation in those that introduce it."""
    span = _introduction(article, entity) or entity.span
    if _named_after(article, entity):
        return Party(article.scene.document.evidence(span), None, None, entity.how)
    return Party(article.scene.document.evidence(span), entity.actor_id, entity.actor_kind, entity.how)


def _named_after(article: Article, entity: Entity) -> bool:
    """"Kamp Palestina", "perbatasan Yordania": a place with a country in its name is not that country's state."""
    if entity.kind is not PhraseClass.PLACE or entity.actor_id is None:
        return False
    text = article.scene.document.text
    inside = [n for n in article.scene.around.names if n.type is NameType.COUNTRY and entity.span.contains(n.span)]
    around = [text[entity.span.start : n.span.start] + " " + text[n.span.end : entity.span.end] for n in inside]
    return any(word not in COUNTRY_WORDS for rest in around for word in rest.casefold().split())


def _introduction(article: Article, entity: Entity) -> Span | None:
    """"Rapid Support Forces (RSF)" of a report that goes on with "pasukan RSF" (guide, rule 7: the fullest form)."""
    if entity.actor_id is None:
        return None
    text, names = article.scene.document.text, article.scene.around.names
    inside = [name for name in names if entity.span.contains(name.span)]
    if len(inside) != 1 or inside[0].type is not NameType.ACRONYM or inside[0].actor_id != entity.actor_id:
        return None
    around = text[entity.span.start : inside[0].span.start] + " " + text[inside[0].span.end : entity.span.end]
    if any(word not in GROUP_WORDS for word in around.casefold().split()):
        return None
    for name in names:
        if name.actor_id == entity.actor_id and name.type is NameType.NAME:
            found = _INTRODUCED.match(text, name.span.end)
            if found is not None:
                return Span(name.span.start, found.end())
    return None


def _several(article: Article, entity: Entity) -> bool:
    """Whether a phrase means more than one place ("the cities it overran", "kota-kota itu"), not that named last."""
    head = article.sentence(entity.phrase.sentence).words[entity.phrase.head].lower
    return head.endswith("s") and not head.endswith("ss") if article.code == "en" else "-" in head


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
        if _several(article, entity):
            return Site(document.evidence(entity.span))
        return Site(document.evidence(named.span), named.where)
    if named.where.kind in WIDE:
        return Site(document.evidence(entity.span))
    part = replace(named.where, precision=PlacePrecision.PARENT, radius_km=max(named.where.radius_km, PART_KM),
                   how=f"{CONTEXT}: part of {named.where.name}, {entity.phrase.text.casefold()}")
    return Site(document.evidence(entity.span), part)
