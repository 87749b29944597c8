"""What the API says when it does not do what was asked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from isotherm.web.site.refusals import Refusal

__all__ = ["PROBLEMS", "Problem", "answer_problems"]


class Problem(Schema):
    """Why nothing was done."""

    code: str = Field(description="a short word for machines")
    words: str = Field(description="a sentence for people")


# What every operation may answer besides what it is for.
PROBLEMS: dict[Any, type[Schema]] = {frozenset({400, 401, 403, 404, 409, 422, 429}): Problem}


def answer_problems(api: NinjaAPI) -> None:
    """Turn every way of failing into a Problem with its status."""

    def say(request: HttpRequest, status: int, *, code: str, words: str) -> HttpResponse:
        return api.create_response(request, {"code": code, "words": words}, status=status)

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return say(request, refusal.status, code=refusal.code, words=refusal.words)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        found = error.errors[0]
        where = ".".join(str(part) for part in found["loc"])
        return say(request, 422, code="invalid", words=f"{where}: {found['msg']}")

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        code = {400: "unreadable", 403: "scope"}.get(error.status_code, "refused")
        return say(request, error.status_code, code=code, words=str(error))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return say(request, 401, code="token", words="give a living token: Authorization: Bearer")

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return say(request, 403, code="forbidden", words="this is not yours to do")

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return say(request, 404, code="missing", words="there is no such thing, or it is not yours")
