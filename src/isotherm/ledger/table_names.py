"""What exporters call the tables of a ledger, so that a message can say which is meant."""

from __future__ import annotations

import difflib

from isotherm.schema import LEDGER

__all__ = ["table_meant_by"]

_CALLED = {
    "actors": "用户 用户表 会员 博主 达人 users members accounts customers people",
    "notes": "笔记 笔记表 帖子 内容 作品 posts articles contents threads",
    "replies": "评论 回复 评论表 留言 comments answers",
    "reactions": "互动 行为 行为日志 点赞 收藏 events actions behaviors likes interactions",
    "searches": "搜索 搜索词 搜索记录 搜索日志 queries search_log",
    "products": "商品 商品表 宝贝 货品 items goods catalog catalogue",
    "skus": "规格 规格表 variants",
    "orders": "订单 订单表 订单明细 销售 purchases sales transactions order_items",
    "outcomes": "售后 退货 退款 评价 returns reviews ratings feedback",
    "merchants": "商家 店铺 供应商 shops sellers vendors stores suppliers",
    "tests": "测款 测试 experiments",
    "options": "选项 款式",
    "votes": "投票 ballots",
    "wishes": "愿望 心愿 许愿 wishlist wishlists requests",
    "pushes": "推送 运营 campaigns promotions",
    "need_reviews": "需求审核 need_review",
    "series": "热榜 热搜 指数 hot trends",
}
_WORDS = {word: table for table, words in _CALLED.items() for word in words.split()}


def table_meant_by(name: str) -> str:
    """The table that a foreign file name most likely means; empty where none.

    >>> [table_meant_by(name) for name in ("笔记", "comments", "note", "x")]
    ['notes', 'replies', 'notes', '']
    """
    plain = name.strip().lower().replace(" ", "_")
    if plain in _WORDS:
        return _WORDS[plain]
    near = difflib.get_close_matches(plain, list(LEDGER), n=1)
    return near[0] if near else ""
