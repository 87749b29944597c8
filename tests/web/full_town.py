"""A town with one of each thing: whatever an address names, and whoever may ask for it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
BRIEF = {"name": "x", "feeling": "x", "occasion": "x", "missing_today": "x", "aliases": ["x"]}
PICTURE = "notes/00000000000000000000000001.webp"  # where there is a file
STATES = ("delivered", "paid", "shipped", "return_asked", "returned", "kept", "delivered")
Say = Callable[[int], str]  # some words of at most so many characters
People = dict[str, Any]


def settle(merchant: Any, note: Any, make_member: Callable[..., Any], say: Say) -> People:
    """Make them all; who lives there, by role.

    The reader owns what belongs to one person, the merchant keeps the shop of everything and the
    buyer buys for it; the stranger owns nothing and the other merchant keeps an empty shop.
    """
    from isotherm.web.search.services import index_all
    from isotherm.web.site.models import Town

    Town.the().save()
    people: People = {
        "anonymous": None,
        "reader": make_member("reader-1"),
        "stranger": make_member("stranger-1"),
        "author": note.author,
        "merchant": merchant,
        "buyer": make_member("buyer-1", kind="buyer"),
        "other merchant": make_member("merchant-2", kind="merchant"),
        "operator": make_member("operator-1", is_staff=True),
    }
    shop = _shops(people)
    _community(people, note, say)
    _orders(people["reader"])
    _rooms(shop, merchant, note)
    _desk(shop, merchant)
    _studio_and_api(people["reader"], shop)
    _control(people["operator"], say)
    index_all()
    return people


def _shops(people: People) -> Any:
    from isotherm.web.shop.models import Merchant, MerchantMember

    shop = people["merchant"].shops.get().merchant
    other = Merchant.objects.create(id="shop-2", name="另一家")
    MerchantMember.objects.create(merchant=shop, member=people["buyer"], role="buyer")
    MerchantMember.objects.create(merchant=other, member=people["other merchant"], role="keeper")
    return shop


def _community(people: People, note: Any, say: Say) -> None:
    from isotherm.web.community.models import NoteProduct, Notice, Reply, Wish
    from isotherm.web.search.models import Search

    reader = people["reader"]
    NoteProduct.objects.create(note=note, product_id="product-1", place=0)
    Reply.objects.create(id="reply-1", note=note, member=reader, at=AT, text="求链接")
    Reply.objects.create(
        id="reply-2", note=note, member=people["stranger"], at=AT, text="x", parent_id="reply-1"
    )
    Wish.objects.create(id="wish-1", member=reader, at=AT, text="大码西装")
    Search.objects.create(id="search-1", member=reader, at=AT, query="x")
    told = {"who": say(40), "note": say(40), "product": say(40), "text": say(40)}
    about = {"at": AT, "url": "/me/", "about": told}
    Notice.objects.create(id=901, member=reader, kind="replied", **about)
    for number, member in enumerate(one for one in people.values() if one is not None):
        for place, kind in enumerate(("replied", "answered")):
            key = 910 + 2 * number + place
            Notice.objects.create(id=key, member=member, kind=kind, **about)


def _orders(reader: Any) -> None:
    from isotherm.web.shop.models import Hold, Order, OrderLine, OrderStep, Outcome, Payment, Sku

    Sku.objects.filter(pk="sku-L").update(reserved=1)
    Hold.objects.create(
        id="hold-1", member=reader, sku_id="sku-L", quantity=1, at=AT, expires_at=LATER
    )
    address = {"name": "x", "phone": "13800", "address": "同温路 37 号"}
    order = Order.objects.create(
        id="order-1", member=reader, at=AT, total_fen=80000, state="paid", address=address
    )
    bought = {"order": order, "sku_id": "sku-L", "product_id": "product-1", "quantity": 1}
    for number, state in enumerate(STATES, start=1):
        line = OrderLine.objects.create(
            id=f"line-{number}", price_fen=80000, state=state, return_reason="x", **bought
        )
        OrderStep.objects.create(order=order, line=line, kind=state, words="x", at=AT)
    unpaid = Order.objects.create(id="order-2", member=reader, at=AT, total_fen=80000)
    OrderLine.objects.create(id="line-9", price_fen=80000, **(bought | {"order": unpaid}))
    Outcome.objects.create(
        member=reader, product_id="product-1", line=line, order=order, at=AT, kept=True, fit="true"
    )
    Payment.objects.create(
        id="payment-1", order=order, provider="dummy", provider_ref="r", amount_fen=80000, at=AT
    )


def _rooms(shop: Any, keeper: Any, note: Any) -> None:
    from isotherm.web.rooms.models import LiveTest, Option, Room, RoomLine, Vote

    test = LiveTest.objects.create(
        id="test-1", merchant=shop, title="测款", opened_at=AT, note=note, place="both"
    )
    option, _other = (
        Option.objects.create(
            id=f"option-{n}", test=test, attributes={"colour": colour}, picture=picture
        )
        for n, colour, picture in ((1, "丁香紫", PICTURE), (2, "鹅黄", ""))
    )
    Vote.objects.create(test=test, option=option, member=keeper, at=AT, stake="like")
    room = Room.objects.create(
        id="room-1", merchant=shop, host=keeper, test=test, title="周五", opens_at=AT, last_seq=3
    )
    for number, kind in enumerate(("chat", "announce", "chat"), start=1):
        RoomLine.objects.create(room=room, seq=number, at=AT, member=keeper, kind=kind, text="x")


def _desk(shop: Any, keeper: Any) -> None:
    from isotherm.web.desk.models import BriefAnswer, Lot

    about = {"merchant": shop, "brief": BRIEF, "at": AT}
    BriefAnswer.objects.create(id=901, brief_id="b-1", answer="asked", question="x", **about)
    BriefAnswer.objects.create(id=902, brief_id="b-own", answer="taken", **about)
    sizes = {"L": 4, "XL": 5}
    Lot.objects.create(
        id="lot-1", merchant=shop, option_id="option-1", units=9, size_curve=sizes, at=AT
    )


def _studio_and_api(reader: Any, shop: Any) -> None:
    from isotherm.web.accounts.models import Archive
    from isotherm.web.api.models import Token, Webhook
    from isotherm.web.desk.models import GoodsFile
    from isotherm.web.studio.models import Selection

    why = [{"code": "same", "values": {"other": "x"}}, {"code": "need_only", "values": {}}]
    row = {"product_id": "product-1", "title": "x", "reasons": why}
    row |= {"gain": 0.5, "merits": {"keep": 0.5, "price": None}, "needs": []}
    judged = [row | {"picked": True}, row | {"picked": False, "product_id": "none"}]
    mine = {"member": reader, "pool": "x", "asked_at": AT}
    Selection.objects.create(id="board-1", state="done", candidates=[row], judged=judged, **mine)
    Selection.objects.create(id="board-2", state="failed", **mine)
    fault = {"line": 2, "column": "x", "found": "x", "expected": "x"}
    brought = {"merchant": shop, "brought_by": reader, "name": "x", "asked_at": AT}
    GoodsFile.objects.create(id="goods-1", state="done", kind="stock", faults=[fault], **brought)
    GoodsFile.objects.create(id="goods-2", state="failed", message="x", **brought)
    Archive.objects.create(
        id="archive-1", member=reader, asked_at=AT, ended_at=LATER, state="done", message="x"
    )
    Token.objects.create(id=901, member=reader, name="x", hash="h", scopes=["read"], at=AT)
    Webhook.objects.create(
        id="webhook-1", merchant=shop, url="https://shop.example/", secret="x", at=AT
    )


def _control(operator: Any, say: Say) -> None:
    from django_tasks_db.models import DBTaskResult

    from isotherm.web.control.models import Decision, Gate, NeedReview, TrendFile
    from isotherm.web.readings.models import RecordExport

    RecordExport.objects.create(id="export-1", asked_at=AT, state="failed", message="x", name="x")
    file = TrendFile.objects.create(trend_id="t-1", name="x", origin="found", state="published")
    Gate.objects.create(file=file, kind="need", passed=True, words="x", by=operator, at=AT)
    NeedReview.objects.create(need_id="n-2", passed=True, words="x", by=operator, at=AT)
    for kind, subject in (("named", "t-1"), ("review_passed", "n-2"), ("answered", "b-1")):
        Decision.objects.create(
            by=operator, at=AT, subject_id=subject, kind=kind, what=say(60), words=say(500)
        )
    DBTaskResult.objects.create(
        id=uuid.UUID(int=1),
        status="FAILED",
        args_kwargs={"args": ["board-2"], "kwargs": {}},
        task_path="isotherm.web.studio.tasks.judge_board",
        backend_name="default",
        worker_ids=[],
        run_after=AT,
    )


def put_files(home: Path) -> None:
    """What lies in the town's folder: a picture somebody brought, an export, an archive."""
    picture = home / "pictures" / PICTURE
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"RIFF")
    (home / "exports" / "record-1").mkdir(parents=True)
    (home / "archives").mkdir()
    (home / "archives" / "archive-1.zip").write_bytes(b"PK")


