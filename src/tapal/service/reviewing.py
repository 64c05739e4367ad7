"""Decisions of people about the record: merge, split, reject, set, undo; each is kept and applied ever after."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection

from tapal.errors import InputError, NotFound
from tapal.model.incident import Incident
from tapal.model.kinds import EventId, IncidentId
from tapal.model.where import Where
from tapal.service.asking import the_place
from tapal.service.engine import Engine
from tapal.service.growing import grow
from tapal.service.judging import check_value
from tapal.store import Change, Clock, Decision, DecisionKind, Store, StoredDecision
from tapal.store import read as reading
from tapal.store.write_decisions import add_decision

T = TypeVar("T")
Decided = tuple[StoredDecision, tuple[Change, ...]]


class Reviewer:
    """Who decides, in which store; every method gives the decision as written down and what it changed.

    A decision and its effect are one transaction. Methods raise NotFound for ids that the store does not have and
    InputError for what cannot be decided.
    """

    def __init__(self, store: Store, engine: Engine, clock: Clock, by: str, why: str) -> None:
        for name, given in (("--by", by), ("--why", why)):
            if not given.strip():
                raise InputError(f"a decision needs {name}: who takes it, and why")
        self._store, self._engine, self._clock = store, engine, clock
        self._by, self._why = by.strip(), why.strip()

    def merge(self, first: str, second: str) -> Decided:
        """Two incidents are one happening."""

        def decide(connection: Connection) -> Decision:
            one, other = _incident(connection, first), _incident(connection, second)
            if one.id == other.id:
                raise InputError(f"{first} and {second} are one incident already")
            return Decision(DecisionKind.MERGE, f"{one.id} {other.id}", one.members, other.members)

        return self._take(decide)

    def split(self, incident: str, events: Sequence[str]) -> Decided:
        """Some events of an incident are another happening than the rest of it."""

        def decide(connection: Connection) -> Decision:
            found = _incident(connection, incident)
            apart = tuple(dict.fromkeys(map(EventId, events)))
            strange = [event for event in apart if event not in found.members]
            if strange:
                raise NotFound(f"incident {incident} has no event {strange[0]!r}; it has {', '.join(found.members)}")
            rest = tuple(member for member in found.members if member not in apart)
            if not apart or not rest:
                raise InputError("name some of the incident's events, not all: the rest stays what it is")
            return Decision(DecisionKind.SPLIT, found.id, apart, rest)

        return self._take(decide)

    def reject(self, asked: str) -> Decided:
        """An incident (all that reports say of it so far), an event or a control statement counts for nothing."""

        def decide(connection: Connection) -> Decision:
            found = reading.current_incidents(connection, None, [IncidentId(asked)])
            members = [one.incident.members for one in found.values()]
            if not members and reading.told_by_id(connection, EventId(asked), None) is None:
                raise NotFound(f"the store has no incident, event or control statement {asked!r}")
            return Decision(DecisionKind.REJECT, asked, members[0] if members else (EventId(asked),))

        return self._take(decide)

    def set(self, asked: str, field: str, value: str) -> Decided:
        """An incident has this value in this field, whatever reports say."""

        def decide(connection: Connection) -> Decision:
            found = _incident(connection, asked)
            where: Where | None = None
            if field == "place":
                where = the_place(connection, value)
            decision = Decision(DecisionKind.SET, found.id, found.members, (), field, value, where)
            check_value(found, StoredDecision(0, decision, self._by, self._why, datetime.now(UTC), "", ""))
            return decision

        return self._take(decide)

    def undo(self, number: int) -> Decided:
        """An earlier decision no longer counts."""

        def decide(connection: Connection) -> Decision:
            known = {one.number: one.decision for one in reading.decisions(connection)}
            if number not in known:
                raise NotFound(f"there is no decision {number}")
            if any(one.undoes == number for one in known.values()):
                raise InputError(f"decision {number} is undone already")
            old = known[number]
            return Decision(DecisionKind.UNDO, old.subject_id, old.events, old.others, undoes=number)

        return self._take(decide)

    def _take(self, decide: Callable[[Connection], Decision]) -> Decided:
        with self._store.writing() as connection:
            decision = decide(connection)
            stored = add_decision(connection, decision, self._by, self._why, self._clock())
            engine, events = self._engine, decision.events + decision.others
            changes = grow(
                connection, engine.sides, engine.vectors, stored.recorded_at, decided=events, why=str(stored)
            )
        return stored, changes or ()


def decisions(store: Store) -> tuple[StoredDecision, ...]:
    """Everything that was decided, in order."""
    with store.reading() as connection:
        return reading.decisions(connection)


def _incident(connection: Connection, asked: str) -> Incident:
    found = reading.current_incidents(connection, None, [IncidentId(asked)])
    if not found:
        raise NotFound(f"the store has no incident {asked!r} that stands")
    return found[IncidentId(asked)].incident
