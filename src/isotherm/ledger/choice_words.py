"""What shops call the few words a column allows, so that a row is not lost for being in Chinese."""

from __future__ import annotations

import functools

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["MEANT", "read_choices"]

_CALLED = {
    "small": "偏小 太小 小了 小 too_small runs_small tight 偏紧 紧",
    "true": "合适 合身 正好 刚好 適合 合適 正常 fit fits perfect just_right true_to_size",
    "large": "偏大 太大 大了 大 too_large too_big runs_large big loose 偏松 松",
    "impression": "曝光 展示 曝光量",
    "view": "浏览 点击 查看 阅读 瀏覽",
    "like": "点赞 赞 喜欢 點讚",
    "save": "收藏",
    "share": "分享 转发 轉發",
    "follow": "关注 關注",
    "cart": "加购 加购物车 加入购物车 add_to_cart",
    "reader": "读者 普通用户",
    "author": "作者 博主 达人",
    "buyer": "买家 顾客",
    "merchant": "商家 卖家 店铺",
}
MEANT = {
    word.replace("_", " "): choice for choice, words in _CALLED.items() for word in words.split()
}
"""The choice each word means, in small letters and with spaces for underscores."""


def read_choices(choices: tuple[str, ...], words: pa.Array) -> pa.Array:
    """The words in small letters, those that mean one of ``choices`` as that choice.

    >>> said = pa.array([" Small", "偏大", "too_small", "wide"])
    >>> read_choices(("small", "true", "large"), said).to_pylist()
    ['small', 'large', 'small', 'wide']
    """
    plain = pc.utf8_lower(pc.utf8_trim_whitespace(words))
    allowed = pa.array(choices)
    odd = pc.and_(pc.invert(pc.is_in(plain, allowed)), plain.is_valid())
    if not pc.any(odd).as_py():
        return plain
    spoken = pc.replace_substring(pc.if_else(odd, plain, None), "_", " ")
    known, chosen = _dictionary()
    meant = chosen.take(pc.index_in(spoken, known))
    return pc.if_else(pc.is_in(meant, allowed), meant, plain)


@functools.cache
def _dictionary() -> tuple[pa.Array, pa.Array]:
    """The words and their choices; made when first asked for, as arrays load much else."""
    return pa.array(list(MEANT), pa.string()), pa.array(list(MEANT.values()), pa.string())
