"""What the surroundings decide about a town, read once from the environment."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
from collections.abc import Mapping
from pathlib import Path

from isotherm.errors import SettingsError

__all__ = ["Environment", "read_environment"]

_SHORTEST_SECRET = 50  # characters; what Django's deployment check asks for
_DEMO_SECRET = "demo-only-" + "isotherm-" * 6


@dataclasses.dataclass(frozen=True)
class Environment:
    """Where a town keeps its things and how it is reached."""

    home: Path  # database, pictures and readings of the town
    demo: bool  # one-click sign-in as each role; never in production
    secret_key: str
    hosts: tuple[str, ...]  # names the town answers to
    database_url: str  # empty: SQLite in ``home``
    redis_url: str  # empty: caches and limits live in the process
    payments: str  # the class that moves money, "package.module:Class"; empty: none but the demo's


def read_environment(values: Mapping[str, str] | None = None) -> Environment:
    """Read ``ISOTHERM_*``, ``DATABASE_URL`` and ``REDIS_URL``.

    Outside the demo a secret of at least 50 characters and the hosts must be given: SettingsError
    says which is missing, and where the address of Redis is none.
    """
    values = os.environ if values is None else values
    demo = values.get("ISOTHERM_DEMO", "") == "1"
    hosts = tuple(part for part in values.get("ISOTHERM_HOSTS", "").split(",") if part)
    secret = values.get("ISOTHERM_SECRET_KEY", "")
    if demo:
        hosts, secret = hosts or ("127.0.0.1", "localhost", "[::1]"), secret or _DEMO_SECRET
    elif len(secret) < _SHORTEST_SECRET or secret == _DEMO_SECRET:
        raise SettingsError(
            f"ISOTHERM_SECRET_KEY has {len(secret)} characters; a town outside the demo needs at "
            f"least {_SHORTEST_SECRET} random ones (python -c 'import secrets; "
            "print(secrets.token_urlsafe(50))')"
        )
    elif not hosts:
        raise SettingsError("ISOTHERM_HOSTS is empty; name the hosts the town answers to")
    return Environment(
        home=Path(values.get("ISOTHERM_HOME", "town")).absolute(),
        demo=demo,
        secret_key=secret,
        hosts=hosts,
        database_url=values.get("DATABASE_URL", ""),
        redis_url=_redis_url(values.get("REDIS_URL", "")),
        payments=values.get("ISOTHERM_PAYMENTS", ""),
    )


def _redis_url(url: str) -> str:
    """The address, if something can be asked there; that it does not answer is no error."""
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError(
            "REDIS_URL names no Redis; it begins with redis://, rediss:// or unix://"
        )
    if url and importlib.util.find_spec("redis") is None:
        raise SettingsError(
            "REDIS_URL is given and its client is not: pip install 'isotherm[redis]'"
        )
    return url
