"""Commands that write down what people decide: review merge, split, reject, set, undo, list."""

from typing import TYPE_CHECKING, Annotated

import typer

from tapal.cli.app import app
from tapal.cli.options import DEFAULT_STORE, Cache, Json, StorePath, clock, open_existing
from tapal.cli.screen import counted, print_json, say, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tapal.service import Reviewer
    from tapal.service.reviewing import Decided
    from tapal.store import StoredDecision

review = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Decide about the record; every decision is kept and applied again to every later merge.",
)
app.add_typer(review, name="review")

By = Annotated[str, typer.Option("--by", help="Who decides.")]
Why = Annotated[str, typer.Option("--why", help="Why.")]
Incident = Annotated[str, typer.Argument(help="Id of an incident.")]


def _decide(store: str, by: str, why: str, cache: Cache, decide: "Callable[[Reviewer], Decided]") -> None:
    from tapal import service

    engine = service.load_engine(cache, say)
    with open_existing(store) as opened:
        stored, changes = decide(service.Reviewer(opened, engine, clock(), by, why))
    say(f"{stored}; {counted(len(changes), 'change')} in the record")


@review.command()
def merge(
    first: Incident, second: Incident, by: By, why: Why, store: StorePath = DEFAULT_STORE, cache: Cache = None
) -> None:
    """Two incidents are one happening."""
    _decide(store, by, why, cache, lambda reviewer: reviewer.merge(first, second))


@review.command()
def split(
    incident: Incident,
    events: Annotated[list[str], typer.Argument(help="Ids of its events that tell of another happening.")],
    by: By,
    why: Why,
    store: StorePath = DEFAULT_STORE,
    cache: Cache = None,
) -> None:
    """Some events of an incident are another happening than the rest of it."""
    _decide(store, by, why, cache, lambda reviewer: reviewer.split(incident, events))


@review.command()
def reject(
    asked: Annotated[str, typer.Argument(metavar="ID", help="Of an incident, an event or a control statement.")],
    by: By,
    why: Why,
    store: StorePath = DEFAULT_STORE,
    cache: Cache = None,
) -> None:
    """What was read so counts for nothing."""
    _decide(store, by, why, cache, lambda reviewer: reviewer.reject(asked))


@review.command("set")
def set_value(
    incident: Incident,
    field: Annotated[str, typer.Argument(help="type, status, when, place, killed or injured.")],
    value: Annotated[str, typer.Argument(help="Its value: DAY or DAY/DAY, 12 or 10-12, a place of the store, …")],
    by: By,
    why: Why,
    store: StorePath = DEFAULT_STORE,
    cache: Cache = None,
) -> None:
    """An incident has this value, whatever reports say."""
    _decide(store, by, why, cache, lambda reviewer: reviewer.set(incident, field, value))


@review.command()
def undo(
    number: Annotated[int, typer.Argument(min=1, help="Number of the decision.")],
    by: By,
    why: Why,
    store: StorePath = DEFAULT_STORE,
    cache: Cache = None,
) -> None:
    """An earlier decision no longer counts; it stays in the log."""
    _decide(store, by, why, cache, lambda reviewer: reviewer.undo(number))


@review.command("list")
def list_decisions(store: StorePath = DEFAULT_STORE, json: Json = False) -> None:
    """Everything that was decided, in order."""
    from tapal import service
    from tapal.store.codec import encode

    with open_existing(store) as opened:
        found = service.decisions(opened)
    if json:
        print_json([encode(one) for one in found])
        return
    table("", ("number", "recorded (UTC)", "what", "of", "by", "why"), _rows(found))
    say(counted(len(found), "decision"))


def _rows(found: "Sequence[StoredDecision]") -> "Iterator[tuple[str, ...]]":
    undone = {one.decision.undoes for one in found}
    for one in found:
        what = one.decision
        told = " ".join(part for part in (what.kind.value, what.field, what.value, str(what.undoes or "")) if part)
        ended = " (undone)" if one.number in undone else ""
        yield str(one.number), f"{one.recorded_at:%Y-%m-%d %H:%M}", told + ended, what.subject_id, one.by, one.why
