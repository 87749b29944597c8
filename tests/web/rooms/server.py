"""A town's server in a process of its own, on the database of the tests.

python server.py PORT DATABASE [--no-limit] [--small-frames] [--quick-rounds] [--no-grace]
    [--slow-rounds] [--only-wakes] [--trusting] [--redis=URL]
"""

from __future__ import annotations

import os
import sys

import uvicorn

REDIS = "--redis="


def main(port: int, database: str, *options: str) -> None:
    for url in (option.removeprefix(REDIS) for option in options if option.startswith(REDIS)):
        os.environ["REDIS_URL"] = url
    from isotherm.web.site import django_settings

    django_settings.DATABASES["default"]["NAME"] = database

    from isotherm.web.site.asgi import application

    _set_limits(options)
    uvicorn.run(
        application,
        port=port,
        log_level="warning",
        ws_max_size=4096 if "--small-frames" in options else 2**24,
        ws_per_message_deflate=False,
        lifespan="off",
    )


def _set_limits(options: tuple[str, ...]) -> None:
    from isotherm.web.rooms.hub.limits import LIMITS  # only once the town is set up

    if "--quick-rounds" in options:
        LIMITS.rounds_every_s = 0.1
    if "--slow-rounds" in options:
        LIMITS.rounds_every_s = 60.0
    if "--no-grace" in options:
        LIMITS.host_grace_s = 0.0
    if "--trusting" in options:  # of Redis, as soon as it answers, and for a long time
        LIMITS.trust_wakes_after_s, LIMITS.look_woken_s = 0.0, 60.0
    if "--only-wakes" in options:
        LIMITS.look_every_s = LIMITS.look_woken_s = 60.0
    if "--no-limit" in options:
        LIMITS.messages_a_second = LIMITS.burst = 1e9


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
