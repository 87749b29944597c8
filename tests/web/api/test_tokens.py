from __future__ import annotations

import pytest
from django.http import Http404

from isotherm.web.api.models import Token
from isotherm.web.api.tokens import find_token, make_token, revoke_token, tokens_of
from isotherm.web.site.refusals import Refusal


def test_a_key_finds_its_token_and_is_kept_nowhere(reader):
    token, key = make_token(reader, name="desk", scopes=["community:read"])
    assert find_token(key) == token
    assert not any(key in str(value) for value in Token.objects.values_list().get())
    assert find_token(key + "x") is None
    assert find_token("\x00\ud800") is None


def test_a_revoked_token_and_one_of_a_closed_account_find_nobody(reader):
    token, key = make_token(reader, name="desk", scopes=["community:read"])
    revoke_token(reader, token.pk)
    assert find_token(key) is None
    _, other = make_token(reader, name="desk", scopes=["community:read"])
    reader.is_active = False
    reader.save()
    assert find_token(other) is None


def test_another_member_cannot_revoke_it(reader, make_member):
    token, key = make_token(reader, name="desk", scopes=["community:read"])
    with pytest.raises(Http404):
        revoke_token(make_member("other"), token.pk)
    assert find_token(key) == token


@pytest.mark.parametrize("scopes", [[], ["everything"], ["control:read"]])
def test_rights_one_does_not_have_are_not_given_away(reader, scopes):
    with pytest.raises(Refusal):
        make_token(reader, name="desk", scopes=scopes)
    assert not tokens_of(reader)


def test_an_operator_may_give_rights_of_the_control_room(operator):
    token, _ = make_token(operator, name="desk", scopes=["control:read"])
    assert token.scopes == ["control:read"]


def test_the_21st_token_is_refused(reader):
    for number in range(20):
        make_token(reader, name=str(number), scopes=["community:read"])
    with pytest.raises(Refusal) as refused:
        make_token(reader, name="one more", scopes=["community:read"])
    assert refused.value.code == "too_many"
