"""Many people at once, in several processes with threads: started, let go together, counted."""

from __future__ import annotations

import atexit
import dataclasses
import functools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ADDRESS = {"name": "小同", "phone": "13800000000", "address": "杭州市西湖区同温路 37 号"}
_BUYERS = Path(__file__).with_name("buyers.py")


@dataclasses.dataclass
class Crowd:
    """Processes that wait for their tasks: ``[(act, arguments), ...]``, one answer each."""

    processes: int = 4
    threads: int = 10

    def __enter__(self) -> Crowd:
        self._lines = [self._call() for _ in range(self.processes)]
        self._words = [line.makefile("rw") for line in self._lines]
        return self

    def __exit__(self, *_: object) -> None:
        for line, words in zip(self._lines, self._words, strict=True):
            line.shutdown(socket.SHUT_WR)
            words.read()  # until the process is gone
            words.close()
            line.close()

    def do(self, tasks: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
        """All of them, spread over the processes and as simultaneous as they get."""
        for number, words in enumerate(self._words):
            share = tasks[number :: self.processes]
            words.write(json.dumps({"threads": self.threads, "tasks": share}) + "\n")
            words.flush()
        answers = [json.loads(words.readline()) for words in self._words]
        return [answer for share in answers for answer in share]

    def _call(self) -> socket.socket:
        from django.db import connection

        line = socket.socket(socket.AF_UNIX)
        line.connect(_door(str(connection.settings_dict["NAME"])))
        return line


@functools.cache
def _door(database: str) -> str:
    """Where new processes on a database are had."""
    from django.conf import settings

    folder = tempfile.mkdtemp(prefix="isotherm-crowd-")
    atexit.register(shutil.rmtree, folder)
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings",
        "ISOTHERM_HOME": str(settings.HOME),
        "TEST_DATABASE": database,
    }
    mother = subprocess.Popen(
        [sys.executable, str(_BUYERS), f"{folder}/door"],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(mother.communicate)  # its input ends
    assert mother.stdout is not None
    assert mother.stdout.readline() == "open\n"
    return f"{folder}/door"


def count(answers: list[dict[str, Any]], name: str) -> Counter[str]:
    """How often each answer has what under a name."""
    return Counter(str(answer[name]) for answer in answers if name in answer)
