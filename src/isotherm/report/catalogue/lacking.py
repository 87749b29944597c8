"""What a reading may say it went without: the lines of its steps, and the same in Chinese."""

from __future__ import annotations

__all__ = ["LACKING"]

LACKING: dict[str, str] = {
    "nobody asks for anything: no needs can be seen": "没有人提问：看不到需求",
    "nobody buys rather after asking than before: needs cannot be judged by buying": (
        "问过之后并不比问之前买得多：需求无法按购买来判断"
    ),
    "no notes: strata and trends rest on searches and orders alone": (
        "没有笔记：同温层和趋势只能凭搜索与订单"
    ),
    "no replies: asks under notes and resonance are not seen": (
        "没有回复：看不到评论里的求链接，也看不到共鸣"
    ),
    "no searches: needs rest on replies and wishes alone": "没有搜索：需求只能凭回复与心愿",
    "no orders: needs and trends are not followed to a sale": ("没有订单：需求和趋势跟不到成交"),
    "no outcomes: supply cannot be judged by what was kept": (
        "没有收货结果：供给好不好，无法按留存来判断"
    ),
    "no kept or returned pieces: contentment rests on fit and rating": (
        "没有留存或退货记录：满意与否只凭合身与评分"
    ),
    "no outcomes: an order counts as content": "没有收货结果：下单就算满意",
    "no orders: an opened search result counts as content": "没有订单：点开搜索结果就算满意",
    "no orders or clicks: a search with results counts as content": (
        "没有订单也没有点击：搜得到就算满意"
    ),
    "no stratum proved itself on contacts kept aside": "没有一个同温层在留出的接触上站得住",
    "no dated notes with responses: no trends can be seen": (
        "没有带时间且有人回应的笔记：看不到趋势"
    ),
    "follower counts are missing: ordinary authors are told by their median engagement": (
        "没有粉丝数：素人按平时的互动中位数来认"
    ),
    "no dated series: no trends can be seen in ready-made counts": (
        "没有带时间的现成序列：从中看不到趋势"
    ),
    "trends of ready-made series know no notes, repliers or orders": (
        "来自现成序列的趋势，不知道笔记、回应者和订单"
    ),
    "no products: supply is what searches opened, not what is offered": (
        "没有商品：供给只看搜索点开了什么，而不是在售什么"
    ),
    "no merchants: briefs are open to all": "没有商家：简报面向所有人",
    "no products: nobody's goods are matched": "没有商品：不知道谁有对得上的货",
}
