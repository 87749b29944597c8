"""The words briefs are written in: Chinese or English, the project's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Literal

from isotherm.text.feeling_words import FEELINGS
from isotherm.text.garment_words import BODIES, COLOURS, FABRICS, ITEMS, SILHOUETTES
from isotherm.text.moment_words import OCCASIONS, SEASONS

__all__ = [
    "BY_FAULT",
    "FEELING_LINE",
    "LEXICONS",
    "PHRASES",
    "Failing",
    "Language",
    "label",
    "phrase",
]

Language = Literal["zh", "en"]

LEXICONS: tuple[Mapping[str, tuple[str, ...]], ...] = (
    COLOURS, SILHOUETTES, FABRICS, ITEMS, BODIES, OCCASIONS, SEASONS, FEELINGS,
)  # fmt: skip

# Where the first Chinese word of a key is narrower than the key.
_WIDER = {
    "trousers": "裤装",
    "shirt": "衬衫",
    "knitwear": "针织",
    "shoes": "鞋",
    "bag": "包",
    "set": "套装",
    "jewellery": "首饰",
    "suit": "正装",
    "blazer": "西装",
    "dress": "连衣裙",
    "skirt": "半身裙",
    "lilac": "淡紫",
    "fitted": "修身",
    "long": "长款",
    "blouse": "上衣",
    "vest": "背心",
    "evening dress": "礼服",
    "shawl": "围巾",
    "a-line": "A字",
    "t-shirt": "T恤",
    "v-neck": "V领",
}


@dataclasses.dataclass(frozen=True)
class Failing:
    """One way in which goods fail, in words."""

    missing: str  # what is missing
    wish: str  # what people feel
    hook: str  # how a note may open
    leave: str  # what to leave


# For each way in which goods fail.
BY_FAULT: dict[Language, dict[str, Failing]] = {
    "zh": {
        "fit": Failing(
            "买到手的尺码、版型不合身",
            "想合身，不想将就",
            "先给不同身材，上身图",
            "小码按比例放大",
        ),
        "price": Failing(
            "满意的，价钱超出预期",
            "愿为好东西花钱，不花冤枉钱",
            "价钱写清，贵在哪讲明",
            "只讲品牌故事",
        ),
        "style": Failing(
            "款式、颜色不合心意",
            "想要自己的样子",
            "颜色、版型，让大家投票",
            "照搬旧款",
        ),
        "quality": Failing(
            "做工、面料不过关，留不住",
            "想买一件，穿很久",
            "拍细节：走线、里衬、洗后",
            "压成本换薄料",
        ),
        "absent": Failing(
            "几乎没人在卖",
            "想要，却没处买",
            "先问大家想要什么样，再晒打样进度",
            "拿差不多的东西顶替",
        ),
    },
    "en": {
        "fit": Failing(
            "what they buy does not fit",
            "to be fitted, not to make do",
            "show it on several bodies",
            "grading up from a small",
        ),
        "price": Failing(
            "what pleases costs more than they meant to pay",
            "worth the money",
            "state the price and why",
            "selling the label alone",
        ),
        "style": Failing(
            "looks and colours on offer do not please",
            "to look like themselves",
            "let them vote on colour and cut",
            "repeating last year's styles",
        ),
        "quality": Failing(
            "fabric and making disappoint, so it goes back",
            "something that lasts",
            "show seams, lining, after washing",
            "thinner cloth for a lower cost",
        ),
        "absent": Failing(
            "hardly anyone sells it",
            "wanted, nowhere to be had",
            "ask what people want, then show the sample being made",
            "selling something similar in its place",
        ),
    },
}

FEELING_LINE: dict[Language, str] = {"zh": "{feeling}：{wish}", "en": "{feeling}: {wish}"}

PHRASES: dict[Language, dict[str, str]] = {
    "zh": {
        "joint": "；",
        "tried": "有货，但买过的人多半没留下",
        "missing": "{name}——{faults}",
        "trend_missing": "{name}——大家在说，能买到的跟不上",
        "asked": "{people} 人以上来问过",
        "served_tenth": "问过的人里，买到满意的并留下的，不到十分之一",
        "served_quarter": "问过的人里，买到满意的并留下的，不到四分之一",
        "served_half": "问过的人里，买到满意的并留下的，不到一半",
        "offer": "站内对得上的商品 {offer} 件",
        "no_offer": "站内没有对得上的商品",
        "replied": "{people} 人以上各自回应",
        "ordinary": "不靠推广，自己长起来",
        "made": "运营推过，回应仍是各人自发",
        "bought": "有人买了，并留下",
        "not_bought": "热度还没变成购买",
        "hook_word": "从「{word}」说起",
        "hook_occasion": "写一个{occasion}的真实场景",
        "hook_feeling": "开头先说出这份心情：{feeling}",
        "dont_body": "拿身材开玩笑或许诺瘦身",
        "dont_likes": "只看点赞就下大货",
        "dont_made": "假装素人口吻",
        "unnamed": "{category}的空缺",
        "wish_trend": "此刻想让日子有点不同",
        "wish_need": "还在找，还没遇到",
        "variant": "·",
    },
    "en": {
        "joint": "; ",
        "tried": "there are goods, yet most who bought did not keep them",
        "missing": "{name}: {faults}",
        "trend_missing": "{name}: talked about, and the goods lag behind",
        "asked": "more than {people} people asked",
        "served_tenth": "fewer than a tenth of them kept something they liked",
        "served_quarter": "fewer than a quarter of them kept something they liked",
        "served_half": "fewer than half of them kept something they liked",
        "offer": "matching products on offer: {offer}",
        "no_offer": "no matching product on offer",
        "replied": "more than {people} people answered on their own",
        "ordinary": "it grew by itself",
        "made": "the operator pushed it; the answers are people's own",
        "bought": "people bought and kept",
        "not_bought": "talk has not become buying yet",
        "hook_word": "start from '{word}'",
        "hook_occasion": "a true {occasion} scene",
        "hook_feeling": "open with the feeling: {feeling}",
        "dont_body": "jokes about bodies, promises of slimming",
        "dont_likes": "cutting bulk on likes alone",
        "dont_made": "posing as an ordinary author",
        "unnamed": "a gap in {category}",
        "wish_trend": "for days to feel a little different",
        "wish_need": "still looking",
        "variant": " · ",
    },
}


def phrase(name: str, language: Language, /, **values: object) -> str:
    """One of the project's own phrases, filled in.

    >>> phrase("asked", "en", people=120)
    'more than 120 people asked'
    """
    return PHRASES[language][name].format(**values)


def label(key: str, language: Language) -> str:
    """What a canonical key is called in a language.

    >>> label("lilac", "zh"), label("lilac", "en")
    ('淡紫', 'lilac')
    """
    if language == "en":
        return key
    if key in _WIDER:
        return _WIDER[key]
    for lexicon in LEXICONS:
        for word in lexicon.get(key, ()):
            if not word.isascii():
                return word
    return key
