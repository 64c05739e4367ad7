"""The house rules: imports go one way, the architecture page tells the truth, files stay readable."""

import re
import subprocess
import sys
from pathlib import Path

from tapal.pipeline import STAGES

ROOT = Path(__file__).parents[1]


def test_the_stage_table_of_the_architecture_page_is_the_pipeline() -> None:
    rows = re.findall(
        r"^\| (\d) \| (\w+) \| ([^|]+) \| ([^|]+) \|$", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE
    )
    assert [(int(n), name, takes.strip(), gives.strip()) for n, name, takes, gives in rows] == [
        (s.number, s.name, s.takes, s.gives) for s in STAGES
    ]


def test_the_architecture_page_fits_two_printed_pages() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text().split()) <= 1100


def test_imports_go_one_way() -> None:
    command = str(Path(sys.executable).with_name("lint-imports"))
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_are_checked_strictly() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_style_is_checked() -> None:
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "src", "tests", "bench", "training"], cwd=ROOT,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
