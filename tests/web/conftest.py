"""People and goods of a small town, made by hand."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from web.on_redis import PrivateRedis, private_redis

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """Cards and counts are kept for a while, and the language of a page; each test begins without.

    Where no page was asked for yet, refusals are worded in the town's own language.
    """
    from django.core.cache import cache
    from django.utils import translation

    from isotherm.web.site import limits

    cache.clear()
    limits._limiter.cache_clear()
    translation.deactivate()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _counts_fall_into_one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts are counted by the minutes of the clock; no test runs into the next one by chance."""
    from limits.storage import memory

    begun = time.time()
    monkeypatch.setattr(memory, "time", SimpleNamespace(time=lambda: begun))


@pytest.fixture(scope="module")
def one_redis() -> Iterator[PrivateRedis]:
    """A Redis of a module's own."""
    try:
        with private_redis() as running:
            yield running
    except FileNotFoundError as missing:
        # Where everything is required, what cannot be run has failed.
        give_up = pytest.fail if os.environ.get("ISOTHERM_REQUIRE_ALL") == "1" else pytest.skip
        give_up(f"{missing} (Debian: apt install redis-server)")


@pytest.fixture
def redis(settings, one_redis) -> Iterator[PrivateRedis]:
    """A Redis that knows nothing yet, which this process uses; it may be stopped and started."""
    from django.core.cache import cache

    from isotherm.web.site import limits
    from isotherm.web.site.together import redis_client, together

    one_redis.stop()
    one_redis.start()
    with contextlib.ExitStack() as doors:
        for begin_anew in (
            limits._limiter.cache_clear,
            redis_client.cache_clear,
            together.__init__,
        ):
            begin_anew()
            doors.callback(begin_anew)
        settings.REDIS_URL = one_redis.url
        own = {"BACKEND": "isotherm.web.site.caches.TownCache", "LOCATION": one_redis.url}
        settings.CACHES = {"default": settings.CACHES["default"] | own | {"OPTIONS": {}}}
        cache.clear()
        yield one_redis


@pytest.fixture
def make_member(db) -> Callable[..., object]:
    """A member by id; keyword arguments are its fields."""
    from isotherm.web.accounts.models import Member

    def make(member_id: str = "reader-1", **fields: object) -> Member:
        fields = {"username": member_id, "name": member_id, "joined_at": AT} | fields
        return Member.objects.create(id=member_id, **fields)

    return make


@pytest.fixture
def reader(make_member):
    return make_member("reader-1")


@pytest.fixture
def operator(make_member):
    return make_member("operator-1", is_staff=True)


@pytest.fixture
def shop(db):
    """A shop with one listed product of two sizes, ten pieces each."""
    from isotherm.web.shop.models import Merchant, Product, Sku

    merchant = Merchant.objects.create(
        id="shop-1", name="一家店", lead_days=20, categories=["外套"]
    )
    product = Product.objects.create(
        id="product-1",
        merchant=merchant,
        title="丁香紫西装",
        category="外套",
        price_fen=80000,
        attributes={"colour": "丁香紫", "cut": "直筒", "base_size": "XL"},
        listed_at=AT,
    )
    for size in ("L", "XL"):
        Sku.objects.create(
            id=f"sku-{size}", product=product, options={"size": size}, price_fen=80000, on_hand=10
        )
    return merchant


@pytest.fixture
def merchant(make_member, shop):
    """Who keeps the shop."""
    from isotherm.web.shop.models import MerchantMember

    member = make_member("merchant-1", kind="merchant")
    MerchantMember.objects.create(merchant=shop, member=member, role="keeper")
    return member


@pytest.fixture
def note(make_member):
    """A note by an author."""
    from isotherm.web.community.models import Note

    author = make_member("author-1", kind="author")
    return Note.objects.create(
        id="note-1", author=author, at=AT, title="想穿亮一点", body="春天了", tags=["亮色"]
    )


@pytest.fixture
def do_jobs(db) -> Callable[[], list[str]]:
    """Does the jobs that wait, one after another, as a worker would; their states."""
    from django_tasks_db.models import DBTaskResult

    def do() -> list[str]:
        states = []
        while (waits := DBTaskResult.objects.ready().first()) is not None:
            DBTaskResult.objects.filter(pk=waits.pk).update(status="SUCCESSFUL")
            told = waits.args_kwargs
            states.append(waits.task.call(*told["args"], **told["kwargs"]))
        return states

    return do


@pytest.fixture
def reading_of(monkeypatch) -> Callable[..., None]:
    """The last reading, of tables held in memory; what a test changes in them is seen at once."""
    from isotherm.web.readings import queries
    from isotherm.web.readings.models import ReadingRun
    from isotherm.web.site.ids import new_id

    def tell(**tables: list[dict[str, object]]) -> None:
        run = ReadingRun(id=new_id(), state="done", folder="told")
        told = SimpleNamespace(rows=lambda table: tables.get(table, []))
        monkeypatch.setattr(queries, "last_run", lambda: run)
        monkeypatch.setattr(queries, "reading_of", lambda _run: told)
        monkeypatch.setattr(queries, "_once", lambda _name, make, _nothing: make(told))

    return tell


@pytest.fixture(scope="session", autouse=True)
def _a_town_is_pulled_down_whole() -> Iterator[None]:
    """After a test with transactions of its own the ledgers go with their town, guards or not.

    A server of the test may still be at its last act: of two that wait for each other PostgreSQL
    ends one, and if that is us we come again.
    """
    from django.db import OperationalError
    from django.db.backends.base.operations import BaseDatabaseOperations

    from isotherm.web.shop.guards import taken_down

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        for tries_left in reversed(range(5)):
            try:
                with taken_down(operations.connection):
                    flush(operations, statements)
                return
            except OperationalError as error:
                if tries_left == 0 or "deadlock" not in str(error):
                    raise

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        yield
