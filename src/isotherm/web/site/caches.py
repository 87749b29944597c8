"""The town's cache: shared by its processes where there is Redis, and never a reason to fail."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from isotherm.web.site.together import redis_client, together

__all__ = ["TownCache"]

_MOST_ALONE = 20_000  # entries of one process


class _Client(RedisCacheClient):
    """Django's way to keep things in Redis, over the town's own connections."""

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        return redis_client()


class _Shared(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client


class TownCache(BaseCache):
    """Keeps things in Redis, and in the process alone while Redis does not answer.

    What may be kept is what is right however old it is, within its time: keys hold what decides
    their value. So nothing has to be taken back from a Redis that missed a change.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        """``server`` is the address of Redis."""
        super().__init__(params)
        self._shared = _Shared(server, params)
        most = {"OPTIONS": {"MAX_ENTRIES": _MOST_ALONE}}
        self._alone = LocMemCache("alone", {**params, **most})

    def _ask(self, do: str, *args: Any, **kwargs: Any) -> Any:
        ways: list[Callable[[], Any]] = [
            functools.partial(getattr(cache, do), *args, **kwargs)
            for cache in (self._shared, self._alone)
        ]
        return together.ask(*ways)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        """Keep a value where there is none; whether there was none."""
        return self._ask("add", key, value, timeout, version)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        """What is kept."""
        return self._ask("get", key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        """Keep a value."""
        return self._ask("set", key, value, timeout, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        """Keep it for longer."""
        return self._ask("touch", key, timeout, version)

    def delete(self, key: Any, version: Any = None) -> Any:
        """Forget it; whether it was kept."""
        return self._ask("delete", key, version)

    def get_many(self, keys: Any, version: Any = None) -> Any:
        """What is kept of many, in one question; Redis takes a question for none as a fault."""
        keys = list(keys)
        return self._ask("get_many", keys, version) if keys else {}

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> Any:
        """Keep many values."""
        return self._ask("set_many", data, timeout, version)

    def delete_many(self, keys: Any, version: Any = None) -> Any:
        """Forget many."""
        return self._ask("delete_many", list(keys), version)

    def has_key(self, key: Any, version: Any = None) -> Any:
        """Whether there is one."""
        return self._ask("has_key", key, version)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        """Count on; ValueError where there is nothing to count from."""
        return self._ask("incr", key, delta, version)

    def clear(self) -> Any:
        """Forget everything, limits too."""
        self._alone.clear()
        return self._ask("clear")
