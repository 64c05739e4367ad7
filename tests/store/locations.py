"""Places for a store: a file, and a database of a PostgreSQL server that the tests start."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url
from tests.store.servers import programs, server

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running PostgreSQL server."""
    there = programs()
    if there is None:
        pytest.skip("there are no PostgreSQL server programs on this machine")
    with server(there) as address:
        yield address


@pytest.fixture
def database(postgres: str) -> str:
    """The address of a new, empty database."""
    name = f"t{uuid4().hex}"
    url = make_url(postgres).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return make_url(postgres).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=BOTH)
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store can be made: the tests that ask for it run on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "tapal.db")
    return str(request.getfixturevalue("database"))
