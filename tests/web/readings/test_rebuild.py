"""Any ledger becomes a town, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum

from isotherm.errors import IsothermError, UsageError
from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note, Reaction, Reply, Wish
from isotherm.web.readings import rebuild
from isotherm.web.readings.arrival.cells import MOST_FEN
from isotherm.web.readings.lived_in import is_lived_in, name_record
from isotherm.web.readings.models import FeedList, ReadingRun
from isotherm.web.readings.rebuild import rebuild_town
from isotherm.web.shop.models import Merchant, MerchantMember, Order, OrderLine, Product, Sku
from isotherm.web.site.clock import now
from isotherm.web.site.models import Town
from isotherm.web.site.words import as_id

AT = "2026-03-01T08:00:00+00:00"


def test_the_community_lives(town: Any) -> None:
    assert Member.objects.filter(username="a0001", kind="reader").exists()
    assert not Member.objects.get(pk="a0001").has_usable_password()
    assert Member.objects.get(pk="a0001").name
    note = Note.objects.get(pk="n0000")
    assert note.like_count == Reaction.objects.filter(note=note, kind="like").count() > 0
    assert note.reply_count == Reply.objects.filter(note=note).count() > 0
    assert Wish.objects.get().second_count == 2
    roles = MerchantMember.objects.filter(merchant="m1").values_list("member_id", "role")
    assert dict(roles) == {"a0003": "buyer", "keeper-m1": "keeper"}
    assert Sku.objects.get(pk="s000").on_hand == 9


def test_the_reading_is_on_the_shelf_and_feeds_everybody(town: Any, home: Path) -> None:
    from isotherm.web.readings import queries

    run = ReadingRun.objects.get()
    assert (home / run.folder / "reading.json").exists()
    assert queries.last_run() == run
    assert FeedList.objects.get(pk="").cards
    assert FeedList.objects.filter(pk="a0001").exists()


def test_the_clock_of_a_demo_stands_at_the_end_of_its_record(town: Any) -> None:
    assert now().date().isoformat() == "2026-03-02"


def test_a_town_with_a_life_of_its_own_is_not_overwritten(town: Any, ledger: Path) -> None:
    with pytest.raises(UsageError, match="life of its own"):
        rebuild_town(ledger, None)
    assert Town.the().rebuilt_from == name_record(ledger)
    rebuild_town(ledger, None, force=True)
    assert Note.objects.filter(pk="n0000").count() == 1


def test_a_stopped_rebuilding_leaves_the_town_as_it_was(
    transactional_db: None, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_source: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rebuild, "_STEPS", (*rebuild._STEPS[:8], ("the end", stop)))
    with pytest.raises(KeyboardInterrupt):
        rebuild_town(ledger, None)
    assert not is_lived_in()
    assert not Member.objects.exists()
    assert Town.the().rebuilt_from == ""


def test_what_is_only_mentioned_is_there(
    transactional_db: None, write_ledger: Callable[..., Path]
) -> None:
    ledger = write_ledger(
        reactions=[
            {"actor_id": "ana", "at": AT, "kind": "like", "note_id": "n1"},
            {"actor_id": None, "at": None, "kind": "view", "product_id": "p1"},
            {"actor_id": "ana", "at": AT, "kind": "follow", "followed_id": "bo"},
        ],
        replies=[{"reply_id": "r1", "note_id": "n2", "actor_id": None, "at": None, "text": None}],
        orders=[{"order_id": "o1", "actor_id": "cy", "at": AT, "sku_id": "s1", "price_fen": 5}],
        outcomes=[{"actor_id": "cy", "product_id": "p9", "order_id": "o9", "kept": False}],
        products=[{"product_id": "p2", "merchant_id": "m7"}],
        votes=[{"test_id": "t1", "option_id": "x", "actor_id": "bo", "at": AT, "stake": "like"}],
    )
    rebuild_town(ledger, None)
    assert set(Member.objects.values_list("pk", flat=True)) >= {"ana", "bo", "cy"}
    assert set(Note.objects.values_list("pk", flat=True)) == {"n1", "n2"}
    assert Product.objects.get(pk="p1").status == Product.Status.GONE
    assert Sku.objects.get(pk="s1").product_id == "s1"
    assert Merchant.objects.filter(pk="m7").exists()
    assert Order.objects.filter(pk="o9", member=None).exists()


def test_ids_no_address_can_hold_get_others(
    transactional_db: None, write_ledger: Callable[..., Path]
) -> None:
    told = ["a/b", "x" * 90, ".", "..", "left\u202eright", "丁\u3000香", "n\x7f", "plain"]
    notes = [{"note_id": one, "author_id": "a/b", "at": AT} for one in told]
    rebuild_town(write_ledger(notes=notes), None)
    kept = set(Note.objects.values_list("pk", flat=True))
    assert len(kept) == len(told)
    assert all(as_id(one) and "/" not in one and one.strip(".") for one in kept)
    assert kept & set(told) == {"plain"}


def test_sums_no_column_can_hold_do_not_keep_a_town_closed(
    transactional_db: None, write_ledger: Callable[..., Path]
) -> None:
    line = {"order_id": "o1", "actor_id": "cy", "at": AT, "quantity": 2**40, "price_fen": 2**62}
    rebuild_town(
        write_ledger(
            products=[{"product_id": "p1", "merchant_id": "m1", "price_fen": 2**62}],
            skus=[{"sku_id": "s1", "product_id": "p1", "price_fen": 2**62}],
            orders=[line | {"product_id": "p1", "line_id": str(n)} for n in range(9)],
        ),
        None,
    )
    assert Order.objects.get().total_fen == MOST_FEN
    assert OrderLine.objects.aggregate(all=Sum("price_fen"))["all"] == 9 * MOST_FEN
    assert Product.objects.get().price_fen == Sku.objects.get().price_fen == MOST_FEN


def test_what_was_sent_back_is_back(
    transactional_db: None, write_ledger: Callable[..., Path]
) -> None:
    line = {"order_id": "o1", "actor_id": "cy", "at": AT, "quantity": 2, "price_fen": 50}
    rebuild_town(
        write_ledger(
            orders=[line | {"product_id": "p1"}, line | {"product_id": "p2", "line_id": "2"}],
            outcomes=[{"actor_id": "cy", "product_id": "p1", "order_id": "o1", "kept": False}],
        ),
        None,
    )
    states = dict(OrderLine.objects.values_list("product_id", "state"))
    assert states == {"p1": "returned", "p2": "kept"}
    assert Order.objects.get().total_fen == 200


def test_a_name_is_always_the_same_and_rarely_anothers() -> None:
    from isotherm.web.readings.arrival.nicknames import nickname

    for tongue in ("zh", "en"):
        names = {nickname(f"a{number}", tongue) for number in range(1000)}
        assert len(names) > 930
        assert max(map(len, names)) <= 40


@pytest.mark.django_db(transaction=True)
def test_a_reading_that_is_not_there_is_told_before_anything_is_read(
    ledger: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    with pytest.raises(IsothermError, match="nowhere"):
        rebuild_town(
            ledger, tmp_path / "nowhere", progress=lambda says, _done, _of: told.append(says)
        )
    assert not told
    rebuild_town(ledger, None, progress=lambda says, _done, _of: told.append(says))
    assert told  # the control: work is told
