"""Communities nobody here has seen, written to the contract alone, with their truth."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np

from strangers.chinese import Chinese
from strangers.community import Community, Custom
from strangers.english import English
from strangers.everyday import live
from strangers.habits import plant_habits
from strangers.invented import Invented
from strangers.niche import NicheChinese, NicheEnglish
from strangers.tongue import Tongue
from strangers.wants import Want, plant_wants
from strangers.waves import Rise, plant_rises
from strangers.written import WRITERS

__all__ = ["STRANGERS", "make_stranger"]

_NICHE = Custom(
    mind="tags",
    writer="jsonl",
    id_style="hex",
    start=dt.datetime(2025, 9, 3, tzinfo=dt.UTC),
    days=150,
    actors=4000,
    strata=14,
    belongs=(0.1, 0.45, 0.27, 0.12, 0.06),
    notes=1.7,
    contacts=30,
    reply_share=0.12,
    searches=3,
    orders=0.3,
    ask_share=0.38,
    followers_high=900_000,
    silent=("skus",),
    evenness=2.0,
    habits=4,
    tells_paid=True,
)
_CUSTOMS = {
    "english": Custom(
        mind="follows",
        writer="parquet",
        id_style="prefixed",
        start=dt.datetime(2025, 1, 6, tzinfo=dt.UTC),
        days=140,
        actors=2500,
        strata=12,
        belongs=(0.1, 0.6, 0.3),
        notes=1.2,
        contacts=14,
        reply_share=0.7,
        searches=0.6,
        orders=0.5,
        ask_share=0.7,
        followers_high=1900,
        silent=("actors.joined_at", "tags", "skus"),
    ),
    "chinese": Custom(
        mind="tags",
        writer="csv",
        id_style="hex",
        start=dt.datetime(2025, 9, 1, tzinfo=dt.UTC),
        days=150,
        actors=4000,
        strata=30,
        belongs=(0.15, 0.45, 0.3, 0.1),
        notes=1.6,
        contacts=12,
        reply_share=0.35,
        searches=5,
        orders=0.6,
        ask_share=0.3,
        followers_high=60_000,
        silent=("searches.search_id", "searches.clicked", "orders.product_id", "outcomes.fit"),
    ),
    "invented": Custom(
        mind="mixtures",
        writer="jsonl",
        id_style="decimal",
        start=dt.datetime(2024, 3, 4, tzinfo=dt.UTC),
        days=120,
        actors=3000,
        strata=6,
        belongs=(0.05, 0.35, 0.4, 0.2),
        notes=1.0,
        contacts=22,
        reply_share=0.12,
        searches=1.5,
        orders=0.8,
        ask_share=0.2,
        followers_high=200_000,
        silent=("merchants", "tags", "skus"),
        activity_tail=1.3,
    ),
    "niche-chinese": _NICHE,
    "niche-english": dataclasses.replace(_NICHE, writer="parquet", id_style="decimal"),
}
_TONGUES: dict[str, type[Tongue]] = {
    "english": English,
    "chinese": Chinese,
    "invented": Invented,
    "niche-chinese": NicheChinese,
    "niche-english": NicheEnglish,
}
STRANGERS = tuple(_CUSTOMS)
_KINDS = ("absent", "none_good", "none_good", "absent", "served")  # of what is wanted, in turn
_MOST_WANTS = 20


def make_stranger(
    kind: str,
    out: Path,
    *,
    seed: int,
    mixing: float = 0.5,
    null: bool = False,
    scale: float = 1.0,
    written: str | None = None,
) -> dict[str, Any]:
    """Write ``out/ledger`` and ``out/truth.json``; returns the truth.

    ``mixing`` is the share of contacts outside one's own strata; a ``null`` community has no
    structure of any kind; ``scale`` shrinks or grows the number of people and strata;
    ``written`` (parquet, csv, jsonl) replaces the community's own format.
    """
    custom = _sized(_CUSTOMS[kind], scale)
    tongue = _TONGUES[kind](custom.strata, np.random.default_rng([seed, 5]))
    things = tongue.wanted()
    community = Community(custom, tongue, seed=seed, mixing=mixing, planted=not null)
    live(community)
    wants, rises = ([], []) if null else _plant(community, things, scale)
    rises += plant_habits(community, custom.habits)
    community.register()
    WRITERS[written or custom.writer](community.rows.tables, out / "ledger")
    truth = _truth(community, wants, rises)
    (out / "truth.json").write_text(
        json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return truth


def _plant(
    community: Community, things: list[tuple[int, str]], scale: float
) -> tuple[list[Want], list[Rise]]:
    """What some want and cannot get, and what rises."""
    picked = community.rng.permutation(len(things))
    kinds = [_KINDS[i % len(_KINDS)] for i in range(min(len(things), _MOST_WANTS))]
    wants = plant_wants(community, kinds, [things[i] for i in picked[: len(kinds)]])
    share = min(1.0, 2 * scale)
    organic, campaigns = max(2, round(5 * share)), max(2, round(4 * share))
    return wants, plant_rises(community, organic=organic, campaigns=campaigns)


def _sized(custom: Custom, scale: float) -> Custom:
    strata = max(4, round(custom.strata * min(scale * 1.5, 1.0)))
    return dataclasses.replace(custom, actors=round(custom.actors * scale), strata=strata)


def _truth(community: Community, wants: list[Want], rises: list[Rise]) -> dict[str, Any]:
    ids = community.actor_ids
    names = community.tongue.names
    members = {
        ids[actor]: {names[k]: round(float(row[k]), 3) for k in np.flatnonzero(row)}
        for actor, row in enumerate(community.theta)
        if row.any()
    }
    return {
        "strata": [
            {"stratum_id": n, "parent": p}
            for n, p in zip(names, community.tongue.parents, strict=True)
        ]
        if community.planted
        else [],
        "memberships": members,
        "needs": [_want(community, want) for want in wants],
        "trends": [_rise(community, rise) for rise in rises],
        "coordinated": {r.trend_id: [ids[a] for a in r.pool] for r in rises if r.pool},
        "hired": sorted({ids[a] for r in rises for a in r.hired}),
    }


def _want(community: Community, want: Want) -> dict[str, Any]:
    return {
        "need_id": want.need_id,
        "stratum": community.tongue.names[want.stratum],
        "kind": want.kind,
        "thing": want.thing,
        "plain": community.tongue.plain(want.thing),
        "askers": want.askers,
        "fill_share": want.fill,
        "reachable_share": want.reachable,
        "unmet_units": want.unmet_units,
        "ask_ids": want.ask_ids,
        "note_ids": want.note_ids,
        "product_ids": want.product_ids,
    }


def _rise(community: Community, rise: Rise) -> dict[str, Any]:
    notes = [community.notes[n] for n in rise.notes]
    days = (
        np.bincount(np.array(rise.reply_days, dtype=int), minlength=1)
        if rise.reply_days
        else np.zeros(1)
    )
    smooth = np.convolve(days, np.ones(7) / 7, mode="same")
    return {
        "trend_id": rise.trend_id,
        "kind": rise.kind,
        "manner": rise.manner,
        "strata": [community.tongue.names[s] for s in rise.strata],
        "note_ids": [n[0] for n in notes],
        "started_at": community.rows.time(min(n[2] for n in notes)).isoformat(),
        "peak_at": community.rows.time(float(smooth.argmax()) + 0.5).isoformat(),
    }
