"""What belongs to somebody is not there for anybody else, whatever they send with it.

Every operation whose address names a thing is asked for by those it is not for, with what its
document allows; the control is its owner, who is let in with the same.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

import pytest
from django.db import transaction
from hypothesis import given
from PIL import Image
from tests.web.addresses import everything
from tests.web.api.operations import FILES, KNOWN, OPERATIONS, few, scope_of

from isotherm.web.site import limits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_connection")]

REFUSED = {403, 404}
# Things that are everybody's, though an address names them.
OPEN = {
    "DELETE /me/strata/{stratum_id}",
    "DELETE /notes/{note_id}/states/{state}",
    "DELETE /people/{member_id}/follow",
    "DELETE /wishes/{wish_id}/second",
    "GET /notes/{note_id}",
    "GET /notes/{note_id}/replies",
    "GET /notes/{note_id}/test",
    "GET /people/{member_id}",
    "GET /people/{member_id}/notes",
    "GET /products/{product_id}",
    "GET /products/{product_id}/fit",
    "GET /rooms/{room_id}",
    "GET /rooms/{room_id}/lines",
    "GET /shops/{merchant_id}",
    "GET /strata/{stratum_id}",
    "GET /strata/{stratum_id}/notes",
    "GET /tests/{test_id}",
    "POST /notes/{note_id}/replies",
    "POST /notes/{note_id}/share",
    "POST /rooms/{room_id}/lines",
    "POST /searches/{search_id}/opened",  # another's is answered with what was done: nothing
    "POST /tests/{test_id}/seen",
    "POST /wishes/{wish_id}/second",
    "PUT /me/strata/{stratum_id}",
    "PUT /notes/{note_id}/states/{state}",
    "PUT /people/{member_id}/follow",
}
# Whose an address' thing is, where the scope does not say it; the reader's are the others.
AUTHORS = re.compile(r"^(PUT|DELETE|POST) /notes/|^POST /studio/questions/")
# Rooms are run by their host and by who keeps the shop.
HOSTED = {
    "POST /rooms/{room_id}/announce",
    "POST /rooms/{room_id}/close",
    "POST /rooms/{room_id}/show",
    "PUT /rooms/{room_id}/goods",
}
# What a buyer of a shop may do as well as its keeper; see docs/web.md.
BUYERS = re.compile(
    r" /tests/| /rooms/|/(today|opportunities|briefs|plan|tests|products|picture|rooms)$"
    r"|/briefs/{brief_id}$|/tests/{test_id}$"
)
# What these take is told nobody by their document alone: words that must not be blank, prices in
# their order, an address that answers.
_TERMS = {"price_fen": 39900, "cost_fen": 12000, "audience": 500, "lead_days": 14}
_IDEAS = [{"colour": colour, "price_fen": 39900} for colour in ("lilac", "grey")]
_PICTURE = io.BytesIO()
Image.new("RGB", (8, 8), "plum").save(_PICTURE, "PNG")
TAKEN: dict[str, dict[str, object]] = {
    "PUT /notes/{note_id}": {"title": "a note", "body": "its words"},
    "POST /shops/{merchant_id}/briefs/{brief_id}": {"answer": "asked", "words": "which fabric?"},
    "POST /shops/{merchant_id}/briefs/{brief_id}/tests": {
        "title": "which one",
        "place": "room",
        "options": _IDEAS,
    },
    "POST /shops/{merchant_id}/options/{option_id}/lot": {"terms": _TERMS, "units": 40},
    "POST /shops/{merchant_id}/options/{option_id}/lot/foresee": _TERMS,
    "POST /notes/{note_id}/pictures": {"file": _PICTURE.getvalue()},
    "POST /shops/{merchant_id}/options/{option_id}/picture": {"file": _PICTURE.getvalue()},
    "POST /shops/{merchant_id}/csv": {"file": b"Handle,Title\nblazer,Blazer\n"},
    "POST /shops/{merchant_id}/lines/{line_id}/cancel": {"words": "the cloth has not come"},
    "POST /shops/{merchant_id}/webhooks": {
        "url": "https://shop.example/told",
        "events": ["line.paid"],
    },
    "POST /trends/{trend_id}/gates": {"kind": "need", "passed": True, "words": "asked by many"},
}
LINES = {
    "arrived": "line-3",
    "cancel": "line-2",
    "keep": "line-1",
    "refuse-return": "line-4",
    "send": "line-2",
}


def plain(label: str) -> str:
    return label.replace(" /api/v1/", " /")


def owner_of(label: str) -> str:
    if scope_of(label).startswith("control:"):
        return "operator"
    if scope_of(label).startswith("shop:"):
        return "merchant"
    return "author" if AUTHORS.match(plain(label)) else "reader"


OWNED = [
    label
    for label in OPERATIONS
    if ("{" in label and plain(label) not in OPEN) or scope_of(label).startswith("control:")
]
IN_SHOPS = [label for label in OWNED if "/shops/{merchant_id}/" in label and label.count("{") > 1]


def asked(label: str, key: str, **parts: str) -> set[int]:
    """The statuses an operation answers with, about things that are there, its body generated.

    What a body names is there as well, so that nobody is let in or shut out by chance.
    """
    found: set[int] = set()
    last = label.rpartition("/")[2]
    known = KNOWN | ({"line_id": LINES[last]} if last in LINES else {}) | parts

    @given(case=OPERATIONS[label].as_strategy())
    @few(3)
    def ask(case):
        limits._limiter.cache_clear()
        case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
        if isinstance(case.body, dict):
            case.body |= {name: known[name] for name in case.body if name in known}
            case.body |= TAKEN.get(plain(label), {})
        answer = case.call(headers={"Authorization": key, "Host": "localhost"})
        found.add(answer.status_code)

    with transaction.atomic():
        ask()
        after = everything()
        transaction.set_rollback(True)
    asked.left = after  # type: ignore[attr-defined]  # what it left, for the caller to compare
    return found


def rows_of(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Without the moment a key was last used."""
    return {name: rows for name, rows in found.items() if name != "api.Token"}


