"""The map, its strata and what warmed."""

from __future__ import annotations

__all__ = ["PEOPLE"]

PEOPLE: dict[str, tuple[str, str]] = {
    # map and strata
    "map": ("等温图", "The isotherm map"),
    "map.lead": (
        "一个圆是一个同温层，面积是人数；离得近的共有成员多。颜色与等温线是今天的活跃度相对它自己"
        "平常的倍数（1 为平常），在地点之间平滑过渡。名字下面是人数和倍数；点一个地点看它的卡片。",
        "A circle is a stratum, its area its people; those who share members lie close. Colour"
        " and lines of equal warmth show today's activity against its own normal (1 is normal),"
        " smoothed between places. Under a name stand its people and its warmth; choose a place"
        " to see its card.",
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
    "unmet": ("没着落的提问", "asks unmet"),
    "stability": ("稳定度", "stability"),
    "temperature": ("温度", "warmth"),
    "within": ("属于", "within"),
    "holds": ("其中有", "holds"),
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
    "warmed.none": (
        "没有上一次的读数可比；运行时用 --previous 指明一次。",
        "There is no previous reading to compare with; a run is given one with --previous.",
    ),
    "then": ("上次", "then"),
    "now": ("这次", "now"),
    "overlap": ("成员重合", "members shared"),
    "event.same": ("延续", "same"),
    "event.born": ("新生", "born"),
    "event.split": ("分出", "split"),
    "event.merged": ("合并", "merged"),
    "event.faded": ("消散", "faded"),
}
