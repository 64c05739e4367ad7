"""Commands that show the page: serve, demo."""

from pathlib import Path
from typing import Annotated

import typer

from tapal.cli.app import app
from tapal.cli.options import DEFAULT_STORE, StorePath
from tapal.cli.screen import say

LOCAL = "127.0.0.1"
PORT = 8321

Host = Annotated[str, typer.Option(help="Address to listen on; others than this machine's own open it to the network.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on; a taken one is replaced by a free one.")]
Seconds = Annotated[
    float | None,
    typer.Option(min=0, envvar="TAPAL_DEMO_SECONDS", help="Serve only so long.", show_default=False),
]
Folder = Annotated[Path, typer.Option(help="Folder for the demo's store, made anew.")]
Serve = Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the page after the table.")]


@app.command()
def serve(store: StorePath = DEFAULT_STORE, host: Host = LOCAL, port: Port = PORT, seconds: Seconds = None) -> None:
    """Show the store's map, timelines and reports in the browser (no network needed)."""
    from tapal.api import serve as serve_page
    from tapal.store import shown

    serve_page(store, host, port, lambda url: say(f"{shown(store)}: open {url} (stop with Ctrl-C)"), seconds)


@app.command()
def demo(
    folder: Folder = Path("build/demo"),
    host: Host = LOCAL,
    port: Port = PORT,
    serving: Serve = True,
    seconds: Seconds = None,
) -> None:
    """Read the reports that come with Tapal, show who held what, and serve the page over it."""
    from tapal.demo import run

    run(folder, host, port, serving, seconds)
