"""Names for people of whom a record knows only an id: made up, friendly, always the same."""

from __future__ import annotations

import hashlib
from typing import Literal, TypeAlias

__all__ = ["Tongue", "nickname"]

Tongue: TypeAlias = Literal["zh", "en"]


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split(" "))


_ZH = _each(
    "早睡的 慢慢走的 爱晒太阳的 爱吃橘子的 路过的 不赶路的 会发光的 住在楼上的 想去海边的 下雨天的 "
    "认真生活的 爱喝汤的 春天里的 周末的 晚风里的 月亮旁边的 云朵上的 爱逛菜场的 怕冷的 爱写字的 "
    "种花的 刚睡醒的 捡树叶的 等雪的 骑单车的 爱笑的 不挑食的 看日落的 听雨的 温温热热的 "
    "攒钱的 存着糖的 巷子口的 靠窗的 第三排的 今天也好的 爱穿裙子的 穿毛衣的 山脚下的 湖边的 "
    "半糖的 去冰的 热乎乎的 软乎乎的 亮晶晶的 慢半拍的 爱散步的 爱做饭的"
)
_ZH_THINGS = _each(
    "阿梨 小鹿 豆包 桂花 栗子 青团 芝麻 橘猫 麦子 糯米 年糕 小满 阿枝 山茶 豆豆 柚子 汤圆 可可 "
    "小鱼 阿宁 团子 薄荷 木木 苏打 海盐 布丁 番茄 南风 茉莉 杏仁 松果 小禾 葡萄 阿竹 星星 米粒 "
    "白桃 石榴 青豆 阿满 奶盖 枇杷 小舟 棉花 玉米 阿棠 红豆 知了"
)
_ZH_ENDS = ("", *_each("同学 酱 呀 本人 日记 在路上 _ 家 儿"))
_EN = _each(
    "Quiet Warm Early Slow Sunny Gentle Honest Merry Mossy Rainy Amber Brisk Cosy Dusky Easy "
    "Fabled Golden Hazel Idle Jolly Kindly Lilac Mellow Nimble Olive Patient Rosy Silver Tidal "
    "Velvet Wandering Yonder"
)
_EN_THINGS = _each(
    "Maple Heron Teacup Lantern Otter Willow Pebble Sparrow Clover Harbour Juniper Kettle Linnet "
    "Meadow Nutmeg Orchard Plum Quilt Robin Saffron Thistle Umbrella Violet Wren Yarrow Acorn "
    "Bramble Cricket Dahlia Ember Fennel Ginger"
)


def nickname(actor_id: str, tongue: Tongue = "zh") -> str:
    """A pleasant name made from an id; two ids rarely get the same one.

    >>> nickname("ana") == nickname("ana"), nickname("ana") == nickname("bo")
    (True, False)
    """
    chance = int.from_bytes(hashlib.sha256(actor_id.encode()).digest()[:8], "big")
    if tongue == "zh":
        chance, end = divmod(chance, len(_ZH_ENDS))
        chance, thing = divmod(chance, len(_ZH_THINGS))
        return _ZH[chance % len(_ZH)] + _ZH_THINGS[thing] + _ZH_ENDS[end]
    chance, number = divmod(chance, 90)
    chance, thing = divmod(chance, len(_EN_THINGS))
    return f"{_EN[chance % len(_EN)]} {_EN_THINGS[thing]} {number + 10}"
