"""What a desk's forms take: money in yuan, dates, pieces, and the options of a test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from isotherm.web.desk.services import LotTerms, OptionIdea
from isotherm.web.rooms.services import MOST_OPTIONS

__all__ = [
    "PICTURES",
    "ListingForm",
    "LotForm",
    "OptionForm",
    "OptionForms",
    "ProductForm",
    "TrialForm",
    "YuanField",
    "in_yuan",
]

_MOST_YUAN = 1_000_000
PICTURES = "image/jpeg,image/png,image/webp"  # what a file field offers to choose


class YuanField(forms.DecimalField):
    """Money written in yuan, kept in fen."""

    def __init__(self, **kwargs: Any) -> None:
        """Two decimals, nothing below zero."""
        kept = {"min_value": 0, "max_value": _MOST_YUAN, "decimal_places": 2, "max_digits": 9}
        super().__init__(**(kept | kwargs))
        self.widget.attrs |= {"inputmode": "decimal", "step": "0.01"}

    def clean(self, value: Any) -> Any:
        """Fen, or None where nothing was written."""
        yuan = super().clean(value)
        return None if yuan is None else int(yuan * Decimal(100))


def in_yuan(fen: int | None) -> str | None:
    """Money as a field shows it: 12850 is 128.50, 12800 is 128."""
    if fen is None:
        return None
    return f"{fen // 100}.{fen % 100:02d}" if fen % 100 else str(fen // 100)


class TrialForm(forms.Form):
    """Where and how long a test is voted on."""

    title = forms.CharField(label=_("Title"), max_length=120)
    item = forms.CharField(label=_("What all of them are"), max_length=40, required=False)
    place = forms.ChoiceField(
        label=_("Where people vote"),
        choices=(
            ("note", _("Under a note")),
            ("room", _("In a live room")),
            ("both", _("Both: one test")),
        ),
    )
    note_id = forms.ChoiceField(label=_("The note"), required=False)
    room_in_hours = forms.TypedChoiceField(
        label=_("The room opens"),
        coerce=int,
        required=False,
        empty_value=None,
        choices=((0, _("now")), (1, _("in an hour")), (3, _("in 3 hours")), (24, _("tomorrow"))),
    )
    days = forms.TypedChoiceField(
        label=_("Votes are taken for"),
        coerce=int,
        initial=3,
        choices=(
            (1, _("1 day")),
            (3, _("3 days")),
            (7, _("7 days")),
            (14, _("14 days")),
        ),
    )

    def __init__(self, *args: Any, notes: Mapping[str, str], **kwargs: Any) -> None:
        """Offer the shop's notes to vote under."""
        super().__init__(*args, **kwargs)
        self.fields["note_id"].choices = [("", "—"), *notes.items()]  # type: ignore[attr-defined]


class OptionForm(forms.Form):
    """One colour and cut."""

    colour = forms.CharField(label=_("Colour"), max_length=40, required=False)
    cut = forms.CharField(label=_("Cut"), max_length=40, required=False)
    price = YuanField(label=_("Price, yuan"), required=False)
    picture = forms.FileField(
        label=_("Picture"), required=False, widget=forms.FileInput(attrs={"accept": PICTURES})
    )

    def idea(self, picture: str = "") -> OptionIdea:
        """What the service takes; ``picture`` is the name of the one that was kept."""
        told = self.cleaned_data
        return OptionIdea(told["colour"], told["cut"], told["price"], picture)


OptionForms = forms.formset_factory(
    OptionForm, extra=3, max_num=MOST_OPTIONS, absolute_max=MOST_OPTIONS, validate_max=True
)


class LotForm(forms.Form):
    """What a merchant knows of a lot."""

    price = YuanField(label=_("Price, yuan"))
    cost = YuanField(label=_("Cost of a piece, yuan"))
    salvage = YuanField(label=_("A leftover still brings, yuan"), initial=0)
    audience = forms.IntegerField(
        label=_("People who will see it"), min_value=1, max_value=100_000_000
    )
    lead_days = forms.IntegerField(label=_("Days from order to goods"), min_value=0, max_value=365)
    selling_days = forms.IntegerField(
        label=_("Days it sells"), min_value=1, max_value=365, initial=30
    )
    season_end = forms.DateField(
        label=_("Last day of the season"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    units = forms.IntegerField(
        label=_("Pieces to cut, if not as suggested"),
        required=False,
        min_value=1,
        max_value=1_000_000,
    )

    def terms(self) -> LotTerms:
        """What the service takes."""
        told = self.cleaned_data
        end: dt.date | None = told["season_end"]
        return LotTerms(
            price_fen=told["price"],
            cost_fen=told["cost"],
            salvage_fen=told["salvage"],
            audience=told["audience"],
            lead_days=told["lead_days"],
            selling_days=told["selling_days"],
            season_end=end,
        )


class ListingForm(forms.Form):
    """How a lot is shown in the shop."""

    title = forms.CharField(label=_("Title"), max_length=200)
    category = forms.CharField(label=_("Category"), max_length=60, required=False)
    description = forms.CharField(
        label=_("Description"), max_length=5000, required=False, widget=forms.Textarea
    )
    price = YuanField(label=_("Price, yuan"))
    deposit = YuanField(label=_("Deposit, yuan"), required=False)


class ProductForm(forms.Form):
    """What a product says and costs."""

    title = forms.CharField(label=_("Title"), max_length=200)
    description = forms.CharField(
        label=_("Description"), max_length=5000, required=False, widget=forms.Textarea
    )
    price = YuanField(label=_("Price, yuan"), min_value=Decimal("0.01"))
