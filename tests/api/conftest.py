import pytest
from tests.api.client import Client
from tests.api.gold_desk import GoldDesk

from tapal.api.app import create_app


@pytest.fixture(scope="session")
def desk() -> GoldDesk:
    return GoldDesk()


@pytest.fixture(scope="session")
def client(desk: GoldDesk) -> Client:
    return Client(create_app(desk))
