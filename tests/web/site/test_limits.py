"""Too much at once is refused in words; one person's haste is not another's."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils.translation import override

from isotherm.web.site import limits
from isotherm.web.site.limits import limited
from isotherm.web.site.refusals import Refusal


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    limits._limiter.cache_clear()
    limits._rates.cache_clear()
    monkeypatch.setitem(limits.RATES, "reply", "3/hour")
    yield
    limits._limiter.cache_clear()
    limits._rates.cache_clear()
    cache.clear()


def test_one_too_many_is_refused_with_429():
    for _ in range(3):
        limited("reply", "ana")
    with pytest.raises(Refusal) as told:
        limited("reply", "ana")
    assert told.value.status == 429


def test_others_and_other_acts_are_counted_apart():
    for _ in range(3):
        limited("reply", "ana")
    limited("reply", "bo")
    limited("wish", "ana")


def test_without_its_rate_nothing_is_refused(monkeypatch):
    monkeypatch.setitem(limits.RATES, "reply", "1000/hour")
    for _ in range(20):
        limited("reply", "ana")


def test_guessing_a_password_is_slowed_down(client, make_member):
    member = make_member("ana")
    member.set_password("a right and long one")
    member.save()
    wrong = {"login": "ana", "password": "guess"}
    answers = [client.post("/accounts/login/", wrong) for _ in range(7)]
    assert all(answer.status_code in (200, 429) for answer in answers)
    right = client.post("/accounts/login/", {"login": "ana", "password": "a right and long one"})
    assert right.status_code != 302
    cache.clear()
    again = client.post("/accounts/login/", {"login": "ana", "password": "a right and long one"})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("rate", "language", "words"),
    [
        ("3/minute", "en", "Please wait a moment"),
        ("3/hour", "en", "a lot for one hour"),
        ("3/day", "en", "try again tomorrow"),
        ("3/hour", "zh-hans", "这一小时"),
        ("3/day", "zh-hans", "明天"),
    ],
)
def test_it_is_said_how_long_it_is_too_much_for(monkeypatch, rate, language, words):
    monkeypatch.setitem(limits.RATES, "reply", rate)
    for _ in range(3):
        limited("reply", "ana")
    with override(language), pytest.raises(Refusal) as told:
        limited("reply", "ana")
    assert words in told.value.words
