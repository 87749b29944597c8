"""Many people at once, in several processes with threads: started, let go together, counted."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
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
        self._running = [self._start() for _ in range(self.processes)]
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            process.stdin.close()
            process.wait(timeout=30)
            process.stdout.close()

    def do(self, tasks: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
        """All of them, spread over the processes and as simultaneous as they get."""
        for number, process in enumerate(self._running):
            share = tasks[number :: self.processes]
            process.stdin.write(json.dumps({"threads": self.threads, "tasks": share}) + "\n")
            process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for process in self._running]
        return [answer for share in answers for answer in share]

    def _start(self) -> subprocess.Popen[str]:
        from django.conf import settings
        from django.db import connection

        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "isotherm.web.site.django_settings",
            "ISOTHERM_HOME": str(settings.HOME),
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        }
        return subprocess.Popen(
            [sys.executable, str(_BUYERS)],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def count(answers: list[dict[str, Any]], name: str) -> Counter[str]:
    """How often each answer has what under a name."""
    return Counter(str(answer[name]) for answer in answers if name in answer)
