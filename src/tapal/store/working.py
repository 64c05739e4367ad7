"""Tables that serve to find what a new report touches; made from the record, and to be made again from it at will.

They hold, of the last reading of each report, the keys under which its parts are looked up and the links that were
found. Rows come and go; a backup leaves them out.
"""

from sqlalchemy import BigInteger, Column, Float, Index, LargeBinary, String, Table

from tapal.store.columns import Sequence
from tapal.store.schema import metadata

# Which reading of a report the other tables here were made from, and which origin the report goes back to.
indexed = Table(
    "indexed",
    metadata,
    Column("doc_id", String, primary_key=True),
    Column("reading_seq", Sequence, nullable=False, index=True),
    Column("origin_id", String, nullable=False),
)

# What a report can be found by when another may be its copy or translation.
report_keys = Table(
    "report_keys",
    metadata,
    Column("key", BigInteger, nullable=False),
    Column("doc_id", String, nullable=False),
    Index("report_keys_key", "key", "doc_id"),
    Index("report_keys_doc", "doc_id"),
)

# Reports that are copies or translations of each other, and what was measured; the first came out first.
report_links = Table(
    "report_links",
    metadata,
    Column("first", String, primary_key=True),
    Column("second", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("share", Float, nullable=False),
    Index("report_links_second", "second"),
)

# What an event can be found by when another report may tell of it too.
event_keys = Table(
    "event_keys",
    metadata,
    Column("key", BigInteger, nullable=False),
    Column("type", String, nullable=False),
    Column("event_id", String, nullable=False),
    Column("doc_id", String, nullable=False),
    Index("event_keys_key", "key", "type", "event_id"),
    Index("event_keys_doc", "doc_id"),
)

# Events whose comparison speaks for one happening; the first has the smaller id.
event_links = Table(
    "event_links",
    metadata,
    Column("first", String, primary_key=True),
    Column("second", String, primary_key=True),
    Index("event_links_second", "second"),
)

# Which incident (`incident:ID`) or report (`report:ID`, by its statements) speaks of which place, and the place that
# this one lies in.
spots = Table(
    "spots",
    metadata,
    Column("place_id", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("parent", String, index=True),
    Index("spots_source", "source"),
)

# Vectors of sentences by the hash of their words, so that they are made once.
vectors = Table(
    "vectors",
    metadata,
    Column("text_hash", BigInteger, primary_key=True, autoincrement=False),
    Column("vector", LargeBinary, nullable=False),
)

WORKING = (indexed, report_keys, report_links, event_keys, event_links, spots, vectors)
