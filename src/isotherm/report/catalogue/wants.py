"""Needs, trends and briefs."""

from __future__ import annotations

__all__ = ["WANTS"]

WANTS: dict[str, tuple[str, str]] = {
    # needs
    "needs": ("没有被满足的需求", "Needs that go unmet"),
    "needs.lead": (
        "按“若像同类一样被满足，可卖出并留存的件数”排序；横条是 90% 区间，刻度相同。“没人在卖”即"
        "人无我有的机会，“有卖的，不够好”即人有我强的机会。",
        "Ranked by the kept pieces that would sell if each were served as well as its like; bars"
        " are 90% intervals on one scale.",
    ),
    "needs.none": ("没有发现未满足的需求。", "No unmet need was found."),
    "unmet.units": ("未满足的留存件数", "unmet kept pieces"),
    "askers": ("提问的人", "askers"),
    "satisfied": ("得到满足", "satisfied"),
    "why": ("为什么不成", "why it fails"),
    "why.none": ("原因未知", "reason unknown"),
    "why.fit": ("不合身", "fit"),
    "why.price": ("价格", "price"),
    "why.style": ("款式", "style"),
    "why.quality": ("质量", "quality"),
    "why.absent": ("没有货", "no goods"),
    "kind.only_here": ("没人在卖", "not on offer"),
    "kind.better_here": ("有卖的，不够好", "on offer, falls short"),
    "supply": (
        "{n} 件在售商品对得上",
        "{n} matching product on offer|{n} matching products on offer",
    ),
    "supply.none": ("没有在售商品对得上", "no matching product on offer"),
    "price": ("价位", "price"),
    "sensitive": ("仅运营可见 · 敏感，待审", "operator only · sensitive, to be reviewed"),
    # trends
    "trends": ("共鸣与趋势", "Trends"),
    "trends.lead": (
        "每天独立回应者的人数（现成的指数则是它自己的值）；阴影是预测，十次应有八次落在其中，中线"
        "居中。",
        "Independent repliers a day (of a ready-made count, its own value). The shade is the"
        " forecast and should hold eight outcomes in ten; its line is the middle.",
    ),
    "trends.none": (
        "没有趋势的证据过线。只靠协同账号的热度不算趋势，见“可信度”。",
        "No trend crossed the line of evidence. Heat made by coordinated accounts alone is none;"
        " see integrity.",
    ),
    "trends.none.rising": (
        "眼下没有还在升温的趋势。",
        "No trend is rising now.",
    ),
    "trends.near": ("接近峰值", "Near their peak"),
    "trends.past": ("已过峰值", "Past their peak"),
    "pieces.kept": ("件留存", "pieces kept"),
    "stage.emerging": ("萌芽", "emerging"),
    "stage.growing": ("增长", "growing"),
    "stage.surging": ("爆发", "surging"),
    "stage.mature": ("成熟", "mature"),
    "stage.fading": ("衰退", "fading"),
    "origin.found": ("自发", "grew by itself"),
    "origin.made": ("造风", "pushed by the operator"),
    "detected": ("过线于", "detected"),
    "first.seen": ("最早一篇", "first note"),
    "peak": ("峰值", "peak"),
    "notes": ("笔记", "notes"),
    "n.eff": ("独立作者", "independent authors"),
    "repliers": ("独立回应者", "independent repliers"),
    "ordinary": ("素人笔记", "by ordinary authors"),
    "organic": ("非协同", "not coordinated"),
    "conversion": ("每位回应者留存件", "kept pieces per replier"),
    "funnel": (
        "{asks} 求链接 · {carts} 加购 · {orders} 下单 · {kept} 件留存",
        "{asks} asks · {carts} carts · {orders} orders · {kept} pieces kept",
    ),
    "ready.made": (
        "现成的指数：不知道它的笔记、回应者和订单。",
        "A ready-made count: its notes, repliers and orders are not known.",
    ),
    "ready.made.short": ("现成指数", "index only"),
    "no.curve": ("没有曲线可画", "there is no curve to draw"),
    "curve.alt": ("每天独立回应者与预测", "independent repliers a day and the forecast"),
    "mark.read": ("读数日", "reading"),
    "mark.detected": ("过线", "detected"),
    # briefs
    "briefs": ("简报：做什么，最晚什么时候", "Briefs: what to make, and by when"),
    "briefs.lead": (
        "日历上是每份简报的最晚行动日，只给一家商家的也在内。下面每个题目列一份，先列面向所有商家"
        "的那份；给单家商家的日子写在里面。",
        "The calendar has the last day to act on every brief, those for single merchants too. Below"
        " stands one brief a subject, the one open to all where there is one; the days of single"
        " merchants are told inside.",
    ),
    "briefs.none": ("没有可发出的简报。", "No brief can be given."),
    "tier.T-60": ("T-60 开发", "T-60 develop"),
    "tier.T-30": ("T-30 首单", "T-30 first lot"),
    "tier.T-14": ("T-14 现货", "T-14 stock"),
    "tier.T-7": ("T-7 笔记", "T-7 notes"),
    "ahead.T-60": (
        "T-60（提前 60 天）开发新款",
        "T-60 (60 days ahead): develop",
    ),
    "ahead.T-30": (
        "T-30（提前 30 天）裁首单",
        "T-30 (30 days ahead): cut a first lot",
    ),
    "ahead.T-14": (
        "T-14（提前 14 天）用现货、发笔记",
        "T-14 (14 days ahead): stock and notes",
    ),
    "ahead.T-7": ("T-7（提前 7 天）只发笔记", "T-7 (7 days ahead): notes only"),
    "weekdays": ("一 二 三 四 五 六 日", "Mon Tue Wed Thu Fri Sat Sun"),
    "gap": ("这之间 {n} 周没有", "{n} week without any|{n} weeks without any"),
    "act.by": ("最晚行动日", "act by"),
    "pieces": ("件", "pieces"),
    "kept": ("预计留存件数", "kept pieces"),
    "audience": ("想要的人，至少", "people, at least"),
    "first.lot": ("首单件数", "first lot"),
    "lot.above": (
        "首单比预计留存的多：一部分会退回来，断货也比剩几件更亏。",
        "The lot is larger than what will be kept: some comes back, and running out costs more than"
        " a few left over.",
    ),
    "lot.below": (
        "首单比预计留存的少：预计会有几家一起做，这是一家的量。",
        "The lot is smaller than what will be kept: several merchants are expected to share it.",
    ),
    "size.curve": ("尺码比例", "sizes"),
    "missing.today": ("今天缺什么", "missing today"),
    "variants": ("先测哪几款", "test first"),
    "hooks": ("笔记可以这样开头", "how notes may open"),
    "do.nots": ("不要", "avoid"),
    "evidence": ("凭什么这么说", "what tells us so"),
    "readiness": ("已有货的商家", "merchants who hold it"),
    "season": ("当季", "season"),
    "confidence": ("估数的把握", "confidence in the figures"),
    "expires": ("有效到", "good until"),
    "open": ("面向所有商家", "open to all merchants"),
    "matched": ("{n} 家商家各有一份", "{n} merchant has its own|{n} merchants have their own"),
}
