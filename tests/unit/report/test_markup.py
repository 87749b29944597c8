from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from isotherm.report.markup import Markup, anchor, join, separate, tag


class Heard(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.attributes = "", [], {}

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(dict(attrs))

    def handle_data(self, data):
        self.text += data


def hear(markup):
    heard = Heard()
    heard.feed(markup)
    heard.close()
    return heard


plain = st.text(st.characters(exclude_categories=("C",)))


@given(plain, plain)
def test_text_and_attributes_come_back_as_they_were_and_as_nothing_else(text, named):
    heard = hear(tag("p", text, title=named))
    assert (heard.text, heard.tags, heard.attributes["title"]) == (text, ["p"], named)


@given(st.text())
def test_whatever_the_text_there_is_one_element(text):
    assert hear(tag("p", text)).tags == ["p"]


def test_control_markup_is_trusted():
    assert hear(tag("p", Markup("<b>x</b>"))).tags == ["p", "b"]


def test_parts_that_are_none_are_left_out():
    assert tag("p", None, "a", title=None) == "<p>a</p>"
    assert join(None, 1, "<") == "1&lt;"
    assert separate(["a", Markup("<i>b</i>")]) == "a · <i>b</i>"


def test_python_words_become_attributes():
    assert tag("label", for_="x", http_equiv="y") == '<label for="x" http-equiv="y"></label>'


def test_void_elements_have_no_end():
    assert tag("br") == "<br>"


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_an_anchor_leads_to_its_place(identity):
    from urllib.parse import unquote

    place, address = anchor("need", identity)
    assert unquote(address[1:]) == place
