"""Live tests: options, votes with stakes, and the blazer that the room kept."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pyarrow as pa

from isotherm.world.asks import Street
from isotherm.world.calendar import DAY
from isotherm.world.draws import Floats, Ints
from isotherm.world.purchases import size_of
from isotherm.world.shops import GoodsPlan
from isotherm.world.vocabulary import LEAVES, split_items

__all__ = ["STORY_COLOUR", "HeldTest", "hold_tests", "put_votes", "sell_in_room", "story_goods"]

STORY_COLOUR = "丁香紫"
_STORY_COLOURS = ("黑", "藏蓝", "燕麦", STORY_COLOUR)
_STORY_APPEAL = (0.1, 0.12, 0.07, 0.26)
_COLOURS = ("黑", "米白", "雾蓝", "豆绿", "焦糖", "樱粉", "酒红", "浅灰", "鹅黄")
_CUTS = ("直筒", "修身", "宽松", "A字", "H型")
_STAKES = ("like", "wish", "size", "deposit", "pay")
_STAKE_SHARES = (0.42, 0.25, 0.2, 0.09, 0.04)


@dataclasses.dataclass(frozen=True)
class HeldTest:
    """A test as held, with each option's true appeal: the chance that a viewer stakes anything."""

    test: int
    leaf: int
    options: Ints
    appeal: Floats
    opened: int
    closes: int


def story_goods(days: int) -> GoodsPlan:
    """The lilac blazer, cut on XL, once it is made."""
    return GoodsPlan(
        0,
        "西装外套",
        "外套",
        (STORY_COLOUR, "XL版型"),
        800.0,
        0.84,
        1,
        base_size="XL",
        listed_day=(days - 26.0, days - 25.0),
    )


def hold_tests(
    rng: np.random.Generator, street: Street, *, count: int, merchant: int, days: int
) -> list[HeldTest]:
    """Hold live tests in strata; the first is the one of the lilac blazer."""
    held = []
    for number in range(count):
        story = number == 0
        leaf = 0 if story else int(rng.integers(0, len(LEAVES)))
        opened_day = days - 60 if story else int(rng.integers(10, days - 12))
        held.append(
            _hold(
                rng,
                street,
                leaf=leaf,
                opened_day=opened_day,
                story=story,
                merchant=merchant if story else int(rng.integers(0, street.shops.merchants)),
            )
        )
    return held


def _hold(
    rng: np.random.Generator,
    street: Street,
    *,
    leaf: int,
    opened_day: int,
    merchant: int,
    story: bool,
) -> HeldTest:
    appeal = (
        np.array(_STORY_APPEAL)
        if story
        else np.clip(rng.beta(2.2, 13, int(rng.integers(3, 6))), 0.02, 0.5)
    )
    options = street.counter.take("options", len(appeal))
    test = int(street.counter.take("tests", 1)[0])
    opened = street.calendar.start + opened_day * DAY + 12 * 3600
    closes = opened + int(rng.integers(3, 8)) * DAY
    held = HeldTest(test, leaf, options, appeal, opened, closes)
    ids, ledger = street.ids, street.ledger
    ledger.add(
        "tests",
        {
            "test_id": ids.of("tests", [test]),
            "merchant_id": ids.of("merchants", [merchant]),
            "place": ["both" if story else str(rng.choice(("note", "room", "both")))],
            "opened_at": [opened],
            "closes_at": [closes],
        },
    )
    price = 80_000 if story else LEAVES[leaf].price_yuan * 100
    ledger.add(
        "options",
        {
            "option_id": ids.of("options", options),
            "test_id": ids.of("tests", np.full(len(options), test)),
            "attributes": _attributes(rng, leaf, len(options), story=story),
            "price_fen": np.full(len(options), price),
        },
    )
    leaves = np.full(int(rng.integers(220, 620)), -1 if street.null else leaf)
    voters = np.unique(street.people.draw_members(rng, leaves, outside=0.15))
    _vote(rng, held, street, voters=voters)
    return held


def _attributes(rng: np.random.Generator, leaf: int, count: int, *, story: bool) -> list[str]:
    items = split_items(LEAVES[leaf].items)
    item = "西装外套" if story else items[int(rng.integers(0, len(items)))][0]
    colours = _STORY_COLOURS if story else tuple(str(c) for c in rng.permutation(_COLOURS)[:count])
    cut = "XL版型收腰" if story else str(rng.choice(_CUTS))
    rows = [{"item": item, "colour": colour, "cut": cut} for colour in colours]
    return [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]


def _vote(rng: np.random.Generator, held: HeldTest, street: Street, *, voters: Ints) -> None:
    """Each voter sees most options and stakes something on those that appeal."""
    seen = rng.random((len(voters), len(held.options))) < 0.85
    who, option = np.nonzero(seen)
    at = held.opened + (rng.random(len(who)) ** 1.6 * (held.closes - held.opened - 60)).astype(
        np.int64
    )
    put_votes(street, held, actor=voters[who], option=option, at=at, stake=np.full(len(who), -1))
    if street.null:
        chance = np.full(len(option), 0.12)
    else:
        chance = held.appeal[option]
    staked = np.flatnonzero(rng.random(len(who)) < chance)
    stake = rng.choice(len(_STAKES), len(staked), p=_STAKE_SHARES)
    put_votes(
        street,
        held,
        actor=voters[who[staked]],
        option=option[staked],
        at=at[staked] + 20,
        stake=stake,
        sizes=size_of(rng, street.people.weight_kg[voters[who[staked]]]),
    )


def put_votes(
    street: Street,
    held: HeldTest,
    *,
    actor: Ints,
    option: Ints,
    at: Ints,
    stake: Ints,
    sizes: pa.Array | None = None,
) -> None:
    """Add votes; ``option`` counts within the test, stake -1 means only seen."""
    values = pa.nulls(len(actor), pa.string()) if sizes is None else sizes
    chosen = pa.array(["seen", *_STAKES]).take(pa.array(stake + 1))
    shown = pa.array(np.flatnonzero(stake == _STAKES.index("size")))
    mask = np.ones(len(actor), dtype=bool)
    mask[shown.to_numpy()] = False
    street.ledger.add(
        "votes",
        {
            "test_id": street.ids.of("tests", np.full(len(actor), held.test)),
            "option_id": street.ids.of("options", held.options[option]),
            "actor_id": street.ids.of("actors", actor),
            "at": at,
            "stake": chosen,
            "value": values.take(pa.array(np.arange(len(actor)), mask=mask)),
        },
    )


def sell_in_room(
    rng: np.random.Generator, held: HeldTest, street: Street, *, product: int, days: int
) -> int:
    """One evening session sells the lilac blazer, three hundred in a community of six thousand."""
    wanted = int(300 * (street.people.real / 6_000) ** 0.7)
    inside = street.people.askers.draw(rng, rng.choice([0, 0, 0, 2, 6], 4 * wanted))
    buyers = rng.permutation(np.unique(inside))[:wanted]
    at = street.calendar.start + (days - 18) * DAY + 20 * 3600 + rng.integers(0, 9_000, len(buyers))
    late = street.people.joined[buyers] < at
    buyers, at = buyers[late], at[late]
    source = street.ids.of("tests", np.full(len(buyers), held.test))
    street.till.sell(
        rng,
        actor=buyers,
        product=np.full(len(buyers), product),
        at=at,
        source="room",
        source_id=source,
    )
    return len(buyers)
