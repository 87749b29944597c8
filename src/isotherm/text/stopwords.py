"""Characters and words that carry grammar, not matter: no label begins, ends or consists of them."""

from __future__ import annotations

__all__ = ["NEVER_FIRST", "NEVER_LAST", "STOPWORDS"]

NEVER_FIRST = frozenset(
    "的了是在我你您他她它们这那哪有和就都也很吗呢吧啊呀哦哈嘛啦么着过把被给让跟与及或但而且又还再"
    "最太真挺比从到对向为以于之其所如若因此该每另些个只才却并等会能可要想去来说看做用求问请没没么"
    "什怎啥几多好更非已经将曾便则即使由被叫令据按凭靠请觉感得地"
)
NEVER_LAST = frozenset(
    "的了是在我你您他她它们这那哪有和就都也很吗呢吧啊呀哦哈嘛啦么着把被给让跟与及或但而且又还再"
    "最太真挺比从到对向为以于之其所如若因此该每另些个只才却并会能可要想说不没什怎啥几更非已经将"
    "一二三四五六七八九十两得地之还就"
)
STOPWORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below
    between both but by can cannot could did do does doing done down during each either else even
    ever every few for from further get gets getting go goes going got had has have having he her
    here hers him his how however i if in into is it its itself just know let like lot made make
    many may me might mine more most much must my myself need never no nor not now of off on once
    one only onto or other our ours out over own per please quite rather really s same say see she
    should since so some still such t than that the their theirs them then there these they thing
    things think this those though through to too two under until up upon us use used very via want
    was way we well were what when where which while who whom whose why will with within without
    would yes yet you your yours don doesn didn isn wasn won ve ll re im ive dont didnt doesnt cant
    de la el los las les des du le un une der die das und ist et en y que qui por para con una
    什么 怎么 这个 那个 一个 没有 可以 就是 还是 不是 我们 你们 他们 自己 因为 所以 但是 如果
    虽然 已经 觉得 感觉 知道 时候 现在 真的 非常 特别 比较 有点 一下 一样 这样 那样 这么 那么
    不过 而且 然后 还有 其实 可能 应该 大家 东西 起来 出来 下来 不错 不好 一直 一点 不会 不能""".split()
)
