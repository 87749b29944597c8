"""Actors into members, with a name where the town is a demo."""

from __future__ import annotations

import secrets
from typing import Any

from isotherm.web.accounts.models import Member
from isotherm.web.readings.arrival.bulk import insert_rows
from isotherm.web.readings.arrival.cells import counts, fold_id, ids, maps, moment, moments, texts
from isotherm.web.readings.arrival.mentions import mentioned
from isotherm.web.readings.arrival.nicknames import nickname
from isotherm.web.readings.arrival.source import Source
from isotherm.web.shop.models import Merchant, MerchantMember

__all__ = ["bring_members", "bring_shop_people"]


def bring_members(source: Source) -> None:
    """Make a member of every actor, also of those a record only mentions."""
    known = source.known["actors"] = set(Member.objects.values_list("id", flat=True))
    rows = source.table("actors")
    told = {
        "id": ids(rows["actor_id"]),
        "kind": texts(rows["kind"]),
        "joined_at": moments(rows["joined_at"]),
        "followers": counts(rows["followers"]),
        "profile": maps(rows["profile"]),
    }
    fresh = [place for place, one in enumerate(told["id"]) if one not in known]
    told = {name: [values[place] for place in fresh] for name, values in told.items()}
    _insert(source, told, shares_body=[source.demo and map_ != "{}" for map_ in told["profile"]])
    source.came["actors"] = len(fresh)
    known.update(told["id"])
    bare = sorted(mentioned(source, "actors") - known)
    _insert_bare(source, bare, names=[nickname(one, source.tongue) for one in bare], kind="")
    source.came["actors only mentioned"] = len(bare)
    known.update(bare)


def bring_shop_people(source: Source) -> None:
    """Give every shop a keeper, and the buyers it works with."""
    rows = source.table("merchants")
    people: list[tuple[str, str, str]] = []
    for shop, buyers in zip(ids(rows["merchant_id"]), rows["buyer_ids"].to_pylist(), strict=True):
        people += [(shop, str(fold_id(one)), "buyer") for one in dict.fromkeys(buyers or ())]
    shops = list(Merchant.objects.order_by("id").values_list("id", "name"))
    keepers = {shop: str(fold_id(f"keeper-{shop}")) for shop, _ in shops}
    names = {keepers[shop]: _keeper_name(source, shop, name) for shop, name in shops}
    fresh = [one for one in names if one not in source.known["actors"]]
    _insert_bare(source, fresh, names=[names[one] for one in fresh], kind="merchant")
    source.known["actors"].update(fresh)
    people += [(shop, keepers[shop], "keeper") for shop, _ in shops]
    shop_ids, member_ids, roles = map(list, zip(*people, strict=True)) if people else ([], [], [])
    columns = {"merchant_id": shop_ids, "member_id": member_ids, "role": roles}
    insert_rows(MerchantMember, columns)


def _keeper_name(source: Source, shop: str, name: str) -> str:
    if not name:
        return nickname(shop, source.tongue)
    return f"{name[:50]}店主" if source.tongue == "zh" else f"{name[:50]}, keeper"


def _insert_bare(source: Source, bare: list[str], *, names: list[str], kind: str) -> None:
    """Members of whom nothing is known."""
    nothing: list[Any] = [None] * len(bare)
    columns: dict[str, list[Any]] = {
        "id": bare,
        "kind": [kind] * len(bare),
        "joined_at": nothing,
        "followers": nothing,
    }
    _insert(source, {**columns, "profile": ["{}"] * len(bare)}, names=names)


def _insert(
    source: Source,
    columns: dict[str, list[Any]],
    *,
    names: list[str] | None = None,
    shares_body: list[bool] | None = None,
) -> None:
    members = columns["id"]
    if names is None:
        names = [nickname(one, source.tongue) for one in members]
    now = moment(source.as_of)
    insert_rows(
        Member,
        {
            **columns,
            "username": members,
            "name": names if source.demo else [""] * len(members),
            "password": [f"!{secrets.token_hex(20)}" for _ in members],
            "date_joined": [at or now for at in columns["joined_at"]],
            "shares_body": shares_body or [False] * len(members),
        },
    )
