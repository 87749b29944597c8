"""The goods on sale tell what kind of goods a brief is about."""

from __future__ import annotations

import pytest
from tests.web.desk.conftest import TODAY, brief_row

from isotherm.web.desk.briefs import read_brief
from isotherm.web.desk.queries.kinds import kinds_of
from isotherm.web.shop.models import Product

pytestmark = pytest.mark.django_db


@pytest.fixture
def sell(shop, told):
    """Put goods on sale: titles and their categories."""

    def put(*goods: tuple[str, str]) -> None:
        for title, category in goods:
            Product.objects.create(
                merchant=shop, title=title, category=category, price_fen=100, listed_at=TODAY
            )

    return put


def kind_of(name: str, **told: object) -> str:
    brief = read_brief(brief_row("b-1", name=name, **({"attributes": "{}"} | told)))
    return kinds_of([brief])["b-1"]


def test_goods_of_that_name_tell(sell):
    sell(("秋冬显白围脖", "配饰"), ("百搭围脖", "配饰"), ("围脖领卫衣", "上衣"))
    assert kind_of("围脖") == "配饰"


def test_the_end_of_a_name_tells_where_the_whole_does_not(sell):
    sell(("冰透玉镯", "配饰"))
    assert kind_of("半永久玉镯") == "配饰"


def test_a_word_of_goods_of_every_kind_does_not_tell(sell):
    sell(("窄版裤", "裤装"), ("窄版裙", "裙装"), ("好看宋裤", "裤装"))
    assert kind_of("窄版·宋裤") == "裤装"


def test_where_no_goods_tell_the_brief_does(sell):
    sell(("露营灯", "户外"))
    assert kind_of("亮色·春天", attributes='{"items": ["knitwear"]}') == "knitwear"
    assert kind_of("亮色·春天") == ""
    assert kinds_of([]) == {}
