"""Servers that are not what they seem, as far as MySQL's protocol lets them go. The rogue is real, on loopback."""

import pathlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from app.crypto.secret import Secret
from app.errors import BaileeError, PlainConnectionRefused, ServerGone, ServerUnreachable
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.mysql import connection as connecting
from app.sources.servers.mysql.source import MySqlSource
from app.sources.servers.url import DatabaseUrl

PASSWORD = b"the-secret-word"
OK = b"\0\0\0\2\0\0\0"
LOAD_LOCAL = b"\xfb/etc/hostname"
# Without TLS: long flags, protocol 4.1, transactions, secure connection, plugin authentication.
CAPABILITIES = 0x4 | 0x200 | 0x2000 | 0x8000 | 0x80000


@dataclass
class Rogue:
    """`received` is everything that came from the client."""

    port: int
    received: bytearray = field(default_factory=bytearray)


def greeting() -> bytes:
    low, high = CAPABILITIES & 0xFFFF, CAPABILITIES >> 16
    head = b"\x0a8.0.99-rogue\0" + struct.pack("<I", 7) + b"12345678\0"
    return head + struct.pack("<HBHHB", low, 45, 2, high, 21) + bytes(10) + b"123456789012\0mysql_native_password\0"


def send(line: socket.socket, number: int, payload: bytes) -> None:
    line.sendall(struct.pack("<I", len(payload))[:3] + bytes([number]) + payload)


def hear(line: socket.socket, rogue: Rogue) -> bytes:
    said = line.recv(65536)
    rogue.received += said
    return said


Conduct = Callable[[socket.socket, Rogue], None]


@contextmanager
def rogue_server(conduct: Conduct) -> Iterator[Rogue]:
    """A server that treats every connection as `conduct` says."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        rogue = Rogue(listener.getsockname()[1])

        def serve() -> None:
            try:
                line, _ = listener.accept()
                with line:
                    line.settimeout(10)
                    conduct(line, rogue)
                    while hear(line, rogue):
                        pass
            except OSError:
                return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield rogue
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(20)
    assert not thread.is_alive()


def attempt(rogue: Rogue, options: str = "") -> BaileeError:
    url = DatabaseUrl.parse(f"mysql://me@127.0.0.1:{rogue.port}/shop{options}")
    with (
        Secret(PASSWORD) as secret,
        pytest.raises(BaileeError) as refused,
        MySqlSource(ServerAccess(url, secret)).open() as snapshot,
    ):
        snapshot.survey()
    return refused.value


def asks_for_the_password(line: socket.socket, rogue: Rogue) -> None:
    send(line, 0, greeting())
    hear(line, rogue)
    send(line, 2, b"\xfemysql_clear_password\0")


def asks_for_a_file(line: socket.socket, rogue: Rogue) -> None:
    send(line, 0, greeting())
    hear(line, rogue)
    send(line, 2, OK)
    while said := hear(line, rogue):
        is_harmless = b"SET NAMES" in said or b"AUTOCOMMIT" in said
        send(line, 1, OK if is_harmless else LOAD_LOCAL)


def test_the_password_is_not_shown_on_a_plain_connection() -> None:
    with rogue_server(asks_for_the_password) as rogue:
        error = attempt(rogue)
    assert isinstance(error, PlainConnectionRefused)
    assert PASSWORD not in rogue.received
    assert b"me\0" in rogue.received


def test_no_file_is_sent_to_a_server_that_asks_for_one() -> None:
    with pathlib.Path("/etc/hostname").open("rb") as file:
        content = file.read().strip()
    with rogue_server(asks_for_a_file) as rogue:
        error = attempt(rogue)
    assert isinstance(error, ServerGone)
    assert content not in rogue.received
    assert b"Ssl_cipher" in rogue.received


def test_nothing_is_said_to_a_server_without_tls_where_tls_is_asked_for() -> None:
    with rogue_server(lambda line, _: send(line, 0, greeting())) as rogue:
        error = attempt(rogue, "?ssl_mode=required")
    assert isinstance(error, PlainConnectionRefused)
    assert not rogue.received


@pytest.mark.parametrize(
    "noise", [b"\x0a", b"\x0a\xff\xff", b"SSH-2.0-OpenSSH\r\n", bytes(40), b"\x0a8.0\0" + bytes(3)]
)
def test_noise_is_no_server(noise: bytes) -> None:
    with rogue_server(lambda line, _: send(line, 0, noise)) as rogue:
        error = attempt(rogue)
    assert isinstance(error, ServerUnreachable)


def test_a_server_that_hangs_up_is_none() -> None:
    with rogue_server(lambda line, _: line.shutdown(socket.SHUT_RDWR)) as rogue:
        error = attempt(rogue)
    assert isinstance(error, ServerUnreachable)


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "CONNECT_SECONDS", 0.2)
    with rogue_server(lambda _line, _rogue: None) as rogue:
        error = attempt(rogue)
    assert isinstance(error, ServerUnreachable)
    assert error.reason == "no answer in time"
