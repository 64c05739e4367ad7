"""The HTTP interface over a store: JSON, GeoJSON and the page."""

from collections.abc import Callable
from pathlib import Path

from tapal.api.app import create_app
from tapal.api.serving import free_port, server
from tapal.api.store_desk import StoreDesk
from tapal.store import open_store

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8321

__all__ = ["DEFAULT_HOST", "DEFAULT_PORT", "create_app", "serve"]


def serve(
    store_path: str | Path,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    announce: Callable[[str], None] = lambda url: None,
    seconds: float | None = None,
) -> None:
    """Serves the page and the API over a store until interrupted (or for so many seconds).

    A taken port is replaced by a free one; `announce` is told the address as soon as it answers.
    Raises StoreError when there is no store, InputError when the host cannot be opened.
    """
    with open_store(store_path) as store:
        server(StoreDesk(store), host, free_port(host, port), announce, seconds).run()
