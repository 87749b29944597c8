"""Calls to reply: what a note asks of its readers, which says nothing of what they want."""

from __future__ import annotations

import re

__all__ = ["without_calls"]

_CALLS = re.compile(
    r"""
    [来在去到]?(?:评论区|留言区|评论[里下]|留言|弹幕)[里下]?[面方]?
        (?:说一?声|说一?说|聊一?聊|告诉我|举个?手|报个?到|打个?卡|扣\d*|见)?
    |告诉我(?:一声|一下)?|(?:说|吱|喊|应)一?声
    |举个手|报个到|冒个泡|扣[ ]?\d+
    |谁[陪跟和与]我(?:一起)?|有没有(?:人|姐妹)?一起
    |\b(?:(?:tell|show)[ ](?:me|us)|let[ ](?:me|us)[ ]know|raise[ ]your[ ]hands?)\b
    |\b(?:drop|leave)[ ](?:me[ ]|us[ ])?(?:a[ ]|your[ ])?(?:comments?|reply|replies)\b
    |\b(?:comment|reply)[ ](?:if|with)\b|\b(?:comments?|reply|replies)[ ]below\b
    |\b(?:down[ ])?in[ ]the[ ](?:comments?|replies)(?:[ ]section)?\b
    |\bwho(?:[ ]else)?(?:['’]s|[ ]is)[ ](?:with[ ]me|in)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def without_calls(text: str) -> str:
    """A text with a space where it calls on its readers to reply.

    >>> without_calls("想穿亮色，评论区说一声呀")
    '想穿亮色， 呀'
    >>> without_calls("Would you wear it? Tell me in the comments!")
    'Would you wear it?   !'
    """
    return _CALLS.sub(" ", text)
