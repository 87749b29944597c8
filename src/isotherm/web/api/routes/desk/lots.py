"""From an option to its lot, and from the lot to the shop."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from isotherm.web.api.answers.desk import ForeseenOut, LotOut
from isotherm.web.api.answers.shop import OwnProductOut
from isotherm.web.api.fields import Fen, Id, Line, OnceKey, Text
from isotherm.web.api.once import made_once
from isotherm.web.api.paging import in_pages
from isotherm.web.api.problems import PROBLEMS
from isotherm.web.api.routes.desk.doors import READ, WRITE, shop_of
from isotherm.web.desk import services
from isotherm.web.desk.models import Lot
from isotherm.web.desk.services import LotTerms

__all__ = ["router"]

router = Router(tags=["desk"])


class TermsIn(Schema):
    """What a shop knows of a lot."""

    price_fen: Fen
    cost_fen: Fen
    salvage_fen: Fen = Field(0, description="what a leftover piece still brings")
    audience: int = Field(ge=1, le=100_000_000, description="people who will see it")
    lead_days: int = Field(ge=0, le=365, description="from order to goods")
    selling_days: int = Field(30, ge=1, le=365)
    season_end: dt.date | None = None


class LotIn(Schema):
    """The terms, and how many to cut where it is not what was foreseen."""

    terms: TermsIn
    units: int | None = Field(None, ge=1, le=1_000_000)


class ListingIn(Schema):
    """How a lot is shown in the shop; with a deposit it is sold ahead."""

    title: Line
    description: Text = ""
    category: Annotated[Line, StringConstraints(max_length=60)] = ""
    price_fen: Fen
    deposit_fen: Fen | None = None


@router.post(
    "/shops/{merchant_id}/options/{option_id}/lot/foresee",
    response={200: ForeseenOut, **PROBLEMS},
    auth=READ,
)
def foresee_lot(request: HttpRequest, merchant_id: Id, option_id: Id, body: TermsIn) -> Any:
    """What to cut of an option, from its votes and your terms; nothing is kept."""
    merchant = shop_of(request, merchant_id)
    return ForeseenOut.of(services.foresee_lot(merchant, option_id, terms=_terms(body)))


@router.post(
    "/shops/{merchant_id}/options/{option_id}/lot", response={201: LotOut, **PROBLEMS}, auth=WRITE
)
def plan_lot(
    request: HttpRequest, merchant_id: Id, option_id: Id, body: LotIn, idempotency_key: OnceKey
) -> Any:
    """Write down the first lot of an option; refused where its test says to drop it."""
    merchant, terms = shop_of(request, merchant_id), _terms(body.terms)

    def do() -> str:
        return services.plan_first_lot(merchant, option_id, terms=terms, units=body.units).pk

    told = [merchant.pk, option_id, body.dict()]
    made = made_once(request, "lot", key=idempotency_key, body=told, do=do)
    return Status(201, get_object_or_404(Lot, pk=made, merchant=merchant))


@router.get("/shops/{merchant_id}/lots", response={200: list[LotOut], **PROBLEMS}, auth=READ)
@in_pages()
def read_lots(request: HttpRequest, merchant_id: Id) -> Any:
    """All lots, those to be cut soonest in front."""
    mine = Lot.objects.filter(merchant=shop_of(request, merchant_id))
    return mine.order_by("arrived_at", "cut_by", "-at", "pk")


@router.get("/shops/{merchant_id}/lots/{lot_id}", response={200: LotOut, **PROBLEMS}, auth=READ)
def read_lot(request: HttpRequest, merchant_id: Id, lot_id: Id) -> Any:
    """One lot: its plan, and where its pieces are."""
    return get_object_or_404(Lot, pk=lot_id, merchant=shop_of(request, merchant_id))


@router.post(
    "/shops/{merchant_id}/lots/{lot_id}/cutting", response={200: LotOut, **PROBLEMS}, auth=WRITE
)
def cut(request: HttpRequest, merchant_id: Id, lot_id: Id) -> Any:
    """Say that a lot is being cut."""
    return services.start_cutting(shop_of(request, merchant_id), lot_id)


@router.post(
    "/shops/{merchant_id}/lots/{lot_id}/arrived", response={200: LotOut, **PROBLEMS}, auth=WRITE
)
def lot_arrived(request: HttpRequest, merchant_id: Id, lot_id: Id) -> Any:
    """Say that the pieces of a lot are here."""
    return services.mark_arrived(shop_of(request, merchant_id), lot_id)


@router.post(
    "/shops/{merchant_id}/lots/{lot_id}/list",
    response={200: OwnProductOut, **PROBLEMS},
    auth=WRITE,
)
def list_lot(request: HttpRequest, merchant_id: Id, lot_id: Id, body: ListingIn) -> Any:
    """Put a lot into the shop, or sell it ahead; listed again it stays the product it is."""
    return services.list_lot(shop_of(request, merchant_id), lot_id, **body.dict())


def _terms(told: TermsIn) -> LotTerms:
    return LotTerms(**told.dict())
