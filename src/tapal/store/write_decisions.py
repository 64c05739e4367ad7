"""The log of decisions: a chain in which every row's hash covers the row and the hash before it."""

import json
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, insert

from tapal.store import schema as t
from tapal.store.codec import encode
from tapal.store.read import decisions
from tapal.store.rows import Change, ChangeKind, Decision, StoredDecision, Subject
from tapal.store.write import add_changes, later_of

FIRST = "0" * 64
"""What stands for the hash before the first decision."""


def add_decision(connection: Connection, decision: Decision, by: str, why: str, now: datetime) -> StoredDecision:
    """The decision as it was written down, at the end of the chain; the log of changes tells of it too."""
    now = later_of(connection, now)
    before = decisions(connection)
    previous = before[-1].hash if before else FIRST
    row = {
        "kind": decision.kind.value,
        "subject_id": decision.subject_id,
        "body": encode(decision),
        "by": by,
        "why": why,
        "previous": previous,
        "hash": link_hash(previous, decision, by, why, now),
        "recorded_at": now,
    }
    number = int(connection.execute(insert(t.decisions).returning(t.decisions.c.seq), row).scalar_one())
    stored = StoredDecision(number, decision, by, why, now, previous, str(row["hash"]))
    entry = Change(Subject.DECISION, str(number), ChangeKind.CREATED, f"{stored} ({decision.subject_id})")
    add_changes(connection, None, [entry], now)
    return stored


def link_hash(previous: str, decision: Decision, by: str, why: str, recorded_at: datetime) -> str:
    """The hash of a decision's row in the chain."""
    parts = [previous, encode(decision), by, why, recorded_at.astimezone(UTC).isoformat()]
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
