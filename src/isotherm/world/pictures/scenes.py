"""Which scene a text speaks of."""

# ruff: noqa: E501 - one subject a line, as its words are read

from __future__ import annotations

from collections.abc import Callable, Mapping

from isotherm.world.pictures.canvas import Canvas
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.halls import HALLS
from isotherm.world.pictures.land import LAND
from isotherm.world.pictures.rooms import ROOMS
from isotherm.world.pictures.stage import Place, Stage
from isotherm.world.pictures.things import THINGS
from isotherm.world.pictures.town import TOWN
from isotherm.world.pictures.wardrobe import WARDROBE

__all__ = ["OUTDOORS", "SCENES", "USUAL_MOOD", "build_in", "scene_of", "wear_for"]

OUTDOORS: Mapping[str, Callable[[Canvas, Place], Stage]] = {**LAND, **TOWN}
SCENES: Mapping[str, Callable[[Canvas, Place], Stage]] = {**OUTDOORS, **ROOMS, **HALLS}
_WORDS = {
    "newyear": "过年 新年 春节 年夜 元宵 上元 灯会 跨年 年货 敬酒 喜酒 红包 new*year lunar christmas",
    "meadow": "立春 春天 春日 春游 踏青 花朝 野餐 草坪 公园 花 樱 spring meadow picnic park garden flowers bright",
    "seaside": "海边 沙滩 度假 泳 岛 海 beach sea ocean swim pool shore holiday tide",
    "mountain": "爬山 徒步 登山 溯溪 海拔 日出 山 mountain trail hike hiking summit ridge trek trekking",
    "camp": "露营 营地 帐篷 天幕 看星星 自驾 围炉 烤肉 camp camping tent campsite bonfire stargazing",
    "rain": "下雨 雨天 雨 rain rainy umbrella drizzle",
    "garden": "汉服 马面 旗袍 园林 古镇 新中式 盘扣 国风 襦裙 雅集 香云纱 喝茶 宋锦 茶席 hanfu temple",
    "office": "开会 面试 上班 工位 汇报 客户 办公 出差 述职 入职 加班 答辩 国考 省考 同事 office work interview meeting boss desk commute",
    "street": "逛街 街头 通勤 出门 约会 看展 见朋友 夜跑 晨跑 骑行 配速 城市 旅行 street city walk run running commute shopping date bike pace",
    "mirror": "试穿 穿搭 上身 镜子 显瘦 显高 版型 身材 尺码 码数 斤数 自拍 mirror outfit ootd fit try-on selfie size",
    "kitchen": "厨房 做饭 吃饭 面 饭 烘焙 汤 早餐 味道 kitchen cook baking recipe meal dinner sourdough oven weaning",
    "nursery": "宝宝 娃 孩子 孕 哺乳 产检 奶 幼儿园 亲子 月子 待产 baby newborn nursery toddler kids nursing mum pregnan stroller",
    "studio": "瑜伽 普拉提 健身 私教 拉伸 团课 居家练 训练 体态 核心 塑形 yoga gym pilates workout training stretch",
    "cafe": "下午茶 咖啡 奶茶 茶 聚餐 请客 聚会 cafe coffee brunch friends tea",
    "library": "图书馆 上课 学校 学院 考试 讲台 教研 公开课 家长会 书 学生 备课 library school class book study read lecture",
    "home": "宅家 搬家 租房 出租屋 改造 收纳 追剧 房东 阳台 猫 狗 毛线 钩 手作 妈妈 家 周末 沙发 home sofa cat dog flat rent landlord knit yarn cosy weekend",
    "bed": "开箱 合集 测评 断舍离 衣橱 清单 好物 收到 快递 unbox haul review capsule list packed",
}
_TABLE = {
    name: tuple(word.replace("*", " ") for word in words.split()) for name, words in _WORDS.items()
}
_WEARING = (
    "street",
    "mirror",
    "street",
    "cafe",
    "home",
    "mirror",
    "garden",
    "meadow",
    "office",
    "bed",
)
_SHOWING = ("home", "cafe", "kitchen", "home", "bed", "meadow")
USUAL_MOOD: Mapping[str, tuple[str, ...]] = {
    "newyear": ("festive",),
    "meadow": ("bright", "bright", "sweet"),
    "seaside": ("summer", "summer", "bright"),
    "mountain": ("calm", "autumn", "cool", "bright"),
    "camp": ("autumn", "night", "calm"),
    "rain": ("cool", "winter"),
    "garden": ("calm", "autumn", "sweet", "bright"),
    "office": ("cool", "calm", "bright"),
    "street": ("bright", "calm", "sweet", "autumn", "cool", "lilac"),
    "mirror": ("calm", "sweet", "bright", "lilac", "autumn"),
    "kitchen": ("bright", "calm", "autumn"),
    "nursery": ("sweet", "bright", "calm"),
    "studio": ("calm", "lilac", "cool"),
    "cafe": ("autumn", "sweet", "calm"),
    "library": ("autumn", "calm"),
    "home": ("calm", "autumn", "sweet", "lilac", "bright"),
    "bed": ("calm", "sweet", "autumn", "lilac"),
}
_BUILDS = {
    "plus": ("大码", "胖", "plus", "curvy", "size 22", "fuller"),
    "full": ("微胖", "藏肉", "遮肚子", "梨形", "斤", "mid-size", "midsize", "full bust"),
    "slim": ("小个子", "娇小", "petite", "tall", "高个"),
}
_ANYWHERE = (
    *("dress", "blazer", "knit", "shirt", "cardigan", "trench", "shirtdress", "hoodie"),
    *("coat", "tee", "waistcoat", "skirt"),
)
_WEAR = {
    "newyear": ("coat", "knit", "knotted", "cardigan", "dress"),
    "meadow": ("dress", "shirtdress", "cardigan", "slip", "skirt"),
    "seaside": ("slip", "dress", "shirt", "swimsuit"),
    "mountain": ("shell", "fleece", "hoodie", "parka"),
    "camp": ("fleece", "shell", "hoodie", "knit"),
    "rain": ("trench", "shell"),
    "garden": ("qipao", "knotted", "robe", "crossed"),
    "office": ("blazer", "shirt", "suit", "knit"),
    "studio": ("sportbra", "leggings", "tee"),
    "nursery": ("cardigan", "dress", "knit", "tee"),
}
_AT_HOME = {"lamp", "rug", "beanbag", "curtain", "bedding", "shelf", "frame", "storage", "candle"}
Texts = tuple[tuple[float, str], ...]


def scene_of(texts: Texts, *, kind: str, dice: Dice) -> str:
    """The scene most of the weighted words speak of; where none does, one that suits the thing."""
    score = {
        name: sum(weight * sum(word in text for word in words) for weight, text in texts)
        for name, words in _TABLE.items()
    }
    best = max(score, key=lambda name: (score[name], name))
    if score[best] >= 1.5:
        return "home" if kind in _AT_HOME and best in OUTDOORS else best
    if kind in WARDROBE or kind not in THINGS:
        return dice.pick("scene", _WEARING)
    return dice.pick("scene", _SHOWING)


def wear_for(scene: str, dice: Dice) -> str:
    """What somebody wears there whose note names no garment."""
    return dice.pick("wear", _WEAR.get(scene, _ANYWHERE))


def build_in(texts: Texts) -> str:
    """The build the words speak of, or nothing."""
    said = " ".join(text for _, text in texts)
    return next((build for build, words in _BUILDS.items() if any(w in said for w in words)), "")
