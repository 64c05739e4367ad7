"""The tables of the store: what came in, what was read from it, and what was made of that, each row for ever.

Every table is append-only: triggers refuse to change or delete a row. `recorded_at` is when a row was written
(recorded time); dates inside events, incidents and spans say when things happened (valid time). A later row with
the same id takes the place of an earlier one from its `recorded_at` on, so that every past state can be asked for.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import DDL

SCHEMA_VERSION = 1

metadata = MetaData()

Sequence = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only in INTEGER keys
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC (SQLite has no zones of its own)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant in UTC; naive ones are refused, for nobody can say when they were."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone cannot be recorded")
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The instant as it was recorded, in UTC."""
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _seq() -> Column[Any]:
    return Column("seq", Sequence, primary_key=True, autoincrement=True)


def _recorded() -> Column[Any]:
    return Column("recorded_at", Instant, nullable=False)


schema_versions = Table(
    "schema_versions",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("program", String, nullable=False),
    _recorded(),
)

# Reports as they came in; a report that comes again with other content is a new version under the same id.
reports = Table(
    "reports",
    metadata,
    _seq(),
    Column("doc_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("published", Date),
    Column("language", String),
    Column("outlet", Text),
    Column("url", Text),
    _recorded(),
    UniqueConstraint("doc_id", "version"),
    Index("reports_recorded", "recorded_at"),
    Index("reports_published", "published"),
)

# What a version of the reader made of a report: the Document of stage 1 and whether it is relevant.
readings = Table(
    "readings",
    metadata,
    _seq(),
    Column("report_seq", ForeignKey("reports.seq"), nullable=False),
    Column("reader", String, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("document", Json, nullable=False),
    _recorded(),
    Index("readings_report", "report_seq"),
)

events = Table(
    "events",
    metadata,
    _seq(),
    Column("reading_seq", ForeignKey("readings.seq"), nullable=False),
    Column("event_id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("novelty", String, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("place_id", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("search", Text, nullable=False),
    Column("body", Json, nullable=False),
    Index("events_reading", "reading_seq"),
    Index("events_id", "event_id"),
    Index("events_date", "date_start"),
)

statements = Table(
    "statements",
    metadata,
    _seq(),
    Column("reading_seq", ForeignKey("readings.seq"), nullable=False),
    Column("event_id", String, nullable=False),
    Column("place_id", String),
    Column("body", Json, nullable=False),
    Index("statements_reading", "reading_seq"),
    Index("statements_id", "event_id"),
)

tallies = Table(
    "tallies",
    metadata,
    _seq(),
    Column("reading_seq", ForeignKey("readings.seq"), nullable=False),
    Column("event_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", Json, nullable=False),
    Index("tallies_reading", "reading_seq"),
    Index("tallies_id", "event_id"),
)

# One row for each time that stages 5 and 6 ran over the readings up to `until_reading`.
merges = Table(
    "merges",
    metadata,
    _seq(),
    Column("until_reading", Sequence, nullable=False),
    Column("reason", Text, nullable=False),
    _recorded(),
    Index("merges_recorded", "recorded_at"),
)

origins = Table(
    "origins",
    metadata,
    _seq(),
    Column("merge_seq", ForeignKey("merges.seq"), nullable=False),
    Column("origin_id", String, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("body", Json, nullable=False),
    _recorded(),
    Index("origins_id", "origin_id", "recorded_at", "seq"),
)

# `gone`: from here on there is no incident under this id; `successors` names those that took its events.
incidents = Table(
    "incidents",
    metadata,
    _seq(),
    Column("merge_seq", ForeignKey("merges.seq"), nullable=False),
    Column("incident_id", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("place_id", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("search", Text, nullable=False),
    Column("body", Json, nullable=False),
    _recorded(),
    UniqueConstraint("incident_id", "version"),
    Index("incidents_id", "incident_id", "recorded_at", "seq"),
    Index("incidents_date", "date_start"),
    Index("incidents_place", "place_id"),
)

incident_members = Table(
    "incident_members",
    metadata,
    Column("incident_seq", ForeignKey("incidents.seq"), primary_key=True),
    Column("event_id", String, primary_key=True),
    Index("incident_members_event", "event_id"),
)

# A timeline is all spans of one place as one merge found them; a later one takes its place whole.
timelines = Table(
    "timelines",
    metadata,
    _seq(),
    Column("merge_seq", ForeignKey("merges.seq"), nullable=False),
    Column("place_id", String, nullable=False),
    Column("place_name", String, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    _recorded(),
    Index("timelines_place", "place_id", "recorded_at", "seq"),
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

changes = Table(
    "changes",
    metadata,
    _seq(),
    Column("merge_seq", ForeignKey("merges.seq")),
    Column("subject", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("others", Json, nullable=False),
    Column("reason", Text, nullable=False),
    _recorded(),
    Index("changes_recorded", "recorded_at"),
    Index("changes_subject", "subject_id"),
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

issues = Table(
    "issues",
    metadata,
    _seq(),
    Column("path", Text, nullable=False),
    Column("line", Integer),
    Column("doc_id", String),
    Column("field", String),
    Column("problem", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("message", Text, nullable=False),
    _recorded(),
)


def _refuse(table: Table, verb: str) -> DDL:
    return DDL(  # type: ignore[no-untyped-call]
        f"CREATE TRIGGER {table.name}_no_{verb} BEFORE {verb} ON {table.name} "
        f"BEGIN SELECT RAISE(ABORT, 'the store is append-only: {table.name} cannot {verb} a row'); END"
    )


for _table in metadata.sorted_tables:
    for _verb in ("UPDATE", "DELETE"):
        event.listen(_table, "after_create", _refuse(_table, _verb.lower()).execute_if(dialect="sqlite"))
