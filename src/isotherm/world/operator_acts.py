"""What the operator did: named, briefed and boosted; and the indices it keeps."""

from __future__ import annotations

import numpy as np

from isotherm.world.calendar import DAY, Calendar
from isotherm.world.draws import Ids, Ints, rng_for
from isotherm.world.goods import GoodsPlan
from isotherm.world.leaves import LEAVES
from isotherm.world.waves import Wave
from isotherm.world.writer import LedgerWriter

__all__ = ["brief_waves", "index_series", "wave_goods"]

_LATE = 0.4  # found waves that were pushed once they were falling


def wave_goods(waves: list[Wave]) -> list[GoodsPlan]:
    """What briefed merchants put on sale for the waves that sell."""
    plans = []
    for number, wave in enumerate(waves):
        if not wave.sells:
            continue
        leaf = wave.leaves[0]
        for item in wave.items or (wave.subject,):
            plans.append(
                GoodsPlan(
                    leaf,
                    item,
                    "上衣" if wave.items else "家居",
                    (wave.subject,) if wave.items else (wave.when,),
                    LEAVES[leaf].price_yuan * 0.9,
                    0.64,
                    2 if wave.items else 5,
                    wave=number,
                    listed_day=(wave.peak - 14.0, wave.peak - 7.0),
                )
            )
    return plans


def brief_waves(
    seed: int,
    waves: list[Wave],
    ledger: LedgerWriter,
    *,
    calendar: Calendar,
    ids: Ids,
    first_notes: Ints,
) -> None:
    """Record pushes: before the surge for waves that were made, later or never for others."""
    rng = rng_for(seed, "pushes")
    subject, at, kind, holdout = [], [], [], []
    for number, wave in enumerate(waves):
        if wave.kind != "organic":
            continue
        late = wave.origin == "found"
        acts = (
            ("named", "briefed", "boosted")[: int(rng.integers(1, 4))]
            if number
            else ("named", "briefed")
        )
        skipped = late and rng.random() > _LATE
        for act in acts:
            share = float(rng.uniform(0.12, 0.3))
            day = (
                wave.peak + 2 + rng.uniform(0, 6)
                if late
                else wave.start + share * (wave.peak - wave.start)
            )
            if skipped or day >= calendar.days:
                continue
            by_tag = rng.random() < 0.6 or number == 0
            subject.append(wave.tag if by_tag else ids.one("notes", int(first_notes[number])))
            at.append(int(calendar.start + day * DAY))
            kind.append(act)
            holdout.append(round(float(rng.uniform(0.05, 0.2)), 2) if act == "boosted" else None)
    if subject:
        ledger.add(
            "pushes",
            {
                "push_id": ids.of("pushes", np.arange(len(subject))),
                "subject_id": subject,
                "at": at,
                "kind": kind,
                "holdout_share": holdout,
            },
        )


def index_series(seed: int, ledger: LedgerWriter, *, calendar: Calendar, ids: Ids) -> None:
    """Daily search indices of a few words, as a trade tool would export them."""
    rng = rng_for(seed, "series")
    words = ("连衣裙", "羽绒服", "防晒衣", "托特包", "马面裙", "冲锋衣")
    day = np.arange(calendar.days)
    for number, word in enumerate(words):
        slow = 1 + 0.4 * np.sin(2 * np.pi * (day / 365 + rng.random()))
        level = (
            rng.lognormal(8, 0.7) * slow * calendar.day_weights() * rng.lognormal(0, 0.08, len(day))
        )
        ledger.add(
            "series",
            {
                "series_id": ids.of("series", np.full(len(day), number)),
                "at": calendar.start + day * DAY,
                "value": np.round(level),
                "name": [f"搜索指数 {word}"] * len(day),
                "tags": [[word, "搜索指数"]] * len(day),
            },
        )
