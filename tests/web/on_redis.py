"""Run a command with REDIS_URL naming a Redis of its own: started, used, thrown away.

python tests/web/on_redis.py pytest tests/web/site
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator


class PrivateRedis:
    """A Redis on a port of its own, which keeps nothing on disk."""

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise FileNotFoundError("redis-server is not installed")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._command = [program, "--port", str(self.port), "--bind", "127.0.0.1"]
        self._command += ["--save", "", "--appendonly", "no", "--loglevel", "warning"]
        self._folder = tempfile.TemporaryDirectory(prefix="isotherm-redis-")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [*self._command, "--dir", self._folder.name], stdout=subprocess.DEVNULL
        )
        for _ in range(200):
            if self._process.poll() is not None:
                raise RuntimeError("redis-server ended")
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", self.port), 1) as line,
            ):
                line.sendall(b"PING\r\n")
                if line.recv(16).startswith(b"+PONG"):
                    return
            time.sleep(0.05)
        raise RuntimeError("redis-server does not answer")

    def stop(self) -> None:
        """At once, as if it had failed; started again it knows nothing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stand_still(self) -> None:
        """It takes what is sent and answers nothing, until it is stopped."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def throw_away(self) -> None:
        self.stop()
        self._folder.cleanup()


@contextlib.contextmanager
def private_redis() -> Iterator[PrivateRedis]:
    """A Redis that runs while the block does."""
    redis = PrivateRedis()
    try:
        redis.start()
        yield redis
    finally:
        redis.throw_away()


def main() -> int:
    """Run the words after ours; without Redis say loudly that they did not run."""
    try:
        with private_redis() as redis:
            env = {**os.environ, "REDIS_URL": redis.url}
            return subprocess.run(sys.argv[1:], env=env, check=False).returncode
    except FileNotFoundError as missing:
        print(f"NOT RUN ON REDIS: {missing} (Debian: apt install redis-server)", file=sys.stderr)
        return int(os.environ.get("ISOTHERM_REQUIRE_ALL") == "1")


if __name__ == "__main__":
    raise SystemExit(main())
