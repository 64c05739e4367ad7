"""Whom a description means in an article: the coalition, "kelompok itu", government forces, US-backed fighters."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tapal.knowledge.actors.entry import Actor, ActorName
from tapal.knowledge.actors.lexicon import Description
from tapal.knowledge.actors.registry import ARMED_GROUPS, Registry
from tapal.model.kinds import ActorId, ActorKind

Identity = tuple[ActorId | None, ActorKind | None, str]


def describe(
    head: Description,
    definite: bool,
    backers: Sequence[ActorId],
    countries: Sequence[str],
    names: Sequence[ActorName],
    registry: Registry,
    at: int | None,
) -> Identity:
    """Actor, kind and how, for a description; the kind alone when the article does not settle who it is."""
    if head.plural:
        return None, None, "both sides"
    if backers and head.kind in ARMED_GROUPS | {ActorKind.STATE_FORCES} and head.key != "progov":
        backed = _backed(head, backers, countries, names, registry, at)
        if backed is not None:
            return backed, registry.get(backed).kind, "backed by"
        return None, None if head.kind is ActorKind.STATE_FORCES else head.kind, "backed by"
    if head.seeks:
        found = _sought(head, definite or head.anaphoric, countries, names, registry, at)
        if found is not None:
            return found, registry.get(found).kind, "named in the article"
    if head.default_tag is not None:
        usual = _usual(head.default_tag, countries, registry)
        if usual is not None:
            return usual, registry.get(usual).kind, "usual in the country of the story"
    if head.focus and head.branch is not None:
        country = _country(head, countries, names, registry)
        made = registry.branch(head.branch, country) if country else None
        if made is not None:
            return made, registry.get(made).kind, "country of the story"
    return None, None if head.only_with_country else head.kind, "description"


def _named(names: Iterable[ActorName], registry: Registry) -> list[tuple[int, Actor]]:
    """Offsets and actors of the article's names, backers and doubtful ones left out."""
    return [(n.span.start, registry.get(n.actor_id)) for n in names if n.actor_id is not None and not n.backer]


def _pick(found: Sequence[tuple[int, Actor]], at: int | None) -> ActorId | None:
    """The nearest name before the place, else the one named most often (the first of equals)."""
    if at is not None:
        before = [actor for start, actor in found if start < at]
        if before:
            return before[-1].id
    counts = Counter(actor.id for _, actor in found)
    return counts.most_common(1)[0][0] if counts else None


def _sought(
    head: Description,
    definite: bool,
    countries: Sequence[str],
    names: Sequence[ActorName],
    registry: Registry,
    at: int | None,
) -> ActorId | None:
    """A named actor of the article that the description can stand for.

    A definite description goes to the nearest; an indefinite one only to the single actor that fits. "Rebels" are the
    one group of the story's own country that is named, else its rebels at large.
    """
    fits = [
        (start, actor)
        for start, actor in _named(names, registry)
        if actor.kind in head.seeks and (not head.tags or head.tags & actor.tags) and not head.avoids & actor.tags
        if head.branch is None or actor.country in countries[:1]
    ]
    fits = _preferred(head, fits)
    different = {actor.id for _, actor in fits}
    if len(different) > 1 and (head.branch is not None or (head.single and not definite)):
        return None
    if len(different) == 1 or definite or head.tags or head.kind is ActorKind.COALITION:
        return _pick(fits, at)
    return None


def _preferred(head: Description, fits: list[tuple[int, Actor]]) -> list[tuple[int, Actor]]:
    closer = [(start, actor) for start, actor in fits if head.prefers & actor.tags or actor.kind is head.prefers_kind]
    return closer or fits


def _usual(tag: str, countries: Sequence[str], registry: Registry) -> ActorId | None:
    """The one actor with the tag in the first country of the story that has exactly one."""
    for country in countries:
        tagged = [actor for actor in registry if tag in actor.tags and country in actor.countries]
        found = [actor.id for actor in tagged if actor.country == country] or [actor.id for actor in tagged]
        if len(found) == 1:
            return found[0]
    return None


def _country(head: Description, countries: Sequence[str], names: Sequence[ActorName], registry: Registry) -> str | None:
    """The country whose forces, government or rebels the story means: the first of its focus.

    When none of its forces are named but those of the second are, the second (a border is fought over by one side).
    A power that has no armed groups of its own in the registry fights abroad and is passed over.
    """
    home = [code for code in countries if code in registry.troubled] or list(countries)
    if head.key == "forces" and len(home) > 1:
        named = {actor.country for _, actor in _named(names, registry) if actor.kind is ActorKind.STATE_FORCES}
        if home[0] not in named and home[1] in named and home[1] == countries[1]:
            return home[1]
    return home[0] if home else None


def _backed(
    head: Description,
    backers: Sequence[ActorId],
    countries: Sequence[str],
    names: Sequence[ActorName],
    registry: Registry,
    at: int | None,
) -> ActorId | None:
    """The armed group that a state backs: one named in the article, else the only one known in its countries."""
    sides = {registry.side(backer) for backer in backers}
    fits = [(s, actor) for s, actor in _named(names, registry) if actor.kind in ARMED_GROUPS and sides & _backs(actor)]
    if head.key == "rebels":
        fits = [(s, actor) for s, actor in fits if "opposition" in actor.tags]
    if fits:
        return _pick(fits, at)
    known = [
        actor.id
        for actor in registry
        if sides & set(actor.backed_by) and actor.country in countries[:2]
        if _opposes(actor) == (head.key == "rebels")
    ]
    top = [actor_id for actor_id in known if registry.get(actor_id).parent not in known]
    return top[0] if len(top) == 1 else None


def _backs(actor: Actor) -> set[ActorId]:
    return set(actor.backed_by) | {link.actor_id for link in actor.allied_with}


def _opposes(actor: Actor) -> bool:
    return "opposition" in actor.tags
