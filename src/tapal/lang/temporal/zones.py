"""Time zones by the names that news texts give them: "WIB", "GMT", "Damascus time", "waktu Damaskus"."""

import tomllib
from datetime import timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tapal.errors import KnowledgeError


@cache
def _table() -> dict[str, str | int]:
    """Lower-case name → IANA zone, or minutes east of Greenwich."""
    raw = tomllib.loads(files(__package__).joinpath("zones.toml").read_text(encoding="utf-8"))
    table: dict[str, str | int] = dict(raw["offsets"])
    for zone, names in raw["places"].items():
        for name in names:
            if name.lower() in table:
                raise KnowledgeError(f"zones.toml: {name!r} stands twice")
            table[name.lower()] = zone
    return table


def zone_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that are zones by themselves ("WIB"), and places whose time a text may name ("Damascus")."""
    table = _table()
    fixed = tuple(n for n, z in table.items() if isinstance(z, int))
    return fixed, tuple(n for n, z in table.items() if isinstance(z, str))


@cache
def zone_of(name: str) -> tzinfo | None:
    """The zone of a zone name, city or country; None when unknown (never a guess for wide countries)."""
    found = _table().get(name.lower())
    if found is None:
        return None
    if isinstance(found, int):
        return timezone(timedelta(minutes=found), name.upper())
    try:
        return ZoneInfo(found)
    except ZoneInfoNotFoundError as error:
        raise KnowledgeError(f"zones.toml: {found!r} is not in the time zone database; install tzdata") from error
