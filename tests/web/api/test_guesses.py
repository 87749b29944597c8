"""Tokens cannot be guessed at without end, and whoever has one is not held up by those who do."""

from __future__ import annotations

import secrets

import pytest
from django.test import Client

from isotherm.web.site import limits

pytestmark = pytest.mark.django_db


def _guess(address: str, times: int, language: str = "en") -> list:
    """What guesses from one address are answered, each another token of the right form."""
    return [
        Client(REMOTE_ADDR=address).get(
            "/api/v1/notes",
            headers={
                "authorization": f"Bearer iso_{secrets.token_urlsafe(32)}",
                "accept-language": language,
            },
        )
        for _ in range(times)
    ]


def _allow(monkeypatch, rate: str) -> None:
    monkeypatch.setitem(limits.RATES, "guess", rate)
    limits._rates.cache_clear()


@pytest.fixture(autouse=True)
def _rates_anew():
    yield
    limits._rates.cache_clear()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "That was a lot at once. Please wait a moment and try again."),
        ("zh-hans", "一下子太多啦，歇一会儿再试吧。"),
    ],
)
def test_guessing_ends_in_a_problem_with_words(language, words):
    answers = _guess("198.51.100.7", 30, language)
    assert [one.status_code for one in answers] == [401] * 20 + [429] * 10
    last = answers[-1]
    assert last["Content-Type"] == "application/problem+json"
    assert (last.json()["code"], last.json()["detail"]) == ("too_often", words)


def test_control_without_the_rate_guessing_goes_on(monkeypatch):
    _allow(monkeypatch, "100000/minute")
    assert {one.status_code for one in _guess("198.51.100.7", 30)} == {401}


def test_rightful_callers_of_that_address_and_other_addresses_go_on(calling, reader):
    _guess("198.51.100.7", 25)
    key = calling(reader).defaults["HTTP_AUTHORIZATION"]
    rightful = Client(REMOTE_ADDR="198.51.100.7", headers={"authorization": key})
    assert {rightful.get("/api/v1/notes").status_code for _ in range(30)} == {200}
    assert _guess("198.51.100.8", 1)[0].status_code == 401


def test_a_household_of_newer_addresses_is_one_guesser():
    answers = [_guess(f"2001:db8:1:2::{n:x}", 1)[0].status_code for n in range(25)]
    assert answers.count(429) == 5
    assert _guess("2001:db8:1:3::1", 1)[0].status_code == 401


def test_what_has_not_the_form_of_a_token_counts_as_a_guess(django_assert_num_queries):
    nobody = Client(headers={"authorization": "Bearer x"})
    with django_assert_num_queries(0):
        assert [nobody.get("/api/v1/notes").status_code for _ in range(21)][-2:] == [401, 429]
