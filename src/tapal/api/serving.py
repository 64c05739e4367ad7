"""Serves one store on this machine until it is stopped."""

import asyncio
import socket
from collections.abc import Callable

import uvicorn

from tapal.api.app import LOCAL_HOSTS, create_app
from tapal.api.desk import Desk
from tapal.errors import InputError

EVERYWHERE = ("0.0.0.0", "::")


def free_port(host: str, wanted: int) -> int:
    """The wanted port when it is free, else one that the system chooses. InputError when the host is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in (wanted, 0):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except PermissionError:
                continue
            except socket.gaierror as error:
                raise InputError(f"There is no host '{host}' here: {error.strerror}.") from error
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise InputError(f"No port can be opened on host '{host}'; try 127.0.0.1.")


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    shown = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


class Announcing(uvicorn.Server):
    """A server that tells its address once it answers there, and may stop by itself after some seconds."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[str], None], seconds: float | None) -> None:
        super().__init__(config)
        self._announce = announce
        self._seconds = seconds

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Opens the port, then announces it."""
        await super().startup(sockets)
        if not self.started:
            return
        self._announce(address(self.config.host, self.config.port))
        if self._seconds is not None:
            asyncio.get_running_loop().call_later(self._seconds, self._stop)

    def _stop(self) -> None:
        self.should_exit = True


def server(
    desk: Desk,
    host: str,
    port: int,
    announce: Callable[[str], None] = lambda url: None,
    seconds: float | None = None,
) -> uvicorn.Server:
    """A server for the desk that is not running yet; `run()` answers until interrupted, or for so many seconds."""
    hosts = ("*",) if host in EVERYWHERE else (*LOCAL_HOSTS, host)
    app = create_app(desk, hosts)
    return Announcing(
        uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False), announce, seconds
    )
