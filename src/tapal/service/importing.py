"""Places of the user's own: imports from GeoNames and Who's On First into the gazetteer beside the index."""

from collections.abc import Callable
from pathlib import Path

from tapal.errors import InputError
from tapal.knowledge.places.build import default_folder
from tapal.knowledge.places.importers.geonames import import_geonames as _geonames
from tapal.knowledge.places.importers.userfile import Imported, user_path
from tapal.knowledge.places.importers.wof import import_wof as _wof
from tapal.knowledge.places.schema import Progress


def import_geonames(path: Path, cache: Path | None, progress: Progress) -> Imported:
    """What an import of a GeoNames dump did; `progress` hears after every 2,000 places how many are read.

    `cache` is the folder of compiled data (None: the user's). Raises InputError when the file cannot be read,
    FormatError when it is no dump.
    """
    return _read(_geonames, path, cache, progress)


def import_wof(path: Path, cache: Path | None, progress: Progress) -> Imported:
    """What an import of one Who's On First file did; as `import_geonames`."""
    return _read(_wof, path, cache, progress)


def _read(
    importer: Callable[[Path, Path, Progress], Imported], path: Path, cache: Path | None, progress: Progress
) -> Imported:
    if path.is_dir():
        raise InputError(f"{path} is a folder; name the files in it")
    try:
        return importer(path, user_path(cache or default_folder()), progress)
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        raise InputError(f"{path}: {reason}") from error
