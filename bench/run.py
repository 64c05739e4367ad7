"""All measurements one after another; those that need data beside the repository say so when they are left out.

    python bench/run.py [--shared ../shared] [--cache FOLDER] [--big FILE]

`--big FILE` (`make bench BIG=FILE`) measures the store at a million events too, in a file that is kept: filling it
takes hours, and the same call goes on where it was stopped.
Ends with exit code 1 when a measurement that was run failed.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tapal.knowledge.places.build import default_folder

HERE = Path(__file__).resolve().parent


SIZES = ("10000", "100000", "1000000")


def measurements(shared: Path, cache: Path, big: Path | None) -> Iterator[tuple[list[str], list[Path]]]:
    """Arguments of each measurement (its script first) and the folders that it needs."""
    gold, ukraine = shared / "gold", shared / "data" / "ukraine-control"
    june = gold / "june2017"
    yield ["speed.py"], []
    yield ["store.py", *(("--events", *SIZES, "--store", str(big)) if big else ())], []
    yield ["quality.py", str(gold), "--check"], [gold]
    yield ["places.py", "--shared", str(shared), "--cache", str(cache)], [gold, shared / "data"]
    yield ["actors.py", "--gold", str(june), "--cache", str(cache)], [june]
    yield ["fuse.py", "june2017", str(june), "--cache", str(cache)], [june]
    yield ["fuse.py", "ukraine", str(ukraine), "--cache", str(cache)], [ukraine]


def main() -> int:
    """Run what can be run; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--cache", type=Path, default=default_folder())
    parser.add_argument("--big", type=Path, default=None)
    given = parser.parse_args()
    failed = 0
    for arguments, needed in measurements(given.shared, given.cache, given.big):
        missing = [str(folder) for folder in needed if not folder.is_dir()]
        print(f"== {' '.join(arguments[:2])}", flush=True)
        if missing:
            print(f"skipped: {', '.join(missing)} is not there", flush=True)
            continue
        failed += subprocess.run([sys.executable, str(HERE / arguments[0]), *arguments[1:]]).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
