"""Forgotten means forgotten: markers planted everywhere are found nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import connection

from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, NotePicture, Notice, Reaction, Reply, Wish
from isotherm.web.community.services import make_wish, second_wish, take_wish_back
from isotherm.web.readings import erase, queries
from isotherm.web.readings.erase import erase_member
from isotherm.web.readings.export import export_member, export_record
from isotherm.web.readings.models import ReadingRun
from isotherm.web.readings.traces import traces_of
from isotherm.web.rooms.models import Vote
from isotherm.web.search.models import Search
from isotherm.web.search.services import index_note
from isotherm.web.shop import payments
from isotherm.web.shop.models import Deposit, MoneyEntry, Order, OrderLine, OrderStep, Sku
from isotherm.web.shop.services import checkout, hold, take_deposit
from isotherm.web.site.models import OnceKey
from isotherm.web.site.refusals import Refusal

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
WHO = "marker00who"


def marks() -> list[str]:
    """Each the start of its own text; letters, so that an index keeps them as a word."""
    return [WHO, *(f"marker{number:02d}" for number in range(1, 20))]


@pytest.fixture
def marked(town: Any) -> Member:
    """Someone who left a marker wherever something can be left."""
    member = Member.objects.create(
        id=WHO,
        username="marker01 name",
        name="marker02 shown",
        about="marker03",
        profile={"city": "marker04"},
        joined_at=AT,
    )
    note = Note.objects.create(
        id="marker05", author=member, at=AT, title="marker06", body="marker07", tags=["marker08"]
    )
    index_note(note)
    NotePicture.objects.create(
        note=note, place=0, file=ContentFile(b"marker09", "marker09.png"), width=1, height=1
    )
    Reply.objects.create(id="marker10", note_id="n0000", member=member, at=AT, text="marker11")
    Wish.objects.create(id="marker12", member=member, at=AT, text="marker13")
    Search.objects.create(id="marker14", member=member, at=AT, query="marker15")
    order = Order.objects.create(
        id="plain-order", member=member, at=AT, state="closed", address={"name": "marker16"}
    )
    OrderLine.objects.create(
        id="line", order=order, quantity=1, state="returned", return_reason="marker17"
    )
    OrderStep.objects.create(order=order, kind="return_asked", words="fit: marker17", at=AT)
    Vote.objects.create(
        test_id="t1", option_id="lilac", member=member, at=AT, stake="size", value="marker18"
    )
    OnceKey.objects.create(member_id=WHO, act="a", key="k", body_hash="h", answer="marker19", at=AT)
    return member


def planted_elsewhere(member: Member, home: Path) -> None:
    """What others and files tell of the marked one."""
    Reaction.objects.create(member=member, kind="like", note_id="n0000", at=AT)
    Notice.objects.create(
        member_id="a0001", at=AT, kind="liked", about={"who": WHO, "name": member.name}, url="/"
    )
    told = (
        ("reply", {"who": "an earlier name", "words": "marker11"}, "/notes/n0000/#reply-marker10"),
        ("answer", {"who": "someone", "title": "marker06"}, "/notes/marker05/#reply-another"),
        ("second_answered", {"wish": "marker13", "product": "p"}, "/products/p/"),
    )
    for kind, about, url in told:
        Notice.objects.create(member_id="a0001", at=AT, kind=kind, about=about, url=url)
    session = SessionStore()
    session["_auth_user_id"] = WHO
    session.save()
    Search.objects.create(id="others", member_id="a0001", query="x", clicked=["marker05", "n0001"])
    (home / "logs").mkdir()
    (home / "logs" / "readings.log").write_text(f"well\n{WHO} was seen\n")
    export_record(home / "exports" / "record-1")


def traces(home: Path) -> set[str]:
    """Which markers are in the database as dumped, or in any file of the home."""
    texts = [_dump().encode(), *(path.read_bytes() for path in home.rglob("*") if path.is_file())]
    import pyarrow.parquet as pq

    for path in home.rglob("*.parquet"):
        texts.append(str(pq.ParquetFile(path).read().to_pylist()).encode())
    names = [str(path).encode() for path in home.rglob("*")]
    return {mark for mark in marks() if any(mark.encode() in text for text in [*texts, *names])}


def _dump() -> str:
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            told += [str(row) for row in cursor.fetchall()]
    return "\n".join(told)


def test_of_twenty_markers_none_is_found(marked: Member, home: Path) -> None:
    planted_elsewhere(marked, home)
    likes = Note.objects.get(pk="n0000").like_count
    assert len(traces(home)) == len(marks()) == 20  # the control: all are found before
    erase_member(marked)
    assert traces(home) == set()
    assert Note.objects.get(pk="n0000").like_count == likes
    assert Search.objects.get(pk="others").clicked == ["n0001"]
    order = Order.objects.get(pk="plain-order")
    assert (order.member, order.address) == (None, {})
    assert (home / "logs" / "readings.log").read_text() == "well\n"


def test_the_next_record_is_one_without_them(marked: Member, home: Path, tmp_path: Path) -> None:
    erase_member(marked)
    with_them_gone = export_record(tmp_path / "after")
    assert with_them_gone["orders"] == 500
    import pyarrow.parquet as pq

    for path in (tmp_path / "after").glob("*.parquet"):
        told = str(pq.ParquetFile(path).read().to_pylist())
        assert "marker" not in told, path.name


def test_a_reading_is_put_in_place_without_them(town: Any, home: Path) -> None:
    run = queries.last_run()
    assert run is not None
    someone = queries.rows("memberships")[0]["actor_id"]
    erase_member(Member.objects.get(pk=someone))
    again = queries.last_run()
    assert again is not None
    assert again.pk == run.pk
    assert again.folder != run.folder
    assert queries.strata_of(someone) == []
    assert not (home / run.folder).exists()
    assert ReadingRun.objects.count() == 1


def test_whoever_waits_for_a_parcel_is_asked_to_wait(make_member: Callable[..., Any]) -> None:
    member = make_member()
    order = Order.objects.create(member=member, at=AT, state="paid")
    OrderLine.objects.create(order=order, quantity=1, state="shipped")
    with pytest.raises(Refusal):
        erase_member(member)
    assert Member.objects.filter(pk=member.pk).exists()


def test_notices_that_do_not_tell_of_them_stay(make_member: Callable[..., Any]) -> None:
    """Nobody's name or id takes along what it merely is a part or a word of."""
    member, other = make_member("u1", name="words"), make_member("u12")
    for who in ("words", "in other words", "u12"):
        about = {"who": who, "words": "words of u12"}
        Notice.objects.create(member=other, at=AT, kind="reply", about=about, url="/notes/n/")
    erase_member(member)
    left = Notice.objects.order_by("pk").values_list("about__who", flat=True)
    assert list(left) == ["in other words", "u12"]  # control: the one that names them is gone


