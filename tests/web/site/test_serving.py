"""Pages that are told to end: sockets are told to come again, the last acts are done."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from isotherm.web.site import endings

_SERVER = """
import asyncio, socket, sys, types, uvicorn

async def application(scope, receive, send):
    await receive()
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        await receive()
    else:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"begun", "more_body": True})
        await asyncio.sleep(60)

door = types.ModuleType("isotherm.web.site.asgi")
door.application = application
sys.modules[door.__name__] = door
from isotherm.web.site import endings, serving
endings.before_the_end(lambda: print("looked back", flush=True))
serving._GRACE_S = 1
if sys.argv[2:] == ["plain"]:
    serving._Server = uvicorn.Server
serving.serve_pages(socket.socket(fileno=int(sys.argv[1])))
"""


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        yield door


@pytest.mark.parametrize("kind", ["ours", "plain"])
def test_who_is_still_being_answered_is_cut_off_without_a_word(kind, listening):
    """Control: the server as it comes complains of what was meant."""
    served = _serve(listening, kind)
    port = listening.getsockname()[1]
    with _connected(port) as slow, connect(f"ws://127.0.0.1:{port}/") as live:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert slow.recv(1)  # its answer has begun
        served.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            live.recv(timeout=10)
        last, said = served.communicate(timeout=20)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012  # the service restarts: come again
    assert ("Cancel 1 running task" in said.decode()) == (kind == "plain")
    assert kind == "plain" or said == b""
    assert (last == b"looked back\n") == (kind == "ours")


def test_a_last_act_that_fails_holds_up_no_other(monkeypatch, caplog):
    done = []
    monkeypatch.setattr(endings, "_acts", [lambda: 1 / 0, lambda: done.append("looks")])
    endings.do_last_acts()
    assert done == ["looks"]
    assert "a last act of the process failed" in caplog.text


def _serve(listening: socket.socket, kind: str) -> subprocess.Popen[bytes]:
    number = listening.fileno()
    return subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(number), kind],
        pass_fds=[number],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _connected(port: int) -> socket.socket:
    """A line to the server, once it is there."""
    until = time.monotonic() + 30
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except ConnectionRefusedError:
            assert time.monotonic() < until
            time.sleep(0.05)
