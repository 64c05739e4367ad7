"""Keys under which reports and events are filed and sought: 64-bit signed numbers, the same on every machine.

A store keeps them, so that what is made of them must not change without a migration. Two keys that fall together only
cost a comparison more.
"""

from hashlib import blake2b

BITS = 64
_MASK = (1 << BITS) - 1
_HALF = 1 << (BITS - 1)
_ODD = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio: multiples of it fall far apart (Knuth, TAOCP 3, 6.4)


def number(text: str) -> int:
    """A text as a number."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def mixed(key: int, *more: int) -> int:
    """A key of several numbers in their order, each of at most 64 bits."""
    for one in more:
        key = ((key ^ one) * _ODD) & _MASK
        key ^= key >> 29
    return key - (1 << BITS) if key >= _HALF else key
