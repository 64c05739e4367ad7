"""Codes of ACLED, UCDP GED, PLOVER and CAMEO for Tapal's event types, actor kinds and precisions."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tapal.errors import KnowledgeError
from tapal.model.kinds import ActorKind, DatePrecision, EventType, PlacePrecision


@dataclass(frozen=True, slots=True)
class AcledRule:
    """A refinement of an event's sub-event type; empty conditions always hold."""

    actors: frozenset[ActorKind]
    targets: frozenset[ActorKind]
    killed: int
    sub_event_type: str


@dataclass(frozen=True, slots=True)
class AcledEvent:
    """ACLED's event type and sub-event type, with refinements tried in order."""

    event_type: str
    sub_event_type: str
    rules: tuple[AcledRule, ...]


@dataclass(frozen=True, slots=True)
class PloverEvent:
    """PLOVER's event, mode and context, and the nearest CAMEO code; empty strings where the scheme has none."""

    event: str
    mode: str
    context: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Codebooks:
    """All tables. Look-ups by kind and type never fail: the tables are checked to be complete when they are loaded."""

    acled: dict[EventType, AcledEvent]
    inter: dict[ActorKind, int]
    inter_names: dict[int, str]
    plover: dict[EventType, PloverEvent]
    sectors: dict[ActorKind, str]
    ged_sides: dict[str, frozenset[ActorKind]]
    ged_violent: frozenset[EventType]
    ged_one_sided: frozenset[EventType]
    where_prec: dict[PlacePrecision, int]
    date_prec: dict[DatePrecision, int]

    def acled_codes(
        self,
        type_: EventType,
        actors: Collection[ActorKind] = (),
        targets: Collection[ActorKind] = (),
        killed: int = 0,
    ) -> tuple[str, str]:
        """ACLED's event type and sub-event type for an event with these kinds of actors and targets and this toll."""
        entry = self.acled[type_]
        for rule in entry.rules:
            fits_actors = not rule.actors or not rule.actors.isdisjoint(actors)
            fits_targets = not rule.targets or not rule.targets.isdisjoint(targets)
            if fits_actors and fits_targets and killed >= rule.killed:
                return entry.event_type, rule.sub_event_type
        return entry.event_type, entry.sub_event_type

    def ged_type(self, type_: EventType, actors: Collection[ActorKind], targets: Collection[ActorKind]) -> int | None:
        """UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided; None when it is not organised violence.

        One side unarmed: one-sided (3). A government side on at least one side: state-based (1). Two organised
        non-state sides: 2. Sides that are not known give None (UCDP GED codebook, "type_of_violence").
        """
        if type_ not in self.ged_violent:
            return None
        state, organised, unarmed = (self.ged_sides[name] for name in ("government", "organised", "unarmed"))
        armed = [kind for kind in (*actors, *targets) if kind in state or kind in organised]
        if type_ in self.ged_one_sided or (targets and all(kind in unarmed for kind in targets)):
            return 3 if armed else None
        if len(armed) < 2:
            return None
        return 1 if any(kind in state for kind in armed) else 2


def _read(name: str) -> dict[str, dict[str, object]]:
    try:
        tables = tomllib.loads((files("tapal.knowledge.codebooks") / name).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise KnowledgeError(f"{name}: {error}") from error
    return tables


def _kinds(values: object, where: str) -> frozenset[ActorKind]:
    known = set(ActorKind)
    if not isinstance(values, list) or any(value not in known for value in values):
        raise KnowledgeError(f"{where}: not a list of actor kinds")
    return frozenset(ActorKind(value) for value in values)


def _types(values: object, where: str) -> frozenset[EventType]:
    known = set(EventType)
    if not isinstance(values, list) or any(value not in known for value in values):
        raise KnowledgeError(f"{where}: not a list of event types")
    return frozenset(EventType(value) for value in values)


def _text(entry: dict[str, object], key: str, where: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise KnowledgeError(f"{where}: {key} must be a string")
    return value


def _acled_event(entry: object, where: str) -> AcledEvent:
    if not isinstance(entry, dict):
        raise KnowledgeError(f"{where}: missing")
    event_type, sub_event_type = _text(entry, "event_type", where), _text(entry, "sub_event_type", where)
    if not event_type or not sub_event_type:
        raise KnowledgeError(f"{where}: event_type and sub_event_type are needed")
    rules = tuple(
        AcledRule(
            actors=_kinds(rule.get("actors", []), where),
            targets=_kinds(rule.get("targets", []), where),
            killed=int(rule.get("killed", 0)),
            sub_event_type=_text(rule, "sub_event_type", where),
        )
        for rule in entry.get("when", [])
    )
    return AcledEvent(event_type, sub_event_type, rules)


def _plover_event(entry: object, where: str) -> PloverEvent:
    if not isinstance(entry, dict):
        raise KnowledgeError(f"{where}: missing")
    return PloverEvent(*(_text(entry, key, where) for key in ("event", "mode", "context", "cameo")))


def _integer(value: object, where: str) -> int:
    if not isinstance(value, int):
        raise KnowledgeError(f"{where}: a whole number is needed")
    return value


@cache
def load_codebooks() -> Codebooks:
    """The tables of the package; KnowledgeError names the file and entry that is missing or wrong."""
    acled, ged, plover = _read("acled.toml"), _read("ged.toml"), _read("plover.toml")
    return Codebooks(
        acled={t: _acled_event(acled["events"].get(t), f"acled.toml, events.{t}") for t in EventType},
        inter={k: _integer(acled["inter"].get(k), f"acled.toml, inter.{k}") for k in ActorKind},
        inter_names={int(code): str(name) for code, name in acled["inter_names"].items()},
        plover={t: _plover_event(plover["events"].get(t), f"plover.toml, events.{t}") for t in EventType},
        sectors={k: _text(plover["sectors"], k, "plover.toml, sectors") for k in ActorKind},
        ged_sides={name: _kinds(kinds, f"ged.toml, sides.{name}") for name, kinds in ged["sides"].items()},
        ged_violent=_types(ged["events"].get("violent"), "ged.toml, events.violent"),
        ged_one_sided=_types(ged["events"].get("one_sided"), "ged.toml, events.one_sided"),
        where_prec={p: _integer(ged["where_prec"].get(p), f"ged.toml, where_prec.{p}") for p in PlacePrecision},
        date_prec={p: _integer(ged["date_prec"].get(p), f"ged.toml, date_prec.{p}") for p in DatePrecision},
    )
