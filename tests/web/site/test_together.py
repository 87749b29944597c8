"""Processes that share a Redis count and remember together; without it each goes on alone."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import redis as redis_package
from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache

from isotherm.web.site.environment import read_environment
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.together import ALONE_S, Together, redis_client, together


def allowed(act: str, asker: str, times: int) -> int:
    """How many of so many acts are let pass."""
    passed = 0
    for _ in range(times):
        try:
            limited(act, asker)
        except Refusal:
            break
        passed += 1
    return passed


def in_another_process(words: str, url: str) -> str:
    """What an expression is in another process."""
    told = (
        "import django; django.setup()\n"
        "from django.core.cache import cache\n"
        "from web.site.test_together import allowed\n"
        f"print({words})"
    )
    known = os.pathsep.join(path for path in sys.path if path)
    env = os.environ | {"REDIS_URL": url, "PYTHONPATH": known}
    env["DJANGO_SETTINGS_MODULE"] = "isotherm.web.site.django_settings"
    done = subprocess.run(
        [sys.executable, "-c", told], env=env, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_two_processes_count_a_rate_together(redis):
    assert allowed("reply", "ana", 12) == 12
    assert in_another_process("allowed('reply', 'ana', 30)", redis.url) == "8"
    assert allowed("reply", "ana", 1) == 0
    assert allowed("reply", "bo", 20) == 20


def test_without_redis_each_process_counts_for_itself():
    assert allowed("reply", "ana", 12) == 12
    assert in_another_process("allowed('reply', 'ana', 30)", "") == "20"


def test_what_one_process_keeps_another_takes(redis):
    cache.set("word", "kept here", 60)
    cache.set_many({"a": 1, "b": [2]}, 60)
    assert in_another_process("cache.get('word')", redis.url) == "kept here"
    assert in_another_process("sorted(cache.get_many(['a', 'b', 'c']).items())", redis.url) == (
        "[('a', 1), ('b', [2])]"
    )
    in_another_process("cache.delete('word')", redis.url)
    assert cache.get("word") is None


def test_every_way_to_keep_a_thing(redis):
    for _ in range(2):  # in Redis, then alone
        assert cache.add("n", 1)
        assert not cache.add("n", 2)
        assert cache.incr("n") == 2
        with pytest.raises(ValueError, match="not found"):
            cache.incr("unknown")
        assert "n" in cache
        assert cache.touch("n", 30)
        assert cache.get_many([]) == {}
        assert cache.get_or_set("m", lambda: 5) == 5
        cache.delete_many(["n", "m"])
        assert cache.get_many(["n", "m"]) == {}
        redis.stop()


@pytest.mark.parametrize("how", ["stop", "stand_still"])
def test_redis_gone_in_the_middle_loses_no_page_and_no_limit(redis, client, note, how):
    assert client.get("/").status_code == 200
    assert allowed("search", "ana", 100) == 60
    getattr(redis, how)()
    for _ in range(3):
        assert client.get("/").status_code == 200
    assert client.get("/search/", {"q": "亮"}).status_code == 200
    assert allowed("search", "ana", 100) == 60  # this process's own count, from nothing
    assert allowed("search", "ana", 1) == 0
    cache.set("word", "kept alone", 60)
    assert cache.get("word") == "kept alone"


def test_djangos_own_cache_would_have_failed(redis):
    bare = RedisCache(redis.url, {})
    redis.stop()
    with pytest.raises(redis_package.RedisError):
        bare.get("word")


def test_redis_back_is_asked_again(redis, monkeypatch):
    cache.set("word", "before", 60)
    redis.stop()
    assert cache.get("word") is None
    redis.start()
    assert cache.get("word") is None
    monkeypatch.setattr(together, "_alone_until", 0.0)  # its time alone is over
    cache.set("word", "after", 60)
    assert in_another_process("cache.get('word')", redis.url) == "after"
    assert in_another_process("allowed('reply', 'ana', 5)", redis.url) == "5"
    assert allowed("reply", "ana", 100) == 15


def test_guessing_a_password_is_counted_together_and_alone(redis, client, make_member):
    member = make_member("ana")
    member.set_password("a right and long one")
    member.save()
    wrong = {"login": "ana", "password": "guess"}
    right = {"login": "ana", "password": "a right and long one"}
    redis.stop()
    for _ in range(7):
        assert client.post("/accounts/login/", wrong).status_code in (200, 429)
    assert client.post("/accounts/login/", right).status_code != 302


def test_a_redis_that_fails_is_left_alone_for_a_while(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    at, asked = [0.0], []
    told = Together(lambda: at[0])

    def shared():
        asked.append(at[0])
        raise redis_package.ConnectionError("gone")

    for moment in (0.0, 0.1, ALONE_S - 0.1, ALONE_S, ALONE_S + 0.1):
        at[0] = moment
        assert told.ask(shared, lambda: "alone") == "alone"
    assert asked == [0.0, ALONE_S]


def test_what_is_no_failure_of_redis_is_not_hidden(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with pytest.raises(ZeroDivisionError):
        Together().ask(lambda: 1 // 0, lambda: 0)


def test_where_there_is_no_redis_nobody_asks_for_it(settings):
    settings.REDIS_URL = ""
    assert Together().ask(lambda: 1 // 0, lambda: 7) == 7


@pytest.mark.parametrize("url", ["localhost:6379", "http://redis", "memcached://x"])
def test_an_address_that_is_no_redis_is_refused_when_the_town_opens(url):
    from isotherm.errors import SettingsError

    given = {"ISOTHERM_DEMO": "1", "REDIS_URL": url}
    with pytest.raises(SettingsError, match="REDIS_URL"):
        read_environment(given)
    given["REDIS_URL"] = "redis://somewhere:6379/0"
    assert read_environment(given).redis_url == given["REDIS_URL"]


def test_what_an_older_version_kept_is_not_taken(redis):
    cache.set("word", "new", 60)
    keys = redis_client().keys("*word")
    assert [key.decode().startswith("isotherm-") for key in keys] == [True]