def let_in(labels: Iterable[str], key: str, **parts: str) -> dict[str, set[int]]:
    """Operations at which somebody was answered with anything but a refusal, or changed something.

    What is wrong with the body is said before anything is looked up: 422 tells nothing.
    """
    before, found = rows_of(everything()), {}
    for label in labels:
        statuses = asked(label, key, **parts)
        same = rows_of(asked.left) == before  # type: ignore[attr-defined]  # set by asked
        if not statuses <= REFUSED | {422} or not same:
            found[plain(label)] = statuses
    return found


@pytest.mark.parametrize("role", ["stranger", "other merchant"])
def test_another_s_thing_is_not_there(role, keys):
    assert let_in(OWNED, keys[role]) == {}


def test_another_shops_thing_is_not_at_ones_own_desk(keys):
    found = let_in(IN_SHOPS, keys["other merchant"], merchant_id="shop-2")
    # The files are of one's own shop; ending a webhook that is not there changes nothing.
    own = {plain(label): {200} for label in IN_SHOPS if re.search("/csv/{kind}|/webhooks/", label)}
    assert found == own


def test_what_binds_a_shop_is_its_keepers_alone(keys):
    shops = [one for one in OWNED if scope_of(one).startswith("shop:")]
    may = {plain(one) for one in shops if BUYERS.search(plain(one))} - HOSTED
    assert set(let_in(shops, keys["buyer"])) == may


def test_control_its_owner_is_let_in_with_the_same(keys):
    labels = [label for label in OWNED if label not in FILES]
    answers = {plain(one): asked(one, keys[owner_of(one)]) for one in labels}
    shut = {one: told for one, told in answers.items() if told <= REFUSED | {422}}
    assert shut == {}


def test_whatever_is_open_is_an_operation():
    assert {plain(label) for label in OPERATIONS} >= OPEN
