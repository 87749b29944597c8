"""From a verdict to pieces: how many to cut, in which sizes, until when, and what arrived."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from isotherm.errors import UsageError
from isotherm.web.desk.briefs import Brief, read_brief, whole_curve
from isotherm.web.desk.models import BriefAnswer, Lot
from isotherm.web.rooms.queries.desks import own_option
from isotherm.web.rooms.queries.support import Support, support_of, verdict_of
from isotherm.web.shop.models import Merchant, Product
from isotherm.web.shop.queries.outcomes import kept_so_far
from isotherm.web.shop.services import lock_shop, receive_stock
from isotherm.web.site.clock import now
from isotherm.web.site.refusals import Refusal

if TYPE_CHECKING:
    from isotherm.livetest import LotPlan

__all__ = [
    "Foreseen",
    "LotTerms",
    "foresee_lot",
    "mark_arrived",
    "plan_first_lot",
    "plan_reorder",
    "start_cutting",
]

_MOST_UNITS = 1_000_000
_MOST_FEN = 100_000_000_00
_ONE_SIZE = "均码"


@dataclasses.dataclass(frozen=True)
class LotTerms:
    """What the merchant says of a lot; what votes and the record say is looked up."""

    price_fen: int
    cost_fen: int
    salvage_fen: int
    """What a leftover piece still brings."""
    audience: int
    """People who will see it when it sells."""
    lead_days: int
    selling_days: int
    season_end: dt.date | None


@dataclasses.dataclass(frozen=True)
class Foreseen:
    """The engine's plan with the figures it stands on."""

    plan: LotPlan
    support: Support
    kept: tuple[int, int]
    """Kept, of ordered, so far in this shop."""
    verdict: str


def foresee_lot(merchant: Merchant, option_id: str, *, terms: LotTerms) -> Foreseen:
    """What the engine makes of an option's votes and the merchant's terms; nothing is kept."""
    from isotherm.livetest import plan_lot  # loads the engine: a town opens without it

    option = own_option(merchant.pk, option_id)
    _check(terms)
    brief = _taken_brief(merchant, option.test.brief_id)
    support, kept = support_of(option), kept_so_far(merchant)
    if not support.viewers:  # the engine would go by the audience alone, and name hundreds
        told = _("Nobody has seen this option yet. Let people vote first; the lot follows from it.")
        raise Refusal(told, code="no_votes")
    try:
        plan = plan_lot(
            support.buyers,
            support.viewers,
            audience=terms.audience,
            price_fen=terms.price_fen,
            cost_fen=terms.cost_fen,
            salvage_fen=terms.salvage_fen,
            kept=kept,
            size_votes=support.size_votes,
            base_curve=whole_curve(brief.size_curve) if brief else None,
            lead_days=terms.lead_days,
            selling_days=terms.selling_days,
            season_end=terms.season_end,
        )
    except UsageError as error:
        raise Refusal(str(error), code="terms", status=422) from error
    return Foreseen(plan, support, kept, verdict_of(option.test, option.pk))


def plan_first_lot(
    merchant: Merchant, option_id: str, *, terms: LotTerms, units: int | None = None
) -> Lot:
    """Write down the first lot of an option; refused where the test says drop it.

    ``units`` overrides how many the engine would cut; the sizes stay in proportion.
    """
    with transaction.atomic():
        lock_shop(merchant)
        found = foresee_lot(merchant, option_id, terms=terms)
        if found.verdict == "drop":
            raise Refusal(_("The test says to drop this option; no lot is planned for it."))
        chosen = found.plan.first_lot if units is None else units
        if not 0 < chosen <= _MOST_UNITS:
            told = _("A lot has at least one piece and at most %(most)d.") % {"most": _MOST_UNITS}
            raise Refusal(told, code="units", status=422)
        return Lot.objects.create(
            merchant=merchant,
            brief_id=own_option(merchant.pk, option_id).test.brief_id,
            option_id=option_id,
            units=chosen,
            unit_cost_fen=terms.cost_fen,
            price_fen=terms.price_fen,
            size_curve=_split(chosen, found.plan.size_curve or {_ONE_SIZE: 1.0}),
            plan=_told(found, terms),
            reorder_at=found.plan.reorder_point,
            cut_by=found.plan.latest_cut,
            at=now(),
        )


