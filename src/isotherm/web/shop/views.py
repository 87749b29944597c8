"""Pages of the shop."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from isotherm.web.site.audiences import Audience, audience


@audience(Audience.MEMBER)
def _later(request: HttpRequest, **names: Any) -> HttpResponse:
    raise Http404


product = hold_product = shop_front = basket = change_line = release_line = _later
checkout_page = orders = order = begin_paying = cancel = arrived = _later
send_back = keep_line = pay = callback = _later