def reading_of(folder: Path, say: Say, **more: list[dict[str, Any]]) -> None:
    """A finished reading, by the folder's name, whose every free word is said; its keys stay.

    ``more`` are rows that its tables have besides, as they are.
    """
    from tests.web.control import conftest as control
    from tests.web.desk.conftest import brief_row

    from isotherm.web.readings.models import ReadingRun
    from isotherm.web.readings.queries import forget

    open_until = {"act_by": LATER, "expires": LATER}
    own = brief_row("b-own", merchant_id="shop-1", subject_id="n-1", **open_until)
    tables = control.TABLES | {"briefs": [*control.TABLES["briefs"], own]}
    spoken = {
        name: [{key: _cell(name, key, value, say) for key, value in row.items()} for row in rows]
        for name, rows in tables.items()
    }
    spoken["memberships"] = [
        {"actor_id": "reader-1", "stratum_id": one, "weight": 0.5} for one in ("s-1", "s-2")
    ]
    for name, rows in more.items():
        spoken[name] = [*spoken.get(name, []), *rows]
    control.write_reading(folder, spoken, AT)
    done = {"state": "done", "asked_at": AT, "ended_at": AT, "as_of": AT}
    ReadingRun.objects.create(id=folder.name, folder=str(folder), message=say(500), **done)
    forget()


_WORDS = ("name", "title", "feeling", "occasion", "missing_today", "category", "why")
_LISTS = ("terms", "aliases", "note_hooks", "do_nots")


def _cell(table: str, name: str, value: Any, say: Say) -> Any:
    if name == "why" and table == "needs":
        return value
    if name in _WORDS and isinstance(value, str):
        return say(200)
    return [say(200), say(200)] if name in _LISTS else value
