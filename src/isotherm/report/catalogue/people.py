"""The map, its strata and what warmed."""

from __future__ import annotations

__all__ = ["PEOPLE"]

PEOPLE: dict[str, tuple[str, str]] = {
    # map and strata
    "map": ("等温图", "The isotherm map"),
    "map.lead": (
        "一个圆是一层有同样需求、同样心情的人；离得近的两层，共有的人多。颜色说的是今天和它自己平常"
        "相比，冷清还是热闹。名字下面是人数和平常的倍数；点一个圆，看这一层。",
        "A circle is a stratum, people who share a need or a mood; strata that share people lie"
        " close. Colour tells whether it is quieter or livelier today than it usually is. Under a"
        " name stand its people and today against usual; choose a circle to read about it.",
    ),
    "map.alt": ("等温图：{n} 个圆", "Isotherm map of {n} circle|Isotherm map of {n} circles"),
    "map.none": ("这片海上还没有陆地", "No land in this sea yet"),
    "map.bridges.none": (
        "没有箭头：还没有哪两层之间，东西先后出现得多到不像巧合",
        "No arrows: between no two strata do things follow each other more often than chance",
    ),
    "map.size": ("圆越大，人越多", "The larger a circle, the more people"),
    "map.normal": ("虚线上，和平常一样", "On the dashed line, as usual"),
    "map.cold": ("比平常冷清", "quieter than usual"),
    "map.warm": ("比平常热闹", "livelier than usual"),
    "map.bridges": (
        "箭头：先在一层出现，后被另一层接过去",
        "Arrows: taken up in one first, then in the other",
    ),
    "map.unnamed": (
        "图上放不下的 {n} 个名字，在下面的名单里。",
        "One name did not fit on the map; it is in the list below.|{n} names did not fit on the"
        " map; they are in the list below.",
    ),
    "strata": ("同温层", "Strata"),
    "strata.none": ("没有读出同温层。", "No strata were found."),
    "people": ("人数", "people"),
    "persons": ("人", "people"),
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
