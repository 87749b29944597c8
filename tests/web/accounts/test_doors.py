"""Joining, signing in and out, and the demo's one click."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.roles import Role, take_role

pytestmark = pytest.mark.django_db
ROLES = [role.value for role in Role]


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def test_joining_takes_a_name_and_a_password(client):
    answer = client.post(
        "/accounts/signup/",
        {"username": "小满", "password1": "many warm days", "password2": "many warm days"},
    )
    assert answer.status_code == 302
    member = Member.objects.get(username="小满")
    assert member.joined_at is not None
    assert client.get("/me/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"username": "a\0b", "password1": "many warm days", "password2": "many warm days"},
        {"username": "x" * 10_000, "password1": "many warm days", "password2": "many warm days"},
        {"username": "ana", "password1": "12345678", "password2": "12345678"},
        {"username": "ana", "password1": "many warm days", "password2": "other"},
    ],
)
def test_what_cannot_be_joined_with_is_told(client, told):
    answer = client.post("/accounts/signup/", told)
    assert answer.status_code in (200, 400)
    assert not Member.objects.exists()


def test_nobody_is_sent_elsewhere_after_signing_in(client, make_member):
    member = make_member("ana")
    member.set_password("many warm days")
    member.save()
    told = {"login": "ana", "password": "many warm days", "next": "https://example.com/"}
    assert client.post("/accounts/login/", told).headers["Location"] == "/"


def test_whom_the_record_knew_gives_themselves_a_password(client, make_member):
    member = make_member("ana")
    member.set_unusable_password()
    member.save()
    client.force_login(member)
    page = client.get("/accounts/password/change/", follow=True)
    assert page.redirect_chain == [("/accounts/password/set/", 302)]
    told = {"password1": "many warm days", "password2": "many warm days"}
    assert client.post("/accounts/password/set/", told).status_code == 302
    member.refresh_from_db()
    assert member.check_password("many warm days")
    assert client.get("/accounts/password/change/").status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_one_click_makes_one_each_role_in_an_empty_town(client, role):
    answer = client.post(f"/demo/sign-in/{role}/")
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == take_role(Role(role)).member.pk


def test_only_the_operator_runs_the_town(client):
    for role in ROLES:
        taken = take_role(Role(role)).member
        assert taken.is_staff == (role == "operator")
        assert not taken.is_superuser


def test_the_merchant_begins_at_the_desk_of_their_shop(merchant, shop):
    taken = take_role(Role.MERCHANT)
    assert taken.member == merchant
    assert taken.url == f"/desk/{shop.pk}/"


@pytest.mark.parametrize("role", ROLES)
def test_outside_the_demo_nobody_becomes_someone_by_a_click(client, settings, role):
    settings.DEMO = False
    assert client.get("/demo/").status_code == 403
    assert client.post(f"/demo/sign-in/{role}/").status_code == 403
    assert "_auth_user_id" not in client.session
    assert not Member.objects.exists()


@pytest.mark.parametrize("address", ["/demo/sign-in/god/", "/demo/sign-in/Reader/"])
def test_roles_that_are_not_cannot_be_taken(client, address):
    assert client.post(address).status_code == 404


def test_a_link_alone_signs_nobody_in(client):
    assert client.get("/demo/sign-in/operator/").status_code == 405
