"""A town in which every table with words has rows, and words of one's choice in every column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from .roads import from_file

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
LATER = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
BRIEF = {"name": "x", "feeling": "x", "occasion": "x", "missing_today": "x", "aliases": ["x"]}
Say = Callable[[int], str]  # some words of at most so many characters

# Columns no person and no file decides on: states, keys, hashes, addresses made by us.
OURS = {
    "accounts.Member.kind",
    "accounts.Member.password",
    "accounts.StratumChoice.*",
    "api.Delivery.*",
    "api.Token.hash",
    "api.Token.scopes",
    "api.Webhook.*",
    "community.Notice.kind",
    "community.Notice.url",
    "control.Decision.subject_id",
    "control.Disclosure.*",
    "control.Gate.kind",
    "control.Push.*",
    "control.TrendFile.origin",
    "desk.BriefAnswer.brief_id",
    "desk.Lot.*",
    "readings.FeedList.*",
    "readings.ReadingRun.folder",
    "readings.ReadingRun.state",
    "readings.Series.*",
    "rooms.LiveTest.brief_id",
    "rooms.LiveTest.place",
    "rooms.Presence.*",
    "rooms.Room.sold_told",
    "rooms.Room.stream_url",
    "rooms.RoomLine.client_key",
    "rooms.RoomLine.kind",
    "rooms.Vote.stake",
    "search.Entry.tokens",
    "search.Search.clicked",
    "shop.Deposit.*",
    "shop.Hold.*",
    "shop.OrderLine.line_id",
    "shop.OrderLine.return_fit",
    "shop.OrderLine.source_id",
    "shop.OrderLine.source_kind",
    "shop.OrderStep.kind",
    "shop.Outcome.fit",
    "shop.Payment.*",
    "shop.PaymentEvent.*",
    "shop.Product.brief_id",
    "shop.Product.option_id",
    "shop.StockEntry.*",
    "site.OnceKey.*",
    "site.Town.rebuilt_from",
    "studio.Selection.trust",
}


def fill(people: dict[str, Any], merchant: Any, note: Any, say: Say) -> None:
    """What the role matrix' own town lacks."""
    from isotherm.web.community.models import NoteProduct, Notice, Reply
    from isotherm.web.search.models import Search
    from isotherm.web.search.services import index_all
    from isotherm.web.shop.models import Hold, Sku
    from isotherm.web.site.models import Town
    from isotherm.web.studio.models import Selection

    reader = people["reader"]
    Town.the().save()
    NoteProduct.objects.create(note=note, product_id="product-1", place=0)
    Reply.objects.create(
        id="reply-2", note=note, member=reader, at=AT, text="x", parent_id="reply-1"
    )
    for member in (one for one in people.values() if one is not None):
        told = {"who": say(40), "note": say(40), "product": say(40), "text": say(40)}
        Notice.objects.create(member=member, at=AT, kind="replied", url="/", about=told)
        Notice.objects.create(member=member, at=AT, kind="answered", url="/", about=told)
    Search.objects.create(id="search-1", member=reader, at=AT, query="x")
    Sku.objects.filter(pk="sku-L").update(reserved=1)
    Hold.objects.create(
        id="hold-1", member=reader, sku_id="sku-L", quantity=1, at=AT, expires_at=LATER
    )
    Selection.objects.create(id="selection-1", member=reader, pool="x", at=AT, state="failed")
    row = {"product_id": "product-1", "title": "x", "reasons": ["x", "x"]}
    Selection.objects.create(
        id="selection-2",
        member=reader,
        pool="x",
        at=AT,
        state="done",
        candidates=[row],
        judged=[row | {"picked": True}, row | {"picked": False, "product_id": "none"}],
    )
    _orders(reader)
    _desk(merchant, people["merchant"])
    _control(people["operator"], say)
    index_all()


def _orders(reader: Any) -> None:
    from isotherm.web.shop.models import Order, OrderLine, OrderStep, Outcome

    address = {"name": "x", "phone": "x", "region": "x", "street": "x", "address": "x"}
    order = Order.objects.create(
        id="order-2", member=reader, at=AT, total_fen=80000, state="paid", address=address
    )
    states = ("paid", "shipped", "delivered", "return_asked", "returned", "kept")
    for number, state in enumerate(states):
        line = OrderLine.objects.create(
            id=f"line-{number + 2}",
            order=order,
            sku_id="sku-L",
            product_id="product-1",
            quantity=1,
            price_fen=80000,
            state=state,
            return_reason="x",
        )
        OrderStep.objects.create(order=order, line=line, kind=state, words="x", at=AT)
    Outcome.objects.create(
        member=reader, product_id="product-1", line=line, order=order, at=AT, kept=True, fit="true"
    )


