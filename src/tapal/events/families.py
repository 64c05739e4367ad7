"""Event types that reports use for one another; after the families of the annotation guide's scorer."""

from collections.abc import Mapping

from tapal.model.kinds import EventType as T

FAMILIES: tuple[frozenset[T], ...] = (
    frozenset({T.CLASH, T.CAPTURE, T.CEASEFIRE_VIOLATION, T.SIEGE}),
    frozenset({T.CAPTURE, T.HANDOVER, T.WITHDRAWAL}),
    frozenset({T.AIR_STRIKE, T.SHELLING, T.EXPLOSION, T.SUICIDE_BOMBING, T.GRENADE, T.CHEMICAL_ATTACK, T.INTERCEPTION}),
    frozenset({T.AIR_STRIKE, T.SHELLING, T.ATTACK_ON_CIVILIANS, T.CLASH}),
    frozenset({T.ATTACK_ON_CIVILIANS, T.ABDUCTION, T.SEXUAL_VIOLENCE, T.SIEGE, T.PROPERTY_DESTRUCTION}),
    frozenset({T.DEPLOYMENT, T.BASE, T.CLASH, T.WITHDRAWAL}),
    frozenset({T.ARREST, T.ABDUCTION, T.RELEASE}),
    frozenset({T.CEASEFIRE, T.AGREEMENT, T.TALKS, T.SURRENDER, T.RELEASE}),
    frozenset({T.EVACUATION, T.AID, T.DISPLACEMENT, T.RELEASE}),
    frozenset({T.PROTEST, T.RIOT}),
)
VIOLENT = frozenset({
    T.CLASH, T.CAPTURE, T.AIR_STRIKE, T.SHELLING, T.EXPLOSION, T.SUICIDE_BOMBING, T.GRENADE, T.CHEMICAL_ATTACK,
    T.ATTACK_ON_CIVILIANS, T.ABDUCTION, T.SEXUAL_VIOLENCE, T.SIEGE, T.INTERCEPTION, T.CEASEFIRE_VIOLATION, T.RIOT,
    T.PROTEST,
})


RELATED: Mapping[T, frozenset[T]] = {
    one: frozenset({one}.union(*(family for family in FAMILIES if one in family))) for one in T
}


def related(one: T, other: T) -> bool:
    """True when two types are equal or one of a family."""
    return other in RELATED[one]
