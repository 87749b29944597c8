"""What can be done with live tests and in rooms."""

from __future__ import annotations

from isotherm.web.rooms.services.livetests import MOST_OPTIONS, close_test, open_test
from isotherm.web.rooms.services.log import say
from isotherm.web.rooms.services.pictures import (
    PICTURE_FOLDER,
    picture_option,
    sweep_pictures,
    throw_away_unused,
)
from isotherm.web.rooms.services.rooms import (
    announce,
    close_overdue,
    close_room,
    open_room,
    put_on_sale,
    show_option,
)
from isotherm.web.rooms.services.sales import tell_sale
from isotherm.web.rooms.services.settling import settle_closed_tests
from isotherm.web.rooms.services.votes import cast_vote, record_seen, take_back_vote

__all__ = [
    "MOST_OPTIONS",
    "PICTURE_FOLDER",
    "announce",
    "cast_vote",
    "close_overdue",
    "close_room",
    "close_test",
    "open_room",
    "open_test",
    "picture_option",
    "put_on_sale",
    "record_seen",
    "say",
    "settle_closed_tests",
    "show_option",
    "sweep_pictures",
    "take_back_vote",
    "tell_sale",
    "throw_away_unused",
]
