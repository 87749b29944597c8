"""Letting a planned world happen, from its people to its last purchase."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np

from isotherm.world.acts import act_on, pass_by, view_notes
from isotherm.world.asks import Asked, ask_for
from isotherm.world.assaults import fake_gap, stuff_ballot, suppress_rival
from isotherm.world.draws import Ids, Ints, rng_for
from isotherm.world.knowledge import search_for_knowledge
from isotherm.world.livetests import HeldTest, hold_test, plan_tests
from isotherm.world.notes import write_notes
from isotherm.world.opening import open_street, plan_all_notes, set_up_shops, settle_people
from isotherm.world.operator_acts import brief_waves, index_series
from isotherm.world.plan import WorldPlan, lexicon_of
from isotherm.world.profiles import write_actors
from isotherm.world.story import sell_in_room, story_product
from isotherm.world.street import Street
from isotherm.world.wave_acts import Ground, answer_in_lockstep, answer_wave, sell_wave
from isotherm.world.wave_notes import write_wave_notes
from isotherm.world.writer import LedgerWriter

__all__ = ["Outcome", "Progress", "unfold"]

Progress = Callable[[str, int, int], None]

_STEPS = ("people", "shops", "notes", "acts", "needs", "waves", "tests", "attacks")
_DILIGENCE = {"slow_drip": 0.5, "template_clones": 0.08}  # of notes a pool account answers
_USUAL_DILIGENCE = 0.75
_LAG_HOURS = {"slow_drip": 120.0}
_USUAL_LAG_HOURS = 0.4
_SEARCHES_AT_ONCE = 200_000


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What happened: the street as it ended, and what became of needs, waves, tests, pools."""

    street: Street
    asked: list[Asked]
    repliers: list[Ints]  # independent ones, by wave
    held: list[HeldTest]
    pools: list[Ints]  # actors, by pool


def unfold(plan: WorldPlan, ledger: LedgerWriter, ids: Ids, *, progress: Progress) -> Outcome:
    """Let everything happen in its order and write it to the ledger."""

    def say(step: str) -> None:
        progress(step, _STEPS.index(step), len(_STEPS) + 1)

    say("people")
    people, pools = settle_people(plan)
    write_actors(plan.seed, people, ledger, ids=ids)
    lexicon = lexicon_of(plan)
    say("shops")
    shops = set_up_shops(plan, people, ledger, ids=ids, lexicon=lexicon)
    say("notes")
    notes = plan_all_notes(plan, people, shops, pools)
    street = open_street(
        plan, ledger, ids, people=people, shops=shops, notes=notes, lexicon=lexicon
    )
    say("acts")
    _act(plan, street)
    index_series(plan.seed, ledger, calendar=plan.calendar, ids=ids)
    say("needs")
    asked = [
        ask_for(rng_for(plan.seed, "ask", number), need, number=number, street=street)
        for number, need in enumerate(plan.needs)
    ]
    _search_on(plan, street)
    say("waves")
    repliers = [_wave(plan, number, street, pools) for number in range(len(plan.waves))]
    _brief(plan, street)
    say("tests")
    held = _hold(plan, street)
    say("attacks")
    for number in range(len(plan.pools)):
        _assault(plan, number, street, held=held, actors=pools[number])
    return Outcome(street, asked, repliers, held, pools)


def _act(plan: WorldPlan, street: Street) -> None:
    """Write ordinary notes and what people do with them, a stretch of notes at a time."""
    ordinary = np.flatnonzero(street.notes.wave < 0)
    size = plan.settings.notes_per_chunk
    for first in range(0, len(ordinary), size):
        rng = rng_for(plan.seed, "acts", first)
        numbers = ordinary[first : first + size]
        notes = street.notes.rows(numbers)
        write_notes(
            rng,
            notes,
            street.ledger,
            numbers=numbers,
            ids=street.ids,
            lexicon=street.lexicon,
            mixing=street.mixing,
        )
        act_on(rng, view_notes(rng, notes, street), notes, street, numbers=numbers)
        share = len(numbers) / len(ordinary)
        pass_by(
            rng,
            street,
            impressions=int(plan.settings.impressions * share),
            buyers=int(plan.settings.actors * share),
        )


def _search_on(plan: WorldPlan, street: Street) -> None:
    left, number = plan.settings.info_searches, 0
    while left > 0:
        rng = rng_for(plan.seed, "knowledge", number)
        search_for_knowledge(rng, street, min(left, _SEARCHES_AT_ONCE))
        left, number = left - _SEARCHES_AT_ONCE, number + 1


def _wave(plan: WorldPlan, number: int, street: Street, pools: list[Ints]) -> Ints:
    """Write a wave's notes and what happens under them; gives its independent repliers."""
    rng = rng_for(plan.seed, "wave", number)
    wave = plan.waves[number]
    rows = np.flatnonzero(street.notes.wave == number)
    ground = Ground(number, rows, plan.first_wave_topic + number, street)
    write_wave_notes(
        rng,
        wave,
        street.notes.rows(rows),
        street.ledger,
        number=number,
        numbers=rows,
        ids=street.ids,
        lexicon=street.lexicon,
        topic=ground.topic,
        mixing=street.mixing,
    )
    repliers = answer_wave(rng, wave, ground)
    if wave.pool >= 0:
        answer_in_lockstep(
            rng,
            ground,
            pools[wave.pool],
            diligence=_DILIGENCE.get(wave.attack, _USUAL_DILIGENCE),
            lag_hours=_LAG_HOURS.get(wave.attack, _USUAL_LAG_HOURS),
        )
    sell_wave(rng, wave, ground)
    return repliers


def _brief(plan: WorldPlan, street: Street) -> None:
    """Record what the operator did for waves."""
    waves = range(len(plan.waves))
    first = np.array([int(np.argmax(street.notes.wave == w)) for w in waves], dtype=np.int64)
    brief_waves(
        plan.seed,
        plan.waves,
        street.ledger,
        calendar=plan.calendar,
        ids=street.ids,
        first_notes=first,
    )


def _hold(plan: WorldPlan, street: Street) -> list[HeldTest]:
    rng = rng_for(plan.seed, "tests")
    shops, days = street.shops, plan.calendar.days
    product = story_product(shops.plans, shops.plan)
    plans = plan_tests(
        rng,
        count=plan.settings.tests,
        merchant=int(shops.merchant[product]),
        merchants=shops.merchants,
        days=days,
    )
    held = [hold_test(rng, planned, street) for planned in plans]
    if product >= 0:
        sell_in_room(rng, held[0], street, product=product, days=days)
    return held


def _assault(
    plan: WorldPlan, number: int, street: Street, *, held: list[HeldTest], actors: Ints
) -> None:
    """What a pool does beyond the wave it may answer."""
    rng = rng_for(plan.seed, "assault", number)
    pool = plan.pools[number]
    if pool.kind == "rival_suppression":
        suppress_rival(rng, street, plan.needs, actors=actors, day=pool.acts_day)
    elif pool.kind == "ballot_stuffing":
        stuff_ballot(rng, street, held, actors=actors)
    elif pool.kind == "gap_faking":
        fake_gap(rng, street, actors=actors, day=pool.acts_day)
