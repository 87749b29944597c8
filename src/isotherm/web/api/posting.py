"""Posting a message within so many seconds in all, however slowly the other side answers."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Door", "post"]


@dataclasses.dataclass(frozen=True)
class Door:
    """Where a message goes: an address that was looked at, and the name it was found under."""

    address: str
    port: int
    host: str
    """The name; a certificate must be its."""
    secure: bool


def post(
    door: Door, target: str, *, headers: Mapping[str, str], body: bytes, within_s: float
) -> int:
    """The status of the answer. Of an answer only its head is read, and nothing is followed.

    Raises OSError where there is no way there or the time is over, HTTPException where what comes
    back is no HTTP.
    """
    ends = time.monotonic() + within_s
    with contextlib.closing(_connect(door, ends)) as line:
        line.settimeout(_left(ends))
        line.sendall(_written(target, headers, body))
        answer = http.client.HTTPResponse(cast(socket.socket, _Patient(line, ends)))
        answer.begin()
        return answer.status


def _connect(door: Door, ends: float) -> socket.socket:
    line = socket.create_connection((door.address, door.port), timeout=_left(ends))
    if not door.secure:
        return line
    try:
        line.settimeout(_left(ends))
        return _trust().wrap_socket(line, server_hostname=door.host)
    except BaseException:
        line.close()
        raise


@functools.cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _written(target: str, headers: Mapping[str, str], body: bytes) -> bytes:
    told = {**headers, "Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


def _left(ends: float) -> float:
    """Seconds until the end; TimeoutError once it has come."""
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time for an answer is over")
    return left


class _Patient(io.RawIOBase):
    """What comes in on a line until the end; a time limit of each read alone never comes."""

    def __init__(self, line: socket.socket, ends: float) -> None:
        super().__init__()
        self._line = line
        self._ends = ends

    def makefile(self, _mode: str) -> io.BufferedReader:
        """As a reader of HTTP asks for it."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self._line.settimeout(_left(self._ends))
        return self._line.recv_into(buffer)
