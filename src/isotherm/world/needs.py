"""What strata ask for: needs that are served, absent, or answered by many items, none good."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.world.draws import Floats, rng_for
from isotherm.world.leaf import split_items
from isotherm.world.leaves import LEAVES
from isotherm.world.lexicon import Topic

__all__ = [
    "KEEP_RATE",
    "SEARCHING",
    "TRY_AGAIN",
    "Need",
    "buy_rate",
    "need_topic",
    "plan_needs",
    "query_weights",
    "reachable_share",
]

SEARCHING = 0.88  # of askers, those who search (the others only ask in replies)
TRY_AGAIN = 0.3  # of those who send something back, those who order another
KEEP_RATE = {"served": 0.7, "absent": 0.0, "none_good": 0.2}  # of orders: kept, contentedly
_BUY_RATE = {"served": 0.62, "absent": 0.0, "none_good": 0.27}  # of those who search: order
_TOO_DEAR = 0.12  # the same where what is offered costs too much
_WHYS = ("fit", "price", "style", "quality")
_OFFERED = {"served": 2.4, "absent": 0.0, "none_good": 7.0}  # products, in ordinary items' worth
_ASKING = {"served": (0.2, 0.45), "absent": (0.3, 0.55), "none_good": (0.3, 0.55)}

_MODIFIERS = (
    "平价 百元内 便宜",
    "加绒 加绒加厚",
    "不透 防透",
    "可机洗 机洗",
    "免熨 不用熨",
    "显白 黄皮显白",
    "加长 加长款",
    "短款 短版",
    "窄版 瘦版",
    "凉感 冰丝",
    "抗皱 不起皱",
    "防泼水 防水",
    "轻便 轻量款",
    "纯棉 全棉",
    "国货 国产",
    "耐脏 深色耐脏",
    "高弹 弹力大",
    "宽松 oversize",
    "收腰 掐腰",
    "浅色系 淡色",
    "大容量 能装",
    "送礼 礼盒装",
    "一体式 一件式",
    "双面 两面穿",
)
_RARE = (
    "无骨缝 无缝感",
    "左撇子 左手用",
    "隐形口袋 暗袋",
    "长度可调 可调节",
    "纯素皮 素皮",
    "可折叠 折叠款",
    "夜光 荧光",
    "低敏 敏感肌",
    "磁吸 磁扣",
    "可拆卸 分体",
    "防静电 不起静电",
    "宽脚 脚宽",
    "单手开 单手操作",
    "恒温 控温",
    "羊毛可水洗 能水洗",
    "无钢圈 无束缚",
    "老花 大字版",
    "盲盒色 限定色",
    "防蚊 驱蚊",
    "儿童同款 母女款",
    "桌边用 办公室用",
    "抗菌 防臭",
    "静电纺 超细",
    "气垫 充气",
    "加肥 肥版",
    "植鞣 手工鞣",
    "反季 清仓",
    "高低差 前短后长",
    "两件套 成套",
    "半永久 免补",
)
_QUERY_FRAMES = (
    "{m}{i}",
    "{i}{m}",
    "{m} {i}",
    "{i} {m}",
    "{m}的{i}",
    "{m}{i}推荐",
    "哪里有{m}{i}",
    "{m}{i}女",
)
_STORY_QUERIES = (
    "大码女装",
    "大码职业装",
    "大码 职业套装",
    "胖女生职业套装",
    "大码职业套装",
    "微胖职业装",
    "140斤职业装",
    "大码女装 上班",
    "大码套装女 通勤",
)


@dataclasses.dataclass(frozen=True)
class Need:
    """One need of one stratum, as planned."""

    leaf: int
    kind: str  # served, absent, none_good
    why: str  # what is wrong with what is offered: fit, price, style, quality; "absent" or ""
    item: str
    category: str
    modifiers: tuple[str, ...]
    queries: tuple[str, ...]
    asking: float  # share of the stratum that asks in the course of the record
    price_yuan: int
    offered: float  # products that carry its words, in ordinary items' worth


def plan_needs(seed: int, *, null: bool) -> list[Need]:
    """Plan two to four needs for each leaf stratum; in a null world all are served alike."""
    rng = rng_for(seed, "needs")
    common = [tuple(text.split()) for text in _MODIFIERS]
    rare = [tuple(text.split()) for text in _RARE]
    rng.shuffle(rare)
    needs = [] if null else [_story_need()]
    unmet = 0
    for leaf in range(len(LEAVES)):
        kinds = ["served", "served"]
        for _ in range(int(rng.choice(3, p=(0.1, 0.75, 0.15)))):
            kinds.append("absent" if unmet % 2 == 0 else "none_good")
            unmet += 1
        taken = {need.item for need in needs if need.leaf == leaf}
        items = [pair for pair in split_items(LEAVES[leaf].items) if pair[0] not in taken]
        chosen = rng.permutation(len(items))
        words = rng.permutation(len(common))
        for place, kind in enumerate(kinds):
            rarely = kind == "absent" and rare
            modifiers = rare.pop() if rarely else common[words[place]]
            item = items[chosen[place]]
            planned = "served" if null else kind
            needs.append(_need(rng, leaf=leaf, kind=planned, item=item, modifiers=modifiers))
    return needs


def need_topic(need: Need) -> Topic:
    """The words a need is talked of in."""
    return Topic(need.leaf, {"item": [need.item], "style": need.modifiers})


def query_weights(need: Need) -> Floats:
    """How often each phrasing is typed, relatively."""
    return np.asarray(1.0 / (1.0 + np.arange(len(need.queries))), dtype=np.float64)


def buy_rate(need: Need) -> float:
    """The share of those who search for it who order something."""
    return _TOO_DEAR if need.why == "price" else _BUY_RATE[need.kind]


def reachable_share() -> float:
    """The share of askers whom a served need leaves content: at once or at the second try."""
    keep = KEEP_RATE["served"]
    return SEARCHING * _BUY_RATE["served"] * (keep + (1 - keep) * TRY_AGAIN * keep)


def _need(
    rng: np.random.Generator,
    *,
    leaf: int,
    kind: str,
    item: tuple[str, str],
    modifiers: tuple[str, ...],
) -> Need:
    phrasings = [f.format(m=m, i=item[0]) for f in _QUERY_FRAMES for m in modifiers]
    order = rng.permutation(len(phrasings))[:8]
    return Need(
        leaf=leaf,
        kind=kind,
        why={"served": "", "absent": "absent", "none_good": str(rng.choice(_WHYS))}[kind],
        item=item[0],
        category=item[1],
        modifiers=modifiers,
        queries=tuple(phrasings[i] for i in order),
        asking=float(rng.uniform(*_ASKING[kind])),
        price_yuan=int(LEAVES[leaf].price_yuan * rng.uniform(0.75, 1.3)),
        offered=_OFFERED[kind],
    )


def _story_need() -> Need:
    """Women of 60-80 kg who want good work clothes and are shown loose cheap T-shirts."""
    return Need(
        leaf=0,
        kind="none_good",
        why="style",
        item="职业套装",
        category="裙装",
        modifiers=("大码", "微胖", "胖女生"),
        queries=_STORY_QUERIES,
        asking=0.6,
        price_yuan=520,
        offered=12.0,
    )
