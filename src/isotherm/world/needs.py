"""What strata ask for: needs that are served, absent, or answered by many items, none good."""

from __future__ import annotations

import dataclasses

import numpy as np

from isotherm.world.draws import Floats, rng_for
from isotherm.world.lexicon import Topic
from isotherm.world.vocabulary import LEAVES, split_items

__all__ = ["BUY_RATE", "KEEP_RATE", "NONE_GOOD_WHY", "Need", "need_topic", "plan_needs"]

NONE_GOOD_WHY = ("fit", "price", "style", "quality")
BUY_RATE = {"served": 0.62, "absent": 0.0, "none_good": 0.24}  # askers who order
KEEP_RATE = {"served": 0.74, "absent": 0.0, "none_good": 0.2}  # orders that are kept, contentedly

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
    offered: float  # products that carry its words, relative to an ordinary item


def plan_needs(seed: int, *, null: bool) -> list[Need]:
    """Plan two to four needs for each leaf stratum; in a null world all are served alike."""
    rng = rng_for(seed, "needs")
    common = [tuple(text.split()) for text in _MODIFIERS]
    rare = [tuple(text.split()) for text in _RARE]
    rng.shuffle(rare)
    needs: list[Need] = []
    unmet = 0
    for leaf in range(len(LEAVES)):
        items = split_items(LEAVES[leaf].items)
        chosen = [items[i] for i in rng.permutation(len(items))[:4]]
        mods = [common[i] for i in rng.permutation(len(common))[:4]]
        kinds = ["served", "served"]
        for _ in range(int(rng.choice(3, p=(0.1, 0.75, 0.15)))):
            kinds.append("absent" if unmet % 2 else "none_good")
            unmet += 1
        if leaf == 0:
            needs.append(_story_need())
            chosen = [pair for pair in chosen if pair[0] != "职业套装"]
            kinds = ["served", "absent"] if unmet == 0 else kinds[: len(chosen)]
        for kind, item, words in zip(kinds, chosen, mods, strict=False):
            if kind == "absent":
                words = rare.pop()
            needs.append(
                _need(rng, leaf=leaf, kind="served" if null else kind, item=item, words=words)
            )
    return needs


def need_topic(need: Need) -> Topic:
    """The words a need is talked of in."""
    return Topic(need.leaf, {"item": [need.item], "style": need.modifiers})


def query_weights(need: Need) -> Floats:
    """How often each phrasing is typed, relatively."""
    return np.asarray(1.0 / (1.0 + np.arange(len(need.queries))), dtype=np.float64)


def _need(
    rng: np.random.Generator, *, leaf: int, kind: str, item: tuple[str, str], words: tuple[str, ...]
) -> Need:
    phrasings = [f.format(m=m, i=item[0]) for f in _QUERY_FRAMES for m in words]
    order = rng.permutation(len(phrasings))[:8]
    why = {"served": "", "absent": "absent", "none_good": str(rng.choice(NONE_GOOD_WHY))}[kind]
    low, high = (0.2, 0.45) if kind == "served" else (0.3, 0.55)
    return Need(
        leaf=leaf,
        kind=kind,
        why=why,
        item=item[0],
        category=item[1],
        modifiers=words,
        queries=tuple(phrasings[i] for i in order),
        asking=float(rng.uniform(low, high)),
        price_yuan=int(LEAVES[leaf].price_yuan * rng.uniform(0.75, 1.3)),
        offered={"served": 2.4, "absent": 0.0, "none_good": 7.0}[kind],
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
