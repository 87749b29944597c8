"""Replies and queries in which someone asks for a thing: demand in people's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from isotherm.text.ask_phrases import NOT_ASKS, PHRASES, SUBJECTS
from isotherm.text.hashing import hashed_vectors
from isotherm.text.normalise import normalise_all
from isotherm.text.settings import TextSettings

__all__ = ["ASK_KINDS", "classify_asks"]

ASK_KINDS = ("link", "same", "size", "advice")

_COLUMNS = 1 << 14
_LONGEST = 400  # letters: what is longer is a story, read by its beginning and its end

# Statements that hold an asking word without asking: looked at before everything else.
_TOLD = re.compile(
    r"链接(?:已|在|放|见|给|发(?:你|出|在|到)|都|来了|失效)|(?:评论区|主页|橱窗|置顶)[^?]{0,4}(?:有|找)?链接$|link(?:s|ed)? (?:is |are )?"
    r"(?:in|below|above|here)|(?:我|俺)(?:也)?有(?:一件|一条|个)?同款|不求|别求|(?:强烈|非常|真心|不|值得|好物|墙裂|十分|极力)推荐"
    r"|推荐(?:购买|给|入手|大家[买入]|这家)|(?:would|highly|definitely|do|not|n't) (?:not )?recommend|i (?:already )?(?:have|own|got|bought) (?:the|this)"
)
# In order: the first kind whose pattern is found is taken.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "size",
        re.compile(
            r"(?:有|出|做|求|要|没有?)(?:没有)?(?:更|再|加|特)?[大小加]码|(?:有|还有)(?:没有)?(?:\d?x{0,3}[sml]|[2-9]xl|均码)码?(?:吗|嘛|么|没|\?|$)"
            r"|(?:能|可以?|好)穿(?:吗|嘛|么|不|得?下)|(?:穿|买|选|拍|要|是)(?:的是)?(?:什么|多大|几|哪个|啥)(?:尺)?(?:码|号)"
            r"|(?:什么|多大|几|哪个|啥)(?:尺)?码|尺码(?:怎么|如何)|码数(?:怎么|全|是)|偏[大小](?:吗|嘛|么|还是)|最大(?:到|是|有)?(?:几|多|什么)"
            r"|\b(?:come|available|made?|have|get|got|is there|make)\b[^.!]{0,30}\b(?:plus[ -]?sizes?|petite|tall|larger|bigger|smaller"
            r"|x{1,4}l|[2-6]xl?|(?:size )?\d{2}w?)\b[^.!]{0,20}\?|plus[ -]?size (?:option|version|available)|what size|which size|bigger size\??$"
            r"|true to size ?\?|(?:does|do) (?:it|this|they|these) (?:run|fit)|is (?:it|this) true to size|sizes? up to"
        ),
    ),
    (
        "same",
        re.compile(
            r"(?:求|蹲|找|要|有|想要?|哪里?有)(?:没有|个|一个|一下)?(?:个)?(?:同款|平替|替代)|同款(?:吗|呢|\?|在哪|哪里|链接|$)"
            r"|(?:有|求|找)(?:没有)?(?:类似|差不多|相似|一样)的?[^!。]{0,8}|(?:any|a) dupes?|dupe for|(?:something|anything|one) (?:similar|like (?:this|it))"
            r"|(?:find|know|looking for) (?:a |the )?(?:similar|same)"
        ),
    ),
    (
        "link",
        re.compile(
            r"(?:求|蹲|要|有|发|踢|甩|给|扔|等|想要|滴)(?:我|个|一个|一下|下|没有|你|那个)*(?:链接|店铺|店名|购买方式)|链接(?:吗|呢|嘛|\?|有|求|谢|私|$)|^链接"
            r"|(?:哪里|哪儿|哪|在哪里?|从哪里?)(?:可以|能|有)?(?:买|卖|入手|下单)|哪家(?:店|的|买)|(?:什么|啥|哪个)(?:牌子|品牌|店)|怎么(?:买|购买|下单|拍)"
            r"|多少(?:钱|米)|(?:还|有|哪有)卖(?:吗|的吗|\?)|(?:啥|什么)时候(?:上架|上新|开卖|补货)|上(?:架|链接)了?(?:吗|没)|^(?:好)?想要"
            r"|^(?:the )?links?(?: (?:please|pls|plz|to|for)\b|[ ?]*$)|(?:drop|send|share|need|have|get|got|post|give)[a-z ]{0,14} links?\b|links?,? (?:please|pls|plz)"
            r"|where (?:did|do|can|could|is|are|was|were|would)[^.!]{0,30}\b(?:get|got|buy|bought|purchase|find|from|order)\b|where(?:'s| is) (?:it|this|that|the [a-z ]+) from"
            r"|where to (?:buy|get|find)|what(?:'s| is)? (?:the )?(?:brand|store|shop)|which (?:brand|store|shop)|who makes|how much (?:is|was|are|did|does)"
        ),
    ),
    (
        "advice",
        re.compile(
            r"(?:求|有|有什么|大家|帮忙|跪求|谁能|麻烦|请)[^!。,]{0,6}推荐(?!的朋友)|推荐(?:一下|个|吗|哪|什么|一款|一个|几)|求(?:建议|教程|避雷|穿搭|测评|指教|支招|解答|科普|攻略)"
            r"|怎么(?:搭|选|穿|配)|(?:穿|搭|配|买|选|入)(?:什么|啥|哪)|(?:哪个|哪件|哪款|哪种|哪条)[^!。]{0,6}(?:好|更|合适|推荐)|还是[^!。,]{1,6}(?:好|\?|呢)"
            r"|值得(?:买|入|入手|购买)(?:吗|嘛|么|不|\?)|(?:适合|会|好用|质量|显胖|起球|掉色|透|舒服)[^!。,]{0,8}(?:吗|嘛|么|\?|怎么样)"
            r"|(?:any|your|some) (?:recommendation|suggestion|advice|tip|idea|rec)s?|(?:can|could) (?:you|anyone|someone) (?:recommend|suggest|advise)|what (?:should|would|do|can) (?:i|you) (?:wear|get|buy|pair|recommend|suggest)"
            r"|(?:shoes|what|which)[a-z ]{0,14} (?:goes?|pair) with|how (?:do|would|should|can) (?:you|i) (?:style|wear|pair)|worth (?:it|buying|the) ?\?|which (?:one|colou?r|is better)|help me (?:choose|find|pick|decide)"
        ),
    ),
)


def classify_asks(texts: Sequence[str], settings: TextSettings | None = None) -> list[str]:
    """Say of each text what it asks for: "link", "same", "size", "advice", or "" (no ask).

    Patterns first (precise), then a small classifier for what they miss: logistic regression on
    hashed n-grams, taught on phrases the project wrote (:mod:`ask_phrases`), the same every time.

    >>> classify_asks(["求链接！", "有大码吗", "求同款", "好看", "where did you get this?", "nice"])
    ['link', 'size', 'same', '', 'link', '']
    """
    settings = settings or TextSettings()
    lines = normalise_all(texts)
    unique = sorted(set(lines))
    kinds = [_by_pattern(line) for line in unique]
    open_ = [i for i, kind in enumerate(kinds) if kind is None]
    guessed = _by_classifier([unique[i] for i in open_], settings.ask_probability)
    for i, kind in zip(open_, guessed, strict=True):
        kinds[i] = kind
    kind_of = dict(zip(unique, kinds, strict=True))
    return [kind_of[line] or "" for line in lines]


def _by_pattern(line: str) -> str | None:
    """The kind by pattern, "" for what is told rather than asked, None if neither shows."""
    if len(line) > _LONGEST:
        line = line[: _LONGEST // 2] + " " + line[-_LONGEST // 2 :]
    if not line or _TOLD.search(line):
        return ""
    for kind, pattern in _PATTERNS:
        if pattern.search(line):
            return kind
    return None


@cache
def _teacher() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Weights (columns x classes) and intercepts learnt from the project's own phrases."""
    from sklearn.linear_model import LogisticRegression

    kinds = [*ASK_KINDS, ""]
    texts, labels = [], []
    for label, kind in enumerate(kinds):
        for phrase in PHRASES.get(kind, NOT_ASKS):
            filled = [phrase.format(word) for word in SUBJECTS] if "{}" in phrase else [phrase]
            texts.extend(filled)
            labels.extend([label] * len(filled))
    model = LogisticRegression(C=20.0, max_iter=500, class_weight="balanced")
    model.fit(sp.csr_matrix(_features(texts)), labels)
    return model.coef_.T, model.intercept_


def _features(lines: Sequence[str]) -> sp.csr_array[Any]:
    """Which n-grams a line holds, rows of unit length."""
    held = hashed_vectors(lines, columns=_COLUMNS)
    held.data = 1.0 / np.sqrt(np.repeat(np.diff(held.indptr), np.diff(held.indptr)))
    return held


def _by_classifier(lines: Sequence[str], least: float) -> list[str]:
    if not lines:
        return []
    weights, intercepts = _teacher()
    score = np.asarray(_features(lines) @ weights) + intercepts
    odds = np.exp(score - score.max(axis=1, keepdims=True))
    chance = odds / odds.sum(axis=1, keepdims=True)
    best = chance.argmax(axis=1)
    names = [*ASK_KINDS, ""]
    sure = chance[np.arange(len(best)), best] >= least
    return [names[kind] if ok else "" for kind, ok in zip(best, sure, strict=True)]
