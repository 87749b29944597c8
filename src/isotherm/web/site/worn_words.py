"""Whether goods are worn on a body, from what a shop calls them."""

from __future__ import annotations

import functools

__all__ = ["is_worn"]

_CARRIED = frozenset({"bag"})  # its S, M and L are what goes into it
_BY_SIZES = frozenset({"hat", "jewellery", "shawl", "socks"})  # worn, and mostly of one size


@functools.lru_cache(maxsize=4096)
def is_worn(kind: str, title: str) -> bool | None:
    """Whether a body decides how it fits; None where only its sizes can tell.

    The kind a shop gives is believed before its title, which may name what goes with it.

    >>> is_worn("外套", ""), is_worn("包袋", "通勤托特包"), is_worn("配饰", "细链项链")
    (True, False, None)
    """
    from isotherm.text import parse_attributes

    for said in (kind, title):
        if items := set(parse_attributes(said).get("items", ())):
            if items <= _CARRIED:
                return False
            return True if items - _CARRIED - _BY_SIZES else None
    return None
