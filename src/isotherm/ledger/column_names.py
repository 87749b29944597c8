"""What exporters call the columns of a ledger, so that a message can say which is meant."""

from __future__ import annotations

import difflib

__all__ = ["meant_by"]

_CALLED = {
    "actor_id": "用户id 用户 会员id 买家id 买家 评论者 user user_id uid customer_id "
    "member_id buyer_id",
    "author_id": "作者id 作者 博主id 发布者 用户id 用户 author user_id uid creator_id",
    "note_id": "笔记id 笔记 帖子id 内容id post_id item_id",
    "reply_id": "评论id 回复id comment_id",
    "parent_id": "父评论id 上级评论id parent_comment_id",
    "product_id": "商品id 商品 商品编号 货号 宝贝id spu item_id goods_id",
    "sku_id": "规格id sku sku编码 商家编码",
    "order_id": "订单id 订单号 订单编号 order_no",
    "merchant_id": "店铺id 商家id 店铺 商家 shop_id seller_id vendor",
    "at": "时间 日期 发布时间 创建时间 下单时间 付款时间 评论时间 搜索时间 time date timestamp "
    "datetime created_at create_time",
    "listed_at": "上架时间 created_at",
    "joined_at": "注册时间 registered_at created_at",
    "title": "标题 商品名称 名称 name headline",
    "body": "正文 内容 笔记内容 content text desc",
    "text": "评论内容 评论 内容 回复内容 content body comment",
    "tags": "标签 话题 hashtags topics",
    "query": "搜索词 关键词 关键字 搜索内容 keyword search_term q",
    "kind": "类型 行为 行为类型 动作 action event type event_type",
    "count": "次数 times",
    "quantity": "数量 件数 qty",
    "price_fen": "价格 单价 金额 售价 实付金额 price amount price_cents",
    "category": "类目 分类 品类 product_type",
    "description": "描述 商品描述 详情 desc",
    "attributes": "属性 规格 properties",
    "stock": "库存 inventory",
    "followers": "粉丝数 粉丝 关注者 fans",
    "fit": "合身 尺码感受 sizing",
    "rating": "评分 星级 score stars",
    "reason": "原因 退货原因 return_reason",
    "kept": "是否保留 returned",
    "name": "名称 店铺名称 title",
    "value": "数值 热度 指数 hot index score",
}


def meant_by(name: str, declared: tuple[str, ...]) -> str:
    """The column of a table that a foreign name most likely means; empty where none.

    >>> meant_by("笔记ID", ("note_id", "at")), meant_by("titel", ("title",)), meant_by("x", ("at",))
    ('note_id', 'title', '')
    """
    plain = name.strip().lower().replace(" ", "_")
    for column in declared:
        if plain in _CALLED.get(column, "").split():
            return column
    near = difflib.get_close_matches(plain, declared, n=1)
    return near[0] if near else ""
