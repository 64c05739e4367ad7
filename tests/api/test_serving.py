import socket

import pytest

from tapal.api.serving import address, free_port
from tapal.errors import InputError


def test_a_taken_port_is_replaced_by_a_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        other = free_port("127.0.0.1", port)
    assert other != port
    assert other > 0


def test_a_free_port_is_kept() -> None:
    port = free_port("127.0.0.1", 0)
    assert free_port("127.0.0.1", port) == port


def test_a_host_that_is_not_here_is_an_input_error() -> None:
    with pytest.raises(InputError, match=r"192\.0\.2\.1"):
        free_port("192.0.2.1", 8000)


def test_the_address_can_be_opened() -> None:
    assert address("127.0.0.1", 80) == "http://127.0.0.1:80/"
    assert address("0.0.0.0", 80) == "http://127.0.0.1:80/"
    assert address("::1", 80) == "http://[::1]:80/"
