"""The hub: carries what happens in a room to everyone in it."""

from __future__ import annotations

from isotherm.web.rooms.hub.socket import answer_socket

__all__ = ["answer_socket"]
