"""What states, steps, reasons and fits are called on a page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

__all__ = ["ATTRIBUTES", "FITS", "LINE_STATES", "NOTICES", "ORDER_STATES", "REASONS", "STEPS"]

Words = dict[str, str | Promise]

FITS: Words = {"small": _("Too small"), "true": _("True to size"), "large": _("Too large")}
REASONS: Words = {
    "fit": _("It does not fit"),
    "look": _("It looks different on me"),
    "fabric": _("The fabric is not what I hoped for"),
    "fault": _("Something is broken"),
    "late": _("It came too late"),
    "mind": _("I changed my mind"),
}
ORDER_STATES: Words = {
    "placed": _("To be paid"),
    "paid": _("Under way"),
    "closed": pgettext_lazy("order", "Done"),
    "cancelled": _("Called off"),
}
LINE_STATES: Words = {
    "placed": _("To be paid"),
    "deposited": _("Deposit paid, being made"),
    "balance_due": _("Made, the rest is due"),
    "paid": _("Being packed"),
    "shipped": _("On its way"),
    "delivered": pgettext_lazy("order", "Arrived"),
    "return_asked": _("Going back"),
    "returned": _("Sent back, refunded"),
    "kept": pgettext_lazy("order", "Kept"),
    "cancelled": _("Called off"),
}
STEPS: Words = {
    "placed": _("Ordered"),
    "deposited": _("Deposit paid"),
    "balance_due": _("Made; the rest can be paid"),
    "paid": pgettext_lazy("order", "Paid"),
    "shipped": pgettext_lazy("order", "Sent"),
    "delivered": pgettext_lazy("order", "Arrived"),
    "return_asked": _("Asked to send it back"),
    "returned": _("Back at the shop, money refunded"),
    "return_refused": _("The shop does not take it back"),
    "kept": pgettext_lazy("order", "Kept"),
    "cancelled": _("Called off"),
    "paid_back": _("Paid after it was called off; the money went back"),
    "fit_told": _("Told how it fits"),
}
NOTICES: Words = {
    "line_shipped": _("%(item)s is on its way to you"),
    "line_cancelled": _(
        "The shop cannot send %(item)s: “%(words)s” What you paid for it went back"
    ),
    "order_let_go": _("Your order of %(item)s was not paid in time and was let go"),
    "return_accepted": _("%(item)s is back at the shop; your money went back"),
    "return_refused": _("The shop did not take %(item)s back; see why"),
    "balance_due": _("%(item)s is made: pay the rest and it will be sent"),
}
ATTRIBUTES: Words = {
    "colour": _("Colour"),
    "cut": pgettext_lazy("product", "Cut"),
    "fabric": _("Fabric"),
    "style": pgettext_lazy("product", "Style"),
    "base_size": _("Cut on size"),
    "occasion": pgettext_lazy("product", "For"),
}
