"""Writing a note, changing it, erasing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from isotherm.web.accounts.asking import member_of
from isotherm.web.accounts.models import Member
from isotherm.web.community.models import Note
from isotherm.web.community.queries.goods import goods_for_note
from isotherm.web.community.services import (
    edit_note,
    erase_note,
    note_words,
    throw_away_unused,
    write_note,
)
from isotherm.web.community.services.notes import MOST_PICTURES
from isotherm.web.community.tags import checked_tags, tags_in
from isotherm.web.search.words import plain_query
from isotherm.web.site.audiences import Audience, audience
from isotherm.web.site.limits import limited
from isotherm.web.site.numbers import whole
from isotherm.web.site.once import do_once_for_form
from isotherm.web.site.pictures import StoredPicture, take_picture
from isotherm.web.site.refusals import Refusal
from isotherm.web.site.words import as_id

__all__ = ["edit", "erase", "find_goods", "write"]

Fields = dict[str, Any]
_LAST_PLACE = 32_767  # the highest a picture's place can be


@audience(Audience.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write a note; the same form twice writes one."""
    member = member_of(request)
    if request.method != "POST":
        tag = " ".join(tags_in(request.GET.get("tag", "")))
        return _form(request, {"tags": tag}, note=None)
    limited("note", member.pk)

    def keep(fields: Fields) -> str:
        return _once(request, "note", fields, do=lambda: write_note(member, **fields).pk)

    return _keep(request, keep, note=None)


@audience(Audience.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, note_id: str) -> HttpResponse:
    """Change one's own note; the same form twice changes it once."""
    member = member_of(request)
    note = _own(member, note_id)
    if request.method != "POST":
        chosen = list(note.tagged.values_list("product_id", flat=True))
        told = {"title": note.title, "body": note.body, "tags": " ".join(map(str, note.tags))}
        return _form(request, {**told, "product_ids": chosen}, note=note)
    limited("note", member.pk)
    marked = (whole(at, least=0, most=_LAST_PLACE) for at in request.POST.getlist("take_down"))
    places = [place for place in marked if place is not None]

    def keep(fields: Fields) -> str:
        change = {**fields, "note_id": note_id, "taken_down": places}
        return _once(request, "note.edit", change, do=lambda: edit_note(member, **change).pk)

    return _keep(request, keep, note=note)


@audience(Audience.MEMBER)
@require_POST
def erase(request: HttpRequest, note_id: str) -> HttpResponse:
    """Erase one's own note."""
    member = member_of(request)
    erase_note(member, note_id)
    messages.success(request, _("The note is erased."))
    return redirect("community:feed")


@audience(Audience.MEMBER)
@require_safe
def find_goods(request: HttpRequest) -> HttpResponse:
    """Goods to show in a note: those chosen, and those a search finds."""
    member = member_of(request)
    limited("search", member.pk)
    chosen = _ids(request.GET.getlist("product"))
    text = plain_query(request.GET.get("goods", ""))
    found = goods_for_note(text, chosen=chosen)
    shown = {"goods": found, "chosen": chosen, "looked_for": text}
    return render(request, "community/_goods.html", shown)


def _keep(
    request: HttpRequest, keep: Callable[[Fields], str], *, note: Note | None
) -> HttpResponse:
    """Take what was filled in, keep it, and go to the note; or show the form again with why not."""
    told = request.POST
    fields: Fields = {"title": told.get("title", ""), "body": told.get("body", "")}
    taken: list[StoredPicture] = []
    try:
        note_words(fields["title"], fields["body"])  # before pictures are decoded
        fields["tags"] = checked_tags(tags_in(told.get("tags", "")))
        fields["product_ids"] = _ids(told.getlist("product"))
        for upload in request.FILES.getlist("pictures")[: MOST_PICTURES + 1]:
            taken.append(take_picture(upload))
        note_id = keep({**fields, "pictures": taken})
    except Refusal as refusal:
        shown = {**fields, "tags": told.get("tags", ""), "product_ids": told.getlist("product")}
        return _form(request, shown, note=note, problem=refusal)
    finally:
        throw_away_unused(taken)
    return redirect("community:note", note_id=note_id)


def _once(request: HttpRequest, act: str, fields: Fields, *, do: Callable[[], str]) -> str:
    """Do it once for the form that was shown; its pictures are known by the form alone."""
    body = {name: value for name, value in fields.items() if name != "pictures"}
    return str(do_once_for_form(request, act, body=body, do=do))


def _form(
    request: HttpRequest, fields: Fields, *, note: Note | None, problem: Refusal | None = None
) -> HttpResponse:
    chosen = _ids(fields.get("product_ids", []))
    shown = {
        "fields": fields,
        "note": note,
        "pictures": list(note.pictures.all()) if note else [],
        "goods": goods_for_note("", chosen=chosen),
        "chosen": chosen,
        "problem": problem.words if problem else "",
    }
    return render(request, "community/write.html", shown, status=problem.status if problem else 200)


def _own(member: Member, note_id: str) -> Note:
    note = Note.objects.filter(pk=note_id, author=member).first()
    if note is None:
        raise Http404
    return note


def _ids(told: list[str]) -> list[str]:
    """Ids out of a form, each once."""
    return list(dict.fromkeys(one for one in told if as_id(one)))
