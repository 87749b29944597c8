from __future__ import annotations

import json

import pytest

from isotherm.web.rooms.hub.acts import read_act
from isotherm.web.rooms.hub.frames import as_text


@pytest.mark.parametrize("text", ["", "[", "[" * 4000, "null", "[1]", '"x"', "NaN"])
def test_what_is_no_message_is_none(text):
    assert read_act(text) is None


def test_of_a_message_only_its_words_are_taken():
    assert read_act('{"do": "say", "n": 1, "text": null, "key": ["k"]}') == {"do": "say"}


def test_half_a_character_is_no_word_and_reaches_neither_database_nor_socket():
    half = json.dumps({"do": "say", "key": "\ud800", "option": "a\udfff", "text": "\U0001f600"})
    act = read_act(half)
    assert act == {"do": "say", "text": "\U0001f600"}
    as_text(act).encode()
    with pytest.raises(UnicodeEncodeError):  # what would come of it
        as_text(json.loads(half)).encode()
