"""The command line: `tapal COMMAND`. Data goes to standard output, everything said to standard error."""

from tapal.cli.app import main

__all__ = ["main"]
