"""Making a world: plan everything, let it happen, write the ledger and the truth."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from isotherm.errors import UsageError
from isotherm.world.acts import Counter, act_on, put_reactions, view_notes
from isotherm.world.asks import Asked, Street, ask_for, search_for_knowledge
from isotherm.world.attacks import Assault, fake_gap, plan_attacks, stuff_ballot, suppress_rival
from isotherm.world.calendar import Calendar
from isotherm.world.draws import Ids, Ints, rng_for
from isotherm.world.lexicon import GENERAL, LEAF_COUNT, Lexicon, leaf_topics
from isotherm.world.livetests import STORY_COLOUR, HeldTest, hold_tests, sell_in_room, story_goods
from isotherm.world.needs import Need, need_topic, plan_needs
from isotherm.world.notes import Notes, join_notes, plan_notes, write_notes
from isotherm.world.operator_acts import brief_waves, index_series, wave_goods
from isotherm.world.people import People, make_people
from isotherm.world.pools import Pool, draw_accounts, place_pools
from isotherm.world.profiles import write_actors
from isotherm.world.purchases import Till
from isotherm.world.settings import SIZES, WorldSettings
from isotherm.world.shops import Shops, open_shops, plan_goods, write_shops
from isotherm.world.truth import TruthWriter
from isotherm.world.wave_acts import answer_in_lockstep, answer_wave, sell_wave
from isotherm.world.wave_notes import plan_wave_notes, write_wave_notes
from isotherm.world.waves import Wave, plan_waves, wave_frames, wave_topic
from isotherm.world.writer import LedgerWriter

__all__ = ["WorldSummary", "make_world"]

Progress = Callable[[str, int, int], None]

_DILIGENCE = {"slow_drip": 0.5, "template_clones": 0.08}


@dataclasses.dataclass(frozen=True)
class WorldSummary:
    """What was made: where, how, and how many rows of each table."""

    folder: Path
    seed: int
    size: str
    null: bool
    mixing: float
    attacks: tuple[tuple[str, float], ...]
    ledger_rows: dict[str, int]
    truth_rows: dict[str, int]


@dataclasses.dataclass(frozen=True)
class _Plan:
    """What will happen, before anybody acts."""

    seed: int
    settings: WorldSettings
    null: bool
    calendar: Calendar
    needs: list[Need]
    waves: list[Wave]
    pools: list[Pool]
    assaults: list[Assault]
    first_attack_wave: int

    @property
    def first_wave_topic(self) -> int:
        """Topics are leaves, parents, everyone, needs, waves, in this order."""
        return GENERAL + 1 + len(self.needs)


def make_world(
    out: Path,
    *,
    seed: int = 7,
    size: str = "small",
    mixing: float | None = None,
    null: bool = False,
    attacks: Sequence[tuple[str, float]] = (("young_bots", 0.05),),
    settings: WorldSettings | None = None,
    progress: Progress | None = None,
) -> WorldSummary:
    """Make a community whose strata, needs, trends and fakes are known.

    Writes ``out/ledger`` (contract tables; one file each when small, folders of parts when
    larger) and ``out/truth`` (see :data:`isotherm.world.TRUTH`). The same arguments give the
    same bytes. In a ``null`` world nobody shares a need, a query or a purchase more than chance
    allows: no strata, waves, pools or attacks. ``settings`` replaces what ``size`` stands for;
    ``progress`` is called with a step's name, its number and the number of steps.

    >>> import tempfile
    >>> tiny = WorldSettings(actors=500, notes=500, views=5_000, tests=2)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = make_world(Path(folder), settings=tiny, null=True)
    >>> made.truth_rows["strata"], made.ledger_rows["notes"] > 400
    (0, True)
    """
    chosen = _settings(size, settings, mixing)
    planned = _plan(seed, chosen, attacks=() if null else tuple(attacks), null=null)
    ids = Ids(seed)
    for name in ("ledger", "truth"):
        shutil.rmtree(out / name, ignore_errors=True)
    ledger = LedgerWriter(out / "ledger", seed=seed, rows_per_part=chosen.rows_per_part)
    truth = TruthWriter(out / "truth", ids, planned.calendar)
    _happen(planned, ledger, truth, ids=ids, progress=progress or _silent)
    ledger.close()
    summary = WorldSummary(
        out,
        seed,
        "own" if settings else size,
        null,
        chosen.mixing,
        () if null else tuple(attacks),
        dict(sorted(ledger.rows.items())),
        truth.rows,
    )
    _write_facts(out / "truth" / "facts.json", summary, chosen)
    return summary


def _settings(size: str, settings: WorldSettings | None, mixing: float | None) -> WorldSettings:
    if settings is None:
        if size not in SIZES:
            raise UsageError(f"no world has size {size!r}; known: {', '.join(SIZES)}")
        settings = SIZES[size]
    return settings if mixing is None else dataclasses.replace(settings, mixing=mixing)


def _silent(step: str, done: int, total: int) -> None:
    """Progress that nobody asked for."""


def _plan(
    seed: int, settings: WorldSettings, *, attacks: tuple[tuple[str, float], ...], null: bool
) -> _Plan:
    waves = plan_waves(seed, settings, null=null)
    pools = [
        Pool("campaign", 45 + 9 * (w.pool % 5), w.start, 4, 700, 0.35)
        for w in waves
        if w.kind == "campaign"
    ]
    more, staged, assaults = plan_attacks(
        seed, attacks, settings, waves=waves, first_pool=len(pools)
    )
    return _Plan(
        seed=seed,
        settings=settings,
        null=null,
        calendar=Calendar(settings.days),
        needs=plan_needs(seed, null=null),
        waves=waves + staged,
        pools=pools + more,
        assaults=assaults,
        first_attack_wave=len(waves),
    )


def _happen(
    plan: _Plan, ledger: LedgerWriter, truth: TruthWriter, *, ids: Ids, progress: Progress
) -> None:
    """Everything in its order."""
    steps = ("people", "shops", "notes", "acts", "needs", "waves", "tests", "attacks", "truth")

    def at(step: str) -> None:
        progress(step, steps.index(step), len(steps))

    at("people")
    people, actors = _people(plan)
    write_actors(plan.seed, people, ledger, ids=ids)
    lexicon = _lexicon(plan)
    at("shops")
    shops = _shops(plan, people)
    write_shops(plan.seed, shops, ledger, ids=ids, lexicon=lexicon, people=people)
    at("notes")
    notes = _notes(plan, people, shops, actors)
    counter = Counter()
    till = Till(
        ledger,
        shops,
        people,
        calendar=plan.calendar,
        ids=ids,
        counter=counter,
        lexicon=lexicon,
        null=plan.null,
    )
    street = Street(
        people,
        shops,
        notes,
        plan.calendar,
        ledger,
        ids,
        counter,
        lexicon,
        till,
        plan.settings.mixing,
        plan.null,
    )
    at("acts")
    _act(plan, street)
    index_series(plan.seed, ledger, calendar=plan.calendar, ids=ids)
    at("needs")
    asked = [
        ask_for(rng_for(plan.seed, "ask", number), need, number=number, street=street)
        for number, need in enumerate(plan.needs)
    ]
    _search_on(plan, street)
    at("waves")
    repliers = [_wave(plan, number, street, actors) for number in range(len(plan.waves))]
    first = np.array(
        [int(np.argmax(notes.wave == w)) for w in range(len(plan.waves))], dtype=np.int64
    )
    brief_waves(plan.seed, plan.waves, ledger, calendar=plan.calendar, ids=ids, first_notes=first)
    at("tests")
    held = _hold(plan, street)
    at("attacks")
    for assault in plan.assaults:
        _assault(plan, assault, street, held, actors)
    at("truth")
    _tell(plan, truth, street, asked=asked, repliers=repliers, held=held, actors=actors)


def _people(plan: _Plan) -> tuple[People, list[Ints]]:
    joined, activity = draw_accounts(plan.seed, plan.pools, plan.calendar)
    people = make_people(
        plan.seed,
        plan.settings,
        start=plan.calendar.start,
        planted_joined=joined,
        planted_activity=activity,
        null=plan.null,
    )
    return people, place_pools(plan.seed, plan.pools, real=people.real, activity=people.activity)


def _lexicon(plan: _Plan) -> Lexicon:
    topics = leaf_topics()
    topics += [need_topic(need) for need in plan.needs]
    topics += [wave_topic(wave) for wave in plan.waves]
    frames: dict[str, list[str]] = {}
    for number, wave in enumerate(plan.waves):
        frames |= wave_frames(wave, number)
    return Lexicon(plan.seed, topics=topics, frames=frames)


def _shops(plan: _Plan, people: People) -> Shops:
    goods = plan_goods(
        plan.seed, plan.needs, per_item=plan.settings.products_per_item, null=plan.null
    )
    if not plan.null:
        goods += [*wave_goods(plan.waves), story_goods(plan.calendar.days)]
    return open_shops(plan.seed, goods, plan.calendar, people=people)


def _notes(plan: _Plan, people: People, shops: Shops, actors: list[Ints]) -> Notes:
    """Ordinary notes first, then those of each wave."""
    ordinary = plan_notes(
        plan.seed,
        plan.settings,
        plan.calendar,
        people=people,
        needs=plan.needs,
        shops=shops,
        null=plan.null,
    )
    waving = [
        plan_wave_notes(
            rng_for(plan.seed, "wave notes", number),
            wave,
            plan.calendar,
            number=number,
            people=people,
            pools=actors,
        )
        for number, wave in enumerate(plan.waves)
    ]
    return join_notes([ordinary, *waving])


def _act(plan: _Plan, street: Street) -> None:
    """Write ordinary notes and what people do with them, a stretch of notes at a time."""
    ordinary = np.flatnonzero(street.notes.wave < 0)
    size = plan.settings.notes_per_chunk
    for first in range(0, len(ordinary), size):
        numbers = ordinary[first : first + size]
        notes = street.notes.rows(numbers)
        rng = rng_for(plan.seed, "acts", first)
        write_notes(
            rng,
            notes,
            street.ledger,
            numbers=numbers,
            ids=street.ids,
            lexicon=street.lexicon,
            mixing=street.mixing,
        )
        views = view_notes(
            rng, notes, street.people, plan.calendar, outside=street.mixing, null=plan.null
        )
        act_on(
            rng,
            views,
            notes,
            street.ledger,
            numbers=numbers,
            ids=street.ids,
            counter=street.counter,
            lexicon=street.lexicon,
            mixing=street.mixing,
        )
        shown = np.flatnonzero(
            (notes.product[views.note] >= 0) & (rng.random(len(views.note)) < 0.1)
        )
        street.till.sell(
            rng,
            actor=views.actor[shown],
            product=notes.product[views.note[shown]],
            at=views.at[shown] + 300,
            source="note",
            source_id=street.ids.of("notes", numbers[views.note[shown]]),
        )
        _impress(rng, plan, street, share=len(numbers) / len(ordinary))


def _impress(rng: np.random.Generator, plan: _Plan, street: Street, *, share: float) -> None:
    """Impressions without a view, and purchases from feed and shop windows."""
    count = int(plan.settings.impressions * share)
    actor = street.people.everyone.draw(rng, count)
    note = rng.integers(0, street.notes.count, count)
    lag = rng.exponential(1.5, count)
    at = plan.calendar.after(rng, street.notes.at[note], lag)
    fine = (at < plan.calendar.end) & (at >= street.people.joined[actor])
    put_reactions(
        street.ledger, street.ids, "impression", actor=actor[fine], at=at[fine], note=note[fine]
    )
    buyers = street.people.everyone.draw(rng, int(plan.settings.actors * share))
    leaf = _leaf_of(rng, street, buyers)
    product = street.shops.by_leaf.draw(rng, leaf)
    when = plan.calendar.anywhen(rng, len(buyers))
    fine = (when > street.shops.listed[product]) & (when >= street.people.joined[buyers])
    for source in ("feed", "direct"):
        part = np.flatnonzero(fine & (rng.random(len(buyers)) < 0.5))
        fine[part] = False
        street.till.sell(
            rng, actor=buyers[part], product=product[part], at=when[part], source=source
        )


def _leaf_of(rng: np.random.Generator, street: Street, actor: Ints) -> Ints:
    """A stratum each actor shops in: mostly one of their own."""
    weights = street.people.weights[actor]
    own = (rng.random(len(actor))[:, None] > np.cumsum(weights, axis=1)[:, :-1]).sum(axis=1)
    away = (rng.random(len(actor)) < street.mixing) | (weights.sum(axis=1) < 0.5) | street.null
    return np.where(away, rng.integers(0, LEAF_COUNT, len(actor)), own)


def _search_on(plan: _Plan, street: Street) -> None:
    left, size, number = plan.settings.info_searches, 200_000, 0
    while left > 0:
        search_for_knowledge(rng_for(plan.seed, "knowledge", number), street, min(left, size))
        left, number = left - size, number + 1


def _wave(plan: _Plan, number: int, street: Street, actors: list[Ints]) -> Ints:
    """Write a wave's notes and what happens under them; gives its independent repliers."""
    rng = rng_for(plan.seed, "wave", number)
    wave = plan.waves[number]
    rows = np.flatnonzero(street.notes.wave == number)
    topic = plan.first_wave_topic + number
    write_wave_notes(
        rng,
        wave,
        street.notes.rows(rows),
        street.ledger,
        number=number,
        numbers=rows,
        ids=street.ids,
        lexicon=street.lexicon,
        first_wave_topic=plan.first_wave_topic,
        mixing=street.mixing,
    )
    repliers = answer_wave(rng, wave, number=number, topic=topic, notes=rows, street=street)
    if wave.pool >= 0:
        answer_in_lockstep(
            rng,
            street,
            number=number,
            topic=topic,
            notes=rows,
            pool=actors[wave.pool],
            diligence=_DILIGENCE.get(wave.attack, 0.75),
            slow=wave.attack == "slow_drip",
        )
    sell_wave(rng, wave, number=number, notes=rows, street=street)
    return repliers


