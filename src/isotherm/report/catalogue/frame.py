"""The page around the findings: its bar, its head, integrity, forecasts and the account."""

from __future__ import annotations

__all__ = ["FRAME"]

FRAME: dict[str, tuple[str, str]] = {
    # page
    "title": ("同温 · {day} 的读数", "Isotherm · reading of {day}"),
    "brand": ("同温", "Isotherm"),
    "language": ("English", "中文"),
    "theme": ("明暗", "Theme"),
    "fold": ("展开", "Unfold"),
    "nav.map": ("地图", "Map"),
    "nav.warmed": ("热了什么", "Warmed"),
    "nav.needs": ("需求", "Needs"),
    "nav.trends": ("趋势", "Trends"),
    "nav.briefs": ("简报", "Briefs"),
    "nav.integrity": ("可信度", "Integrity"),
    "nav.forecasts": ("预测", "Forecasts"),
    "nav.account": ("账目", "Account"),
    "operator": (
        "仅供运营内部使用：含未作 k 匿名处理的内容，请勿转给商家。给一家商家看的页面，用 {command}"
        " 另写。",
        "For the operator only: not all of it is k-anonymous; do not pass it to merchants."
        " {command} writes the page that one merchant may see.",
    ),
    "names": (
        "名字是这里的人自己的说法。",
        "Names are what people here say, in their own language; all else is told in yours.",
    ),
    "more": ("其余 {n} 项", "{n} more|{n} more"),
    "everyone": ("全体", "everyone"),
    # header
    "asof": ("截至", "as of"),
    "rows": ("读入行数", "rows read"),
    "rejects": ("拒收行数", "rows rejected"),
    "found.strata": (
        "读出 {n} 个同温层；最大的是“{largest}”（{low_high} 人），眼下最热的是“{warmest}”（平常的"
        " {warmth}）。",
        "There is one stratum, “{largest}” ({low_high} people), at {warmth} its normal"
        " activity.|There are {n} strata; the largest is “{largest}” ({low_high} people), the"
        " warmest now is “{warmest}” at {warmth} its normal activity.",
    ),
    "found.strata.nested": (
        "读出 {n} 个同温层，其中 {wider} 个是大层，里面还分着小层，地图画的是另外 {leaves} 个；"
        "这 {leaves} 个里最大的是“{largest}”（{low_high} 人），眼下最热的是“{warmest}”（平常的"
        " {warmth}）。",
        "There are {n} strata: {wider} wide ones that hold others, and the {leaves} drawn on the"
        " map. Of these the largest is “{largest}” ({low_high} people), the warmest now is"
        " “{warmest}” at {warmth} its normal activity.",
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
        "{n} 股趋势的证据过线，最要紧的是“{name}”（{stage}）。",
        "One trend crossed the line of evidence: “{name}” ({stage}).|{n} trends crossed the line"
        " of evidence, first of all “{name}” ({stage}).",
    ),
    "found.trends.none": ("没有趋势的证据过线。", "No trend crossed the line of evidence."),
    "found.briefs.open": (
        "{n} 份简报面向所有商家，最早 {day} 前行动。",
        "One brief is open to all merchants, to act on by {day}.|{n} briefs are open to all"
        " merchants, the first to act on by {day}.",
    ),
    "found.briefs.own": (
        "{n} 份简报各给一家商家，最早 {day} 前行动。",
        "One brief goes to a single merchant, to act on by {day}.|{n} briefs go to single"
        " merchants, the first to act on by {day}.",
    ),
    "found.briefs.none": ("没有可发出的简报。", "No brief can be given."),
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
    "sure": ("判断的把握", "certainty"),
    "sign.replies": ("回复", "replies"),
    "sign.reactions": ("互动", "reactions"),
    "sign.notes": ("笔记", "notes"),
    "sign.orders": ("订单", "orders"),
    "sign.goods": ("商品", "goods"),
    "sign.votes": ("投票", "votes"),
    "sign.searches": ("搜索", "searches"),
    "sign.one choice": ("票投同一个", "one choice"),
    "sign.no life before": ("之前没有痕迹", "no life before"),
    "sign.strangers to the others": ("与其他投票人素不相识", "strangers to the others"),
    "sign.does little else": ("很少做别的事", "does little else"),
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
    "account": ("缺了什么，什么没读进来", "What was missing, and what could not be read"),
    "missing": ("缺少的", "What was missing"),
    "missing.none": ("什么都不缺。", "Nothing was missing."),
    "rejected": ("拒收的行", "Rows that could not be read"),
    "rejected.none": ("每一行都读进来了。", "Every row could be read."),
    "code": ("原因", "fault"),
    "count": ("行数", "rows"),
    "example": ("例", "for example"),
    "made.by": (
        "由同温（Isotherm）{version} 读出；输入摘要 {hash}。",
        "Read by Isotherm {version}; digest of the input {hash}.",
    ),
    # why a row was rejected
    "reject.unreadable": ("文件打不开", "cannot be opened"),
    "reject.bad_encoding": ("编码认不出", "encoding not known"),
    "reject.bad_quotes": ("引号没配对", "quotes do not match"),
    "reject.field_count": ("列数不对", "wrong number of cells"),
    "reject.too_long": ("这一行太长", "row too long"),
    "reject.not_json": ("不是 JSON", "not JSON"),
    "reject.missing_column": ("缺必需的列", "required column missing"),
    "reject.empty": ("必填的空着", "required cell empty"),
    "reject.bad_text": ("不是文字", "no text"),
    "reject.bad_id": ("不是编号", "no id"),
    "reject.bad_time": ("不是时间", "no time"),
    "reject.bad_number": ("不是数字", "no number"),
    "reject.bad_boolean": ("不是真假值", "no yes or no"),
    "reject.bad_list": ("不是列表", "no list"),
    "reject.bad_map": ("不是键值表", "no map"),
    "reject.unknown_choice": ("不在可选的词里", "not one of the words allowed"),
    "reject.out_of_range": ("超出范围", "out of range"),
    "reject.future": ("时间在将来", "in the future"),
    "reject.total": ("合计行", "a row of totals"),
    "reject.duplicate": ("重复", "seen before"),
}
