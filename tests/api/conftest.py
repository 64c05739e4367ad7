"""Asks the application without a network: a client over ASGI."""

import asyncio
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tapal.api.app import create_app
from tests.api.gold_desk import GoldDesk


class Client:
    """Synchronous requests to an application in this process."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def get(self, path: str, **extra: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.get(path, **extra)

        return asyncio.run(ask())


@pytest.fixture(scope="session")
def desk() -> GoldDesk:
    return GoldDesk()


@pytest.fixture
def client(desk: GoldDesk) -> Client:
    return Client(create_app(desk))
