"""Pictures come with a plan or later, once for a form, and with what is made of the option."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.web.desk.conftest import DAY, TODAY

from isotherm.web.desk.models import Lot
from isotherm.web.desk.services import list_lot, take_brief
from isotherm.web.desk.views import option_pictures
from isotherm.web.rooms.models import LiveTest, Option
from isotherm.web.shop.models import MerchantMember

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pictures(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk(desk_client, shop, note, merchant):
    """A desk that took the brief and has a note to vote under."""
    take_brief(shop, "b-own")
    note.author = merchant
    note.save()
    return desk_client


def upload(size: tuple[int, int] = (30, 40)) -> SimpleUploadedFile:
    packed = io.BytesIO()
    Image.new("RGB", size, (180, 160, 210)).save(packed, "PNG")
    return SimpleUploadedFile("lilac.png", packed.getvalue())


def plan(**changed: object) -> dict[str, object]:
    told = {
        "title": "哪个颜色",
        "place": "note",
        "note_id": "note-1",
        "days": "3",
        "room_in_hours": "0",
        "once": "k1",
        "option-TOTAL_FORMS": "2",
        "option-INITIAL_FORMS": "0",
        "option-0-colour": "丁香紫",
        "option-0-price": "399",
        "option-1-colour": "雾蓝",
        "option-1-price": "399",
    }
    return told | changed


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.webp")}


PLAN = reverse("desk:plan", args=["shop-1", "b-own"])


def test_a_plan_brings_its_pictures_once(desk, pictures, monkeypatch):
    answers = [desk.post(PLAN, plan(**{"option-0-picture": upload()})) for _ in range(2)]
    assert answers[0].url == answers[1].url
    lilac, blue = LiveTest.objects.get().options.order_by("place")
    assert (files(pictures), blue.picture.name) == ({lilac.picture.name}, "")
    # Control: without throwing away what no option has, the second sending leaves a file behind.
    monkeypatch.setattr(option_pictures.rooms, "throw_away_unused", lambda _names: None)
    desk.post(PLAN, plan(**{"option-0-picture": upload()}))
    assert len(files(pictures)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"option-1-price": ""},
        {"note_id": ""},
        {"option-1-picture": SimpleUploadedFile("x.png", b"no picture")},
        {"option-1-picture": SimpleUploadedFile("x.png", b"")},
        {"option-1-colour": "", "option-1-price": "", "option-1-picture": upload()},
        {"option-2-picture": upload(), "option-TOTAL_FORMS": "3"},
    ],
)
def test_a_plan_that_is_refused_leaves_no_file(desk, pictures, wrong):
    answer = desk.post(PLAN, plan(**({"option-0-picture": upload()} | wrong)))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text or 'class="error"' in answer.text
    assert not files(pictures)
    assert not LiveTest.objects.exists()


@pytest.fixture
def option(desk) -> Option:
    desk.post(PLAN, plan())
    return Option.objects.get(place=0)


def url_of(option: Option) -> str:
    return reverse("desk:option-picture", args=["shop-1", option.pk])


def test_a_picture_is_given_and_taken_down_on_the_page_of_the_test(
    desk, option, pictures, django_capture_on_commit_callbacks
):
    page = reverse("desk:trial", args=["shop-1", option.test_id])
    answer = desk.post(url_of(option), {"picture": upload()})
    assert answer.url == f"{page}#{option.pk}"
    option.refresh_from_db()
    assert f"/pictures/{option.picture.name}" in desk.get(page).text
    assert desk.post(url_of(option), {}).status_code == 422
    assert desk.post(url_of(option), {"picture": "words"}).status_code == 422
    assert files(pictures) == {option.picture.name}
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(url_of(option), {"act": "draw"})
    assert not files(pictures)
    assert f"/drawn/option/{option.pk}.svg" in desk.get(page).text


def test_a_closed_test_has_no_form_and_takes_no_picture(desk, option, pictures, clock):
    page = reverse("desk:trial", args=["shop-1", option.test_id])
    assert url_of(option) in desk.get(page).text
    clock(4 * DAY)
    assert url_of(option) not in desk.get(page).text
    answer = desk.post(url_of(option), {"picture": upload()})
    assert (answer.status_code, files(pictures)) == (409, set())


def test_a_buyer_may_and_a_stranger_may_not(client, option, shop, make_member, pictures):
    client.force_login(make_member("stranger", kind="merchant"))
    assert client.post(url_of(option), {"picture": upload()}).status_code in (403, 404)
    assert not files(pictures)
    buyer = make_member("buyer-1")
    MerchantMember.objects.create(merchant=shop, member=buyer, role="buyer")
    client.force_login(buyer)
    assert client.post(url_of(option), {"picture": upload()}).status_code == 302


def test_what_is_made_keeps_the_picture_people_voted_on(desk, option, shop, pictures):
    desk.post(url_of(option), {"picture": upload()})
    lot = Lot.objects.create(
        merchant=shop, option=option, units=5, size_curve={"L": 5}, state="arrived", at=TODAY
    )
    made = list_lot(shop, lot.pk, title="西装", description="", category="", price_fen=80000)
    option.refresh_from_db()
    assert files(pictures) == {option.picture.name, made.picture.name}
    assert made.picture.name.startswith("products/")
