"""Files of goods: taken at the desk, brought beside the pages."""

from __future__ import annotations

import dataclasses
import hashlib
import time
import zlib

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.desk.models import GoodsFile
from isotherm.web.shop.shopify import Fault, ImportReport, import_products, require_goods
from isotherm.web.site.clock import now
from isotherm.web.site.jobs import AT_WORK, JobState, finish, tell
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import cleaned

__all__ = ["bring_goods", "take_goods_file"]

_KEPT = 20  # files of a shop whose account stays
_A_TURN_S = 10.0  # of one file, where others wait for theirs
_COUNTS = tuple(field.name for field in dataclasses.fields(ImportReport) if field.name != "faults")


def take_goods_file(member: Member, merchant_id: str, *, name: str, data: bytes) -> GoodsFile:
    """Take a file of goods for a shop; a job brings it.

    The same file while it is under way is that job again. Refused where it is plainly none of
    goods, and while another one of the shop is under way.
    """
    require_goods(data)
    digest = hashlib.sha256(data).hexdigest()
    under_way = _under_way(merchant_id)
    if under_way is None:
        try:
            return _ask(member, merchant_id, name=name, digest=digest, data=data)
        except IntegrityError:  # another one was a moment quicker
            under_way = _under_way(merchant_id)
            if under_way is None:
                raise
    if under_way.digest == digest:
        return under_way
    words = _("Another file is being brought in. Please wait until it is done.")
    raise Refusal(words, code="under_way")


def _under_way(merchant_id: str) -> GoodsFile | None:
    mine = GoodsFile.objects.filter(merchant_id=merchant_id, state__in=AT_WORK)
    return mine.defer("content").first()


@transaction.atomic
def _ask(member: Member, merchant_id: str, *, name: str, digest: str, data: bytes) -> GoodsFile:
    from isotherm.web.desk.tasks import bring_goods_file

    file = GoodsFile.objects.create(
        merchant_id=merchant_id,
        brought_by=member,
        name=cleaned(name)[:200],
        digest=digest,
        content=zlib.compress(data, 1),
        asked_at=now(),
        language=get_language() or "",
    )
    old = GoodsFile.objects.filter(merchant_id=merchant_id).order_by("-asked_at", "-pk")
    GoodsFile.objects.filter(pk__in=[one.pk for one in old.only("pk")[_KEPT:]]).delete()
    bring_goods_file.enqueue(file.pk)
    return file


def bring_goods(file: GoodsFile) -> None:
    """Bring a file, or a turn of it where others wait; done again, it goes on where it was."""
    until = time.monotonic() + _A_TURN_S
    told_faults = len(file.faults)

    def note(report: ImportReport) -> None:
        nonlocal told_faults
        told: dict[str, object] = {name: getattr(report, name) for name in _COUNTS}
        if len(report.faults) != told_faults:  # there may be many: not with every product
            told["faults"] = [dataclasses.asdict(fault) for fault in report.faults]
        tell(file, tries=0, progress=report.place / max(report.products, 1), **told)
        told_faults = len(report.faults)

    def enough() -> bool:
        return time.monotonic() > until and _others_wait()

    report = import_products(
        file.merchant,
        zlib.decompress(file.content),
        begun=_begun(file),
        note=note,
        enough=enough,
    )
    if report.place < report.products:
        _wait_for_another_turn(file)
    else:
        finish(file)


def _begun(file: GoodsFile) -> ImportReport | None:
    """The account of what an earlier turn brought; None where there was none."""
    if not file.kind:
        return None
    told = {name: getattr(file, name) for name in _COUNTS}
    return ImportReport(**told, faults=[Fault(**fault) for fault in file.faults])


def _others_wait() -> bool:
    return GoodsFile.objects.filter(state=JobState.QUEUED).exists()


@transaction.atomic
def _wait_for_another_turn(file: GoodsFile) -> None:
    from isotherm.web.desk.tasks import bring_goods_file

    tell(file, state=JobState.QUEUED)
    bring_goods_file.enqueue(file.pk)
