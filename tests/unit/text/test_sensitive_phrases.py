"""A hundred phrases, half of them harmless: what is reviewed, and what passes."""

from __future__ import annotations

import pytest

from isotherm.text import sensitive_topics

REVIEWED = {
    "illness": (
        "抑鬱症吃藥之後胖了", "甲状腺结节术后遮疤", "血糖高能吃的零食", "红斑狼疮防晒",
        "腰间盘突出护腰", "脊柱侧弯矫正背心", "糖尿病人穿的袜子", "三高人群", "脂溢性脱发假发",
        "强迫症患者", "静脉曲张袜", "crohn's disease friendly jeans",
        "clothes for my ms flare ups", "adhd planner", "compression socks for varicose veins",
        "wig for alopecia", "stoma bag cover", "dementia", "post-op bra", "scoliosis brace shirt",
    ),
    "pregnancy": (
        "孕妇裙", "懷孕六個月穿什麼", "怀了宝宝之后的裤子", "孕34周", "孕晚期睡裙", "胎停",
        "哺乳衣", "大肚子孕照服", "打胎后", "pregnant work pants", "bump friendly dress",
        "28 weeks pregnant", "trying to conceive", "nursing dress", "new mom after birth",
    ),
    "religion": (
        "穆斯林女生頭巾", "去教堂穿的裙子", "拜拜穿什么上香", "藏传佛教手串",
        "modest muslim swimwear", "first communion dress", "bar mitzvah suit", "清真认证",
        "基督徒婚礼", "皈依",
    ),
    "minors": (
        "十四岁女孩裙子", "十四歲女生", "十六七岁的女生", "8周岁男孩", "一岁半穿", "初二女生",
        "高一新生", "四年级学生书包", "上小学的女儿", "未滿十八歲", "fourteen year old girl",
        "under-18s", "for my 9yo", "my 16 y/o sister", "seventh grader", "aged 13",
        "tween swimsuit", "小女孩公主裙", "国中生", "小朋友的帽子", "junior high uniform",
    ),
    "body weight": (
        "我120斤", "一百四十斤的我", "体重75公斤", "體重八十公斤", "胖得不敢出门", "太胖了穿不下",
        "本人158/130", "减脂期", "i weigh 190 lbs", "my bmi", "lost 30 pounds", "too fat for this",
        "胖妹妹", "体重基数大", "200lb woman",
    ),
}  # fmt: skip
HARMLESS = (
    "不到180斤能穿", "不到18元的袜子", "未满18元包邮", "under 18 dollars", "显年轻十岁", "减龄5岁",
    "比我大三岁", "第二年级",
    "大码女装", "大码西装 120-140斤可穿", "80-90公斤可穿", "适合130斤穿的码", "微胖显瘦",
    "梨形身材阔腿裤", "少年感衬衫", "少女感连衣裙", "女孩子的第一件西装", "二十四岁生日裙子",
    "三十岁女人通勤", "35岁妈妈装", "十八岁成人礼西装", "二十岁出头", "娃娃领", "宝宝们求链接",
    "亲子装", "孩子气的胸针", "学院风", "患得患失", "强迫症级别的整齐", "治愈系", "病娇风",
    "一见钟情的裙子", "圣诞节红毛衣", "观音绿", "佛系穿搭", "道士袍风格开衫", "基督山伯爵",
    "过年亮色", "显瘦遮肉", "防晒衣", "失眠的夜晚", "瘦高个子", "腰精裤", "百斤以内闭眼入",
    "微胖女孩的衬衫", "孕育春天的绿", "礼拜天的下午", "一岁一礼的手链", "四十四岁也敢穿",
    "气质高一点的大衣", "大年初一穿的新衣", "集中风格对比", "轮胎纹鞋底", "plus size blazer",
    "size 16 raincoat", "curvy fit jeans", "baby blue shirt", "baby tee", "boyfriend jeans",
    "church shoes", "patient with shipping", "minor flaw in the hem", "fits up to 200 lbs",
    "weekend bag for 24 year olds", "28 years old", "30-year-old vintage coat", "kidney bean tote",
    "junior size 7", "cancer zodiac necklace", "heavyweight cotton tee", "5 pounds of coffee",
    "mother of the bride dress", "size m for me",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "topic"), [(text, topic) for topic, texts in REVIEWED.items() for text in texts]
)
def test_what_must_be_reviewed(text: str, topic: str) -> None:
    assert topic in sensitive_topics(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_passes(text: str) -> None:
    assert sensitive_topics(text) == ()


def test_the_phrases_are_a_hundred_and_more() -> None:
    assert len(HARMLESS) >= 50
    assert sum(map(len, REVIEWED.values())) >= 50
