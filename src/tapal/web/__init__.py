"""The page: plain files that the API serves, and whether its map library was built."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"
PAGE = STATIC / "index.html"
VENDOR = STATIC / "vendor"


def assets_built() -> bool:
    """Whether `make assets` was run: MapLibre, land, borders and towns are there."""
    return all((VENDOR / name).is_file() for name in ("maplibre-gl.mjs", "land.json", "borders.json", "towns.json"))
