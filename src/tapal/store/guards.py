"""What the databases themselves see to: no row of the record is changed or deleted, places have a geometry."""

from sqlalchemy import Connection, Table, text

from tapal.store.schema import RECORD

_REFUSE = """
CREATE OR REPLACE FUNCTION tapal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the store is append-only: % cannot % a row', TG_TABLE_NAME, lower(TG_OP);
END $$
"""

# A view, so that the record stays the same where PostGIS is not installed.
_POINTS = """
CREATE OR REPLACE VIEW place_points AS
SELECT place_id, name, kind, country, parent, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS geom FROM places
"""
_POINTS_INDEX = """
CREATE INDEX IF NOT EXISTS places_geom ON places USING gist (ST_SetSRID(ST_MakePoint(lon, lat), 4326))
"""


def guard(connection: Connection, tables: tuple[Table, ...] = RECORD) -> None:
    """Makes these tables append-only, and in PostgreSQL with PostGIS gives places their points."""
    if connection.dialect.name == "sqlite":
        for table in tables:
            for verb in ("update", "delete"):
                connection.exec_driver_sql(_sqlite_trigger(table.name, verb))
        return
    connection.execute(text(_REFUSE))
    for table in tables:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table.name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION tapal_refuse()"
        )
    if has_postgis(connection):
        connection.execute(text(_POINTS))
        connection.execute(text(_POINTS_INDEX))


def _sqlite_trigger(name: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {name}_no_{verb} BEFORE {verb.upper()} ON {name} "
        f"BEGIN SELECT RAISE(ABORT, 'the store is append-only: {name} cannot {verb} a row'); END"
    )


def unguarded(connection: Connection) -> list[str]:
    """Tables of the record that would let a row be changed, for their triggers are gone."""
    if connection.dialect.name == "sqlite":
        query = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_%' ESCAPE '\\'"
        needed = 2
    else:
        query = "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE '%_append_only'"
        needed = 2  # one row each for UPDATE and DELETE; the view leaves TRUNCATE out
    found = [str(row[0]) for row in connection.exec_driver_sql(query.replace("%", "%%"))]
    return [table.name for table in RECORD if found.count(table.name) < needed]


def has_postgis(connection: Connection) -> bool:
    """Whether this database has PostGIS; putting it in (CREATE EXTENSION postgis) is for its owner to decide."""
    return connection.exec_driver_sql("SELECT 1 FROM pg_extension WHERE extname = 'postgis'").scalar() is not None