def test_a_deposit_goes_back_before_its_owner_goes(make_member: Callable[..., Any]) -> None:
    member = make_member()
    take_deposit(member, 5000, reference="option:1")
    erase_member(member)
    assert Deposit.objects.get().state == "refunded"
    assert sum(MoneyEntry.objects.values_list("amount_fen", flat=True)) == 0


def test_an_order_nobody_paid_is_called_off(make_member: Callable[..., Any], shop: Any) -> None:
    """Paid later by someone who is gone, it would be sent to nobody."""
    member = make_member()
    hold(member, "sku-XL", quantity=2)
    checkout(member, once_key="k", address={"name": "n", "phone": "13800", "address": "同温路3号"})
    erase_member(member)
    assert Order.objects.get().state == "cancelled"
    assert Sku.objects.get(pk="sku-XL").reserved == 0


@pytest.mark.parametrize("meanwhile", ["buys", "pays", "stakes"])
def test_what_they_do_while_they_are_being_forgotten_is_wound_up_too(
    make_member: Callable[..., Any], shop: Any, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    """Looking for their traces takes a while; nobody's money may be left without a person."""
    member = make_member()

    def act(_asked: Member) -> Any:
        if meanwhile == "stakes":
            take_deposit(member, 5000, reference="option:1")
            return traces_of(member)
        hold(member, "sku-XL", quantity=2)
        address = {"name": "n", "phone": "13800", "address": "同温路3号"}
        order = checkout(member, once_key="k", address=address)
        if meanwhile == "pays":
            begun = payments.begin_payment(member, order.pk)
            told = payments.provider_named("dummy").tell(
                begun, payments.EventKind.PAID, event_id="e"
            )
            payments.take_callback("dummy", told.body, told.signature)
        return traces_of(member)

    monkeypatch.setattr(erase, "traces_of", act)
    if meanwhile == "pays":
        with pytest.raises(Refusal):
            erase_member(member)
        assert Order.objects.get().member == member
        return
    erase_member(member)
    assert not Order.objects.exclude(state="cancelled").exists()
    assert not Deposit.objects.exclude(state="refunded").exists()
    assert Sku.objects.get(pk="sku-XL").reserved == 0
    assert sum(MoneyEntry.objects.values_list("amount_fen", flat=True)) == 0


def test_a_wish_withdrawn_goes_with_the_last_who_wants_it_and_with_who_wished(
    make_member: Callable[..., Any],
) -> None:
    member, other = make_member("u1"), make_member("u2")
    wishes = []
    for text in ("裙子", "外套"):
        wishes.append(make_wish(member, text=text).wish)
        second_wish(other, wishes[-1].pk)
        take_wish_back(member, wishes[-1].pk)
    make_wish(member, text="裙子")  # the control: they stand behind this one again
    erase_member(other)
    assert list(Wish.objects.all()) == [wishes[0]]
    second_wish(make_member("u3"), wishes[0].pk)
    take_wish_back(member, wishes[0].pk)
    erase_member(member)  # the words are theirs, though they withdrew
    assert not Wish.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_record_names_nobody_for_a_wish_withdrawn(
    make_member: Callable[..., Any], tmp_path: Path
) -> None:
    import pyarrow.parquet as pq

    member, other = make_member("u1"), make_member("u2")
    wish = make_wish(member, text="裙子").wish
    second_wish(other, wish.pk)
    told = []
    for folder in (tmp_path / "before", tmp_path / "after"):
        export_record(folder)
        row = pq.ParquetFile(folder / "wishes.parquet").read().to_pylist()[0]
        told.append((row["actor_id"], row["text"], row["seconded_by"]))
        take_wish_back(member, wish.pk)
    assert told == [("u1", "裙子", ["u2"]), (None, "裙子", ["u2"])]
    assert "裙子" in str(export_member(member))  # it is still theirs to take along


def test_all_that_is_theirs_is_handed_out(marked: Member) -> None:
    marked.set_password("a long secret of theirs")
    marked.save()
    told = str(export_member(marked))
    for mark in set(marks()) - {"marker19"}:
        assert mark in told, mark
    assert "password" not in told
    assert marked.password not in told