def plan_reorder(merchant: Merchant, product_id: str, *, units: int) -> Lot:
    """Write down that a product is cut again, in the proportions of its last lot.

    Where it never had a lot here, evenly over its sizes.
    """
    with transaction.atomic():
        lock_shop(merchant)
        product = Product.objects.filter(merchant=merchant, pk=product_id).first()
        if product is None:
            raise Http404
        if not 0 < units <= _MOST_UNITS:
            told = _("A lot has at least one piece and at most %(most)d.") % {"most": _MOST_UNITS}
            raise Refusal(told, code="units", status=422)
        last = Lot.objects.filter(merchant=merchant, product=product).order_by("-at", "-pk").first()
        return Lot.objects.create(
            merchant=merchant,
            brief_id=product.brief_id,
            option_id=product.option_id or None,
            product=product,
            units=units,
            unit_cost_fen=last.unit_cost_fen if last else 0,
            price_fen=product.price_fen,
            size_curve=_split(units, _shares(last, product)),
            reorder_at=last.reorder_at if last else 0,
            cut_by=last.cut_by if last else None,
            at=now(),
        )


def _split(units: int, shares: Mapping[str, float]) -> dict[str, int]:
    from isotherm.livetest import split_lot

    return split_lot(units, shares)


def start_cutting(merchant: Merchant, lot_id: str) -> Lot:
    """The lot is being cut. Said twice, it changes nothing."""
    with transaction.atomic():
        lot = _locked(merchant, lot_id)
        if lot.state == Lot.State.ARRIVED:
            raise Refusal(_("This lot has arrived already."))
        lot.state = Lot.State.CUTTING
        lot.save(update_fields=["state"])
        return lot


def mark_arrived(merchant: Merchant, lot_id: str) -> Lot:
    """The pieces are here; said twice, it changes nothing.

    Those of a reorder go onto the shelf of their product. Those that were sold ahead are promised
    already: whoever paid a deposit is asked for the rest.
    """
    from isotherm.web.shop.services import ask_balance

    with transaction.atomic():
        lot = _locked(merchant, lot_id)
        if lot.state != Lot.State.ARRIVED:
            lot.state, lot.arrived_at = Lot.State.ARRIVED, now()
            lot.save(update_fields=["state", "arrived_at"])
            if lot.product is not None and not lot.sold_ahead:
                _shelve(lot)
    if lot.product is not None and lot.sold_ahead:
        ask_balance(lot.product)  # each buyer by itself; asked again, it goes on where it stopped
    return lot


def _shelve(lot: Lot) -> None:
    """Pieces onto the shelf; a size the product did not have yet is refused."""
    assert lot.product is not None
    sku_of = {sku.options.get("size", ""): sku for sku in lot.product.skus.order_by("pk")}
    for size, units in lot.size_curve.items():
        if not units:
            continue
        if size not in sku_of:
            told = _("The product has no size %(size)s; its pieces cannot be put on the shelf.")
            raise Refusal(told % {"size": size}, code="size")
        receive_stock(sku_of[size], units=units, reference=f"lot:{lot.pk}")


def _shares(last: Lot | None, product: Product) -> dict[str, float]:
    """The share of each size the product has."""
    sizes = [str(s.options.get("size", "")) for s in product.skus.order_by("pk")] or [_ONE_SIZE]
    cut = {size: (last.size_curve.get(size, 0) if last else 0) for size in sizes}
    total = sum(cut.values())
    return {size: cut[size] / total if total else 1 / len(sizes) for size in sizes}


def _locked(merchant: Merchant, lot_id: str) -> Lot:
    lot = Lot.objects.select_for_update().filter(merchant=merchant, pk=lot_id).first()
    if lot is None:
        raise Http404
    return lot


def _taken_brief(merchant: Merchant, brief_id: str) -> Brief | None:
    """The brief as it was when it was taken: its sizes do not change under a lot."""
    answer = BriefAnswer.objects.filter(merchant=merchant, brief_id=brief_id).first()
    return read_brief(answer.brief) if answer and brief_id else None


def _check(terms: LotTerms) -> None:
    if not 0 <= terms.salvage_fen < terms.cost_fen < terms.price_fen <= _MOST_FEN:
        told = _("The price must be above the cost, and the cost above what a leftover brings.")
        raise Refusal(told, code="money", status=422)
    if not (0 < terms.audience <= 10**8 and 0 <= terms.lead_days <= 365):
        told = _("Please say how many people will see it, and how many days making it takes.")
        raise Refusal(told, code="terms", status=422)
    if not 0 < terms.selling_days <= 365:
        raise Refusal(_("It sells for 1 to 365 days."), code="terms", status=422)


def _told(found: Foreseen, terms: LotTerms) -> Mapping[str, Any]:
    plan = found.plan.as_mapping()
    plan["latest_cut"] = plan["latest_cut"] and plan["latest_cut"].isoformat()
    given = dataclasses.asdict(terms)
    given["season_end"] = given["season_end"] and given["season_end"].isoformat()
    return {
        "plan": plan,
        "terms": given,
        "support": dataclasses.asdict(found.support),
        "kept": list(found.kept),
        "verdict": found.verdict,
    }
