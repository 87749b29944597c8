"""Pictures of options: what people look at when they vote."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from isotherm.web.rooms.models import LiveTest, Option
from isotherm.web.shop.models import Merchant
from isotherm.web.site.clock import now
from isotherm.web.site.pictures import throw_away
from isotherm.web.site.refusals import Refusal

__all__ = ["PICTURE_FOLDER", "picture_option", "sweep_pictures", "throw_away_unused"]

PICTURE_FOLDER = "options"  # of the town's pictures
_ON_ITS_WAY_S = 3600  # a file so young may belong to a form that is not kept yet


def picture_option(merchant: Merchant, option_id: str, *, picture: str) -> Option:
    """Give an option of an open test another picture; without a name the world draws it again.

    ``picture`` is the name `site.pictures.take_picture` gave. The file of the one before goes once
    it is sure. Refused once the test is closed: what people voted on stays as they saw it.
    """
    with transaction.atomic():
        mine = Option.objects.filter(test__merchant=merchant, pk=option_id).first()
        if mine is None:
            raise Http404
        test = LiveTest.objects.select_for_update().get(pk=mine.test_id)
        if not test.is_open(now()):
            told = _("The test is closed; its pictures stay as people saw them.")
            raise Refusal(told, code="closed")
        mine = Option.objects.select_for_update().get(pk=option_id)
        before = mine.picture.name
        mine.picture = picture
        mine.save(update_fields=["picture"])
        if before and before != picture:
            transaction.on_commit(functools.partial(default_storage.delete, before))
        return mine


def throw_away_unused(names: Iterable[str]) -> None:
    """Delete pictures no option came to have: their form was refused, or came a second time."""
    wanted = list(names)
    used = Option.objects.filter(picture__in=wanted).values_list("picture", flat=True)
    throw_away(wanted, used=used)


def sweep_pictures() -> int:
    """Delete the pictures whose options are gone; how many there were."""
    folder = Path(settings.MEDIA_ROOT) / PICTURE_FOLDER
    old = time.time() - _ON_ITS_WAY_S  # files are dated by the machine, not by the town
    files = [path for path in sorted(folder.glob("*.webp")) if path.stat().st_mtime < old]
    used = set(Option.objects.exclude(picture="").values_list("picture", flat=True))
    gone = [path for path in files if f"{PICTURE_FOLDER}/{path.name}" not in used]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