def _hold(plan: _Plan, street: Street) -> list[HeldTest]:
    rng = rng_for(plan.seed, "tests")
    story = [n for n, p in enumerate(street.shops.plans) if p.words[:1] == (STORY_COLOUR,)]
    product = int(np.flatnonzero(street.shops.plan == story[0])[0]) if story else 0
    days = plan.calendar.days
    held = hold_tests(
        rng,
        street,
        count=plan.settings.tests,
        merchant=int(street.shops.merchant[product]),
        days=days,
    )
    if story:
        sell_in_room(rng, held[0], street, product=product, days=days)
    return held


def _assault(
    plan: _Plan, assault: Assault, street: Street, held: list[HeldTest], actors: list[Ints]
) -> None:
    """What a group does beyond the wave it may have staged."""
    rng = rng_for(plan.seed, "assault", assault.pool)
    group, day = actors[assault.pool], plan.pools[assault.pool].acts_day
    if assault.kind == "rival_suppression":
        suppress_rival(rng, street, plan.needs, actors=group, day=day)
    elif assault.kind == "ballot_stuffing":
        stuff_ballot(rng, street, held, actors=group)
    elif assault.kind == "gap_faking":
        fake_gap(rng, street, actors=group, day=day)


def _tell(
    plan: _Plan,
    truth: TruthWriter,
    street: Street,
    *,
    asked: list[Asked],
    repliers: list[Ints],
    held: list[HeldTest],
    actors: list[Ints],
) -> None:
    if plan.null:
        truth.put_nothing()
        return
    truth.put_strata(street.people, street.notes)
    products = [street.shops.of_need(number) for number in range(len(plan.needs))]
    truth.put_needs(plan.needs, asked, products)
    truth.put_trends(plan.waves, street.notes, repliers)
    truth.put_coordinated([pool.kind for pool in plan.pools], actors)
    truth.put_options(held)


def _write_facts(path: Path, summary: WorldSummary, settings: WorldSettings) -> None:
    facts = {
        "seed": summary.seed,
        "size": summary.size,
        "null": summary.null,
        "mixing": summary.mixing,
        "attacks": [list(attack) for attack in summary.attacks],
        "settings": settings.as_mapping(),
        "ledger_rows": summary.ledger_rows,
        "truth_rows": summary.truth_rows,
        "events": sum(
            summary.ledger_rows.get(name, 0)
            for name in (
                "notes",
                "replies",
                "reactions",
                "searches",
                "orders",
                "outcomes",
                "votes",
                "wishes",
            )
        ),
    }
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