def _desk(merchant: Any, keeper: Any) -> None:
    from isotherm.web.api.models import Token
    from isotherm.web.desk.models import BriefAnswer, Lot
    from isotherm.web.rooms.models import Room, RoomLine, Vote

    BriefAnswer.objects.create(
        id=1,
        merchant=merchant,
        brief_id="b-1",
        answer="asked",
        question="x",
        brief=BRIEF,
        at=AT,
    )
    BriefAnswer.objects.create(
        merchant=merchant, brief_id="b-own", answer="taken", brief=BRIEF, at=AT
    )
    Vote.objects.create(test_id="test-1", option_id="option-1", member=keeper, at=AT, stake="like")
    Lot.objects.create(
        id="lot-1", merchant=merchant, brief_id="b-1", option_id="option-1", units=9, at=AT
    )
    for number, kind in enumerate(("chat", "announce", "chat")):
        RoomLine.objects.create(
            room_id="room-1", seq=number + 1, at=AT, member=keeper, kind=kind, text="x"
        )
    Room.objects.filter(pk="room-1").update(last_seq=3)
    Token.objects.create(id=1, member=keeper, name="x", hash="h", scopes=["read"], at=AT)


def _control(operator: Any, say: Say) -> None:
    from isotherm.web.control.models import Decision, Gate, NeedReview, TrendFile

    file = TrendFile.objects.create(trend_id="t-1", name="x", origin="found", state="published")
    Gate.objects.create(file=file, kind="need", passed=True, words="x", by=operator, at=AT)
    NeedReview.objects.create(need_id="n-2", passed=True, words="x", by=operator, at=AT)
    for kind, subject in (("named", "t-1"), ("review_passed", "n-2"), ("answered", "b-1")):
        Decision.objects.create(
            by=operator, at=AT, subject_id=subject, kind=kind, what=say(60), words=say(500)
        )


def told_columns() -> list[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column of every room that people or files can put words into."""
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("isotherm."):
            continue
        for field in model._meta.concrete_fields:
            texts = (models.CharField, models.TextField, models.JSONField)
            if not isinstance(field, texts) or field.primary_key or field.choices:
                continue
            label = model._meta.label
            if not {f"{label}.*", f"{label}.{field.name}"} & OURS:
                found.append((model, field))
    return found


def plant(say: Say) -> set[str]:
    """Say something in every such column of every row; the columns that have no row are given."""
    empty = set()
    for model, field in told_columns():
        if model._meta.label == "control.Decision":  # kept for good: said when it was made
            continue
        rows = list(model._default_manager.values_list("pk", field.attname))
        if not rows:
            empty.add(f"{model._meta.label}.{field.name}")
        for key, value in rows:
            said = _said(field, value, say)
            model._default_manager.filter(pk=key).update(**{field.attname: said})
    return empty


_SHAPES: dict[str, Any] = {
    "tags": ["x", "x"],
    "categories": ["x", "x"],
    "attributes": {"colour": "x", "cut": "x", "x": "x"},
    "options": {"size": "x", "x": "x"},
    "profile": {"city": "x", "height_cm": 170},
    "missing": ["x"],
    "left_out": ["x"],
}


def _said(field: models.Field[Any, Any], value: Any, say: Say) -> Any:
    if isinstance(field, models.JSONField):
        return reworded(_SHAPES.get(field.name, value), say)
    return say(field.max_length or 10**9)


def reworded(value: Any, say: Say) -> Any:
    """A plain structure with other words in it, and other names where a name is only ``x``."""
    if isinstance(value, str):
        return say(60)
    if isinstance(value, dict):
        return {
            say(20) if key == "x" else key: one if key.endswith("_id") else reworded(one, say)
            for key, one in value.items()
        }
    if isinstance(value, list):
        return [reworded(one, say) for one in value]
    return value


def reading_of(folder: Path, say: Say) -> None:
    """A finished reading whose every free word is said; its keys stay."""
    from isotherm.web.readings.models import ReadingRun
    from isotherm.web.readings.queries import forget

    control = from_file(Path(__file__).parents[1] / "control" / "conftest.py")
    desk = from_file(Path(__file__).parents[1] / "desk" / "conftest.py")
    own = desk.brief_row("b-own", merchant_id="shop-1", subject_id="n-1")
    tables = control.TABLES | {"briefs": [*control.TABLES["briefs"], own]}
    spoken = {
        name: [{key: _cell(name, key, value, say) for key, value in row.items()} for row in rows]
        for name, rows in tables.items()
    }
    spoken["memberships"] = [
        {"actor_id": "reader-1", "stratum_id": one, "weight": 0.5} for one in ("s-1", "s-2")
    ]
    control.write_reading(folder, spoken, AT)
    ReadingRun.objects.create(
        state="done", asked_at=AT, ended_at=AT, as_of=AT, folder=str(folder), message=say(500)
    )
    forget()


_WORDS = ("name", "title", "feeling", "occasion", "missing_today", "category", "why")
_LISTS = ("terms", "aliases", "note_hooks", "do_nots", "variants", "evidence")


def _cell(table: str, name: str, value: Any, say: Say) -> Any:
    if name == "why" and table == "needs":
        return value
    if name in _WORDS and isinstance(value, str):
        return say(200)
    if name in _LISTS and isinstance(value, list) and name not in ("variants", "evidence"):
        return [say(200), say(200)]
    return value
