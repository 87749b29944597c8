"""The light of a picture: which colours a feeling, a season or an hour gives it."""

# ruff: noqa: E501 - one subject a line, as its words are read

from __future__ import annotations

import dataclasses

__all__ = ["MOODS", "Mood", "mood_of"]


@dataclasses.dataclass(frozen=True)
class Mood:
    """The colours of a scene."""

    sky: str  # above, and what windows show
    glow: str  # where the light comes from
    far: str  # hills, houses across the street
    wall: str
    floor: str
    leaf: str
    pop: str  # cushions, awnings, flowers
    wear: tuple[str, ...]  # colours people put on in it
    dark: int = 0  # 1 at night


def _mood(parts: str, wear: str, *, dark: int = 0) -> Mood:
    """A mood from its seven colours in order and what is worn."""
    sky, glow, far, wall, floor, leaf, pop = parts.split()
    return Mood(sky, glow, far, wall, floor, leaf, pop, tuple(wear.split()), dark)


MOODS = {
    "bright": _mood(
        "#cfe8f2 #fff0b8 #b8d9b0 #fbeed6 #e9d2a8 #8dbb77 #f2b441",
        "#f0c646 #f08f7b #aabf96 #f5df92 #eba4b4 #a4cbe6 #fbf3e4",
    ),
    "sweet": _mood(
        "#f7dfe6 #fff1e3 #e9bfca #fbe7e6 #e7c9bd #a9c0a0 #ea8fa2",
        "#f3c5cf #fbeee0 #bba5da #d6607f #f2d9b8 #c9d8e6",
    ),
    "calm": _mood(
        "#dfe7e2 #fbf4e2 #b9c9ba #eae6da #cdbfa6 #8ba888 #c98f6b",
        "#dccbb0 #aabf96 #f2e9d9 #9cb4c8 #b98b5c #c9b3a6",
    ),
    "summer": _mood(
        "#a9dcee #fff3c4 #8ecfc0 #f6f1e0 #f0dcae #5fae8b #f2785f",
        "#ffffff #f08f7b #8fd0cf #f0c646 #a4cbe6 #e88d50",
    ),
    "autumn": _mood(
        "#f0dcc0 #ffe1a6 #d3a16c #f1e0c6 #b98a5f #b98544 #c2552f",
        "#b06d3b #7b2739 #d19b37 #7b7a4d #dccbb0 #c4623f",
    ),
    "winter": _mood(
        "#dbe3ee #fdf1dd #b6c3d6 #e6e7ea #c4bfc0 #7f9a92 #b5434a",
        "#f2e9d9 #7b2739 #2e3d62 #cbc8c6 #b98b5c #9cb4c8",
    ),
    "festive": _mood(
        "#f4d6c2 #ffdc9a #d98d72 #f7e2cb #b5694c #5f8f68 #c9342f",
        "#c9423d #7b2739 #f2e4cc #d9a441 #c4623f",
    ),
    "night": _mood(
        "#2d3358 #f8c67a #3d446e #4b4468 #3b3550 #3f6a63 #ef8f5a",
        "#bba5da #2e3d62 #f2e9d9 #e88d50 #67788e",
        dark=1,
    ),
    "cool": _mood(
        "#cddbe6 #f5f2ea #a5b7c6 #dfe3e6 #a9aeb5 #7f9d8d #5b7fa8",
        "#2e3d62 #dccbb0 #9cb4c8 #f4efe6 #919197 #bba5da",
    ),
    "lilac": _mood(
        "#ded6ee #fdeedd #bfb0d8 #ece4f1 #cbb9c4 #94ab93 #a684cf",
        "#bba5da #b8adc9 #f4ecf0 #8660a6 #dccbb0",
    ),
}
_WORDS = {
    "festive": "过年 新年 春节 年夜 灯会 元宵 上元 跨年 回家过年 喜庆 红色 敬酒 喜酒 婚礼 成人礼 年味 lunar new*year christmas wedding",
    "bright": "立春 春天 春日 春游 明亮 鹅黄 亮色 花朝 开学 踏青 樱花 spring bright yellow blossom sunny easter",
    "summer": "夏天 夏日 海边 泳 防晒 度假 音乐节 暑假 summer beach sea pool swim",
    "autumn": "秋天 秋日 秋游 入秋 焦糖 复古 旧书 图书馆 烤肉 autumn fall vintage harvest",
    "winter": "冬天 下雪 降温 羽绒 围炉 雪 冬至 winter snow frost",
    "night": "夜跑 夜骑 夜班 星星 晚上 深夜 加班 下班后 日落 追剧 night stars evening late",
    "sweet": "约会 少女 粉 可爱 甜 闺蜜 生日 宝宝 温柔 恋爱 sweet date pink birthday baby",
    "cool": "开会 面试 上班 汇报 客户 出差 通勤 利落 极简 高级 office work minimal interview commute",
    "lilac": "丁香 雾紫 紫 薰衣草 lilac lavender violet mauve",
    "calm": "治愈 瑜伽 冥想 喝茶 呼吸 安心 松弛 散步 手作 周末 宅家 calm yoga slow tea quiet",
}
_TABLE = {
    name: tuple(word.replace("*", " ") for word in words.split()) for name, words in _WORDS.items()
}


def mood_of(texts: tuple[tuple[float, str], ...], *, usual: str) -> Mood:
    """The mood that weighted texts speak of most, or the ``usual`` one of the scene.

    >>> mood_of(((1, "立春前想穿得明亮"),), usual="calm") is MOODS["bright"]
    True
    """
    score = {
        name: sum(weight * sum(word in text for word in words) for weight, text in texts)
        for name, words in _TABLE.items()
    }
    score[usual] = score.get(usual, 0.0) + 0.8
    best = max(score, key=lambda name: (score[name], name))
    return MOODS[best]
