"""Needs, trends and briefs."""

from __future__ import annotations

__all__ = ["WANTS"]

WANTS: dict[str, tuple[str, str]] = {
    # needs
    "needs": ("没有被满足的需求", "Needs that go unmet"),
    "needs.lead": (
        "按“若像同类一样被满足，可卖出并留存的件数”排序；横条是 90% 区间，刻度相同。",
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
    "why.absent": ("没有货", "absent"),
    "kind.only_here": ("人无我有", "not on offer"),
    "kind.better_here": ("人有我强", "on offer, falls short"),
    "supply": ("{n} 件商品应答", "{n} product answers|{n} products answer"),
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
        "眼下没有还在升温的趋势：证据过线的都已过了峰值。",
        "No trend is rising now: those that crossed the line of evidence are past their peak.",
    ),
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
    "no.curve": ("没有曲线可画", "there is no curve to draw"),
    "curve.alt": ("每天独立回应者与预测", "independent repliers a day and the forecast"),
    "mark.today": ("今天", "today"),
    "mark.detected": ("过线", "detected"),
    # briefs
    "briefs": ("简报：做什么，最晚什么时候", "Briefs: what to make, and by when"),
    "briefs.lead": (
        "日历按最晚行动日排列。简报只含 k 匿名的内容，可以给商家看。",
        "The calendar shows the last day to act. Briefs hold only k-anonymous figures: merchants"
        " may see them.",
    ),
    "briefs.none": ("没有可发出的简报。", "No brief can be given."),
    "tier.T-60": ("T-60 开发", "T-60 develop"),
    "tier.T-30": ("T-30 首单", "T-30 first lot"),
    "tier.T-14": ("T-14 现货与笔记", "T-14 stock and notes"),
    "tier.T-7": ("T-7 只发笔记", "T-7 notes only"),
    "weekdays": ("一 二 三 四 五 六 日", "Mon Tue Wed Thu Fri Sat Sun"),
    "gap": ("这之间 {n} 周没有", "{n} week without any|{n} weeks without any"),
    "act.by": ("最晚行动日", "act by"),
    "pieces": ("件", "pieces"),
    "kept": ("预计留存件数", "kept pieces"),
    "audience": ("面向", "audience"),
    "first.lot": ("首单", "first lot"),
    "size.curve": ("尺码比例", "sizes"),
    "missing.today": ("今天缺什么", "missing today"),
    "variants": ("值得测的款", "worth testing"),
    "hooks": ("笔记开头", "how notes may open"),
    "do.nots": ("不要", "leave out"),
    "evidence": ("依据", "rests on"),
    "readiness": ("已有货的商家", "merchants who hold it"),
    "season": ("当季", "season"),
    "confidence": ("把握", "confidence"),
    "expires": ("有效到", "good until"),
    "open": ("面向所有商家", "open to all merchants"),
    "matched": ("{n} 家商家各有一份", "{n} merchant has its own|{n} merchants have their own"),
}
