"""Notices: what one should hear, and marking it read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from isotherm.web.accounts.asking import member_of, member_or_none
from isotherm.web.community.models import Notice
from isotherm.web.community.notices import mark_read
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.paging import page_number

__all__ = ["notices", "open_notice", "read_all"]

_A_PAGE = 30


@audience(Audience.MEMBER)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show a member's notices, the newest first."""
    page = page_number(request)
    start = (page - 1) * _A_PAGE
    own = Notice.objects.filter(member=member_or_none(request)).order_by("-at", "-pk")
    found = list(own[start : start + _A_PAGE + 1])
    shown = {"notices": found[:_A_PAGE], "next_page": page + 1 if len(found) > _A_PAGE else 0}
    name = "community/_notices.html" if is_fragment(request) else "community/notices.html"
    return render(request, name, shown)


@audience(Audience.MEMBER)
@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark one as read and go where it leads; somebody else's is not there."""
    member = member_of(request)
    found = Notice.objects.filter(pk=notice_id, member=member).first()
    if found is None:
        raise Http404
    mark_read(member, [found.pk])
    is_ours = url_has_allowed_host_and_scheme(found.url, allowed_hosts=None)
    return redirect(found.url if is_ours else "community:notices")


@audience(Audience.MEMBER)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    member = member_of(request)
    mark_read(member)
    return redirect("community:notices")
