"""Commands that show the page: serve, demo."""

from typing import Annotated

import typer

from tapal.cli.app import app
from tapal.cli.options import DEFAULT_STORE, StorePath

Host = Annotated[str, typer.Option(help="Address to listen on; others than this machine's own open it to the network.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")]
LOCAL = "127.0.0.1"
PORT = 8017


@app.command()
def serve(store: StorePath = DEFAULT_STORE, host: Host = LOCAL, port: Port = PORT) -> None:
    """Show the store's map, timelines and reports in the browser (no network needed)."""
    from tapal.api import serve as serve_page

    serve_page(store, host, port)


@app.command()
def demo(
    port: Port = PORT,
    serve: Annotated[bool, typer.Option(help="Serve the page after the table.")] = True,
    seconds: Annotated[float | None, typer.Option(help="Serve only so long.", show_default=False)] = None,
) -> None:
    """Read the reports that come with Tapal and show who holds what."""
    from tapal.demo import run

    run(port=port, serve=serve, seconds=seconds)
