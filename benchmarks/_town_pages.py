"""Pages under readers: the feed, search, and what a page weighs."""

from __future__ import annotations

import http.client
import os
import random
import re
import time
from typing import Any
from urllib.parse import quote, urljoin

from _town_community import fill_town
from _town_server import quantiles, serving, sign_in, visit

__all__ = ["measure_feed", "measure_search", "measure_weight"]

THINK_S = 2.0  # between two pages, on average
AS_SERVED = min(os.cpu_count() or 1, 4)  # processes for pages, as `isotherm serve` starts them
WORDS = ("大码", "西装", "通勤", "猫粮", "裙", "显白", "求链接", "跑鞋", "亮色 毛衣", "小个子 大衣")


def measure_feed(args: Any) -> list[dict[str, Any]]:
    """The first and later pages of the feed under ``--readers`` who think, and who do not."""
    cookies = _readers(args)
    rows = []
    for think_s, workers in ((THINK_S, 1), (THINK_S, AS_SERVED), (0.0, AS_SERVED)):
        with serving(workers) as (port, _first):
            visit(port, cookies, path=_feed_page, seconds=3, think_s=0.2)
            told = visit(port, cookies, path=_feed_page, seconds=args.seconds, think_s=think_s)
        rows.append({"part": "feed", "think_s": think_s, "processes": workers, **told})
    return [{**row, "queries": _queries("/")} for row in rows]


def measure_search(args: Any) -> list[dict[str, Any]]:
    """Searching under ``--readers`` who think."""
    cookies = _readers(args)
    shape = {"think_s": THINK_S, "processes": AS_SERVED}
    with serving(AS_SERVED) as (port, _first):
        visit(port, cookies, path=_search_page, seconds=3, think_s=0.5)
        told = visit(port, cookies, path=_search_page, seconds=args.seconds, think_s=THINK_S)
    return [
        {"part": "search", **shape, **told, "queries": _queries("/search/")},
        {"part": "search alone", "think_s": 0.0, "processes": 1, **_one_by_one()},
    ]


def measure_weight(args: Any) -> list[dict[str, Any]]:
    """What the first page weighs with its styles and scripts, and whether it asks elsewhere."""
    _filled(args)
    with serving() as (port, _first):
        page = _sent(port, "/").decode()
        seen = {"/": page.encode()}
        waiting = re.findall(r'(?:href|src)="(/static/[^"#]+)', page)
        while waiting:
            address = waiting.pop()
            if address not in seen:
                seen[address] = _sent(port, address)
                waiting += _imported(address, seen[address].decode())
    elsewhere = re.findall(r'(?:href|src|action)="(?:https?:)?//[^"]+', page)
    weight = sum(len(content) for content in seen.values())
    return [{"part": "weight", "kb": weight / 1024, "files": len(seen), "outside": len(elsewhere)}]


def _sent(port: int, address: str) -> bytes:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request("GET", address)
    answer = link.getresponse()
    if answer.status != 200:
        raise SystemExit(f"benchmark: {address} is {answer.status}")
    return answer.read()


def _imported(address: str, text: str) -> list[str]:
    """Addresses of the styles and modules that a style or a module brings along."""
    told = re.findall(r"""@import\s+(?:url\()?["']([^"']+)""", text)
    told += re.findall(r"""(?:^|\s)(?:import|from)\s+["'](\.[^"']+)""", text)
    return [urljoin(address, one) for one in told]


def _filled(args: Any) -> None:
    from isotherm.web.community.models import Note

    if not Note.objects.exists():
        fill_town(notes=args.notes, members=args.members)


def _readers(args: Any) -> list[str]:
    _filled(args)
    keys = sign_in([f"m{number}" for number in range(args.readers)])
    return [f"sessionid={key}" for key in keys]


def _feed_page(rng: random.Random) -> str:
    page = rng.choice((0, 0, 1, 2))
    return f"/?from={20 * page}.." if page else "/"


def _search_page(rng: random.Random) -> str:
    return f"/search/?q={quote(rng.choice(WORDS))}"


def _queries(path: str) -> int:
    """Questions to the database for one page of a signed-in reader."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from isotherm.web.accounts.models import Member

    client = Client(headers={"host": "localhost"})
    client.force_login(Member.objects.get(pk="m1"), "django.contrib.auth.backends.ModelBackend")
    client.get(path, {"q": "西装"})
    with CaptureQueriesContext(connection) as asked:
        client.get(path, {"q": "西装"})
    return len(asked)


def _one_by_one() -> dict[str, Any]:
    """Searching with nobody else about: what the index itself takes."""
    from isotherm.web.search.queries import search

    times = []
    for turn in range(100):
        begun = time.perf_counter()
        search(WORDS[turn % len(WORDS)], None)
        times.append(1000 * (time.perf_counter() - begun))
    return {**quantiles(times), "pages": len(times), "failed": 0}
