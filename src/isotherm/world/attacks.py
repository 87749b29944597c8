"""Attacks: accounts planted to move what a reading says, each kind with its own aim."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from isotherm.errors import UsageError
from isotherm.world.acts import put_replies
from isotherm.world.asks import Street, put_searches
from isotherm.world.calendar import DAY
from isotherm.world.draws import Ints, list_of, rng_for
from isotherm.world.livetests import HeldTest, put_votes
from isotherm.world.needs import Need
from isotherm.world.pools import Pool
from isotherm.world.settings import WorldSettings
from isotherm.world.themes import Theme
from isotherm.world.waves import Wave, draw_subjects

__all__ = ["ATTACKS", "Assault", "fake_gap", "plan_attacks", "stuff_ballot", "suppress_rival"]

ATTACKS = (
    "young_bots",
    "aged_bots",
    "hijacked",
    "slow_drip",
    "template_clones",
    "rival_suppression",
    "ballot_stuffing",
    "gap_faking",
)
_WAVING = ATTACKS[:5]
_GROUP = 100  # accounts that act as one
_FAKE_ITEMS = (
    "会发光的雨靴",
    "自加热围裙",
    "可充气西装",
    "带轮子的书包架",
    "磁悬浮花盆",
    "恒温发箍",
    "镜面马甲",
    "能写字的手套",
)


@dataclasses.dataclass(frozen=True)
class Assault:
    """One group of one attack; ``wave`` counts among the attacks' waves, -1 where there is none."""

    kind: str
    pool: int
    wave: int


