"""Every text of the report in Chinese and English, by key.

Names in braces are filled in; an English text with ``|`` has its singular before it and its
plural after it, decided by the value named ``n``.
"""

from __future__ import annotations

__all__ = ["CATALOGUE"]

CATALOGUE: dict[str, tuple[str, str]] = {
    # page
    "title": ("同温 · {day} 的读数", "Isotherm · reading of {day}"),
    "brand": ("同温", "Isotherm"),
    "language": ("English", "中文"),
    "theme": ("明暗", "Theme"),
    "fold": ("展开", "Unfold"),
    "operator": (
        "仅供运营内部使用：需求与协同账号两节含未作 k 匿名处理的内容，请勿转给商家。",
        "For the operator only: needs and integrity are not k-anonymous; do not pass them to"
        " merchants.",
    ),
    "more": ("其余 {n} 项", "{n} more|{n} more"),
    "everyone": ("全体", "everyone"),
    # header
    "asof": ("截至", "As of"),
    "rows": ("读入行数", "rows read"),
    "rejects": ("拒收行数", "rows rejected"),
    "found.strata": (
        "读出 {n} 个同温层；最大的是“{largest}”（{low_high} 人），眼下最热的是“{warmest}”（平常的"
        " {warmth}）。",
        "There is one stratum, “{largest}” ({low_high} people), at {warmth} its normal"
        " activity.|There are {n} strata; the largest is “{largest}” ({low_high} people), the"
        " warmest now is “{warmest}” at {warmth} its normal activity.",
    ),
    "found.strata.none": (
        "没有读出同温层：没有一种分法在留出数据上说得通，因此不作划分。",
        "No strata were found: no division of the people paid for itself on held-out data.",
    ),
    "found.needs": (
        "{n} 个需求没有被满足；最大的是“{name}”，若像同类一样被满足，约可多卖出并留存 {low_high} "
        "件。",
        "One need goes unmet: “{name}”; served as well as its like, {low_high} more pieces would"
        " be sold and kept.|{n} needs go unmet; the largest is “{name}”: served as well as its"
        " like, {low_high} more pieces would be sold and kept.",
    ),
    "found.needs.none": (
        "没有发现未满足的需求：人们问的东西，找到并留下的程度与同类相当。",
        "No unmet need was found: what people asked for, they found and kept as often as its like.",
    ),
    "found.trends": (
        "{n} 股趋势的证据过线，最要紧的是“{name}”（{stage}）；",
        "One trend crossed the line of evidence: “{name}” ({stage}); |{n} trends crossed the line"
        " of evidence, first of all “{name}” ({stage}); ",
    ),
    "found.trends.none": ("没有趋势的证据过线；", "No trend crossed the line of evidence; "),
    "found.briefs": (
        "有 {n} 份简报（{offers} 个题目），最早要在 {day} 前行动。",
        "one brief waits, to act on by {day}.|{n} briefs on {offers} subjects wait, the first to"
        " act on by {day}.",
    ),
    "found.briefs.none": ("没有可发出的简报。", "no brief can be given."),
    # map and strata
    "map": ("等温图", "The isotherm map"),
    "map.lead": (
        "一个圆是一个同温层，面积是人数；离得近的共有成员多。颜色与等温线是今天的活跃度相对它自己"
        "平常的倍数（1 为平常），在地点之间平滑过渡。点一个地点看它的卡片。",
        "A circle is a stratum, its area its people; those who share members lie close. Colour"
        " and lines of equal warmth show today's activity against its own normal (1 is normal),"
        " smoothed between places. Choose a place to see its card.",
    ),
    "map.alt": ("等温图：{n} 个同温层", "Isotherm map of {n} stratum|Isotherm map of {n} strata"),
    "map.none": ("这片海上还没有陆地", "No land in this sea yet"),
    "map.bridges": (
        "箭头：先在一层出现，后被另一层接过去",
        "Arrows: taken up in one first, then in the other",
    ),
    "map.legend": ("活跃度：平常的倍数", "Activity, times its normal"),
    "map.unnamed": (
        "图上放不下的 {n} 个名字见下面的卡片。",
        "One name did not fit on the map; its card is below.|{n} names did not fit on the map;"
        " their cards are below.",
    ),
    "strata": ("同温层", "Strata"),
    "strata.none": ("没有读出同温层。", "No strata were found."),
    "people": ("人数", "people"),
    "unmet": ("没问到的", "asks unmet"),
    "stability": ("稳定度", "stability"),
    "temperature": ("温度", "warmth"),
    "within": ("属于", "within"),
    "its.needs": ("它的需求", "its needs"),
    "its.trends": ("它的趋势", "its trends"),
    "its.bridges": ("之后传到", "then taken up in"),
    "its.standards": ("小圈标品", "standard here"),
    # what warmed
    "warmed": ("比上次热了什么", "What warmed since the last reading"),
    "warmed.lead": (
        "点是这次的活跃度，线从上次（未知则从平常）拉到这次；中线是平常，两端是四分之一和四倍。",
        "The dot is activity now, the line comes from then (from normal where then is not known);"
        " the middle is normal, the ends are a quarter and four times.",
    ),
    "warmed.none": ("没有上一次的读数可比。", "There is no previous reading to compare with."),
    "then": ("上次", "then"),
    "now": ("这次", "now"),
    "overlap": ("成员重合", "members shared"),
    "event.same": ("延续", "same"),
    "event.born": ("新生", "born"),
    "event.split": ("分出", "split"),
    "event.merged": ("合并", "merged"),
    "event.faded": ("消散", "faded"),
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
    "kind.only_here": ("人无我有", "only here"),
    "kind.better_here": ("人有我强", "better here"),
    "supply": ("{n} 件商品应答", "{n} product answers|{n} products answer"),
    "price": ("价位", "price"),
    "sensitive": ("仅运营可见 · 敏感，待审", "operator only · sensitive, to be reviewed"),
    # trends
    "trends": ("共鸣与趋势", "Trends"),
    "trends.lead": (
        "每天独立回应者的人数；阴影是预测的 p10–p90，中线是 p50。",
        "Independent repliers a day; the shade is the forecast from p10 to p90, its line p50.",
    ),
    "trends.none": (
        "没有趋势的证据过线。只靠协同账号的热度不算趋势，见“可信度”。",
        "No trend crossed the line of evidence. Heat made by coordinated accounts alone is none;"
        " see integrity.",
    ),
    "stage.emerging": ("萌芽", "emerging"),
    "stage.growing": ("增长", "growing"),
    "stage.surging": ("爆发", "surging"),
    "stage.mature": ("成熟", "mature"),
    "stage.fading": ("衰退", "fading"),
    "origin.found": ("自发", "found"),
    "origin.made": ("造风", "made"),
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
    # integrity
    "integrity": ("可信度", "Integrity"),
    "integrity.lead": (
        "{groups} 组账号像一个人一样行动，共 {n} 个账号；每组在计数时只算一个人。",
        "{groups} groups act as one, {n} account in all; each group counts for one"
        " person.|{groups} groups act as one, {n} accounts in all; each group counts for one"
        " person.",
    ),
    "integrity.none": ("没有发现协同行动的账号。", "No accounts were found to act as one."),
    "accounts": ("个账号", "accounts"),
    "sure": ("把握", "how sure"),
    "sign.replies": ("回复", "replies"),
    "sign.reactions": ("互动", "reactions"),
    "sign.notes": ("笔记", "notes"),
    "sign.orders": ("订单", "orders"),
    "sign.shared targets": ("目标相同", "shared targets"),
    "sign.same moment": ("同一时刻", "same moment"),
    "sign.same text": ("同样的话", "same text"),
    "sign.joined just before": ("刚刚注册", "joined just before"),
    "sign.never seen before": ("之前没出现过", "never seen before"),
    "sign.does nothing else": ("不做别的事", "does nothing else"),
    "sign.strangers otherwise": ("别处互不相识", "strangers otherwise"),
    "sign.closed circle": ("封闭小圈", "closed circle"),
    "sign.isolated block": ("孤立的一块", "isolated block"),
    # forecasts
    "forecasts": ("预测账本", "The forecast ledger"),
    "forecasts.lead": (
        "{scored} 条预测已经到期并打分，还有 {n} 条在等。p10–p90 应当盖住八成的结果。",
        "{scored} forecasts have come due and are scored, {n} still waits. From p10 to p90 should"
        " cover eight outcomes in ten.|{scored} forecasts have come due and are scored, {n} still"
        " wait. From p10 to p90 should cover eight outcomes in ten.",
    ),
    "forecasts.none": ("还没有发出过预测。", "No forecast has been issued yet."),
    "coverage": ("盖住的比例", "covered"),
    "pinball": ("平均弹球损失", "mean pinball loss"),
    "horizon": ("提前天数", "days ahead"),
    "scored": ("已打分", "scored"),
    "aim": ("应为 80%", "80% is due"),
    "unscored": (
        "还没有到期的预测，过些天再看。",
        "None has come due yet; look again in some days.",
    ),
    # account
    "account": ("缺了什么，花了多少", "What was missing, and what it took"),
    "missing": ("缺少的", "What was missing"),
    "missing.none": ("什么都不缺。", "Nothing was missing."),
    "rejected": ("拒收的行", "Rows that could not be read"),
    "rejected.none": ("每一行都读进来了。", "Every row could be read."),
    "code": ("原因", "fault"),
    "count": ("行数", "rows"),
    "example": ("例", "for example"),
    "costs": ("每一步的时间与内存", "Time and memory of each step"),
    "step": ("步骤", "step"),
    "seconds": ("秒", "seconds"),
    "peak.mb": ("内存峰值 MB", "peak memory, MB"),
    "made.by": (
        "由同温（Isotherm）{version} 读出；输入摘要 {hash}。",
        "Read by Isotherm {version}; digest of the input {hash}.",
    ),
}
