"""Setting the stage of a planned world: its people, its shops, its notes, and where they meet."""

from __future__ import annotations

from isotherm.world.catalogue import write_shops
from isotherm.world.draws import Counter, Ids, Ints, rng_for
from isotherm.world.goods import plan_goods
from isotherm.world.lexicon import Lexicon
from isotherm.world.notes import Notes, join_notes, plan_notes
from isotherm.world.operator_acts import wave_goods
from isotherm.world.people import People, make_people
from isotherm.world.plan import WorldPlan
from isotherm.world.pools import draw_accounts, place_pools
from isotherm.world.purchases import Till
from isotherm.world.shops import Shops, open_shops
from isotherm.world.story import blogger_of, story_goods, story_product
from isotherm.world.street import Street
from isotherm.world.wave_notes import plan_wave_notes
from isotherm.world.writer import LedgerWriter

__all__ = ["open_street", "plan_all_notes", "set_up_shops", "settle_people"]


def settle_people(plan: WorldPlan) -> tuple[People, list[Ints]]:
    """The people of the community, and the actors of each pool among them."""
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


def set_up_shops(
    plan: WorldPlan, people: People, ledger: LedgerWriter, *, ids: Ids, lexicon: Lexicon
) -> Shops:
    """The shops and what they sell, written to the ledger."""
    per_item = plan.settings.products_per_item
    goods = plan_goods(plan.seed, plan.needs, per_item=per_item, null=plan.null)
    if not plan.null:
        goods += [*wave_goods(plan.waves), story_goods(plan.calendar.days)]
    shops = open_shops(plan.seed, goods, plan.calendar)
    product = story_product(shops.plans, shops.plan)
    story = (int(shops.merchant[product]) if product >= 0 else -1, blogger_of(people))
    write_shops(plan.seed, shops, ledger, ids=ids, lexicon=lexicon, people=people, story=story)
    return shops


def plan_all_notes(plan: WorldPlan, people: People, shops: Shops, pools: list[Ints]) -> Notes:
    """Ordinary notes first, then those of each wave."""
    ordinary = plan_notes(
        plan.seed,
        plan.settings,
        plan.calendar,
        people=people,
        needs=plan.needs,
        shops=shops,
        blogger=-1 if plan.null else blogger_of(people),
    )
    waving = [
        plan_wave_notes(
            rng_for(plan.seed, "wave notes", number),
            wave,
            plan.calendar,
            number=number,
            people=people,
            pools=pools,
        )
        for number, wave in enumerate(plan.waves)
    ]
    return join_notes([ordinary, *waving])


def open_street(
    plan: WorldPlan,
    ledger: LedgerWriter,
    ids: Ids,
    *,
    people: People,
    shops: Shops,
    notes: Notes,
    lexicon: Lexicon,
) -> Street:
    """Where all of them meet: what every later act of the world draws on."""
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
    return Street(
        people=people,
        shops=shops,
        notes=notes,
        calendar=plan.calendar,
        ledger=ledger,
        ids=ids,
        counter=counter,
        lexicon=lexicon,
        till=till,
        mixing=plan.settings.mixing,
        null=plan.null,
    )
