"""The tables of the store: what came in, what was read from it, and what was made of that, each row for ever.

Every table here is append-only: triggers refuse to change or delete a row, in SQLite and in PostgreSQL.
`recorded_at` is when a row was written (recorded time); dates inside events, incidents and spans say when things
happened (valid time). A later row with the same id takes the place of an earlier one from its `recorded_at` on, so
that every past state can be asked for. Tables that only serve to find rows quickly are in `working.py`.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from tapal.store.columns import Instant, Json, Sequence

SCHEMA_VERSION = 3

metadata = MetaData()


def _numbered(name: str, *parts: Any, recorded: bool = True) -> Table:
    """A table whose rows are numbered in the order in which they were written."""
    seq = Column("seq", Sequence, primary_key=True, autoincrement=True)
    return Table(name, metadata, seq, *([_recorded()] if recorded else []), *parts)


def _recorded() -> Column[Any]:
    return Column("recorded_at", Instant, nullable=False)


def _found(name: str, *parts: Any) -> Table:
    """A table of what readings found: under an id that is one report's, with the whole record as `body`."""
    return _numbered(
        name,
        Column("reading_seq", ForeignKey("readings.seq"), nullable=False),
        Column("event_id", String, nullable=False),
        *parts,
        Column("body", Json, nullable=False),
        Index(f"{name}_reading", "reading_seq"),
        Index(f"{name}_id", "event_id"),
        recorded=False,
    )


def _merged(name: str, key: str, *parts: Any) -> Table:
    """A table of what merges made: the last row under a key stands."""
    return _numbered(
        name,
        Column("merge_seq", ForeignKey("merges.seq"), nullable=False),
        Column(key, String, nullable=False),
        *parts,
        Index(f"{name}_key", key, "seq", "recorded_at"),
    )


def _standing() -> list[Column[Any]]:
    """Columns of a record that may cease to stand (`gone`)."""
    return [Column("gone", Boolean, nullable=False), Column("body", Json, nullable=False)]


def _happening(name: str) -> list[Any]:
    """Columns by which events and incidents are filtered."""
    return [
        Column("type", String, nullable=False),
        Column("status", String, nullable=False),
        Column("date_start", Date),
        Column("date_end", Date),
        Column("place_id", String),
        Column("lat", Float),
        Column("lon", Float),
        Column("search", Text, nullable=False),
        Index(f"{name}_days", "date_end"),
        Index(f"{name}_place", "place_id"),
    ]


schema_versions = Table(
    "schema_versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("program", String, nullable=False),
    _recorded(),
)

# Reports as they came in; a report that comes again with other content is a new version under the same id.
reports = _numbered(
    "reports",
    Column("doc_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("published", Date),
    Column("language", String),
    Column("outlet", Text),
    Column("url", Text),
    UniqueConstraint("doc_id", "version"),
    Index("reports_recorded", "recorded_at"),
    Index("reports_published", "published"),
)

# What a version of the reader made of a report: the Document of stage 1 and whether it is relevant.
readings = _numbered(
    "readings",
    Column("report_seq", ForeignKey("reports.seq"), nullable=False),
    Column("reader", String, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("document", Json, nullable=False),
    Index("readings_report", "report_seq"),
)

events = _found("events", Column("novelty", String, nullable=False), *_happening("events"))
statements = _found("statements", Column("place_id", String))
tallies = _found("tallies", Column("kind", String, nullable=False))

# One row for each time that stages 5 and 6 ran, over the readings up to `until_reading`.
merges = _numbered(
    "merges",
    Column("until_reading", Sequence, nullable=False),
    Column("reason", Text, nullable=False),
    Index("merges_recorded", "recorded_at"),
)

origins = _merged("origins", "origin_id", *_standing())

# `gone`: from here on there is no incident under this id; the log of changes names those that took its events.
incidents = _merged(
    "incidents",
    "incident_id",
    Column("version", Integer, nullable=False),
    *_standing(),
    *_happening("incidents"),
    UniqueConstraint("incident_id", "version"),
)

incident_members = Table(
    "incident_members",
    metadata,
    Column("incident_seq", ForeignKey("incidents.seq"), primary_key=True),
    Column("event_id", String, primary_key=True),
    Index("incident_members_event", "event_id"),
)

# A timeline is all spans of one place as one merge found them; a later one takes its place whole.
timelines = _merged(
    "timelines",
    "place_id",
    Column("place_name", String, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
)


spans = Table(
    "spans",
    metadata,
    Column("timeline_seq", ForeignKey("timelines.seq"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("state", String, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("body", Json, nullable=False),
)

truces = _merged("truces", "truce_id", *_standing())

changes = _numbered(
    "changes",
    Column("merge_seq", ForeignKey("merges.seq")),
    Column("subject", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("others", Json, nullable=False),
    Column("reason", Text, nullable=False),
    Index("changes_recorded", "recorded_at"),
    Index("changes_subject", "subject_id"),
)

# What people decided about the record, in a chain: each row's hash covers the row and the hash before it.
decisions = _numbered(
    "decisions",
    Column("kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("body", Json, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("place_id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String),
    Column("country", String),
    Column("parent", String),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    _recorded(),
    Index("places_parent", "parent"),
)

# Every form under which reports name a place: folded for exact search, key for other spellings.
place_forms = Table(
    "place_forms",
    metadata,
    Column("place_id", ForeignKey("places.place_id"), primary_key=True),
    Column("folded", String, primary_key=True),
    Column("form", String, nullable=False),
    Column("key", String, nullable=False),
    Index("place_forms_folded", "folded"),
    Index("place_forms_key", "key"),
)

issues = _numbered(
    "issues",
    Column("path", Text, nullable=False),
    Column("line", Integer),
    Column("doc_id", String),
    Column("field", String),
    Column("problem", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("message", Text, nullable=False),
)

RECORD = tuple(metadata.sorted_tables)
"""The tables that are the record, those that others point to first; what a backup holds."""
