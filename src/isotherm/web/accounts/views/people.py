"""A person as everybody may see them: their notes, and whether I follow them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from isotherm.web.accounts.models import Member
from isotherm.web.accounts.queries import counts_of, follows, note_ids_of
from isotherm.web.community.queries import cards
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.fragments import is_fragment
from isotherm.web.site.words import as_id

__all__ = ["person"]

_PAGE = 20
_LAST_PAGE = 500


@audience(Audience.EVERYONE)
@require_safe
def person(request: HttpRequest, member_id: str) -> HttpResponse:
    """Show someone and a page of their notes."""
    shown = get_object_or_404(Member, pk=as_id(member_id), is_active=True)
    page = _page_number(request)
    asker = request.user if request.user.is_authenticated else None
    found = note_ids_of(shown, start=_PAGE * (page - 1), limit=_PAGE + 1)
    told: dict[str, Any] = {
        "page": {"cards": cards(found[:_PAGE], asker)},
        "next_url": f"?page={page + 1}" if len(found) > _PAGE else "",
    }
    if is_fragment(request):
        return render(request, "community/_cards.html", told)
    told |= {
        "person": shown,
        "counts": counts_of(shown),
        "is_me": asker == shown,
        # What the follow button of the community asks for.
        "target": {"author": shown, "author_id": shown.pk},
        "states": {"follows": bool(asker and follows(asker, shown))},
    }
    return render(request, "accounts/person.html", told)


def _page_number(request: HttpRequest) -> int:
    said = request.GET.get("page", "1")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1
    return min(max(number, 1), _LAST_PAGE)
