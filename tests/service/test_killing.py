"""A run that is killed has lost nothing that it said was stored, and goes on where it was."""

import random
from pathlib import Path

import pytest
from tests.service.killing import come_through, killed

NUMBER = 40


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_again_and_again(location: str, tmp_path: Path, seed: int) -> None:
    told = killed(location, NUMBER, 2, random.Random(seed), longest=1.5)
    come_through(location, str(tmp_path / "whole.db"), NUMBER, told)
