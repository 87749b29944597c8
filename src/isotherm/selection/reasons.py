"""Why a candidate stays and why one goes, in Chinese or English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

__all__ = ["LACKING", "Language", "tell"]

Language = Literal["zh", "en"]

_REASONS: dict[Language, dict[str, str]] = {
    "zh": {
        "need_only": "补上没人供的需求：{need}",
        "need_better": "比现有的更对需求：{need}",
        "unnamed": "这群人的一个空缺",
        "keep": "相近的货，约 {tenth} 成留下",
        "only_here": "站内没有相近的货",
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
        "low_only_here": "站内相近的货已有 {rivals} 件",
        "low_taste": "离一直带的、留得住的货太远",
        "low_margin": "毛利只有 {percent}%",
        "low_price": "价位偏离这群人常付的",
        "low_supply": "这家的货留不住",
        "behind": "没有大毛病，只是入选的更合适",
    },
    "en": {
        "need_only": "answers a need nobody supplies: {need}",
        "need_better": "answers better than what there is: {need}",
        "unnamed": "a gap these people have",
        "keep": "goods like it: about {tenth} in ten are kept",
        "only_here": "nothing like it is on offer",
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
        "low_only_here": "{rivals} goods like it are on offer already",
        "low_taste": "far from what was carried and kept",
        "low_margin": "margin only {percent}%",
        "low_price": "off the prices these people pay",
        "low_supply": "this merchant's goods come back",
        "behind": "nothing against it; those chosen fit better",
    },
}

LACKING: dict[Language, Mapping[str, str]] = {
    "zh": {
        "needs": "这群人没有可示人的需求：对需求的契合没有判断",
        "taste": "带过的货太少：审美没有判断",
        "keep": "没有留存或退货记录：留存率没有判断",
        "only_here": "没有在售商品：人无我有没有判断",
        "margin": "没有成本：毛利没有判断",
        "price": "没有成交价或候选价：价位没有判断",
        "supply": "没有商家过往：供货没有判断",
        "trust": "没有经手订单的结果：信任没有判断",
        "none": "没有候选",
    },
    "en": {
        "needs": "no need of these people can be shown: fit to needs was not judged",
        "taste": "too little was carried: taste was not judged",
        "keep": "nothing is known to be kept or returned: keep rates were not judged",
        "only_here": "no goods on offer: only-here was not judged",
        "margin": "no costs: margins were not judged",
        "price": "no prices paid or asked: prices were not judged",
        "supply": "no past of the merchants: supply was not judged",
        "trust": "no outcome of orders through them: trust was not judged",
        "none": "there are no candidates",
    },
}


def tell(name: str, language: Language, **values: object) -> str:
    """One reason, filled in.

    >>> tell("margin", "en", percent=55)
    'margin 55%'
    """
    return _REASONS[language][name].format(**values)
