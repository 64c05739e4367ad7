"""Views of the record for other programs: CSV, JSON lines, GeoJSON."""

from tapal.exports.formats import FORMATS, Format, write
from tapal.exports.rows import control_row, event_row, incident_row

__all__ = ["FORMATS", "Format", "control_row", "event_row", "incident_row", "write"]
