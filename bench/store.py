"""What the store costs as it grows: adding a report, one place's control, the whole map; ratios between sizes.

    python bench/store.py [--events 10000 100000 1000000] [--places 20000] [--store FILE or postgresql://…]

Synthetic reports (bench/synthetic.py) with two events each are added until the store holds so many events; then
reports are added one by one and questions asked. Times are medians in milliseconds: of the clock on the wall, what one
in twenty is over, and of processor time (which other programs do not lengthen, nor a PostgreSQL server's own work);
adding includes both commits to the disk. Sentence vectors are left out: they cost about
2 ms a sentence once, whatever the size of the store. A million events take hours to fill; a store that is named is
kept, and the same call again goes on from where it was (what was measured lies beside its file).
Ends with exit code 1 when a median at 100,000 events or more is over its bar.
"""

import argparse
import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select

from synthetic import DAYS, EVENTS_EACH, FIRST_DAY, War
from tapal import service
from tapal.store import Store, open_store
from tapal.store.engines import is_server
from tapal.store.schema import reports
from tapal.store.write import add_report

BARS = {"add a report": 50.0, "control of a place": 20.0, "map of a day": 300.0}
BARS_FROM = 100_000
ROUNDS = 100
AT_ONCE = 500
TOLD_EVERY = 50_000
DAY = FIRST_DAY.replace(year=FIRST_DAY.year + DAYS // 730)


def now() -> datetime:
    return datetime.now(UTC)


def fill(store: Store, war: War, events: int) -> None:
    """Adds reports with so many events, some hundreds to a transaction, and tells how far it is."""
    fresh, left = war.reports(events), events
    while some := list(islice(fresh, AT_ONCE)):
        with store.writing() as connection:
            for raw in some:
                add_report(connection, raw, *war.read(raw), war.version, now())
        service.refresh(store, war, now)
        before, left = left, left - len(some) * EVENTS_EACH
        if before // TOLD_EVERY != left // TOLD_EVERY:
            print(f"  {left:,} events to go", file=sys.stderr, flush=True)


def held_by(store: Store) -> int:
    """How many reports a store has."""
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(reports)).scalar_one()


Times = list[tuple[float, float]]
"""Milliseconds of the clock on the wall, and of processor time."""


def timed(does: Callable[[], object]) -> tuple[float, float]:
    begin, busy = time.perf_counter(), time.process_time()
    does()
    return (time.perf_counter() - begin) * 1e3, (time.process_time() - busy) * 1e3


def measured(store: Store, war: War) -> Iterator[tuple[str, Times]]:
    """Each thing that is measured, and its times."""
    fresh = islice(war.reports(EVENTS_EACH * ROUNDS), ROUNDS)
    yield "add a report", [timed(lambda raw=raw: service.add([raw], store, war, now)) for raw in fresh]
    held = service.control_map(store, DAY).places
    names = [one.place_name for one in held[:: max(1, len(held) // ROUNDS)]]
    yield "control of a place", [timed(lambda name=name: asked(store, name)) for name in names]
    yield "map of a day", [timed(lambda: service.control_map(store, DAY)) for _ in range(ROUNDS // 5)]
    print(f"  ({len(held):,} places on the map)", flush=True)


def asked(store: Store, name: str) -> object:
    """Who holds a place, with the words that it rests on."""
    return service.evidence(store, service.control(store, name, DAY))


def report(store: Store, war: War, events: int, before: dict[str, float]) -> int:
    """Prints what was measured; how many medians are over their bars."""
    over = 0
    for name, times in measured(store, war):
        wall, busy = (sorted(column) for column in zip(*times, strict=True))
        middle, slow, work = wall[len(wall) // 2], wall[int(len(wall) * 0.95)], busy[len(busy) // 2]
        ratio = f", {work / before[name]:.2f} times that of the size before" if name in before else ""
        print(f"  {name}: {middle:.1f} ms, one in twenty {slow:.1f} ms, processor {work:.1f} ms{ratio}", flush=True)
        before[name] = work
        over += events >= BARS_FROM and middle > BARS[name]
    return over


def main() -> int:
    """Fills a store to each size and measures there; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--places", type=int, default=20_000)
    parser.add_argument("--store", default=None)
    given = parser.parse_args()
    over = 0
    gc.set_threshold(100_000)  # what a batch makes is many and short-lived
    with tempfile.TemporaryDirectory() as folder:
        location, war = given.store or str(Path(folder) / "bench.db"), War(given.places)
        kept = Path(folder, "measured.json") if is_server(location) else Path(location).with_suffix(".measured.json")
        before: dict[str, float] = json.loads(kept.read_text()) if kept.exists() else {}
        with open_store(location, now) as store:
            war.skip(held := held_by(store))
            for events in given.events:
                if (missing := events - held * EVENTS_EACH) < 0:
                    continue
                begin = time.process_time()
                fill(store, war, missing)
                each = (time.process_time() - begin) * 1e3 * EVENTS_EACH / max(1, missing)
                print(f"{events:,} events; filled with {each:.1f} ms of processor time a report", flush=True)
                over += report(store, war, events, before)
                kept.write_text(json.dumps(before))
                held = held_by(store)
        size = "" if is_server(location) else f", file {Path(location).stat().st_size / 2**20:.0f} MB"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory {peak:.0f} MB, pages of the file included{size}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
