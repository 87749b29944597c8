"""A town's server in processes of its own, on the database of the tests.

python server.py PORT DATABASE [--workers=N] [--no-limit] [--small-frames] [--quick-rounds]
    [--slow-rounds] [--no-grace] [--only-wakes] [--trusting] [--redis=URL]
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

import uvicorn

_TOLD = "ISOTHERM_SERVER_OF_TESTS"  # what every process of the server is told


def main(port: int, database: str, *options: str) -> None:
    os.environ[_TOLD] = json.dumps([database, *options])
    if url := _value(options, "--redis"):
        os.environ["REDIS_URL"] = url
    uvicorn.run(
        "server:make_application",
        factory=True,
        port=port,
        workers=int(_value(options, "--workers") or 1),
        log_level="warning",
        ws="websockets-sansio",
        ws_max_size=4096 if "--small-frames" in options else 2**24,
        ws_per_message_deflate=False,
        lifespan="off",
    )


def make_application() -> Any:
    """The town's door, in each process."""
    database, *options = json.loads(os.environ[_TOLD])
    from isotherm.web.site import django_settings

    django_settings.DATABASES["default"]["NAME"] = database
    from isotherm.web.site.asgi import application

    _set_limits(options)
    return application


def _value(options: Sequence[str], name: str) -> str:
    told = [option.partition("=")[2] for option in options if option.startswith(f"{name}=")]
    return told[-1] if told else ""


def _set_limits(options: list[str]) -> None:
    from isotherm.web.rooms.hub import ear  # only once the town is set up
    from isotherm.web.rooms.hub.limits import LIMITS
    from isotherm.web.site import together

    if "--quick-rounds" in options:
        LIMITS.rounds_every_s, LIMITS.host_grace_s = 0.1, 600.0
    if "--slow-rounds" in options:
        LIMITS.rounds_every_s = 60.0
    if "--no-grace" in options:
        LIMITS.host_grace_s = 0.0
    if "--trusting" in options:  # of Redis, as soon as it answers, and for a long time
        LIMITS.trust_wakes_after_s, LIMITS.look_woken_s = 0.0, 60.0
    if "--only-wakes" in options:
        LIMITS.look_every_s = LIMITS.look_woken_s = 60.0
    if _value(options, "--redis"):  # though it did not answer it is soon asked again
        together.ALONE_S, ear._AGAIN_S = 0.0, 0.1
    if "--no-limit" in options:
        LIMITS.messages_a_second = LIMITS.burst = 1e9


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
