"""Which waves there are: of which kind, about what, among whom, how many answer and when."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.world.draws import rng_for
from isotherm.world.leaves import LEAVES
from isotherm.world.lexicon import LEAF_COUNT
from isotherm.world.settings import WorldSettings
from isotherm.world.themes import STORY, SUBJECTS, THEMES, WHEN, Theme
from isotherm.world.waves import Wave

__all__ = ["draw_subjects", "plan_waves"]

_STORY_ITEMS = ("亮色毛衣", "鹅黄开衫", "粉色大衣", "草绿衬衫", "亮色围巾", "橘色外套")


def plan_waves(seed: int, settings: WorldSettings, *, null: bool) -> list[Wave]:
    """Plan all waves but those of attacks: organic, paid, celebrity, seasonal, steady."""
    if null:
        return []
    rng = rng_for(seed, "waves")
    subjects = draw_subjects(rng_for(seed, "themes"))
    waves = [_story(settings)]
    waves += [_organic(rng, settings, number, subjects) for number in range(1, settings.organic)]
    waves += [_campaign(rng, settings, number, subjects) for number in range(settings.campaigns)]
    waves += [_celebrity(rng, settings, subjects) for _ in range(settings.celebrities)]
    waves += [_seasonal(rng, settings, number, subjects) for number in range(settings.seasonal)]
    waves += [_steady(rng, settings, subjects) for _ in range(settings.steady)]
    return waves


def draw_subjects(rng: np.random.Generator) -> list[tuple[Theme, str]]:
    """Skeletons and what they are about, in the order in which to pop them.

    Each is shuffled together from the sentences of all themes, so that two waves rarely share
    more than one.
    """
    bodies = [body for theme in THEMES for body in theme.bodies]
    replies = [reply for theme in THEMES for reply in theme.replies]
    order = rng.permutation(len(SUBJECTS))
    pairs = []
    for lap in range(len(THEMES)):
        for place, subject in enumerate(order):
            theme = THEMES[(place + lap) % len(THEMES)]
            mixed = dataclasses.replace(
                theme,
                bodies=tuple(bodies[i] for i in rng.choice(len(bodies), 4, replace=False)),
                replies=theme.replies + tuple(replies[i] for i in rng.choice(len(replies), 6)),
            )
            pairs.append((mixed, SUBJECTS[subject]))
    return pairs[::-1]


def _some_leaves(rng: np.random.Generator, count: int) -> tuple[int, ...]:
    shares = np.array([leaf.share for leaf in LEAVES])
    return tuple(
        int(x) for x in rng.choice(LEAF_COUNT, count, replace=False, p=shares / shares.sum())
    )


def _story(settings: WorldSettings) -> Wave:
    """Weeks before spring a dozen ordinary people say they want something bright to wear."""
    peak = settings.days - 38.0  # the week before the Spring Festival in a record of 200 days
    names = ("微胖通勤", "小个子穿搭", "梨形身材", "老师穿搭", "外企极简", "甜辣少女")
    return Wave(
        "organic",
        tuple(i for i, leaf in enumerate(LEAVES) if leaf.name in names),
        STORY,
        "亮色",
        "春天",
        notes=26,
        replies=int(settings.wave_repliers * 2.4),
        start=peak - 33,
        peak=peak,
        decay=9.0,
        origin="made",
        sells=True,
        items=_STORY_ITEMS,
    )


def _organic(
    rng: np.random.Generator,
    settings: WorldSettings,
    number: int,
    subjects: list[tuple[Theme, str]],
) -> Wave:
    theme, subject = subjects.pop()
    span = float(rng.uniform(15, 40))
    last = settings.days - 12 if number > 1 else settings.days + 8  # one is still rising at the end
    peak = float(rng.uniform(45 + span, last)) if number > 1 else float(last)
    return Wave(
        "organic",
        _some_leaves(rng, int(rng.integers(1, 4))),
        theme,
        subject,
        str(rng.choice(WHEN)),
        notes=int(rng.integers(14, 36)),
        replies=int(settings.wave_repliers * rng.lognormal(-0.1, 0.35)),
        start=peak - (span if number > 1 else max(span, 26.0)),
        peak=peak,
        decay=float(rng.uniform(5, 14)),
        origin="made" if number % 4 == 3 else "found",
        sells=number % 3 != 2,
    )


def _campaign(
    rng: np.random.Generator,
    settings: WorldSettings,
    number: int,
    subjects: list[tuple[Theme, str]],
) -> Wave:
    theme, subject = subjects.pop()
    span = float(rng.uniform(7, 26))
    peak = float(rng.uniform(35 + span, settings.days - 8))
    return Wave(
        "campaign",
        _some_leaves(rng, int(rng.integers(1, 4))),
        theme,
        subject,
        str(rng.choice(WHEN)),
        notes=int(rng.integers(14, 36)),
        replies=settings.wave_repliers,
        start=peak - span,
        peak=peak,
        decay=float(rng.uniform(2, 6)),
        pool=number,
    )


def _celebrity(
    rng: np.random.Generator, settings: WorldSettings, subjects: list[tuple[Theme, str]]
) -> Wave:
    theme, subject = subjects.pop()
    start = float(rng.uniform(30, settings.days - 10))
    return Wave(
        "celebrity",
        _some_leaves(rng, 3),
        theme,
        subject,
        str(rng.choice(WHEN)),
        notes=1,
        replies=int(settings.wave_repliers * rng.uniform(0.6, 1.3)),
        start=start,
        peak=start + 0.5,
        decay=0.8,
    )


def _seasonal(
    rng: np.random.Generator,
    settings: WorldSettings,
    number: int,
    subjects: list[tuple[Theme, str]],
) -> Wave:
    theme, subject = subjects.pop()
    weekly = number % 2 == 0
    return Wave(
        "seasonal",
        _some_leaves(rng, 2),
        theme,
        subject,
        "周五" if weekly else "换季",
        notes=settings.days // 4,
        replies=int(settings.wave_repliers * rng.uniform(1.0, 1.6)),
        start=float(rng.uniform(-60, 20)),
        peak=settings.days / 2,
        decay=60.0,
        weekday=int(rng.integers(3, 7)) if weekly else -1,
    )


def _steady(
    rng: np.random.Generator, settings: WorldSettings, subjects: list[tuple[Theme, str]]
) -> Wave:
    theme, subject = subjects.pop()
    return Wave(
        "steady",
        _some_leaves(rng, 2),
        theme,
        subject,
        str(rng.choice(WHEN)),
        notes=int(settings.days * rng.uniform(0.2, 0.5)),
        replies=int(settings.wave_repliers * rng.uniform(0.8, 1.6)),
        start=-30.0,
        peak=settings.days / 2,
        decay=60.0,
    )
