"""Reads the registry's data: actors written per war, and the actors that every country has, made from templates."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from importlib.resources import files

from babel import Locale

from tapal.errors import KnowledgeError
from tapal.knowledge.actors.entry import Actor, Alias, Link, NameType
from tapal.knowledge.actors.lexicon import entries, kind_of, optional, read_toml, string, strings
from tapal.knowledge.codebooks.tables import Codebooks, load_codebooks
from tapal.model.kinds import ActorId

COUNTRY_SOURCE = "generated from CLDR country names (Unicode licence) and countries.toml"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")

Tables = dict[str, object]


def _bound(text: str, *, last: bool, where: str) -> date:
    """First or last day of a year, month or day written as 2015, 2015-10 or 2015-10-12."""
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None:
        raise KnowledgeError(f"{where}: {text!r} is no date")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if not last:
        return date(year, month or 1, day or 1)
    if day is not None and month is not None:
        return date(year, month, day)
    following = date(year + 1, 1, 1) if month in (None, 12) else date(year, (month or 0) + 1, 1)
    return following - timedelta(days=1)


def _links(entry: Tables, key: str, where: str) -> tuple[Link, ...]:
    found = entry.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise KnowledgeError(f"{where}: {key} must be a list of {{ id, from, to }}")
    links = []
    for item in found:
        start, end = optional(item, "from", where), optional(item, "to", where)
        links.append(
            Link(
                ActorId(string(item, "id", where)),
                _bound(start, last=False, where=where) if start else None,
                _bound(end, last=True, where=where) if end else None,
            )
        )
    return tuple(links)


def _aliases(entry: Tables, where: str) -> tuple[Alias, ...]:
    by_language = entry.get("aliases", {})
    if not isinstance(by_language, dict) or not set(by_language) <= {"id", "en", "ar"}:
        raise KnowledgeError(f"{where}: aliases are given under id, en and ar")
    found = [Alias(name, NameType.NAME, code) for code in by_language for name in strings(by_language, code, where)]
    found += [Alias(name, NameType.ACRONYM) for name in strings(entry, "acronyms", where)]
    found += [Alias(name, NameType.METONYM) for name in strings(entry, "metonyms", where)]
    found += [Alias(name, NameType.NAME, None, weak=True) for name in strings(entry, "weak", where)]
    return tuple(found)


def _own_name(name: str) -> tuple[Alias, ...]:
    """The English name itself as an alias, unless it carries an explanation in brackets."""
    return () if "(" in name else (Alias(name, NameType.NAME, "en"),)


def _actor(entry: Tables, source: str, where: str, codes: Codebooks) -> Actor:
    actor_id, name = string(entry, "id", where), string(entry, "name", where)
    if not _ID.fullmatch(actor_id):
        raise KnowledgeError(f"{where}: the id must be a slug")
    kind = kind_of(string(entry, "kind", where), where)
    parent = optional(entry, "parent", where)
    inter = entry.get("acled_inter", codes.inter[kind])
    if not isinstance(inter, int) or inter not in codes.inter_names:
        raise KnowledgeError(f"{where}: acled_inter must be one of ACLED's codes")
    return Actor(
        id=ActorId(actor_id),
        name=name,
        kind=kind,
        country=optional(entry, "country", where),
        aliases=_own_name(name) + _aliases(entry, where),
        active_in=strings(entry, "active_in", where),
        tags=frozenset(strings(entry, "tags", where)),
        parent=ActorId(parent) if parent else None,
        member_of=_links(entry, "member_of", where),
        allied_with=_links(entry, "allied_with", where),
        backed_by=tuple(ActorId(backer) for backer in strings(entry, "backed_by", where)),
        acled_inter=inter,
        plover_sector=optional(entry, "plover_sector", where) or codes.sectors[kind],
        source=optional(entry, "source", where) or source,
    )


def _written(codes: Codebooks) -> Iterator[tuple[str, Actor]]:
    folder = files("tapal.knowledge.actors") / "wars"
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name):
        tables = read_toml(path)
        source = string(tables, "source", path.name)
        for entry in entries(tables, "actor", path.name):
            where = f"{path.name}, {entry.get('id')}"
            yield where, _actor(entry, source, where, codes)


def _country_aliases(code: str, table: Tables, where: str) -> tuple[Alias, ...]:
    """Names, adjectives, seats and leaders of a state; CLDR gives the main name in each language."""
    found = []
    for language in ("en", "id", "ar"):
        main = Locale(language).territories.get(code, "")
        names = [re.sub(r" \(.*\)$", "", main), *(strings(table, language, where) if language != "ar" else ())]
        for name in filter(None, names):
            type_ = NameType.ACRONYM if name.replace(".", "").isupper() else NameType.COUNTRY
            found.append(Alias(name, type_ if len(name) <= 4 else NameType.COUNTRY, language))
    found += [Alias(name, NameType.DEMONYM, "en") for name in strings(table, "adjectives", where)]
    found += [Alias(name, NameType.METONYM) for name in strings(table, "seats", where)]
    found += [Alias(name, NameType.LEADER) for name in strings(table, "leaders", where)]
    return tuple(found)


def _generated(codes: Codebooks) -> Iterator[Actor]:
    folder = files("tapal.knowledge.actors")
    branches = entries(read_toml(folder / "branches.toml"), "branch", "branches.toml")
    for code, table in read_toml(folder / "countries.toml").items():
        where = f"countries.toml, {code}"
        if not isinstance(table, dict) or not re.fullmatch("[A-Z]{2}", code):
            raise KnowledgeError(f"{where}: countries are tables named by ISO code")
        name = optional(table, "name", where) or Locale("en").territories[code]
        aliases = _country_aliases(code, table, where)
        for branch in branches:
            yield _branch(branch, code, name, aliases, codes)


def _branch(branch: Tables, code: str, name: str, aliases: tuple[Alias, ...], codes: Codebooks) -> Actor:
    where = f"branches.toml, {branch.get('key')}"
    key, parent = string(branch, "key", where), optional(branch, "parent", where)
    kind = kind_of(string(branch, "kind", where), where)
    full = string(branch, "name", where).format(name=name)
    return Actor(
        id=branch_id(key, code),
        name=full,
        kind=kind,
        country=code,
        aliases=aliases if key == "state" else _own_name(full),
        parent=branch_id(parent, code) if parent else None,
        acled_inter=codes.inter[kind],
        plover_sector=string(branch, "plover_sector", where),
        source=COUNTRY_SOURCE,
        generated=True,
    )


def branch_id(branch: str, country: str) -> ActorId:
    """Id of a country's state, forces, police …: `forces-sy`."""
    return ActorId(f"{branch}-{country.lower()}")


