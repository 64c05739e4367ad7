"""The command that asks for truces."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tapal.cli.app import app
from tapal.cli.options import DEFAULT_STORE, AsKnownOn, Json, StorePath, open_existing
from tapal.cli.screen import counted, out, print_json, say, table

if TYPE_CHECKING:
    from tapal.model.truce import Truce

COLUMNS = ("from", "to", "where", "between", "end", "broken", "src", "id")


def moment(value: str) -> datetime | date:
    """A day, or an instant with its zone. Raises a usage error."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"'{value}' is no moment; write 2017-06-18 or 2017-06-18T09:00+03:00") from error
    if instant.tzinfo is None:
        raise typer.BadParameter(f"'{value}' has no zone; add it, as in {value}+03:00 or {value}Z")
    return instant


At = Annotated[
    datetime | None,
    typer.Option(parser=moment, metavar="MOMENT", help="In force on that day, or at that instant (with its zone)."),
]


@app.command()
def truces(
    place: Annotated[str | None, typer.Argument(metavar="PLACE", help="A place, in any spelling.")] = None,
    store: StorePath = DEFAULT_STORE,
    at: At = None,
    as_known_on: AsKnownOn = None,
    json: Json = False,
) -> None:
    """Truces: from when to when, where, between whom, how they ended and what broke them."""
    from tapal import service
    from tapal.store.codec import encode

    with open_existing(store) as opened:
        found = service.truces(opened, place, at, as_known_on)
    if json:
        print_json([encode(truce) for truce in found])
        return
    table("", COLUMNS, [_row(truce) for truce in found])
    for truce in found if place is not None else ():
        for breach in truce.breaches:
            named = ", ".join(name.name for name in breach.actors) or "nobody named"
            word = "called a breach" if breach.called else "fighting"
            out().print(f"  {breach.day}  {word} ({named})  {breach.incident_id}", markup=False)
    say(counted(len(found), "truce") + ("" if at is None else " in force"))


def _row(truce: "Truce") -> tuple[str, ...]:
    broken = "" if not truce.breaches else str(len(truce.breaches))
    end = "planned" if truce.status.value == "planned" else truce.end.value if truce.end else ""
    parties = ", ".join(name.name for name in truce.parties)
    where = ", ".join(where.name for where in truce.zone) or truce.scope or ""
    return _moment(truce.starts), _moment(truce.ends), where, parties, end, broken, str(len(truce.origins)), truce.id


def _moment(value: datetime | date | None) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return "" if value is None else value.isoformat()
