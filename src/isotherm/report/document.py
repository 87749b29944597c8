"""The document around the parts of a page: its bar, style and module, and what it may load."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources

from isotherm.report.markup import Markup, tag
from isotherm.report.palette import palette_css
from isotherm.report.say import say

__all__ = ["build_document"]


def build_document(
    parts: Sequence[Markup], *, titles: Mapping[str, str], links: Sequence[str], foot: Markup
) -> str:
    """A whole HTML document that needs nothing besides itself.

    ``titles`` by language; ``links`` are the names of the parts that its bar leads to.
    """
    style, module = Markup(palette_css() + _asset("report.css")), Markup(_asset("report.js"))
    main, script = tag("main", *parts), tag("script", module, type="module")
    return "<!doctype html>\n" + tag(
        "html",
        _head(titles["zh"], style, module),
        tag("body", _bar(links), main, tag("footer", tag("p", foot)), script),
        lang="zh-Hans",
        data_lang="zh",
        data_title_zh=titles["zh"],
        data_title_en=titles["en"],
    )


def _head(title: str, style: Markup, module: Markup) -> Markup:
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(module)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", style),
    )


def _bar(links: Sequence[str]) -> Markup:
    brand = tag("a", say("brand"), class_="brand", href="#top")
    named = [tag("a", say(f"nav.{name}"), href=f"#{name}") for name in links]
    switches = [
        tag("button", say(key), type="button", id=name)
        for key, name in (
            ("language", "switch-language"),
            ("theme", "switch-theme"),
            ("fold", "fold-all"),
        )
    ]
    return tag(
        "header",
        brand,
        tag("nav", *named) if named else None,
        tag("div", *switches, class_="switches"),
        class_="bar",
    )


def _asset(name: str) -> str:
    return resources.files("isotherm.report").joinpath("assets", name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
