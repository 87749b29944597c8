"""The first story: a blogger's readers ask for links; she has a blazer made that they chose."""

from __future__ import annotations

import numpy as np

from isotherm.world.calendar import DAY
from isotherm.world.draws import Ints
from isotherm.world.goods import GoodsPlan
from isotherm.world.leaves import LEAVES
from isotherm.world.livetests import HeldTest
from isotherm.world.people import People
from isotherm.world.street import Street

__all__ = ["STORY_LEAF", "blogger_of", "sell_in_room", "story_goods", "story_product"]

STORY_LEAF = 0  # women of 60-80 kg who want good work clothes
_COLOUR = "丁香紫"
_SESSION = 300  # pieces one evening sells in a community of 6,000
_GUESTS = ("微胖通勤", "微胖通勤", "微胖通勤", "梨形身材", "外企极简")  # whose members come


def blogger_of(people: People) -> int:
    """The buyer of the story's stratum whom most people follow."""
    inside = np.flatnonzero(people.weights[: people.real, STORY_LEAF] > 0)
    score = people.followers[inside] + 10**9 * (people.kind[inside] == 2)
    return int(inside[score.argmax()])


def story_goods(days: int) -> GoodsPlan:
    """The lilac blazer, cut on XL, once it is made."""
    return GoodsPlan(
        leaf=STORY_LEAF,
        item="西装外套",
        category="外套",
        words=(_COLOUR, "XL版型"),
        price_yuan=800.0,
        keep=0.84,
        count=1,
        base_size="XL",
        listed_day=(days - 26.0, days - 25.0),
    )


def story_product(plans: tuple[GoodsPlan, ...], plan: Ints) -> int:
    """The number of the blazer among the products, -1 where there is none."""
    for number, goods in enumerate(plans):
        if goods.words[:1] == (_COLOUR,):
            return int(np.flatnonzero(plan == number)[0])
    return -1


def sell_in_room(
    rng: np.random.Generator, held: HeldTest, street: Street, *, product: int, days: int
) -> None:
    """One evening session sells the blazer to those who chose it and their like."""
    wanted = int(_SESSION * (street.people.real / 6_000) ** 0.7)
    names = [leaf.name for leaf in LEAVES]
    guests = np.array([names.index(name) for name in _GUESTS])
    drawn = street.people.askers.draw(rng, rng.choice(guests, 4 * wanted))
    buyers = rng.permutation(np.unique(drawn))[:wanted]
    evening = street.calendar.start + (days - 18) * DAY + 20 * 3600
    at = evening + rng.integers(0, 9_000, len(buyers))
    there = street.there(buyers, at)
    buyers, at = buyers[there], at[there]
    street.till.sell(
        rng,
        actor=buyers,
        product=np.full(len(buyers), product),
        at=at,
        source="room",
        source_id=street.ids.of("tests", np.full(len(buyers), held.test)),
    )
