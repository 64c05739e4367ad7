"""Reports from the outside: files, streams and HTML turned into raw reports, or into issues that say why not."""

from tapal.intake.files import read_inputs
from tapal.intake.issue import Defaults, Issue, Problem, Severity

__all__ = ["Defaults", "Issue", "Problem", "Severity", "read_inputs"]