def plan_attacks(
    seed: int,
    attacks: Sequence[tuple[str, float]],
    settings: WorldSettings,
    *,
    waves: Sequence[Wave],
    first_pool: int,
) -> tuple[list[Pool], list[Wave], list[Assault]]:
    """Plan pools, waves and groups; a share is of the people in the community."""
    rng = rng_for(seed, "attacks")
    subjects = draw_subjects(rng)
    pools: list[Pool] = []
    made: list[Wave] = []
    assaults: list[Assault] = []
    for kind, share in attacks:
        if kind not in ATTACKS:
            raise UsageError(f"no attack is called {kind!r}; known: {', '.join(ATTACKS)}")
        if not 0 < share <= 0.5:
            raise UsageError(
                f"the share of attack {kind} is {share}; expected above 0, at most 0.5"
            )
        accounts = max(10, round(share * settings.actors))
        groups = -(-accounts // _GROUP)
        for size in np.diff(np.linspace(0, accounts, groups + 1).astype(int)):
            pool = first_pool + len(pools)
            start = float(rng.uniform(30, settings.days - 40))
            pools.append(_pool(kind, int(size), start))
            wave = _wave(rng, kind, pool, start, size=int(size), waves=waves, subjects=subjects)
            assaults.append(Assault(kind, pool, len(made) if wave else -1))
            made += [wave] if wave else []
    return pools, made, assaults


def _pool(kind: str, size: int, start: float) -> Pool:
    if kind in ("aged_bots", "slow_drip"):
        return Pool(kind, size, start, 150, 1500, 0.5)
    if kind == "hijacked":
        return Pool(kind, size, start, 1, 2, 0.0, hijacked=True)
    if kind in ("young_bots", "template_clones"):
        return Pool(kind, size, start, 0.5, 14, 0.1)
    return Pool(kind, size, start, 2, 400, 0.3)


def _wave(
    rng: np.random.Generator,
    kind: str,
    pool: int,
    start: float,
    *,
    size: int,
    waves: Sequence[Wave],
    subjects: list[tuple[Theme, str]],
) -> Wave | None:
    """The fake resonance a group stages, if that is its way."""
    if kind not in _WAVING:
        return None
    span = 32.0 if kind == "slow_drip" else float(rng.uniform(8, 22))
    organic = [wave for wave in waves if wave.kind == "organic"]
    model = organic[int(rng.integers(0, len(organic)))]
    theme, subject = subjects.pop()
    wave = dataclasses.replace(
        model,
        kind="attack",
        attack=kind,
        theme=theme,
        subject=subject,
        items=(),
        notes=14,
        replies=300,
        start=start,
        peak=start + span,
        decay=4.0,
        origin="",
        sells=False,
        pool=pool,
    )
    if kind != "template_clones":
        return wave
    return dataclasses.replace(
        wave, theme=model.theme, subject=model.subject, when=model.when, notes=size
    )


def suppress_rival(
    rng: np.random.Generator, street: Street, needs: list[Need], *, actors: Ints, day: float
) -> None:
    """Buy what serves a need well, send it back with the lowest rating, and say so in replies."""
    served = [
        n for n, need in enumerate(needs) if need.kind == "served" and len(street.shops.of_need(n))
    ]
    number = served[int(rng.integers(0, len(served)))]
    products = street.shops.of_need(number)
    target = products[np.argsort(-street.shops.appeal[products])[:6]]
    count = 2 * len(actors)
    actor, product = np.repeat(actors, 2), rng.choice(target, count)
    at = (street.calendar.start + (day + 1 + rng.random(count) * 10) * DAY).astype(np.int64)
    order = street.ids.of("orders", street.counter.take("orders", count))
    street.ledger.add(
        "orders",
        {
            "order_id": order,
            "actor_id": street.ids.of("actors", actor),
            "at": at,
            "product_id": street.ids.of("products", product),
            "sku_id": street.ids.of("skus", street.shops.sku_start[product]),
            "quantity": np.ones(count, dtype=np.int64),
            "price_fen": street.shops.price_fen[product],
            "source_kind": pa.repeat("search", count),
        },
    )
    blame = pa.array(["质量太差", "和图片完全不一样", "千万别买", "穿一次就坏", "尺码乱标", "假货"])
    street.ledger.add(
        "outcomes",
        {
            "actor_id": street.ids.of("actors", actor),
            "product_id": street.ids.of("products", product),
            "at": at + (rng.uniform(2, 5, count) * DAY).astype(np.int64),
            "order_id": order,
            "kept": np.zeros(count, dtype=bool),
            "fit": pa.array(["small", "large", "true"]).take(pa.array(rng.integers(0, 3, count))),
            "rating": np.round(rng.uniform(0, 0.12, count), 2),
            "reason": blame.take(pa.array(rng.integers(0, len(blame), count))),
        },
    )
    _reply_under(
        rng,
        street,
        np.flatnonzero(street.notes.need == number),
        actors=actors,
        lines=blame,
        day=day,
    )


def stuff_ballot(
    rng: np.random.Generator, street: Street, held: Sequence[HeldTest], *, actors: Ints
) -> None:
    """Everyone of the group backs the option that people like least, within two hours."""
    test = held[int(rng.integers(1, len(held)))]
    option = np.full(len(actors), int(test.appeal.argmin()))
    at = test.opened + 3600 + rng.integers(0, 7200, len(actors))
    put_votes(street, test, actor=actors, option=option, at=at, stake=np.full(len(actors), -1))
    put_votes(
        street,
        test,
        actor=actors,
        option=option,
        at=at + 5,
        stake=rng.choice(2, len(actors), p=(0.5, 0.5)),
    )


def fake_gap(rng: np.random.Generator, street: Street, *, actors: Ints, day: float) -> str:
    """Search and ask for something nobody wants, as if it were missing; gives what."""
    item = str(rng.choice(_FAKE_ITEMS))
    actor = np.repeat(actors, 1 + rng.poisson(2, len(actors)))
    at = (
        street.calendar.start
        + (day + 1 + rng.integers(0, 20, len(actor)) + rng.beta(2, 8, len(actor))) * DAY
    ).astype(np.int64)
    queries = pa.array([item, f"{item}推荐", f"{item} 女", f"哪里有{item}"])
    put_searches(
        street,
        actor=actor,
        at=at,
        query=queries.take(pa.array(rng.integers(0, 4, len(actor)))),
        results=np.zeros(len(actor), dtype=np.int64),
        clicks=(pa.array([], type=pa.string()), np.zeros(len(actor), dtype=np.int64)),
    )
    leaf = int(rng.integers(0, street.people.weights.shape[1]))
    lines = pa.array([f"求{item}链接", f"有没有{item}", f"求同款{item}", f"哪里买{item}呀"])
    _reply_under(
        rng, street, np.flatnonzero(street.notes.leaf == leaf), actors=actors, lines=lines, day=day
    )
    wisher = actors[rng.random(len(actors)) < 0.1]
    street.ledger.add(
        "wishes",
        {
            "wish_id": street.ids.of("wishes", street.counter.take("wishes", len(wisher))),
            "actor_id": street.ids.of("actors", wisher),
            "at": (street.calendar.start + (day + 1 + rng.random(len(wisher)) * 15) * DAY).astype(
                np.int64
            ),
            "text": [f"想要{item}"] * len(wisher),
            "attributes": [json.dumps({"item": item}, ensure_ascii=False)] * len(wisher),
            "seconded_by": list_of(
                street.ids.of("actors", rng.choice(actors, 5 * len(wisher))),
                np.full(len(wisher), 5),
            ),
        },
    )
    return item


def _reply_under(
    rng: np.random.Generator,
    street: Street,
    notes: Ints,
    *,
    actors: Ints,
    lines: pa.Array,
    day: float,
) -> None:
    """Each account leaves one scripted line under a note that stood by then."""
    moment = street.calendar.start + int((day + 1) * DAY)
    notes = notes[street.notes.at[notes] < moment]
    if not len(notes):
        return
    recent = notes[np.argsort(street.notes.at[notes])[-20:]]
    at = moment + rng.integers(0, 10 * DAY, len(actors))
    put_replies(
        rng,
        street.ledger,
        street.ids,
        street.counter,
        actor=actors,
        note=rng.choice(recent, len(actors)),
        at=at,
        text=lines.take(pa.array(rng.integers(0, len(lines), len(actors)))),
    )
