"""Kinds of goods as a desk's pages say them."""

from __future__ import annotations

from django import template

from isotherm.web.site.goods_words import is_foreign, told_word

__all__ = ["is_foreign", "told_word"]

register = template.Library()
register.filter(told_word)
register.filter(is_foreign)
