"""Reading speed on one core and on all, start-up time and peak memory, on texts that the project ships.

    python bench/speed.py

Conflict reports are the demonstration reports that come with the package; ordinary news is put together
from bench/ordinary.toml. Reading on one core is timed after loading, in processor time; on all cores, and start-up, as
the clock goes, so nothing else should run. Start-up is that of an installed package, whose byte code is there.
Figures depend on the machine, which is named; nothing here fails a test.
"""

import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from tapal.model.kinds import DocId
from tapal.model.text import RawReport
from tapal.pipeline import load_resources, read
from tapal.sentences import split_sentences
from tapal.service import cores, extract, load_engine

HERE = Path(__file__).parent
REPORTS = HERE.parent / "src" / "tapal" / "demo_reports"
ORDINARY_REPORTS = 400
SENTENCES_EACH = 16  # about 300 words
OFTEN = 4  # times that the conflict reports are read in several processes


def conflict_reports() -> list[RawReport]:
    docs = [json.loads(line) for path in sorted(REPORTS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return [
        RawReport(DocId(d["id"]), d["text"], d.get("title"), date.fromisoformat(d["published"]), d["language"])
        for d in docs
    ]


def ordinary_reports() -> list[RawReport]:
    sentences = tomllib.loads((HERE / "ordinary.toml").read_text(encoding="utf-8"))
    rng = random.Random(0)
    made = []
    for k in range(ORDINARY_REPORTS):
        code = ("id", "en")[k % 2]
        text = " ".join(rng.sample(sentences[code], SENTENCES_EACH))
        made.append(RawReport(DocId(f"ordinary-{k}"), text, None, date(2024, 5, 1), code))
    return made


def machine() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.exists() else []
    models = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    cpu = next(models, platform.processor())
    return (
        f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def start_up(runs: int = 3) -> tuple[float, float]:
    """Median seconds, and median processor seconds, of `tapal extract` on one short report in a fresh process."""
    command = [sys.executable, "-m", "tapal", "extract", "-"]
    line = json.dumps(
        {
            "id": "x",
            "text": "Pasukan pemerintah merebut kota itu pada Sabtu.",
            "published": "2017-06-17",
            "language": "id",
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        times = []
        for _ in range(runs + 1):
            begin, used = time.perf_counter(), children()
            subprocess.run(command, input=line + "\n", text=True, check=True, capture_output=True, env=environment)
            times.append((time.perf_counter() - begin, children() - used))
    wall, processor = zip(*times[1:], strict=True)  # the first run compiles
    return sorted(wall)[runs // 2], sorted(processor)[runs // 2]


def children() -> float:
    """Processor seconds of all processes that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def at_once(reports: list[RawReport], jobs: int) -> float:
    """Seconds for reading the reports in so many processes, without loading."""
    engine = load_engine()
    everything = extract(reports, engine, print, jobs)
    next(everything)  # the first report, which loads
    begin = time.perf_counter()
    for _ in everything:
        pass
    return time.perf_counter() - begin


def main() -> None:
    print(f"machine: {machine()}")
    resources = load_resources()
    conflict, ordinary = conflict_reports(), ordinary_reports()
    for raw in {raw.language: raw for raw in conflict}.values():  # loads what each language needs
        read(raw, resources)
    begin = time.process_time()
    documents = [read(raw, resources)[0] for raw in conflict]
    spent = time.process_time() - begin
    sentences = sum(len(split_sentences(document)) for document in documents)
    words = sum(len(document.text.split()) for document in documents)
    print(
        f"conflict news: {len(conflict) / spent:.1f} reports/s, {sentences / spent:.0f} sentences/s, "
        f"{words / spent:.0f} words/s ({words / len(conflict):.0f} words a report)"
    )
    begin = time.process_time()
    for raw in ordinary:
        read(raw, resources)
    through = time.process_time() - begin
    print(f"ordinary news through the prefilter: {len(ordinary) / through:.0f} reports/s"
          f" ({spent / len(conflict) * len(ordinary) / through:.0f} times as fast as a conflict report)")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    often = [replace(raw, id=DocId(f"{raw.id}-{k}")) for k in range(OFTEN) for raw in conflict]
    for jobs in sorted({1, cores()}):
        print(f"conflict news, {jobs} processes: {(len(often) - 1) / at_once(often, jobs):.1f} reports/s by the clock")
    wall, processor = start_up()
    print(f"start-up: {wall:.2f} s ({processor:.2f} s of processor time) for tapal extract on one report")


if __name__ == "__main__":
    main()
