"""A second process that takes steps of a large reading beside the first.

It is told the names of steps on its standard input and answers with an empty line when it is
done with one, well or badly: whether a step was taken is told by its checkpoint alone. When its
input ends, because all is done or because the first process is gone, it ends at once; a step it
was about is then as if it had never been begun.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from typing import Self

from isotherm.errors import ReadingError
from isotherm.reading.checkpoints import Checkpoints
from isotherm.reading.plan import Step
from isotherm.reading.request import Request
from isotherm.reading.workshop import WORK, open_workshop

__all__ = ["HANDS", "SecondHand", "serve"]

HANDS = 2
_BEGIN = "import sys; sys.path[:] = {path!r}; import isotherm.reading.second_hand as s; s.serve()"


class SecondHand:
    """The first process's side: give it a step, see whether it is done, let it go.

    Not a child of ``multiprocessing``: that would run the caller's own script a second time.
    """

    def __init__(self, request: Request, *, input_hash: str) -> None:
        """Start the process; it gets ready while the first one works."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise ReadingError("the second process has no pipes; run with threads = 1")
        self._ask, self._answer = self._process.stdin, self._process.stdout
        self._tell(pickle.dumps((request, input_hash)))

    def begin(self, step: Step) -> None:
        """Let it take a step; it must not be about another."""
        self._tell(step.name.encode() + b"\n")

    def _tell(self, what: bytes) -> None:
        with contextlib.suppress(BrokenPipeError):  # a hand that is gone answers with nothing
            self._ask.write(what)

    def wait(self) -> None:
        """Until it is done with its step, or gone."""
        self._answer.readline()

    def let_go(self) -> None:
        """End the process, whatever it is about; who waits for it waits no longer."""
        self._process.kill()
        self._process.wait()

    def __enter__(self) -> Self:
        """Nothing more to open."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process and close what led to it."""
        self.let_go()
        self._ask.close()
        self._answer.close()


def serve() -> None:
    """The second process's side: take the steps that are named until nobody asks any more."""
    from isotherm.reading.signal_path import signal_path

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is asked, and ends us
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is no answer
    request, input_hash = pickle.load(sys.stdin.buffer)
    names: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(names,), daemon=True).start()
    plan = signal_path()
    steps = {step.name: step for step in plan}
    work = Checkpoints(request.out / WORK, input_hash=input_hash)
    with open_workshop(request, plan, checkpoints=work, hands=HANDS) as workshop:
        while True:
            with contextlib.suppress(Exception):  # told by the first hand, which tries again
                workshop.take(steps[names.get()])
            os.write(answers, b"\n")


def _listen(names: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin.buffer:
        names.put(line.decode().strip())
    os._exit(0)
