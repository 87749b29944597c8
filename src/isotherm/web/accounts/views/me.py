"""My profile and what I agree to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from isotherm.web.accounts.asking import member_of
from isotherm.web.accounts.forms import ProfileForm, profile_form
from isotherm.web.accounts.queries import counts_of
from isotherm.web.accounts.services import save_profile
from isotherm.web.site.audiences import Audience, audience

__all__ = ["me"]


@audience(Audience.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show who I am here, and keep what I change."""
    member = member_of(request)
    form = ProfileForm(request.POST) if request.method == "POST" else profile_form(member)
    if form.is_bound and form.is_valid():
        save_profile(member.pk, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("accounts:me")
    shown = {"form": form, "counts": counts_of(member), "here": "me"}
    return render(request, "accounts/me.html", shown, status=422 if form.is_bound else 200)
