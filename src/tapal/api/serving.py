"""Serves one store on this machine until it is stopped."""

import socket
import threading

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


def server(desk: Desk, host: str, port: int) -> uvicorn.Server:
    """A server for the desk that is not running yet."""
    hosts = ("*",) if host in EVERYWHERE else (*LOCAL_HOSTS, host)
    app = create_app(desk, hosts)
    return uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False))


def serve_desk(desk: Desk, host: str, port: int, seconds: float | None = None) -> None:
    """Answers requests until interrupted, or for so many seconds."""
    running = server(desk, host, port)
    if seconds is not None:
        clock = threading.Timer(seconds, lambda: setattr(running, "should_exit", True))
        clock.daemon = True
        clock.start()
    running.run()
