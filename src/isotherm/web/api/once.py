"""Acts that must not be done twice, though a program asks twice: ``Idempotency-Key``."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from isotherm.web.api.access import caller
from isotherm.web.site.once import do_once

__all__ = ["made_once"]


def made_once(
    request: HttpRequest, act: str, *, key: str, body: object, do: Callable[[], str]
) -> str:
    """The id of what was made, now or when the same key came before; see `site.once.do_once`."""
    member_id = caller(request).pk
    return str(do_once(f"api.{act}", key, member_id=member_id, body=body, do=do))
