"""Pictures of a test's options, changed while people vote."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Router, UploadedFile

from isotherm.web.api.access import acting
from isotherm.web.api.answers.rooms import OptionOut
from isotherm.web.api.fields import Id
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import WRITE, shop_of
from isotherm.web.rooms import services
from isotherm.web.site.pictures import take_picture

__all__ = ["router"]

router = Router(tags=["desk"])
_PATH = "/shops/{merchant_id}/options/{option_id}/picture"


@router.post(_PATH, response={200: OptionOut, **PROBLEMS}, auth=WRITE)
def picture_option(
    request: HttpRequest, merchant_id: Id, option_id: Id, file: File[UploadedFile]
) -> Any:
    """Give an option of an open test a picture of your own: JPEG, PNG or WebP of at most 20 MB."""
    merchant = shop_of(request, merchant_id, role="buyer")
    acting(request, "picture")
    taken = take_picture(file, services.PICTURE_FOLDER)
    try:
        return services.picture_option(merchant, option_id, picture=taken.name)
    finally:
        services.throw_away_unused([taken.name])


@router.delete(_PATH, response={200: OptionOut, **PROBLEMS}, auth=WRITE)
def draw_option(request: HttpRequest, merchant_id: Id, option_id: Id) -> Any:
    """Have an option of an open test drawn by the world again."""
    merchant = shop_of(request, merchant_id, role="buyer")
    return services.picture_option(merchant, option_id, picture="")
