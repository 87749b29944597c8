"""Names nobody may take: those of shops, of their people, and of who runs the town."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from isotherm.web.accounts.models import Member
from isotherm.web.site.refusals import Refusal

__all__ = ["looks_of", "require_own_name"]

# Letters of other alphabets, and signs, that are read as one another.
_READ_AS = str.maketrans(
    "авекмнорстухіјѕԁɡɩαβεικνορτυχωıi01己巳末曰士",
    "abekmhopctyxljsdglabelkvoptuxwllol已已未日土",
)
_SAYS_OFFICIAL = re.compile(
    r"^(官方|正版|official)+|(官方|正版|旗舰店|专卖店|客服|小店|店|official|store|shop|service)+$"
)


def require_own_name(name: str, member: Member | None = None) -> str:
    """The name, unless it can be read as that of a shop or of who acts for a shop or the town.

    Raises:
        Refusal: it can, and it is not the member's own, nor that of a shop of theirs.
    """
    mine = looks_of(name)
    if mine and any(mine == looks_of(taken) for taken in _taken(member)):
        words = _("This name belongs to a shop or to the town. Please choose another.")
        raise Refusal(words, code="name_taken", status=422)
    return name


def looks_of(name: str) -> str:
    """A name as it is read in passing: without marks, blanks and what makes it sound official.

    >>> looks_of("Сloud & Co. 官方客服") == looks_of("cloud co")
    True
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in plain if unicodedata.category(c)[0] in "LN").translate(_READ_AS)
    return _SAYS_OFFICIAL.sub("", letters) or letters


def _taken(member: Member | None) -> Iterator[str]:
    from isotherm.web.shop.queries.shops import names_of_shops

    yield from names_of_shops(besides=member)
    acting = Member.objects.filter(Q(is_staff=True) | Q(shops__isnull=False), is_active=True)
    if member is not None:
        acting = acting.exclude(pk=member.pk)
    for name, username in acting.values_list("name", "username").distinct():
        yield name or username