def _merged(made: Actor, written: Actor) -> Actor:
    """A written entry for a generated actor: its words count first, the generated names stay."""
    return Actor(
        id=written.id,
        name=written.name,
        kind=written.kind,
        country=written.country or made.country,
        aliases=tuple(dict.fromkeys(written.aliases + made.aliases)),
        active_in=written.active_in,
        tags=written.tags,
        parent=written.parent or made.parent,
        member_of=written.member_of,
        allied_with=written.allied_with,
        backed_by=written.backed_by,
        acled_inter=written.acled_inter,
        plover_sector=made.plover_sector,
        source=written.source,
    )


def _check(actors: dict[ActorId, Actor], origins: Iterable[tuple[str, Actor]]) -> None:
    for where, actor in origins:
        ties = [link.actor_id for link in (*actor.member_of, *actor.allied_with)]
        for target in (*ties, *actor.backed_by, *((actor.parent,) if actor.parent else ())):
            if target not in actors:
                raise KnowledgeError(f"{where}: there is no actor {target!r}")
        for code in actor.countries:
            if branch_id("state", code) not in actors:
                raise KnowledgeError(f"{where}: there is no country {code!r}")
        seen, parent = {actor.id}, actor.parent
        while parent is not None:
            if parent in seen:
                raise KnowledgeError(f"{where}: it is its own parent by way of {parent!r}")
            seen.add(parent)
            parent = actors[parent].parent


def load_actors() -> dict[ActorId, Actor]:
    """All actors by id, written and generated; KnowledgeError names the file and entry that is wrong."""
    codes = load_codebooks()
    actors = {actor.id: actor for actor in _generated(codes)}
    written: dict[ActorId, tuple[str, Actor]] = {}
    for where, actor in _written(codes):
        if actor.id in written:
            raise KnowledgeError(f"{where}: the id is taken by {written[actor.id][0]}")
        written[actor.id] = (where, actor)
        made = actors.get(actor.id)
        actors[actor.id] = _merged(made, actor) if made is not None else actor
    _check(actors, written.values())
    return actors
