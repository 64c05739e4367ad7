"""Taking reports into a store: read, record, merge."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tapal.intake import Issue
from tapal.model.text import RawReport
from tapal.service.engine import Engine
from tapal.service.growing import AT_ONCE, grow
from tapal.service.reading import Notice, Read, read_all
from tapal.store import Added, Change, Clock, Store
from tapal.store.codec import encode
from tapal.store.neighbours import waiting
from tapal.store.write import add_issue, add_report, standing

Step = Callable[[RawReport, Added], None]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A report that the store has as it is."""

    raw: RawReport


@dataclass(slots=True)
class Tally:
    """How many reports were new, changed, unchanged and bad, and what that did to the merged record."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: int = 0
    changes: tuple[Change, ...] = field(default=())


def add(
    incoming: Iterable[RawReport | Issue],
    store: Store,
    engine: Engine,
    clock: Clock,
    notice: Notice = lambda issue: None,
    step: Step = lambda raw, added: None,
    jobs: int = 1,
) -> Tally:
    """What was done with each report. One transaction a report; at the end the merged record is brought up to date.

    A report that the store has unchanged is not even read; `jobs` processes read the others, ahead of the writing.
    Bad ones are written to the store's issues and the rest goes on. Stopped at any point, everything that `step`
    was told of is stored, and the same call again goes on from there.
    """
    tally = Tally()

    def note(issue: Issue) -> None:
        tally.bad += issue.bad
        with store.writing() as connection:
            add_issue(connection, _issue_row(issue), clock())
        notice(issue)

    ahead: set[str] = set()
    items: Iterator[Read | Unchanged | Issue] = read_all(_unlike_stored(incoming, store, ahead), engine, jobs)
    for item in items:
        if isinstance(item, Issue):
            note(item)
            continue
        added = Added.UNCHANGED if isinstance(item, Unchanged) else _add_one(item, store, engine, clock, note)
        ahead.discard(item.raw.id)
        if added is None:
            continue
        tally.new += added is Added.NEW
        tally.changed += added is Added.CHANGED
        tally.unchanged += added is Added.UNCHANGED
        step(item.raw, added)
    tally.changes = refresh(store, engine, clock)
    return tally


def refresh(store: Store, engine: Engine, clock: Clock, anew: bool = False) -> tuple[Change, ...]:
    """What changed in incidents, truces and control when all readings that no merge has seen were merged.

    `anew`: everything is merged again (after the merging itself has become better). Stopped at any point, whole
    merges are kept, and the next call goes on from there.
    """
    done: list[Change] = []
    while anew or (number := _waiting(store)):
        with store.writing() as connection:
            changes = grow(connection, engine.sides, engine.vectors, clock(), anew=anew)
        done += changes or ()
        if not anew and number <= AT_ONCE:
            break
        anew = False
    return tuple(done)


def _waiting(store: Store) -> int:
    """How many reports wait for merging, counted only as far as one merge takes them and one more."""
    with store.reading() as connection:
        return len(waiting(connection, AT_ONCE + 1))


def _unlike_stored(
    incoming: Iterable[RawReport | Issue], store: Store, ahead: set[str]
) -> Iterator[RawReport | Unchanged | Issue]:
    """What comes in, with the reports marked that need no reading; `ahead`: ids of those not written yet."""
    for item in incoming:
        if isinstance(item, RawReport) and item.id not in ahead:
            with store.reading() as connection:
                same = standing(connection, item) is Added.UNCHANGED
            if same:
                yield Unchanged(item)
                continue
            ahead.add(item.id)
        yield item


def _add_one(item: Read, store: Store, engine: Engine, clock: Clock, note: Notice) -> Added | None:
    if isinstance(item.outcome, Issue):
        note(item.outcome)
        return None
    with store.writing() as connection:
        return add_report(connection, item.raw, *item.outcome, engine.version, clock())


def _issue_row(issue: Issue) -> dict[str, object]:
    return {
        "path": issue.path,
        "line": issue.line,
        "doc_id": issue.doc_id,
        "field": issue.field,
        "problem": encode(issue.problem),
        "severity": encode(issue.severity),
        "message": issue.message,
    }
