from __future__ import annotations

import datetime as dt

import pytest

from isotherm.web.site.models import OnceKey
from isotherm.web.site.once import do_once
from isotherm.web.site.refusals import Refusal

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def _ask(done: list[int], *, body: object = 1, key: str = "k", fail: bool = False) -> object:
    def do() -> dict[str, int]:
        done.append(1)
        if fail:
            raise RuntimeError("the light went out")
        return {"times": len(done)}

    return do_once("buy", key, member_id="reader-1", body=body, do=do)


def test_the_same_request_is_done_once_and_answered_alike():
    done: list[int] = []
    assert [_ask(done) for _ in range(3)] == [{"times": 1}] * 3
    assert len(done) == 1


def test_another_body_under_the_same_key_is_refused():
    done: list[int] = []
    _ask(done)
    with pytest.raises(Refusal) as refused:
        _ask(done, body=2)
    assert (refused.value.code, len(done)) == ("other_body", 1)


def test_what_failed_leaves_no_claim_and_may_be_tried_again():
    done: list[int] = []
    with pytest.raises(RuntimeError):
        _ask(done, fail=True)
    assert not OnceKey.objects.exists()
    assert _ask(done) == {"times": 2}


@pytest.mark.parametrize("key", ["", "x" * 81, "a\0b", "a\nb"])
def test_a_key_that_is_none_is_refused_in_words(key):
    with pytest.raises(Refusal) as refused:
        _ask([], key=key)
    assert (refused.value.code, refused.value.status) == ("no_once_key", 422)


def test_inside_another_transaction_the_same_request_is_still_done_once():
    from django.db import transaction

    done: list[int] = []
    with transaction.atomic():
        assert [_ask(done) for _ in range(2)] == [{"times": 1}] * 2
        assert OnceKey.objects.count() == 1


def test_what_the_database_refuses_of_the_work_itself_is_not_taken_for_a_known_key():
    from django.db import IntegrityError

    def do() -> None:
        claim = {"member_id": "m", "act": "other", "key": "k", "body_hash": ""}
        for _ in range(2):
            OnceKey.objects.create(**claim, at=AT)

    with pytest.raises(IntegrityError):
        do_once("buy", "k", member_id="reader-1", body=1, do=do)
    assert not OnceKey.objects.exists()
