"""A town of 100,000 notes to measure pages on: the small world, told several times over."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

__all__ = ["fill_town"]

CHUNK = 5_000
CARDS = 120  # in one member's list


def fill_town(*, notes: int, members: int, seed: int = 7) -> dict[str, int]:
    """Fill the town Django is set up for; says how much of what there is."""
    from isotherm.web.community.models import Note, Reaction, Reply
    from isotherm.web.shop.models import Merchant, Product, Sku

    with tempfile.TemporaryDirectory() as folder:
        tables = _world(Path(folder), seed)
    people = _members(members)
    Merchant.objects.bulk_create(
        [Merchant(id=row["merchant_id"], name=row["name"]) for row in tables["merchants"]]
    )
    goods = [
        Product(
            id=row["product_id"],
            merchant_id=row["merchant_id"],
            title=row["title"] or "",
            description=row["description"] or "",
            category=row["category"] or "",
            price_fen=row["price_fen"],
            listed_at=row["listed_at"],
        )
        for row in tables["products"]
    ]
    Product.objects.bulk_create(goods, CHUNK)
    Sku.objects.bulk_create(
        [Sku(id=f"{one.pk}-m", product=one, price_fen=one.price_fen, on_hand=50) for one in goods],
        CHUNK,
    )
    Note.objects.bulk_create(_notes(tables["notes"], notes, people), CHUNK)
    ids = [f"n{number}" for number in range(notes)]
    rng = random.Random(seed)
    Reply.objects.bulk_create(_replies(rng, ids, people, 2 * notes), CHUNK)
    Reaction.objects.bulk_create(_likes(rng, ids, people, 3 * notes), CHUNK, ignore_conflicts=True)
    _feed_lists(rng, ids, people)
    from isotherm.web.search.services import index_all

    index_all()
    return {"notes": notes, "members": members, "replies": 2 * notes, "products": len(goods)}


def _world(folder: Path, seed: int) -> dict[str, list[dict[str, Any]]]:
    from isotherm.world import make_world

    make_world(folder, seed=seed)
    names = ("notes", "products", "merchants")
    return {
        name: pq.read_table(folder / "ledger" / f"{name}.parquet").to_pylist() for name in names
    }


def _members(count: int) -> list[str]:
    from isotherm.web.accounts.models import Member

    ids = [f"m{number}" for number in range(count)]
    Member.objects.bulk_create(
        [Member(id=one, username=one, name=one, password="!") for one in ids], CHUNK
    )
    return ids


def _notes(told: list[dict[str, Any]], count: int, people: list[str]) -> Iterator[Any]:
    from isotherm.web.community.models import Note

    for number in range(count):
        row = told[number % len(told)]
        yield Note(
            id=f"n{number}",
            author_id=people[(7 * number) % len(people)],
            at=row["at"] + dt.timedelta(minutes=number // len(told)),
            title=row["title"] or "",
            body=row["body"] or "",
            tags=row["tags"] or [],
            like_count=3,
            reply_count=2,
        )


def _replies(rng: random.Random, ids: list[str], people: list[str], count: int) -> Iterator[Any]:
    from isotherm.web.community.models import Reply

    at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    for number in range(count):
        yield Reply(
            id=f"r{number}",
            note_id=rng.choice(ids),
            member_id=rng.choice(people),
            at=at + dt.timedelta(seconds=number),
            text="求链接" if number % 5 == 0 else "好看",
        )


def _likes(rng: random.Random, ids: list[str], people: list[str], count: int) -> Iterator[Any]:
    from isotherm.web.community.models import Reaction

    at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    for _ in range(count):
        yield Reaction(
            member_id=rng.choice(people), note_id=rng.choice(ids), kind="like", at=at, count=1
        )


def _feed_lists(rng: random.Random, ids: list[str], people: list[str]) -> None:
    """A list a member, as a reading would have made it."""
    from django.utils import timezone

    from isotherm.web.readings.models import FeedList, ReadingRun

    run = ReadingRun.objects.create(
        id="made", asked_at=timezone.now(), ended_at=timezone.now(), state="done", progress=1.0
    )
    for start in range(0, len(people) + 1, CHUNK):
        lists = [
            FeedList(
                member_id=one,
                cards=[[note, "close_to_saved", ""] for note in rng.sample(ids, CARDS)],
                run_id=run.pk,
            )
            for one in ["", *people][start : start + CHUNK]
        ]
        FeedList.objects.bulk_create(lists)
