"""Options with pictures: what voters see, and no file that belongs to nothing."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse
from PIL import Image

from isotherm.web.rooms import services
from isotherm.web.rooms.models import Option
from isotherm.web.rooms.services import close_test, picture_option, sweep_pictures
from isotherm.web.shop.models import Merchant
from isotherm.web.site.pictures import take_picture
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / services.PICTURE_FOLDER


@pytest.fixture
def option(live_test) -> Option:
    return live_test.options.first()


def taken() -> str:
    packed = io.BytesIO()
    Image.new("RGB", (30, 40), (180, 160, 210)).save(packed, "PNG")
    upload = SimpleUploadedFile("any.png", packed.getvalue())
    return take_picture(upload, services.PICTURE_FOLDER).name


def files(folder: Path) -> set[str]:
    return {f"{folder.name}/{path.name}" for path in folder.glob("*")}


def test_the_picture_is_shown_wherever_the_option_is(client, merchant, room, note, option):
    live_test = room.test
    live_test.note = note
    live_test.save(update_fields=["note"])
    name = taken()
    picture_option(live_test.merchant, option.pk, picture=name)
    client.force_login(merchant)
    for url in (
        reverse("rooms:test", args=[live_test.pk]),
        reverse("rooms:tests"),
        reverse("rooms:under-note", args=[note.pk]),
        reverse("rooms:evidence", args=[live_test.pk]),
        reverse("rooms:room", args=[room.pk]),
        reverse("rooms:host", args=[room.pk]),
        reverse("desk:trial", args=[live_test.merchant_id, live_test.pk]),
    ):
        page = client.get(url).text
        assert f"/pictures/{name}" in page, url
        assert f"/drawn/option/{option.pk}" not in page, url


def test_a_new_picture_takes_the_place_and_the_file_of_the_old(
    option, folder, django_capture_on_commit_callbacks
):
    shop, first, second = option.test.merchant, taken(), taken()
    for name, left in (
        (first, {first, second}),
        (second, {second}),
        (second, {second}),
        ("", set()),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            assert picture_option(shop, option.pk, picture=name).picture.name == name
        assert files(folder) == left


def test_the_old_file_stays_where_the_change_does_not_come_to_be(
    option, folder, django_capture_on_commit_callbacks
):
    shop, name = option.test.merchant, taken()
    picture_option(shop, option.pk, picture=name)
    with django_capture_on_commit_callbacks(execute=False):
        picture_option(shop, option.pk, picture="")
    assert files(folder) == {name}


def test_once_closed_its_pictures_stay(option):
    close_test(option.test)
    with pytest.raises(Refusal):
        picture_option(option.test.merchant, option.pk, picture=taken())
    assert not Option.objects.get(pk=option.pk).picture


def test_another_shops_option_is_not_there(option):
    with pytest.raises(Http404):
        picture_option(Merchant.objects.create(id="shop-2"), option.pk, picture="")


def test_files_go_with_their_options(option, folder, monkeypatch):
    kept, gone, new = taken(), taken(), taken()
    picture_option(option.test.merchant, option.pk, picture=kept)
    other = option.test.options.exclude(pk=option.pk).get()
    Option.objects.filter(pk=other.pk).update(picture=gone)
    for name in (kept, gone):
        os.utime(folder / Path(name).name, (time.time() - 7200, time.time() - 7200))
    assert sweep_pictures() == 0
    other.delete()
    assert sweep_pictures() == 1
    assert files(folder) == {kept, new}, "a file of a form on its way is left"
    # Control: without the hour of grace the file of a form on its way goes.
    monkeypatch.setattr("isotherm.web.rooms.services.pictures._ON_ITS_WAY_S", -60)
    assert sweep_pictures() == 1
    assert files(folder) == {kept}
