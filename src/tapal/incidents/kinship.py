"""Which types reports confuse for one happening, and by how much that counts against a match."""

from functools import cache

from tapal.model.kinds import EventType as T

SAME_TYPE = 1.2
STRANGE = -4.0

_PAIRS: dict[tuple[T, T], float] = {
    (T.CLASH, T.CAPTURE): -2.0,
    (T.CLASH, T.SIEGE): -2.0,
    (T.CLASH, T.DEPLOYMENT): -2.0,
    (T.CLASH, T.ATTACK_ON_CIVILIANS): -1.0,
    (T.CLASH, T.SHELLING): -1.5,
    (T.CLASH, T.AIR_STRIKE): -1.5,
    (T.CLASH, T.EXPLOSION): -1.5,
    (T.CLASH, T.SUICIDE_BOMBING): -1.5,
    (T.CLASH, T.CEASEFIRE_VIOLATION): -0.7,
    (T.CAPTURE, T.HANDOVER): -0.7,
    (T.CAPTURE, T.SIEGE): -2.0,
    (T.HANDOVER, T.WITHDRAWAL): -0.7,
    (T.SHELLING, T.AIR_STRIKE): -0.5,
    (T.SHELLING, T.ATTACK_ON_CIVILIANS): -1.0,
    (T.SHELLING, T.EXPLOSION): -1.0,
    (T.SHELLING, T.CEASEFIRE_VIOLATION): -0.5,
    (T.SHELLING, T.CHEMICAL_ATTACK): -1.0,
    (T.AIR_STRIKE, T.ATTACK_ON_CIVILIANS): -1.0,
    (T.AIR_STRIKE, T.CEASEFIRE_VIOLATION): -0.7,
    (T.AIR_STRIKE, T.CHEMICAL_ATTACK): -1.0,
    (T.AIR_STRIKE, T.EXPLOSION): -1.0,
    (T.AIR_STRIKE, T.PROPERTY_DESTRUCTION): -1.5,
    (T.EXPLOSION, T.SUICIDE_BOMBING): -0.3,
    (T.EXPLOSION, T.GRENADE): -0.5,
    (T.EXPLOSION, T.ATTACK_ON_CIVILIANS): -1.0,
    (T.EXPLOSION, T.PROPERTY_DESTRUCTION): -1.0,
    (T.EXPLOSION, T.INTERCEPTION): -2.0,
    (T.SUICIDE_BOMBING, T.ATTACK_ON_CIVILIANS): -1.0,
    (T.CEASEFIRE, T.AGREEMENT): -0.7,
    (T.AGREEMENT, T.TALKS): -1.5,
    (T.AGREEMENT, T.RELEASE): -1.5,
    (T.ARREST, T.ABDUCTION): -0.7,
    (T.RELEASE, T.EVACUATION): -1.0,
    (T.EVACUATION, T.DISPLACEMENT): -1.0,
    (T.SURRENDER, T.WITHDRAWAL): -1.5,
    (T.SURRENDER, T.HANDOVER): -1.5,
    (T.PROTEST, T.RIOT): -0.5,
    (T.RIOT, T.CLASH): -1.5,
    (T.RIOT, T.ATTACK_ON_CIVILIANS): -1.5,
    (T.DEPLOYMENT, T.BASE): -0.7,
}


def kinship(first: T, second: T) -> float:
    """Log-odds weight of a pair of types: positive for the same, mildly negative for lookalikes."""
    if first is second:
        return SAME_TYPE
    return _PAIRS.get((first, second), _PAIRS.get((second, first), STRANGE))


@cache
def lookalikes(kind: T) -> frozenset[T]:
    """The type itself and those that another report may give for the same happening."""
    return frozenset({kind} | {b for a, b in _PAIRS if a is kind} | {a for a, b in _PAIRS if b is kind})
