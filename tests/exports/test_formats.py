"""Exports other programs can read: what goes out comes back the same."""

import csv
import io
import json
from datetime import date

import pytest

from tapal.exports.formats import Format, write
from tapal.exports.rows import Row, control_row, incident_row
from tapal.model.count import Count
from tapal.model.incident import ActorName, ControlSpan, Incident
from tapal.model.kinds import (
    ActorId,
    ControlState,
    DatePrecision,
    EventId,
    EventType,
    IncidentId,
    PlaceId,
    PlaceKind,
    PlacePrecision,
    Status,
)
from tapal.model.when import When
from tapal.model.where import Where

# The columns are a contract: whoever reads the exports relies on them. Adding at the end is a change for the
# changelog, renaming or removing one is a new major version.
INCIDENT_COLUMNS = (
    "id type date_start date_end date_precision place place_id lat lon country place_precision actors actor_ids "
    "targets target_ids status disputed denied_by killed_low killed_best killed_high killed_group injured_low "
    "injured_best injured_high injured_group origins reports members"
)
CONTROL_COLUMNS = "place_id place lat lon state holders holder_ids from to from_precision certainty evidence note"


WHERE = Where(PlaceId("p"), "Raqqa", PlaceKind.CITY, 35.95, 39.01, "SY", PlacePrecision.EXACT, "")


def incident(place: str = "Raqqa", where: bool = True) -> Incident:
    return Incident(
        id=IncidentId("i1"),
        type=EventType.AIR_STRIKE,
        members=(EventId("a#e1"), EventId("a#e2"), EventId("b#1#e1")),
        origins=("o1",),
        when=When(date(2017, 6, 6), date(2017, 6, 8), DatePrecision.DAY),
        where=Where(PlaceId("p"), place, PlaceKind.CITY, 35.95, 39.01, "SY", PlacePrecision.EXACT, "")
        if where
        else None,
        place_name=place,
        actors=(ActorName("koalisi, pimpinan AS", ActorId("coalition")), ActorName("pesawat tak dikenal")),
        targets=(),
        status=Status.HAPPENED,
        disputed=True,
        denied_by=(),
        killed=Count(12, 12, None),
        injured=None,
    )


def span() -> ControlSpan:
    return ControlSpan(
        place_id=PlaceId("p"),
        place_name="Raqqa",
        lat=35.95,
        lon=39.01,
        state=ControlState.HOLDS,
        holders=(ActorName("SDF", ActorId("sdf")),),
        start=date(2017, 6, 6),
        end=None,
        certainty=0.87654,
        evidence=(EventId("a#e1"),),
    )


def text(rows: list[Row], how: Format) -> str:
    return "".join(write(rows, how))


def test_the_columns_are_a_contract() -> None:
    assert list(incident_row(incident())) == INCIDENT_COLUMNS.split()
    assert list(control_row(span())) == CONTROL_COLUMNS.split()


def test_csv_comes_back() -> None:
    (row,) = csv.DictReader(io.StringIO(text([incident_row(incident())], Format.CSV)))
    assert row["actors"] == "koalisi, pimpinan AS; pesawat tak dikenal"
    assert row["actor_ids"] == "coalition; "
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("12", "12", "")
    assert (row["disputed"], row["reports"]) == ("true", "2")


@pytest.mark.parametrize("name", ["=1+1", "+62", "-x", "@here"])
def test_text_from_reports_is_never_a_formula(name: str) -> None:
    (row,) = csv.DictReader(io.StringIO(text([incident_row(incident(name))], Format.CSV)))
    assert row["place"] == "'" + name


def test_negative_numbers_stay_numbers() -> None:
    (row,) = csv.DictReader(io.StringIO(text([{"lon": -58.4, "name": "x"}], Format.CSV)))
    assert row["lon"] == "-58.4"


def test_json_lines_come_back() -> None:
    rows = [control_row(span()), control_row(span())]
    assert [json.loads(line) for line in text(rows, Format.JSONL).splitlines()] == rows


def test_geojson_is_a_collection_with_and_without_points() -> None:
    found = json.loads(text([incident_row(incident()), incident_row(incident(where=False))], Format.GEOJSON))
    assert found["type"] == "FeatureCollection"
    assert found["attribution"] == "Contains data from GeoNames (geonames.org), CC BY 4.0"
    first, second = found["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [39.01, 35.95]}
    assert second["geometry"] is None
    assert first["properties"]["type"] == "air_strike"
    assert json.loads(text([], Format.GEOJSON))["features"] == []
