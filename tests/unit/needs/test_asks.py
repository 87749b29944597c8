"""Which replies ask for a thing to have."""

from __future__ import annotations

from isotherm.ledger import Record
from isotherm.needs.asks import gather_asks
from isotherm.needs.naming import things_named


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


def test_a_word_that_goes_with_several_things_alone_is_part_of_what_they_are_called() -> None:
    """Nickel free and dairy free: neither thing alone makes up most of what is "free"."""
    things = ["nickel free tin", "dairy free mixer", "dust free litter", "lead free mug"]
    others = [f"colour{n} shirt{n}" for n in range(60)]
    texts = [f"where to get {thing}" for thing in things * 6 + others * 6]
    words = {word for thing in things + others for word in thing.split()}
    named = things_named(texts, words).to_pylist()
    assert named[: len(things)] == things
    evenly = [f"{text} free" for text in texts]  # the control: a word that goes with everything
    assert not any("free" in name for name in things_named(evenly, words).to_pylist())


def test_where_few_things_are_asked_for_their_words_still_name_them() -> None:
    things = ["pirkram bronber", "gaera skeben", "kogun glelserv", "tovli marn", "esk duvan"]
    texts = [f"link for {thing} please" for thing in things * 20]
    words = {word for thing in things for word in thing.split()}
    assert things_named(texts, words).to_pylist() == things * 20
