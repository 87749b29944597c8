"""The page: its parts in order, its style and its module, and what it may load (nothing)."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from isotherm.report.findings import Findings
from isotherm.report.markup import Markup, tag
from isotherm.report.numbers import day
from isotherm.report.palette import palette_css
from isotherm.report.parts.account import show_account
from isotherm.report.parts.briefs import show_briefs
from isotherm.report.parts.forecasts import show_forecasts
from isotherm.report.parts.header import show_header
from isotherm.report.parts.integrity import show_integrity
from isotherm.report.parts.map import show_map
from isotherm.report.parts.needs import show_needs
from isotherm.report.parts.trends import show_trends
from isotherm.report.parts.warmed import show_warmed
from isotherm.report.say import LANGUAGES, say, say_in

__all__ = ["build_page"]

_PARTS = (
    show_header,
    show_briefs,
    show_map,
    show_needs,
    show_trends,
    show_warmed,
    show_integrity,
    show_forecasts,
    show_account,
)
_LINKS = ("briefs", "map", "needs", "trends", "warmed", "integrity", "forecasts", "account")


def build_page(findings: Findings) -> str:
    """The whole HTML document; it needs nothing besides itself."""
    style, module = Markup(palette_css() + _asset("report.css")), Markup(_asset("report.js"))
    parts = tag("main", *(show(findings) for show in _PARTS))
    body = tag("body", _bar(), parts, _foot(findings), tag("script", module, type="module"))
    titles = {lang: say_in(lang, "title", day=day(findings.as_of)) for lang in LANGUAGES}
    return "<!doctype html>\n" + tag(
        "html",
        _head(titles["zh"], style, module),
        body,
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


def _bar() -> Markup:
    brand = tag("a", say("brand"), class_="brand", href="#top")
    links = [tag("a", say(f"nav.{name}"), href=f"#{name}") for name in _LINKS]
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
        tag("nav", *links),
        tag("div", *switches, class_="switches"),
        class_="bar",
    )


def _foot(findings: Findings) -> Markup:
    given = findings.facts.get("input") or {}
    version = (given.get("versions") or {}).get("isotherm", "")
    digest = str(findings.facts.get("input_hash", ""))[:12]
    return tag("footer", tag("p", say("made.by", version=version, hash=digest)))


def _asset(name: str) -> str:
    return resources.files("isotherm.report").joinpath("assets", name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
