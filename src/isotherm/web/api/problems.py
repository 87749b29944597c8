"""What the API says when it does not do what was asked: RFC 9457, with a short code."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from isotherm.web.site.refusals import Refusal

__all__ = ["PROBLEMS", "PROBLEM_TYPE", "Problem", "answer_problems", "bad_request"]

PROBLEM_TYPE = "application/problem+json"
_OURS = "/api/v1/"


class Problem(Schema):
    """Why nothing was done."""

    type: str = Field("about:blank", description="always about:blank: the code says what it is")
    title: str = Field(description="the status in words")
    status: int
    detail: str = Field(description="a sentence for people")
    code: str = Field(description="a short word for machines")


# What every operation may answer besides what it is for; the document says that it is a Problem. A
# model of the answer for each would be a thousand models more, and a second more of a town's start.
PROBLEMS: dict[Any, None] = {frozenset({400, 401, 403, 404, 409, 413, 422, 429}): None}


def answer_problems(api: NinjaAPI) -> None:
    """Turn every way of failing into a Problem with its status."""

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return _say(refusal.status, code=refusal.code, detail=refusal.words)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        found = error.errors[0]
        where = ".".join(str(part) for part in found["loc"])
        return _say(422, code="invalid", detail=f"{where}: {found['msg']}")

    @api.exception_handler(HttpError)
    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        code = {400: "unreadable", 403: "scope"}.get(error.status_code, "refused")
        return _say(error.status_code, code=code, detail=str(error))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        answer = _say(401, code="token", detail="give a living token: Authorization: Bearer")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(PermissionDenied)
    def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return _say(403, code="forbidden", detail="this is not yours to do")

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        words = "there is no such thing, or it is not yours"
        return _say(404, code="missing", detail=words)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read at all and never reaches an operation: a problem there, else a page."""
    if not request.path.startswith(_OURS):
        return defaults.bad_request(request, exception)
    return _say(400, code="unreadable", detail="the request holds what is no text")


def _say(status: int, *, code: str, detail: str) -> HttpResponse:
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    return JsonResponse(told, status=status, content_type=PROBLEM_TYPE)
