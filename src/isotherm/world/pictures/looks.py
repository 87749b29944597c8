"""From what is said about a thing to how it looks: fabric, print, cut, sleeve, neck, size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isotherm.world.pictures.body import BUILDS, Body
from isotherm.world.pictures.dice import Dice
from isotherm.world.pictures.look import Look
from isotherm.world.pictures.palette import colour_in, colour_of_product
from isotherm.world.pictures.tone import luminance, mix, tone_of

__all__ = ["look_of"]

_FABRICS = {
    "denim": ("牛仔", "丹宁", "denim", "jean"),
    "cable": ("麻花", "cable"),
    "linen": ("亚麻", "苎麻", "linen", "hemp", "canvas", "帆布"),
    "silk": ("真丝", "丝绸", "醋酸", "缎", "香云纱", "silk", "satin", "velvet", "丝"),
    "tweed": ("呢", "粗花", "tweed", "boucle"),
    "cord": ("灯芯绒", "corduroy"),
    "fleece": ("抓绒", "羊羔毛", "皮草", "毛绒", "fleece", "fur", "sherpa"),
    "knit": (
        "针织",
        "毛衣",
        "羊绒",
        "羊毛",
        "钩织",
        "knit",
        "wool",
        "cashmere",
        "merino",
        "crochet",
    ),
    "shell": ("锦纶", "涤纶", "尼龙", "防水", "冲锋", "速干", "nylon", "polyester", "waterproof"),
}
_FIGURES = {
    "check": ("格纹", "格子", "菱格", "check", "plaid", "tartan", "gingham"),
    "stripe": ("条纹", "stripe"),
    "dots": ("波点", "圆点", "polka", "dot"),
    "floral": ("碎花", "印花", "花色", "floral", "flower"),
    "brocade": ("提花", "织金", "刺绣", "宋锦", "国风", "重工", "brocade", "jacquard", "embroider"),
}
_OWN_FABRIC = {
    "knit": "knit",
    "cardigan": "knit",
    "waistcoat": "knit",
    "jeans": "denim",
    "fleece": "fleece",
    "shell": "shell",
    "puffer": "shell",
    "leggings": "plain",
    "blazer": "",
    "coat": "",
    "suit": "",
    "slip": "silk",
    "mini": "denim",
}
_CUTS: tuple[tuple[tuple[str, ...], float, float, float], ...] = (
    (("廓形", "oversize", "oversized", "boxy"), 36, 0.1, 4),
    (("宽松", "loose", "relaxed", "松弛", "slouchy"), 28, 0.15, 6),
    (("A字", "a-line", "a字"), 12, 0.75, 26),
    (("H型", "straight", "h型"), 15, 0.2, 4),
    (("直筒",), 15, 0.3, 6),
    (("修身", "收腰", "掐腰", "fitted", "slim", "紧身", "窄版", "瘦版"), 6, 1.0, 10),
)
_BESIDE = ("#f3e7d2", "#e8cda8", "#fbf5ea", "#d8b98f", "#e6c1b4", "#cfd6c4")
_BESIDE_PALE = ("#c9a27a", "#a98467", "#8fa08a", "#b98c86", "#7f8aa3")
_UNSEEN = {"sizes", "base_size"}  # attributes that are no words about the look
_PLUS = ("大码", "xl版型", "plus", "胖", "2xl", "3xl", "curvy", "size 22", "藏肉")
_SLEEVELESS = {"waistcoat", "camisole", "slip", "swimsuit", "bra", "sportbra", "briefs"}
_SLEEVES = {
    "none": ("无袖", "sleeveless", "背心", "马甲", "vest", "tank"),
    "puff": ("泡泡袖", "灯笼袖", "puff"),
    "wide": ("飞机袖", "大袖", "喇叭袖", "bell sleeve"),
    "short": ("短袖", "short sleeve"),
    "long": ("长袖", "加长袖", "long sleeve"),
}
_USUAL_SLEEVES = {
    "tee": ("short",),
    "qipao": ("short",),
    "dress": ("short", "elbow", "long", "puff", "none"),
    "shirtdress": ("short", "elbow", "long", "puff"),
    "top": ("long", "long", "short", "elbow"),
    "shirt": ("long", "long", "long", "short", "elbow"),
}
_NECKS = {
    "turtle": ("高领", "turtleneck", "roll neck"),
    "square": ("方领", "square"),
    "boat": ("一字", "off shoulder", "boat"),
    "halter": ("挂脖", "halter"),
    "straps": ("吊带", "strap"),
    "v": ("v领", "v-neck", "v neck", "wrap"),
    "crew": ("圆领", "crew"),
}
_USUAL_NECKS = {
    "shirt": ("collar",),
    "shirtdress": ("collar",),
    "qipao": ("stand",),
    "camisole": ("straps", "straps", "halter"),
    "slip": ("straps", "straps", "halter"),
    "dress": ("crew", "crew", "scoop", "v", "square"),
}


def _named(table: Mapping[str, tuple[str, ...]], text: str) -> str:
    return next((name for name, words in table.items() if any(w in text for w in words)), "")


def _any(text: str, *words: str) -> bool:
    return any(word in text for word in words)


def _fabric(kind: str, text: str) -> str:
    own = _OWN_FABRIC.get(kind)
    said = _named(_FABRICS, text)
    if own == "knit":
        return "cable" if "麻花" in text or "cable" in text else "knit"
    if own:
        return own
    if own == "" and said in {"", "knit"}:
        return "tweed" if said or kind == "coat" else ""
    return said


def _sleeve(kind: str, text: str, dice: Dice) -> str:
    if kind in _SLEEVELESS:
        return "none"
    said = next((sleeve for sleeve, words in _SLEEVES.items() if _any(text, *words)), "")
    if said == "puff":
        return dice.pick("puff", ("puff", "puff", "lantern"))
    return said or dice.pick("sleeve", _USUAL_SLEEVES.get(kind, ("long",)))


def _neck(kind: str, text: str, dice: Dice) -> str:
    usual = dice.pick("neck", _USUAL_NECKS.get(kind, ("crew", "crew", "scoop")))
    return next((neck for neck, words in _NECKS.items() if _any(text, *words)), usual)


def _body(text: str, attributes: Mapping[str, object]) -> Body:
    size = str(attributes.get("base_size", "")).upper()
    if _any(text, *_PLUS) or size in {"XL", "2XL", "3XL"}:
        return BUILDS["plus"]
    return BUILDS[{"L": "full", "M": "mid", "S": "slim"}.get(size, "mid")]


def _stretch(text: str, dice: Dice) -> float:
    long = _any(text, "长款", "加长", "过膝", "及踝", "拖地", "长裙", "maxi", "long", "长风衣")
    short = _any(text, "短款", "短", "露腰", "mini", "crop", "petite", "娇小", "九分")
    return (46.0 if long else 0.0) - (46.0 if short else 0.0) + dice.between("stretch", -12, 14)


def _cut(kind: str, text: str, dice: Dice) -> tuple[float, float, float]:
    """Ease, nip and flare of a kind whose cut is told in words."""
    said = ((e, n, f) for words, e, n, f in _CUTS if _any(text, *words))
    own = (dice.between("ease", 10, 22), dice.between("nip", 0.3, 0.9), 10.0)
    ease, nip, flare = next(said, own)
    if kind in {"leggings", "swimsuit", "sportbra"}:
        return 0.0, 1.0, -4.0
    if kind in {"trousers", "jeans"}:
        return _legs(text, ease, nip, flare)
    if kind in {"puffer", "parka", "shell", "fleece", "hoodie"}:
        return max(ease, 22.0), min(nip, 0.3), 2.0
    if kind in {"dress", "shirtdress"}:
        return min(ease, 20.0), max(nip, 0.35), max(flare, 8.0) * 1.7
    if kind in {"qipao", "slip"}:
        return min(ease, 9.0), max(nip, 0.8), 6.0
    return min(ease, 30.0), nip, flare if kind == "skirt" else min(flare, 14.0)


def _legs(text: str, ease: float, nip: float, flare: float) -> tuple[float, float, float]:
    """The cut of trousers: wide, flared or tapered."""
    wide = _any(text, "阔腿", "拖地", "wide", "palazzo", "伞裙裤", "宋裤")
    bell = _any(text, "喇", "flare", "boot cut")
    taper = _any(text, "束脚", "烟管", "九分", "taper", "cigarette")
    return ease + 14 * wide, nip, 30 * wide + 22 * bell - 12 * taper + flare * 0.2


def _denim(colour: str, text: str, dice: Dice) -> str:
    """Denim in a colour that is said, pale ones washed with blue; else blue."""
    if not colour_in(text):
        return dice.pick("denim", ("#5e80a8", "#8ba6c4", "#41587c", "#a9bed4"))
    return mix(colour, "#8fa9c8", 0.4) if luminance(colour) > 0.55 else colour


def look_of(
    kind: str,
    *,
    title: str,
    category: str | None,
    attributes: Mapping[str, object],
    seed: str,
    colours: Sequence[str] = (),
) -> Look:
    """The look of a product of a kind; where no colour is said, it is one of ``colours``."""
    values = " ".join(str(attributes[key]) for key in attributes if key not in _UNSEEN)
    text = f"{title} {category or ''} {values}".lower()
    dice = Dice(seed)
    colour = colour_of_product(title, attributes, seed=seed, among=colours)
    if kind in {"jeans", "mini"}:
        colour = _denim(colour, text, dice)
    beside = dice.pick("accent", _BESIDE_PALE if luminance(colour) > 0.8 else _BESIDE)
    ease, nip, flare = _cut(kind, text, dice)
    return Look(
        kind=kind,
        tone=tone_of(colour),
        accent=tone_of(beside),
        fabric=_fabric(kind, text),
        figure=_named(_FIGURES, text),
        ease=ease,
        nip=nip,
        flare=flare,
        stretch=_stretch(text, dice),
        sleeve=_sleeve(kind, text, dice),
        neck=_neck(kind, text, dice),
        body=_body(text, attributes),
        dice=dice,
        words=text,
    )
