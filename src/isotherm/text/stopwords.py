"""Characters and words of grammar: no label begins with them, ends in them or is one."""

from __future__ import annotations

from isotherm.text.word_tables import read_list

__all__ = ["FIRST_AFTER_ALL", "NEVER_FIRST", "NEVER_LAST", "STOPWORDS"]

NEVER_FIRST = frozenset(
    "的了是在我你您他她它们这那哪有和就都也很吗呢吧啊呀哦哈嘛啦么着过把被给让跟与及或"
    "但而且又还再最太真挺比从到对向为以于之其所如若因此该每另些个只才却并等会能可要想"
    "去来说看做用求问请没什怎啥几多好更非已经将曾便则即使由叫令据按凭靠觉感得地"
)
# Words of goods that begin like a word of grammar: 真丝 is silk, not "really".
FIRST_AFTER_ALL = (
    "真丝",
    "真皮",
    "可爱",
    "可调",
    "可拆",
    "可折",
    "可机洗",
    "和服",
    "对襟",
    "多功能",
    "好物",
)
NEVER_LAST = frozenset(
    "的了是在我你您他她它们这那哪有和就都也很吗呢吧啊呀哦哈嘛啦么着把被给让跟与及或但"
    "而且又还再最太真挺比从到对向为以于之其所如若因此该每另些个只才却并会能可要想说不"
    "没什怎啥几更非已经将一二三四五六七八九十两得地"
)
STOPWORDS = frozenset(
    read_list(
        """
a, about, above, after, again, all, also, am, an, and, any, are, as, at, be, because, been,
before, being, below, between, both, but, by, can, cannot, cant, con, could, das, de, der, des,
did, didn, didnt, die, do, does, doesn, doesnt, doing, don, done, dont, down, du, during, each,
either, el, else, en, et, even, ever, every, few, for, from, further, get, gets, getting, go,
goes, going, got, had, has, have, having, he, her, here, hers, him, his, how, however, i, if,
im, in, into, is, isn, ist, it, its, itself, ive, just, know, la, las, le, les, let, like, ll,
los, lot, made, make, many, may, me, might, mine, more, most, much, must, my, myself, need,
never, no, nor, not, now, of, off, on, once, one, only, onto, or, other, our, ours, out, over,
own, para, per, please, por, que, qui, quite, rather, re, really, s, same, say, see, she,
should, since, so, some, still, such, t, than, that, the, their, theirs, them, then, there,
these, they, thing, things, think, this, those, though, through, to, too, two, un, una, und,
under, une, until, up, upon, us, use, used, ve, very, via, want, was, wasn, way, we, well, were,
what, when, where, which, while, who, whom, whose, why, will, with, within, without, won, would,
y, yes, yet, you, your, yours,
一下, 一个, 一样, 一点, 一直, 下来, 不会, 不好, 不是, 不能, 不过, 不错, 东西, 什么, 他们, 但是,
你们, 其实, 出来, 可以, 可能, 因为, 大家, 如果, 就是, 已经, 应该, 怎么, 感觉, 我们, 所以, 时候,
有点, 比较, 没有, 然后, 特别, 现在, 真的, 知道, 而且, 自己, 虽然, 觉得, 起来, 还是, 还有, 这个,
这么, 这样, 那个, 那么, 那样, 非常
"""
    )
)
