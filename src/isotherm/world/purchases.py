"""Orders and what becomes of them: sizes, fits, returns with reasons."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from isotherm.world.calendar import DAY, Calendar
from isotherm.world.draws import Counter, Floats, Ids, Ints
from isotherm.world.lexicon import Lexicon
from isotherm.world.people import People
from isotherm.world.shops import Shops
from isotherm.world.writer import LedgerWriter

__all__ = ["Till", "size_of"]

_REASONS: dict[str, tuple[str, ...]] = {
    "fit": (
        "腰太紧了",
        "肩宽不合适",
        "胸围紧",
        "偏小一码",
        "裤腿勒",
        "扣不上",
        "尺码不准",
        "太大了撑不起来",
        "袖子短了",
    ),
    "price": ("不值这个价", "太贵了", "性价比不高", "同样的别家便宜一半", "买完就降价"),
    "style": ("版型松垮", "和图片不一样", "显老", "颜色不对", "穿着像睡衣", "上身没型", "太土了"),
    "quality": ("起球", "掉色", "线头很多", "有味道", "用两天就坏了", "面料太薄", "做工粗糙"),
    "": ("不想要了", "拍错了", "发货太慢", "不喜欢", "家里人说不好"),
}
_WHYS = tuple(_REASONS)
_USUAL = (0.4, 0.08, 0.2, 0.14, 0.18)  # reasons of returns where nothing is wrong in particular
_FITS = ("small", "true", "large")


class Till:
    """Takes orders and writes them with their outcomes."""

    def __init__(
        self,
        ledger: LedgerWriter,
        shops: Shops,
        people: People,
        *,
        calendar: Calendar,
        ids: Ids,
        counter: Counter,
        lexicon: Lexicon,
        null: bool,
    ) -> None:
        """Sell for these shops; in a null world bodies have no bearing on what fits."""
        self._ledger, self._shops, self._people = ledger, shops, people
        self._calendar, self._ids, self._counter = calendar, ids, counter
        self._lexicon, self._null = lexicon, null

    def sell(
        self,
        rng: np.random.Generator,
        *,
        actor: Ints,
        product: Ints,
        at: Ints,
        source: str,
        source_id: pa.Array | None = None,
    ) -> npt.NDArray[np.bool_]:
        """Write orders and outcomes; says which were kept by content buyers (in the end)."""
        count = len(actor)
        number = self._counter.take("orders", count)
        sku = self._shops.sku_start[product] + self._variant(rng, actor, product)
        columns = {
            "order_id": self._ids.of("orders", number),
            "actor_id": self._ids.of("actors", actor),
            "at": at,
            "sku_id": self._ids.of("skus", sku),
            "product_id": self._ids.of("products", product),
            "quantity": np.ones(count, dtype=np.int64),
            "price_fen": self._shops.price_fen[product],
            "source_kind": pa.repeat(source, count),
        }
        if source_id is not None:
            columns["source_id"] = source_id
        self._ledger.add("orders", columns)
        kept = rng.random(count) < self._keep(actor, product)
        self._settle(rng, number=number, actor=actor, product=product, at=at, kept=kept)
        return kept

    def _keep(self, actor: Ints, product: Ints) -> Floats:
        keep = self._shops.keep[product]
        if self._null:
            return keep
        small_cut = self._shops.small_cut[product]
        return np.where(small_cut & (self._people.weight_kg[actor] > 62), keep * 0.6, keep)

    def _variant(self, rng: np.random.Generator, actor: Ints, product: Ints) -> Ints:
        """The size nearest the buyer's weight, or any colour."""
        count = self._shops.sku_count[product]
        size = np.rint((self._people.weight_kg[actor] - 46) / 8 + rng.normal(0, 0.5, len(actor)))
        if self._null:
            size = rng.random(len(actor)) * count
        fitting = np.clip(size, 0, count - 1).astype(np.int64)
        anyone = (rng.random(len(actor)) * count).astype(np.int64)
        return np.where(self._shops.sized[product], fitting, anyone)

    def _settle(
        self,
        rng: np.random.Generator,
        *,
        number: Ints,
        actor: Ints,
        product: Ints,
        at: Ints,
        kept: npt.NDArray[np.bool_],
    ) -> None:
        """Write the outcomes that are known before the record ends."""
        known_at = at + (rng.uniform(4, 12, len(at)) * DAY).astype(np.int64)
        told = np.flatnonzero((known_at < self._calendar.end) & (rng.random(len(at)) < 0.96))
        kept, product = kept[told], product[told]
        why = self._why(rng, product)
        rating = np.where(kept, rng.beta(9, 1.8, len(told)), rng.beta(2, 4.5, len(told)))
        self._ledger.add(
            "outcomes",
            {
                "actor_id": self._ids.of("actors", actor[told]),
                "product_id": self._ids.of("products", product),
                "at": known_at[told],
                "order_id": self._ids.of("orders", number[told]),
                "kept": kept,
                "fit": self._fit(rng, product, kept=kept, why=why),
                "rating": np.round(rating, 2),
                "reason": self._reason(rng, product, kept=kept, why=why),
                "occasion": self._occasion(rng, product),
            },
        )

    def _why(self, rng: np.random.Generator, product: Ints) -> Ints:
        """What a return would be about: mostly what is wrong with the product."""
        usual = rng.choice(len(_WHYS), len(product), p=_USUAL)
        plans = np.array([_WHYS.index(plan.why) for plan in self._shops.plans], dtype=np.int64)
        wrong = plans[self._shops.plan[product]]
        named = (wrong != _WHYS.index("")) & (rng.random(len(product)) < 0.7)
        why = np.where(named, wrong, usual)
        return np.where((why == 0) & ~self._shops.sized[product], _WHYS.index("quality"), why)

    def _fit(
        self, rng: np.random.Generator, product: Ints, *, kept: npt.NDArray[np.bool_], why: Ints
    ) -> pa.Array:
        small_cut = self._shops.small_cut[product]
        choice = rng.random(len(product))
        misfit = np.where(choice < np.where(small_cut, 0.93, 0.6), 0, 2)
        slight = rng.random(len(product)) < np.where(kept, 0.1, 0.2)
        fit = np.where((~kept & (why == 0)) | slight, misfit, 1)
        told = self._shops.sized[product] & (rng.random(len(product)) < 0.9)
        return pa.array(_FITS).take(pa.array(fit, mask=~told))

    def _reason(
        self, rng: np.random.Generator, product: Ints, *, kept: npt.NDArray[np.bool_], why: Ints
    ) -> pa.Array:
        texts = [text for name in _WHYS for text in _REASONS[name]]
        sizes = np.array([len(_REASONS[name]) for name in _WHYS])
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        picked = first[why] + (rng.random(len(why)) * sizes[why]).astype(np.int64)
        complaint = pa.array(texts).take(pa.array(picked))
        praise = self._lexicon.say(
            rng,
            self._lexicon.frames(rng, "kept", len(product)),
            topics=self._shops.leaf[product],
            mixing=0.5,
        )
        silent = rng.random(len(why)) < np.where(kept, 0.7, 0.25)
        said = pc.if_else(pa.array(kept), praise, complaint)
        return pc.if_else(pa.array(silent), pa.scalar(None, pa.string()), said)

    def _occasion(self, rng: np.random.Generator, product: Ints) -> pa.Array:
        frames = self._lexicon.frames(rng, "occasion", len(product))
        named = self._lexicon.fill(rng, frames, topics=self._shops.leaf[product], mixing=0.3)
        return named.take(pa.array(np.arange(len(product)), mask=rng.random(len(product)) > 0.35))


def size_of(rng: np.random.Generator, weight_kg: Floats) -> pa.Array:
    """The size that people of these weights would choose."""
    sizes = pa.array(["S", "M", "L", "XL", "2XL", "3XL"])
    place = np.clip(np.rint((weight_kg - 46) / 8 + rng.normal(0, 0.4, len(weight_kg))), 0, 5)
    return sizes.take(pa.array(place.astype(np.int64)))
