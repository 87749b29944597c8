"""What will happen in a world, before anybody acts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from isotherm.errors import UsageError
from isotherm.world.attacks import plan_attacks
from isotherm.world.calendar import Calendar
from isotherm.world.lexicon import GENERAL, Lexicon, leaf_topics
from isotherm.world.needs import Need, need_topic, plan_needs
from isotherm.world.pools import Pool
from isotherm.world.settings import WorldSettings
from isotherm.world.wave_plans import plan_waves
from isotherm.world.waves import Wave, wave_frames, wave_topic

__all__ = ["WorldPlan", "lexicon_of", "plan_world"]

_POOL_SIZES = (45, 54, 63, 72, 81)  # accounts of paid pools, in turn


@dataclasses.dataclass(frozen=True)
class WorldPlan:
    """Needs, waves and pools of one world; ``Wave.pool`` points into ``pools``."""

    seed: int
    settings: WorldSettings
    null: bool
    calendar: Calendar
    needs: list[Need]
    waves: list[Wave]
    pools: list[Pool]

    @property
    def first_wave_topic(self) -> int:
        """Topics are leaves, parents, everyone, needs, waves, in this order."""
        return GENERAL + 1 + len(self.needs)


def plan_world(
    seed: int,
    settings: WorldSettings,
    *,
    attacks: Sequence[tuple[str, float]],
    null: bool,
    until: dt.datetime | None = None,
) -> WorldPlan:
    """Plan a world; in a null world there are needs that all are served alike, and no waves.

    ``until`` is the moment at which its record breaks off (UsageError: it lies outside of it).
    """
    waves = plan_waves(seed, settings, null=null)
    pools = [
        Pool("campaign", _POOL_SIZES[wave.pool % len(_POOL_SIZES)], wave.start, 4, 700, 0.35)
        for wave in waves
        if wave.kind == "campaign"
    ]
    more, staged = plan_attacks(seed, attacks, settings, waves=waves, first_pool=len(pools))
    return WorldPlan(
        seed=seed,
        settings=settings,
        null=null,
        calendar=_calendar(settings.days, until),
        needs=plan_needs(seed, null=null),
        waves=waves + staged,
        pools=pools + more,
    )


def _calendar(days: int, until: dt.datetime | None) -> Calendar:
    whole = Calendar(days)
    if until is None:
        return whole
    last = int(until.timestamp())
    if not whole.start <= last < whole.end:
        first, end = (dt.datetime.fromtimestamp(at, tz=dt.UTC) for at in (whole.start, whole.end))
        raise UsageError(
            f"the record of this world runs from {first:%Y-%m-%d} to {end:%Y-%m-%d} and cannot "
            f"break off on {until:%Y-%m-%d}; give a day in between"
        )
    return dataclasses.replace(whole, until=last)


def lexicon_of(plan: WorldPlan) -> Lexicon:
    """All words and sentence frames of a planned world."""
    topics = leaf_topics()
    topics += [need_topic(need) for need in plan.needs]
    topics += [wave_topic(wave) for wave in plan.waves]
    frames: dict[str, list[str]] = {}
    for number, wave in enumerate(plan.waves):
        frames |= wave_frames(wave, number)
    return Lexicon(plan.seed, topics=topics, frames=frames)
