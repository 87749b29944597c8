"""Pictures of a test's options: taken with its plan, changed while people vote."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from isotherm.web.accounts.asking import member_of
from isotherm.web.desk.views.doors import shop_of
from isotherm.web.rooms import services as rooms
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.limits import limited
from isotherm.web.site.pictures import StoredPicture, take_picture
from isotherm.web.site.refusals import Refusal

__all__ = ["change", "pictures_taken"]

Take = Callable[[HttpRequest, UploadedFile[Any] | None], str]


@require_POST
@audience(Audience.MERCHANT)
def change(request: HttpRequest, merchant_id: str, option_id: str) -> HttpResponse:
    """Give an option another picture, or let the world draw it again."""
    merchant = shop_of(request, merchant_id, role="buyer")
    if request.POST.get("act") == "draw":
        mine = rooms.picture_option(merchant, option_id, picture="")
        messages.success(request, _("The picture is taken down."))
    else:
        upload = request.FILES.get("picture")
        if upload is None:
            raise Refusal(_("Please choose a picture."), code="picture", status=422)
        with pictures_taken() as take:
            mine = rooms.picture_option(merchant, option_id, picture=take(request, upload))
        messages.success(request, _("People see the new picture from now on."))
    return redirect(reverse("desk:trial", args=[merchant_id, mine.test_id]) + f"#{mine.pk}")


@contextlib.contextmanager
def pictures_taken() -> Iterator[Take]:
    """Keep pictures for options: what they are called, once `take_picture` has looked at them.

    Those that no option has at the end are thrown away.
    """
    taken: list[StoredPicture] = []

    def take(request: HttpRequest, upload: UploadedFile[Any] | None) -> str:
        if upload is None:
            return ""
        limited("picture", member_of(request).pk)
        taken.append(take_picture(upload, rooms.PICTURE_FOLDER))
        return taken[-1].name

    try:
        yield take
    finally:
        rooms.throw_away_unused([one.name for one in taken])
