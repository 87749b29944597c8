"""Which replies ask for a thing to have."""

from __future__ import annotations

from isotherm.ledger import Record
from isotherm.needs.asks import gather_asks


def _asked(text: str) -> set[str]:
    """The wordings of a record in which one reply says ``text`` and shelves hold suits."""
    at = "2026-03-01T00:00:00Z"
    reply = {"reply_id": "r", "note_id": "n", "actor_id": "a", "at": at, "text": text}
    return set(
        gather_asks(
            Record.from_rows(
                {
                    "notes": [{"note_id": "n", "author_id": "w", "at": at, "title": "上班"}],
                    "replies": [reply],
                    "products": [{"product_id": "p", "title": "通勤西装"}],
                }
            )
        ).wordings
    )


def test_advice_on_what_to_have_is_an_ask_and_on_how_to_wear_it_is_not() -> None:
    assert _asked("求推荐通勤西装") == {"通勤西装"}
    assert _asked("通勤西装怎么搭") == set()
