"""The English pipeline of a package of its own, converted once into the folder of compiled data."""

from pathlib import Path

import pytest

from tapal.errors import ModelError
from tapal.lang.base import PIPELINES
from tapal.lang.parsing import load_parser
from tapal.lang.spacy_weights import FILES, ensure_weights, weights_folder


def test_a_conversion_that_broke_off_is_made_again_and_then_kept(tmp_path: Path) -> None:
    package = PIPELINES["en"]
    folder = weights_folder(package, tmp_path)
    half = folder.with_name(folder.name + ".part")
    half.mkdir(parents=True)
    (half / FILES[0]).write_bytes(b"half a file")
    assert ensure_weights(package, tmp_path) == folder
    assert not half.exists()
    assert load_parser(folder)
    made = (folder / FILES[0]).stat().st_mtime_ns
    ensure_weights(package, tmp_path)
    assert (folder / FILES[0]).stat().st_mtime_ns == made


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-such-pipeline"):
        ensure_weights("no-such-pipeline", tmp_path)
