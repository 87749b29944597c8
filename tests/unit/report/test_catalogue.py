from __future__ import annotations

import re
import string
from pathlib import Path

import isotherm.report
from isotherm.ledger.rejects import RejectCode
from isotherm.report.catalogue import CATALOGUE, LACKING
from isotherm.report.say import choose, say, say_in, say_lacking

SOURCE = "\n".join(
    path.read_text("utf-8")
    for path in sorted(Path(isotherm.report.__file__).parent.rglob("*.py"))
    if path.parent.name != "catalogue"
)
FAMILIES = (
    "why",
    "kind",
    "stage",
    "origin",
    "event",
    "tier",
    "ahead",
    "sign",
    "mark",
    "its",
    "reject",
    "nav",
)


def holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_leave_room_for_the_same_values():
    for key, (chinese, english) in CATALOGUE.items():
        for form in english.split("|"):
            assert holes(form) <= holes(chinese) | {"n"}, key
        assert holes(chinese) <= holes(english) | {"n"}, key


def test_every_text_is_used():
    for key in CATALOGUE:
        family = key.split(".")[0]
        used = f'"{key}"' in SOURCE or (family in FAMILIES and key != family)
        assert used, key


def test_every_text_that_is_asked_for_is_there():
    for key in re.findall(r'\bsay(?:_in\(\w+,)?\(\s*"([^"]+)"', SOURCE):
        assert key in CATALOGUE, key
    for key in re.findall(r'(?:figure|section|_measure)\("([^"]+)"', SOURCE):
        assert key in CATALOGUE, key


def test_chinese_is_chinese_and_english_is_not():
    for key, (chinese, english) in CATALOGUE.items():
        if key != "language":
            assert not re.search(r"[一-鿿]", english), key
            assert re.search(r"[一-鿿]", chinese), key


def test_english_counts():
    assert say_in("en", "more", n=1) == "1 more"
    assert say_in("en", "gap", n=1) == "1 week without any"
    assert say_in("en", "gap", n="2") == "2 weeks without any"


def test_values_are_escaped_and_both_languages_are_said():
    said = say("matched", n="<m>")
    assert said.count("&lt;m&gt;") == 2
    assert 'class="zh"' in said
    assert 'class="en"' in said


def test_a_value_with_braces_is_only_a_value():
    assert "{day}" in say("matched", n="{day}")


def test_a_word_nobody_foresaw_is_shown_as_it_is():
    assert choose("stage", "<odd>") == "&lt;odd&gt;"
    assert choose("stage", None) == ""


def test_every_fault_has_a_name():
    for code in RejectCode:
        assert f"reject.{code.value}" in CATALOGUE, code


def test_what_steps_say_is_missing_is_said_in_chinese_too():
    engine = Path(isotherm.report.__file__).parents[1]
    rooms = ("needs", "trends", "strata", "trust", "forecast", "briefs", "reading")
    told = "".join(
        path.read_text("utf-8") for room in rooms for path in sorted((engine / room).rglob("*.py"))
    )
    for line, chinese in LACKING.items():
        assert line in told, line
        assert re.search(r"[一-鿿]", chinese), line
    lines = re.findall(r'"((?:no|nobody|follower counts are|trends of) [^"]*: ?[^"]*)"', told)
    assert lines
    assert set(lines) <= set(LACKING)
    assert 'class="zh"' in say_lacking("no merchants: briefs are open to all")
    assert say_lacking("a line <of tomorrow>") == "a line &lt;of tomorrow&gt;"
