"""Colour words of Chinese and English trade, and the colour each one means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from isotherm.world.pictures.dice import Dice

__all__ = ["HUES", "colour_in", "colour_of_product"]

_WORDS = """
#f7f3ec 白 纯白 本白 white snow
#f2e9d9 米白 米色 象牙 珍珠 ivory ecru pearl off-white
#f4e4c4 奶油 奶白 香草 cream vanilla
#dccbb0 燕麦 亚麻色 沙色 oat oatmeal sand linen flax
#e3cfb4 米杏 beige 裸色 nude
#efc79c 杏 杏色 蜜桃 apricot peach
#b99f78 卡其 khaki tan
#b98b5c 驼 驼色 camel
#b06d3b 焦糖 caramel toffee cognac
#7d5440 棕 咖啡色 咖色 褐 brown chocolate mocha coffee
#2e2b31 黑 黑色 纯黑 black onyx
#cbc8c6 浅灰 银灰 light-grey light-gray
#919197 灰 灰色 grey gray
#514f56 炭灰 深灰 charcoal graphite
#2e3d62 藏蓝 藏青 深蓝 navy midnight
#9cb4c8 雾蓝 灰蓝 dusty-blue powder
#67788e 石板 slate steel
#a4cbe6 天蓝 浅蓝 冰蓝 sky baby-blue
#4a76b4 蓝 蓝色 blue
#2f56b0 宝蓝 克莱因 cobalt royal
#2f7f86 孔雀 湖蓝 teal petrol
#8fd0cf 青 水绿 turquoise aqua
#5e80a8 牛仔蓝 丹宁 denim indigo
#aabf96 豆绿 灰绿 鼠尾草 sage pistachio
#a3b56f 抹茶 牛油果 matcha avocado
#b9dcc9 薄荷 浅绿 mint seafoam
#5c8f68 绿 绿色 green emerald
#7b7a4d 橄榄 军绿 olive moss
#2f5145 墨绿 森林 forest bottle-green
#f5df92 鹅黄 奶黄 butter lemon
#f0c646 黄 黄色 yellow
#d19b37 姜黄 芥末 mustard ochre amber
#e88d50 橙 橘 橘色 orange tangerine
#c4623f 砖红 陶土 铁锈 rust terracotta brick
#f08f7b 珊瑚 coral salmon
#c9423d 红 红色 大红 正红 朱红 red scarlet
#7b2739 酒红 勃艮第 枣红 burgundy wine maroon
#f3c5cf 樱粉 浅粉 藕粉 blush baby-pink
#eba4b4 粉 粉色 pink
#d6607f 玫红 玫瑰 桃红 rose fuchsia magenta
#bba5da 丁香紫 丁香 浅紫 lilac lavender 薰衣草
#b8adc9 雾紫 雾紫色 香芋 藕荷 灰紫 mauve taro
#8660a6 紫 紫色 purple violet
#6b3a5b 梅子 茄紫 plum aubergine
#cfaa60 金 金色 香槟 gold champagne
#c5c8ce 银 银色 silver
"""
_NOT_COLOURS = re.compile(
    r"显白|白天|白领|空白|黄金周|红包|青春|网红|红点|蓝牙|灰尘|黑科技|粉丝|粉笔|橙子|金额|现金"
)
_KEYS = ("colour", "color", "颜色", "色", "shade", "farbe", "couleur")

HUES: Mapping[str, str] = {
    word.replace("-", " "): line.split()[0]
    for line in _WORDS.strip().splitlines()
    for word in line.split()[1:]
}
_BY_LENGTH = sorted(HUES, key=lambda word: (-len(word), word))
_ENGLISH = re.compile(
    r"\b(" + "|".join(re.escape(w) for w in _BY_LENGTH if w.isascii()) + r")\b", re.IGNORECASE
)
_CHINESE = re.compile("|".join(w for w in _BY_LENGTH if not w.isascii()))
_PLEASING = (
    *("#dccbb0", "#b06d3b", "#9cb4c8", "#aabf96", "#f3c5cf", "#bba5da", "#7b2739", "#2e3d62"),
    *("#e88d50", "#f5df92", "#c4623f", "#b9dcc9", "#2f5145", "#f2e9d9", "#d6607f", "#5e80a8"),
)


def colour_in(text: str) -> str | None:
    """The first colour a text names, or None.

    >>> colour_in("丁香紫西装"), colour_in("a Navy blazer"), colour_in("显白")
    ('#bba5da', '#2e3d62', None)
    """
    plain = _NOT_COLOURS.sub(" ", text.replace("-", " "))
    found = _CHINESE.search(plain) or _ENGLISH.search(plain)
    return HUES[found.group().lower()] if found else None


def colour_of_product(
    title: str, attributes: Mapping[str, object], *, seed: str, among: Sequence[str] = ()
) -> str:
    """The colour of a product: as it is said, or one of its own that never changes.

    An unknown colour word always means the same colour, whatever product it stands on.
    """
    said = [str(attributes[key]) for key in attributes if str(key).lower() in _KEYS]
    for text in (*said, title, *(str(value) for value in attributes.values())):
        colour = colour_in(text)
        if colour:
            return colour
    return Dice(said[0] if said else seed).pick("colour", among or _PLEASING)
