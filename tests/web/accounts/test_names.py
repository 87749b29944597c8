"""Nobody is taken for a shop, for its people or for who runs the town."""

from __future__ import annotations

import pytest

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.services import names, save_profile
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db

SHOP = "Cloud 云朵制衣"
LIKE_IT = (
    "Cloud 云朵制衣",
    " cloud云朵 制衣 ",
    "Ｃｌｏｕｄ云朵制衣",
    "Сlоud 云朵制衣",  # Cyrillic letters
    "C1oud 云\u200d朵\u3164制衣",
    "C̈loud·云朵制衣",
    "官方Cloud云朵制衣",
    "Cloud云朵制衣旗舰店客服",
)
OTHERS = ("云朵", "Cloud", "云朵制衣的粉丝", "小店", "👩\u200d🎨", "")


@pytest.fixture
def cloud(shop, merchant, operator):
    """The shop by that name, with its keeper."""
    shop.name = SHOP
    shop.save()
    merchant.name = "掌柜阿云"
    merchant.save()
    operator.name = "同温小助手"
    operator.save()
    return merchant


def _call(member, name: str) -> str:
    told = {"name": name, "about": "", "height_cm": None, "weight_kg": None, "city": ""}
    consents = dict.fromkeys(("shares_body", "seed_user", "personalised"), False)
    return save_profile(member.pk, told | consents).name


@pytest.mark.parametrize("name", [*LIKE_IT, "掌柜 阿云", "同温小助手官方"])
def test_a_name_that_reads_as_a_shops_or_the_towns_is_refused(cloud, reader, name):
    with pytest.raises(Refusal) as refused:
        _call(reader, name)
    reader.refresh_from_db()
    assert (refused.value.code, reader.name) == ("name_taken", "reader-1")


@pytest.mark.parametrize("name", OTHERS)
def test_other_names_are_everybodys(cloud, reader, name):
    assert _call(reader, name) == name


def test_the_shops_own_people_may_be_called_like_it(cloud):
    assert _call(cloud, SHOP) == SHOP
    assert _call(cloud, f"{SHOP}客服") == f"{SHOP}客服"


def test_whoever_is_called_so_already_goes_on(cloud, reader):
    Member.objects.filter(pk=reader.pk).update(name=SHOP)
    assert _call(reader, SHOP) == SHOP


@pytest.mark.parametrize("told", ["Cloud云朵制衣", "同温小助手"])
def test_nobody_joins_by_such_a_name(cloud, client, told):
    form = {"username": told, "password1": "many warm days", "password2": "many warm days"}
    assert client.post("/accounts/signup/", form).status_code == 200
    assert not Member.objects.filter(username=told).exists()


def test_control_by_their_letters_alone_most_would_pass(cloud, reader, monkeypatch):
    monkeypatch.setattr(names, "looks_of", lambda name: name)
    assert all(_call(reader, name) for name in LIKE_IT[1:])
