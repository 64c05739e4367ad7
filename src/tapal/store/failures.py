"""Errors of the database, said in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from tapal.errors import StoreError

_BUSY = "another process has been writing to it for a minute; try again later"

# What the messages of both databases contain, and what that means for the user.
_ADVICE = {
    "database is locked": _BUSY,
    "lock timeout": _BUSY,
    "database or disk is full": "the disk is full; free some space and run the same command again",
    "attempt to write a readonly database": "it may only be read; check the rights of the file and its folder",
    "unable to open database file": "it cannot be opened; check that the folder exists and may be written",
    "not a database": "this file is not a Tapal store; name another file",
    "malformed": "the file is damaged; restore a backup, or add the reports to a new store",
    "connection refused": "no server answers there; is PostgreSQL running, and are host and port right?",
    "password authentication failed": "the server refuses this user or password",
    "permission denied": "the user of the database lacks the right to do this",
}


@contextmanager
def plainly(name: str) -> Iterator[None]:
    """Errors of the database inside are raised as StoreError that names the store."""
    try:
        yield
    except DatabaseError as error:
        said = " ".join(str(error.orig).split())
        advice = next((advice for part, advice in _ADVICE.items() if part in said.lower()), said)
        raise StoreError(f"the store {name}: {advice}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"the store {name}: {error}") from error
