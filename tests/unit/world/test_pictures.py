"""Pictures are safe, small, well-formed, the same for the same words, and of what they name."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isotherm.world.pictures import (
    aspect_of,
    draw_avatar,
    draw_cover,
    draw_note,
    draw_product,
)
from isotherm.world.pictures.canvas import MOST_BYTES, Canvas, draw_within

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = {
    *("svg", "title", "defs", "linearGradient", "radialGradient", "stop", "pattern"),
    *("g", "path", "rect", "circle", "ellipse"),
}
_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=80),  # lone surrogates and controls too
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "\"/><a href='https://x.test' onclick=alert(1)>",
            "]]><!-- -->&amp;&#0;",
            "大码西装 丁香紫 宽松",
            "\ud800\x00\x0b￾",
            "😀" * 200,
        ]
    ),
)
_ATTRIBUTES = st.dictionaries(
    st.one_of(st.sampled_from(["colour", "cut", "fabric", "item", "base_size"]), _TEXT),
    st.one_of(_TEXT, st.none(), st.integers(), st.lists(st.text(max_size=5), max_size=3)),
    max_size=5,
)


def _check(picture: str) -> ET.Element:
    """Fail unless a picture may stand in any page as it is; its root element."""
    assert len(picture.encode()) < 12_288
    root = ET.fromstring(picture)
    names = [element.tag.removeprefix(_SVG) for element in root.iter()]
    assert set(names) <= _DRAWN
    attributes = [(name, value) for element in root.iter() for name, value in element.items()]
    for name, value in attributes:
        assert not name.lower().startswith("on")
        assert name not in {"style", "src"}
        assert "href" not in name
        assert not re.search(r"url\((?!#)|javascript:|https?:|data:", value)
    ids = {value for name, value in attributes if name == "id"}
    assert {m for _, value in attributes for m in re.findall(r"url\(#(\w+)\)", value)} <= ids
    return root


@settings(max_examples=40)
@given(title=_TEXT, category=st.one_of(st.none(), _TEXT), attributes=_ATTRIBUTES, seed_id=_TEXT)
def test_a_product_of_any_words_is_safe_and_small(title, category, attributes, seed_id):
    words = {"title": title, "category": category, "attributes": attributes, "seed_id": seed_id}
    picture = draw_product(**words)
    _check(picture)
    assert picture == draw_product(**words)


@settings(max_examples=40)
@given(title=_TEXT, body=_TEXT, tags=st.lists(_TEXT, max_size=4), seed_id=_TEXT)
def test_a_note_of_any_words_is_safe_and_small(title, body, tags, seed_id):
    picture = draw_note(title=title, body=body, tags=tags, seed_id=seed_id)
    _check(picture)
    assert picture == draw_note(title=title, body=body, tags=tags, seed_id=seed_id)


@settings(max_examples=40)
@given(name=_TEXT, seed_id=_TEXT)
def test_avatars_and_covers_of_any_name_are_safe_and_small(name, seed_id):
    for draw in (draw_avatar, draw_cover):
        _check(draw(name=name, seed_id=seed_id))
        assert draw(name=name, seed_id=seed_id) == draw(name=name, seed_id=seed_id)


@settings(max_examples=40)
@given(
    product=st.fixed_dictionaries(
        {},
        optional={
            "title": _TEXT,
            "category": st.one_of(st.none(), _TEXT),
            "attributes": st.one_of(_ATTRIBUTES, st.none(), st.text(max_size=9)),
            "product_id": _TEXT,
        },
    )
)
def test_a_note_shows_any_product_whatever_it_lacks(product):
    _check(draw_note(title="今天", body="", tags=[], seed_id="n", product=product))


def test_the_title_is_text_and_nothing_more():
    root = _check(draw_product(title="<b>&\x00西装", category=None, attributes={}, seed_id="p"))
    assert root[0].tag == f"{_SVG}title"
    assert root[0].text == "<b>& 西装"


def test_a_page_of_pictures_shares_no_id():
    seen: set[str] = set()
    for i in range(120):
        ids = set(re.findall(r'id="(\w+)"', draw_avatar(name="", seed_id=f"a{i}")))
        assert ids
        assert not ids & seen
        seen |= ids


def test_different_ids_are_drawn_differently():
    notes = {draw_note(title="春天", body="", tags=[], seed_id=f"n{i}") for i in range(30)}
    products = {
        draw_product(title="西装", category=None, attributes={}, seed_id=f"p{i}") for i in range(30)
    }
    assert len(notes) == len(products) == 30


def test_attribute_order_does_not_matter():
    one = {"colour": "白", "cut": "宽松"}
    other = dict(reversed(one.items()))
    drawn = [
        draw_product(title="西装", category="外套", attributes=a, seed_id="p") for a in (one, other)
    ]
    assert drawn[0] == drawn[1]


def test_a_product_wears_the_colour_it_is_said_to_have():
    said = draw_product(title="西装", category=None, attributes={"colour": "丁香紫"}, seed_id="p")
    other = draw_product(title="西装", category=None, attributes={"colour": "墨绿"}, seed_id="p")
    assert "#bba5da" in said
    assert "#bba5da" not in other


def test_the_size_asked_for_is_the_size_given():
    root = _check(draw_note(title="海边", body="", tags=[], seed_id="n", width=900, height=300))
    assert (root.get("width"), root.get("height")) == ("900", "300")
    _, _, wide, high = (float(v) for v in str(root.get("viewBox")).split())
    assert wide / high == pytest.approx(3)


def test_notes_take_the_shape_of_their_id():
    shapes = [aspect_of(f"n{i}") for i in range(400)]
    assert sum(shape == (600, 800) for shape in shapes) > 160
    assert len(set(shapes)) == 4
    root = _check(draw_note(title="", body="", tags=[], seed_id="n7"))
    assert (root.get("width"), root.get("height")) == tuple(map(str, aspect_of("n7")))


def test_a_picture_too_heavy_loses_its_faintest_lines_first():
    def draw(least: float) -> str:
        canvas = Canvas("x", least=least)
        for i in range(600):
            canvas.line(f"M{i} {i}h9", "#000000", width=i % 7 + 1, opacity=0.2)
        canvas.line("M0 0h900", "#ff0000", opacity=0.8)
        return canvas.svg(10, 10, view=(10, 10), title="")

    assert len(draw(0)) > MOST_BYTES
    light = draw_within(draw)
    assert len(light) < MOST_BYTES
    assert "#ff0000" in light
