"""Views of the record for other programs: CSV, JSON lines, GeoJSON."""

from tapal.exports.formats import ATTRIBUTION, FORMATS, Format, csv_metadata, write
from tapal.exports.rows import control_row, event_row, incident_row

__all__ = ["ATTRIBUTION", "FORMATS", "Format", "control_row", "csv_metadata", "event_row", "incident_row", "write"]
