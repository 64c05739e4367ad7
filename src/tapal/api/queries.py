"""The questions that the API takes; a parameter that it does not know is an error, never ignored."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tapal.model.kinds import EventType, Status

LARGEST_PAGE = 5000
Box = tuple[float, float, float, float]


def _box(value: object) -> object:
    """West, south, east, north from `w,s,e,n` in degrees; west may exceed east over the date line."""
    parts = ",".join(str(part) for part in value) if isinstance(value, list | tuple) else value
    if not isinstance(parts, str):
        return value
    try:
        west, south, east, north = (float(part) for part in parts.split(","))
    except ValueError:
        raise ValueError("give four numbers: west,south,east,north in degrees") from None
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError("west and east lie within ±180, south and north within ±90, south before north")
    return west, south, east, north


class Known(BaseModel):
    """Which state of knowledge is asked for."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    as_known_on: date | None = Field(None, description="what was recorded at the end of this day; default: now")


class IncidentQuery(Known):
    """Which incidents or events: every given filter must hold, a repeated one holds if any value does."""

    type: list[EventType] = Field(default_factory=list, description="one of the types of the annotation guide")
    place: str | None = Field(None, max_length=200, description="place id, or a part of a place name")
    actor: str | None = Field(None, max_length=200, description="actor id, or a part of a name, on either side")
    status: list[Status] = Field(default_factory=list, description="happened, planned, possible, denied, demanded")
    start: date | None = Field(None, alias="from", description="first day; an interval that touches it counts")
    end: date | None = Field(None, alias="to", description="last day, inclusive")
    as_of: date | None = Field(None, description="as it stood on this day: what had begun by then")
    undated: bool = Field(False, description="with `from` or `to`: also what has no date")
    bbox: Annotated[Box | None, BeforeValidator(_box)] = Field(
        None, json_schema_extra={"type": "string"}, description="west,south,east,north in degrees"
    )
    q: str | None = Field(None, max_length=200, description="words that stand in the quotes, names or titles")
    limit: int = Field(500, ge=1, le=LARGEST_PAGE)
    offset: int = Field(0, ge=0)


class ControlQuery(Known):
    """Who holds what on a day."""

    as_of: date | None = Field(None, description="day of the state; default: every span")
    place: str | None = Field(None, max_length=200, description="place id, or a part of a place name")
    bbox: Annotated[Box | None, BeforeValidator(_box)] = Field(None, json_schema_extra={"type": "string"})
