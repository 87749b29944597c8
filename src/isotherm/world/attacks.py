"""Attacks: accounts planted to move what a reading says, each kind with its own aim."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np

from isotherm.errors import UsageError
from isotherm.world.draws import rng_for
from isotherm.world.pools import Pool
from isotherm.world.settings import WorldSettings
from isotherm.world.themes import Theme
from isotherm.world.wave_plans import draw_subjects
from isotherm.world.waves import Wave

__all__ = ["ATTACKS", "plan_attacks"]

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
_WAVING = ATTACKS[:5]  # those that stage a wave
_GROUP = 100  # accounts that act as one in a community of 6,000, at most
_NOTES = 14  # of a staged wave

_Staging = tuple[list[Pool], list[Wave]]


def plan_attacks(
    seed: int,
    attacks: Sequence[tuple[str, float]],
    settings: WorldSettings,
    *,
    waves: Sequence[Wave],
    first_pool: int,
) -> _Staging:
    """Plan the pools of all attacks and the waves they stage; shares are of the community.

    Raises UsageError for an attack nobody knows or a share above one half.
    """
    rng = rng_for(seed, "attacks")
    subjects = draw_subjects(rng_for(seed, "themes"))[: -len(waves) or None]
    pools: list[Pool] = []
    staged: list[Wave] = []
    for kind, share in attacks:
        _check(kind, share)
        accounts = max(2, round(share * settings.actors))
        groups = -(-accounts // round(_GROUP * max(1.0, settings.actors / 6_000) ** 0.5))
        for size in np.diff(np.linspace(0, accounts, groups + 1).astype(int)):
            model = _model(rng, waves)
            start = float(rng.uniform(30, settings.days - 40))
            start = max(model.start, 1.0) + 2 if kind == "template_clones" else start
            start = float(rng.uniform(5, 9)) if kind == "ballot_stuffing" else start
            if kind in _WAVING:
                wave = _stage(rng, kind, model, size=int(size), start=start, subjects=subjects)
                staged.append(dataclasses.replace(wave, pool=first_pool + len(pools)))
            pools.append(_pool(kind, int(size), start))
    return pools, staged


def _check(kind: str, share: float) -> None:
    if kind not in ATTACKS:
        raise UsageError(f"no attack is called {kind!r}; known: {', '.join(ATTACKS)}")
    if not 0 < share <= 0.5:
        raise UsageError(f"the share of attack {kind} is {share}; expected above 0, at most 0.5")


def _model(rng: np.random.Generator, waves: Sequence[Wave]) -> Wave:
    """An organic wave: what a staged one copies or imitates."""
    organic = [wave for wave in waves if wave.kind == "organic"]
    return organic[int(rng.integers(0, len(organic)))]


def _pool(kind: str, size: int, start: float) -> Pool:
    """Accounts by kind of attack: their ages in days when they act, and their camouflage."""
    if kind == "hijacked":
        return Pool(kind, size, start, 1, 2, 0.0, hijacked=True)
    if kind in ("aged_bots", "slow_drip"):
        return Pool(kind, size, start, 150, 1500, 0.5)
    if kind in ("young_bots", "template_clones"):
        return Pool(kind, size, start, 0.5, 14, 0.1)
    return Pool(kind, size, start, 2, 400, 0.3)


def _stage(
    rng: np.random.Generator,
    kind: str,
    model: Wave,
    *,
    size: int,
    start: float,
    subjects: list[tuple[Theme, str]],
) -> Wave:
    """The fake resonance of one group: an own template, or clones of the model's."""
    span = 32.0 if kind == "slow_drip" else float(rng.uniform(8, 22))
    theme, subject = subjects.pop()
    wave = dataclasses.replace(
        model,
        kind="attack",
        attack=kind,
        start=start,
        peak=start + span,
        decay=4.0,
        origin="",
        sells=False,
        notes=_NOTES,
    )
    if kind == "template_clones":
        return dataclasses.replace(wave, notes=size, peak=model.peak)
    return dataclasses.replace(wave, theme=theme, subject=subject, items=())
