"""Why a candidate stays and why one goes: kept as a code, worded in the language of who reads."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

__all__ = ["Language", "Reason"]

Language = Literal["zh", "en"]

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "need_only": "补上没人供的需求：{need}",
        "need_better": "比现有的更对需求：{need}",
        "unnamed": "这群人的一个空缺",
        "keep": "相近的货，约 {tenth} 成留下",
        "only_here": "站内没有像它这样的款",
        "taste": "贴近一直带的、留得住的货",
        "margin": "毛利 {percent}%",
        "price": "价位是这群人常付的",
        "supply": "这家的货留得住",
        "covers": "让这一盘更全",
        "held": "已经带着同样的货",
        "same": "和入选的 {other} 太像，同盘相争",
        "answered": "它对的需求，入选的已经答了",
        "no_need": "不对这群人的任何需求",
        "low_keep": "相近的货，只有约 {tenth} 成留下",
        "low_only_here": "站内已有 {rivals} 件像它的款",
        "low_taste": "离一直带的、留得住的货太远",
        "low_margin": "毛利只有 {percent}%",
        "low_price": "价位偏离这群人常付的",
        "low_supply": "这家的货留不住",
        "behind": "没有大毛病，只是入选的更合适",
        "lacks_needs": "这群人没有可示人的需求：对需求的契合没有判断",
        "lacks_taste": "带过的货太少：审美没有判断",
        "lacks_keep": "没有留存或退货记录：留存率没有判断",
        "lacks_only_here": "没有在售商品：人无我有没有判断",
        "lacks_margin": "没有成本：毛利没有判断",
        "lacks_price": "没有成交价或候选价：价位没有判断",
        "lacks_supply": "没有商家过往：供货没有判断",
        "lacks_trust": "没有经手订单的结果：信任没有判断",
        "lacks_candidates": "没有候选",
        "row_no_id": "第 {row} 行没有 product_id",
        "row_again": "第 {row} 行重复了 {product_id}",
        "row_money": "第 {row} 行：{key} {found} 不是金额",
        "row_cells": "第 {row} 行比表头多出 {more} 格",
    },
    "en": {
        "need_only": "answers a need nobody supplies: {need}",
        "need_better": "answers better than what there is: {need}",
        "unnamed": "a gap these people have",
        "keep": "goods like it: about {tenth} in ten are kept",
        "only_here": "nothing on offer looks like it",
        "taste": "close to what was carried and kept",
        "margin": "margin {percent}%",
        "price": "a price these people pay",
        "supply": "this merchant's goods are kept",
        "covers": "rounds off the set",
        "held": "the same is carried already",
        "same": "too much like {other}, which is chosen: one would take from the other",
        "answered": "the needs it answers are answered by those chosen",
        "no_need": "answers no need of these people",
        "low_keep": "goods like it: only about {tenth} in ten are kept",
        "low_only_here": "{rivals} goods that look like it are on offer already",
        "low_taste": "far from what was carried and kept",
        "low_margin": "margin only {percent}%",
        "low_price": "off the prices these people pay",
        "low_supply": "this merchant's goods come back",
        "behind": "nothing against it; those chosen fit better",
        "lacks_needs": "no need of these people can be shown: fit to needs was not judged",
        "lacks_taste": "too little was carried: taste was not judged",
        "lacks_keep": "nothing is known to be kept or returned: keep rates were not judged",
        "lacks_only_here": "no goods on offer: only-here was not judged",
        "lacks_margin": "no costs: margins were not judged",
        "lacks_price": "no prices paid or asked: prices were not judged",
        "lacks_supply": "no past of the merchants: supply was not judged",
        "lacks_trust": "no outcome of orders through them: trust was not judged",
        "lacks_candidates": "there are no candidates",
        "row_no_id": "row {row} has no product_id",
        "row_again": "row {row} repeats {product_id}",
        "row_money": "row {row}: {key} {found} is no amount of money",
        "row_cells": "row {row}: {more} cells more than the header names",
    },
}


@dataclasses.dataclass(frozen=True)
class Reason:
    """Something said of candidates: its code, and what fills its words.

    >>> Reason("margin", {"percent": 55}).words("en")
    'margin 55%'
    """

    code: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def words(self, language: Language) -> str:
        """The reason as a sentence; a need without a name that may be shown is a gap."""
        said = _WORDS[language]
        return said[self.code].format(**{"need": said["unnamed"]} | dict(self.values))
