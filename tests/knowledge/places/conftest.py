"""The compiled gazetteer of the machine that runs the tests; built on the first run."""

import os

import pytest

from tapal.knowledge.places.build import default_folder, ensure_index
from tapal.knowledge.places.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(ensure_index(default_folder(os.environ.get("TAPAL_CACHE"))))
