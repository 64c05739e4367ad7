"""Asks the application without a network: a client over ASGI."""

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI


class Client:
    """Synchronous requests to an application in this process."""

    def __init__(self, app: FastAPI, host: str = "localhost") -> None:
        self.app = app
        self.host = host

    def get(self, path: str, **extra: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{self.host}") as client:
                return await client.get(path, **extra)

        return asyncio.run(ask())

    def json(self, path: str, **params: Any) -> Any:
        answer = self.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()
