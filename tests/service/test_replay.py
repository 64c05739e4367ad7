"""The reports of June 2017 come in any order: the record is the same in the end, and history is what it was."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from tests.service.line_reader import LineReader

from tapal.documents import make_document
from tapal.events.record import from_record
from tapal.fuse import Fused, fuse
from tapal.incidents.registry_sides import registry_sides
from tapal.incidents.sides import Sides, Strangers
from tapal.knowledge.actors.registry import Registry
from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer
from tapal.mentions.grounding import ground
from tapal.model.event import Reading
from tapal.model.incident import ControlSpan
from tapal.model.kinds import DocId
from tapal.model.text import Document, RawReport
from tapal.service import add, adding, growing, known_before, refresh, snapshot
from tapal.store import Store, open_store
from tapal.store import neighbours as near
from tapal.store import read as reading
from tapal.store import working as w

CORPUS = Path(__file__).parents[1] / "api" / "june2017"
FIRST = date(2017, 7, 1)


def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


@cache
def corpus() -> dict[DocId, tuple[RawReport, Document, Reading]]:
    """The reports with what annotators read in them, places and actors resolved."""
    gazetteer, registry = Gazetteer.open(ensure_index(default_folder())), Registry.load()
    records = {record["id"]: record for record in lines("gold.jsonl")}
    found = {}
    for line in lines("docs.jsonl"):
        name, published = DocId(line["id"]), date.fromisoformat(line["published"])
        raw = RawReport(name, line["text"], line.get("title"), published, line["language"], line.get("outlet"))
        document = make_document(raw)
        found[name] = raw, document, ground(document, from_record(document, records[name]), gazetteer, registry)
    return found


class Annotated(LineReader):
    """Gives what annotators read."""

    @property
    def sides(self) -> Sides:  # type: ignore[override]
        return registry_sides()

    def read(self, raw: RawReport) -> tuple[Document, Reading]:
        _, document, read = corpus()[raw.id]
        return document, read


def merged(names: Sequence[DocId]) -> Fused:
    """What merging these reports at once gives."""
    return fuse([corpus()[name][1:] for name in names], Registry.load())


def state(store: Store, on: date | None) -> tuple[object, ...]:
    known = snapshot(store, on)
    with store.reading() as connection:
        truces = sorted(reading.current_truces(connection, known_before(on)))
    return (
        {one.incident.id: one.incident for one in known.incidents},
        {span for timeline in known.timelines for span in timeline.spans},
        {origin.id: origin for origin in known.origins},
        truces,
    )


def expected(names: Sequence[DocId]) -> tuple[object, ...]:
    fused = merged(names)
    return (
        {one.id: one for one in fused.incidents},
        set[ControlSpan](fused.spans),
        {origin.id: origin for origin in fused.origins},
        sorted(truce.id for truce in fused.truces),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_arrival(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    names = sorted(corpus())
    rng.shuffle(names)
    history: dict[date, list[DocId]] = {}
    with open_store(tmp_path / "tapal.db", lambda: datetime(2017, 7, 1, tzinfo=UTC)) as store:
        day, came = FIRST, 0
        while came < len(names):
            some = names[came : came + rng.randint(1, 6)]
            evening = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
            add([corpus()[name][0] for name in some], store, Annotated(), lambda evening=evening: evening)
            came += len(some)
            history[day] = names[:came]
            day += timedelta(days=rng.randint(1, 3))
        assert state(store, None) == expected(names)
        for known_on in rng.sample(sorted(history), 3):
            assert state(store, known_on) == expected(history[known_on])
        quiet = max(history) + timedelta(days=5)
        assert state(store, quiet) == expected(names)
        assert state(store, FIRST - timedelta(days=1)) == ({}, set(), {}, [])


EVENING = datetime(2017, 7, 1, 20, tzinfo=UTC)


def working(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables of keys, links and places."""
    with store.reading() as connection:
        return {table.name: sorted(map(tuple, connection.execute(table.select()))) for table in w.WORKING}


@pytest.mark.parametrize("at_once", [1, 4, 500])
def test_everything_anew_by_blocks_is_what_came_in_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for part in (growing, adding):
        monkeypatch.setattr(part, "AT_ONCE", at_once)
    with open_store(tmp_path / "tapal.db", lambda: EVENING) as store:
        add([raw for raw, _, _ in corpus().values()], store, Annotated(), lambda: EVENING)
        grown, known = working(store), state(store, None)
        assert refresh(store, Annotated(), lambda: EVENING, anew=True) == ()
        assert working(store) == grown
        with store.writing() as connection:
            near.forget_all(connection)
        assert add([], store, Annotated(), lambda: EVENING).changes == ()
        assert (working(store), state(store, None)) == (grown, known)


class Unrelated(Annotated):
    """Knows of no actor that it belongs to another."""

    sides = Strangers()


@pytest.mark.parametrize("at_once", [4, 500])
def test_better_merging_corrects_the_whole_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    for part in (growing, adding):
        monkeypatch.setattr(part, "AT_ONCE", at_once)
    with open_store(tmp_path / "tapal.db", lambda: EVENING) as store:
        add([raw for raw, _, _ in corpus().values()], store, Unrelated(), lambda: EVENING)
        assert state(store, None) != expected(sorted(corpus()))
        changes = refresh(store, Annotated(), lambda: EVENING, anew=True)
        assert state(store, None) == expected(sorted(corpus()))
        assert len({(one.subject, one.subject_id) for one in changes}) == len(changes)
