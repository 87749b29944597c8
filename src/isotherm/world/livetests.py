"""Live tests: options, and votes with stakes; in the first the room keeps a lilac blazer."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pyarrow as pa

from isotherm.world.calendar import DAY
from isotherm.world.draws import Floats, Ints
from isotherm.world.leaf import split_items
from isotherm.world.leaves import LEAVES
from isotherm.world.purchases import size_of
from isotherm.world.street import Street

__all__ = ["HeldTest", "PlannedTest", "hold_test", "plan_tests", "put_votes"]

_COLOURS = ("黑", "米白", "雾蓝", "豆绿", "焦糖", "樱粉", "酒红", "浅灰", "鹅黄")
_CUTS = ("直筒", "修身", "宽松", "A字", "H型")
_PLACES = ("note", "room", "both")
_STAKES = ("like", "wish", "size", "deposit", "pay")
_STAKE_SHARES = (0.42, 0.25, 0.2, 0.09, 0.04)
_SEES = 0.85  # of options, those a viewer looks at
_NULL_APPEAL = 0.12


@dataclasses.dataclass(frozen=True)
class PlannedTest:
    """A test before it is held; appeal is the chance that a viewer stakes anything."""

    leaf: int
    merchant: int
    place: str
    item: str
    cut: str
    colours: tuple[str, ...]
    appeal: tuple[float, ...]
    price_yuan: int
    opened_day: int
    open_days: int
    viewers: int


@dataclasses.dataclass(frozen=True)
class HeldTest:
    """A test as held: its numbers in the ledger, and each option's true appeal."""

    test: int
    leaf: int
    options: Ints
    appeal: Floats
    opened: int
    closes: int


def plan_tests(
    rng: np.random.Generator, *, count: int, merchant: int, merchants: int, days: int
) -> list[PlannedTest]:
    """Plan live tests in strata; the first is the story's, held by ``merchant``."""
    story = PlannedTest(
        0, merchant, "both", "西装外套", "XL版型收腰", ("黑", "藏蓝", "燕麦", "丁香紫"),
        (0.1, 0.12, 0.07, 0.26), 800, days - 60, 7, 600,
    )  # fmt: skip
    plans = [story]
    for _ in range(count - 1):
        leaf = int(rng.integers(0, len(LEAVES)))
        items = split_items(LEAVES[leaf].items)
        options = int(rng.integers(3, 6))
        plans.append(
            PlannedTest(
                leaf=leaf,
                merchant=int(rng.integers(0, merchants)),
                place=str(rng.choice(_PLACES)),
                item=items[int(rng.integers(0, len(items)))][0],
                cut=str(rng.choice(_CUTS)),
                colours=tuple(str(c) for c in rng.permutation(_COLOURS)[:options]),
                appeal=tuple(np.clip(rng.beta(2.2, 13, options), 0.02, 0.5).tolist()),
                price_yuan=LEAVES[leaf].price_yuan,
                opened_day=int(rng.integers(10, days - 12)),
                open_days=int(rng.integers(3, 8)),
                viewers=int(rng.integers(220, 620)),
            )
        )
    return plans


def hold_test(rng: np.random.Generator, plan: PlannedTest, street: Street) -> HeldTest:
    """Write a test, its options and its votes."""
    count = len(plan.appeal)
    opened = street.calendar.start + plan.opened_day * DAY + 12 * 3600
    held = HeldTest(
        test=int(street.counter.take("tests", 1)[0]),
        leaf=plan.leaf,
        options=street.counter.take("options", count),
        appeal=np.full(count, _NULL_APPEAL) if street.null else np.array(plan.appeal),
        opened=opened,
        closes=opened + plan.open_days * DAY,
    )
    _write_test(plan, held, street)
    leaves = np.full(plan.viewers, -1 if street.null else plan.leaf)
    voters = np.unique(street.people.draw_members(rng, leaves, outside=0.15))
    _vote(rng, held, street, voters=voters[street.people.joined[voters] < opened])
    return held


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
    sized = stake == _STAKES.index("size")
    street.ledger.add(
        "votes",
        {
            "test_id": street.ids.of("tests", np.full(len(actor), held.test)),
            "option_id": street.ids.of("options", held.options[option]),
            "actor_id": street.ids.of("actors", actor),
            "at": at,
            "stake": pa.array(["seen", *_STAKES]).take(pa.array(stake + 1)),
            "value": values.take(pa.array(np.arange(len(actor)), mask=~sized)),
        },
    )


def _write_test(plan: PlannedTest, held: HeldTest, street: Street) -> None:
    ids, ledger, count = street.ids, street.ledger, len(plan.colours)
    ledger.add(
        "tests",
        {
            "test_id": ids.of("tests", [held.test]),
            "merchant_id": ids.of("merchants", [plan.merchant]),
            "place": [plan.place],
            "opened_at": [held.opened],
            "closes_at": [held.closes],
        },
    )
    told = [{"colour": c, "cut": plan.cut, "item": plan.item} for c in plan.colours]
    ledger.add(
        "options",
        {
            "option_id": ids.of("options", held.options),
            "test_id": ids.of("tests", np.full(count, held.test)),
            "attributes": [json.dumps(row, ensure_ascii=False) for row in told],
            "price_fen": np.full(count, plan.price_yuan * 100),
        },
    )


def _vote(rng: np.random.Generator, held: HeldTest, street: Street, *, voters: Ints) -> None:
    """Each voter sees most options and stakes something on those that appeal."""
    who, option = np.nonzero(rng.random((len(voters), len(held.options))) < _SEES)
    span = held.closes - held.opened - 60
    at = held.opened + (rng.random(len(who)) ** 1.6 * span).astype(np.int64)
    nothing = np.full(len(who), -1)
    put_votes(street, held, actor=voters[who], option=option, at=at, stake=nothing)
    staked = np.flatnonzero(rng.random(len(who)) < held.appeal[option])
    actor = street.same_or_anyone(rng, voters[who[staked]])
    put_votes(
        street,
        held,
        actor=actor,
        option=option[staked],
        at=at[staked] + 20,
        stake=rng.choice(len(_STAKES), len(staked), p=_STAKE_SHARES),
        sizes=size_of(rng, street.people.weight_kg[actor]),
    )
