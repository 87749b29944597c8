"""What a merchant sees of strata: nothing of fewer than fifty people, no single step apart."""

from __future__ import annotations

import pytest
from tests.web.desk.conftest import DAY, TODAY, brief_row

from isotherm.web.community.models import Reaction
from isotherm.web.desk.queries import opportunities
from isotherm.web.desk.queries.returns import returned_by_stratum
from isotherm.web.readings.crowds import FLOOR
from isotherm.web.shop.models import Order, OrderLine, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def decide(shop, make_member, told):
    """So many people of a stratum decide on size L; the first ``back`` of them send it back."""

    def decide(n: int, *, back: int, stratum: str = "s-1", begin: int = 0) -> None:
        for k in range(begin, begin + n):
            member = make_member(f"{stratum}-{k}")
            told.members[member.pk] = [{"stratum_id": stratum, "name": stratum, "weight": 0.9}]
            order = Order.objects.create(member=member, at=TODAY)
            line = OrderLine.objects.create(
                order=order, sku_id="sku-L", product_id="product-1", quantity=1
            )
            at = TODAY + k * DAY
            kept = k - begin >= back
            Outcome.objects.create(
                member=member, product_id="product-1", line=line, order=order, at=at, kept=kept
            )

    return decide


def test_cells_below_the_floor_are_empty(shop, decide):
    decide(FLOOR - 1, back=10)
    assert returned_by_stratum(shop).is_empty
    decide(1, back=0, begin=FLOOR - 1)
    table = returned_by_stratum(shop)
    assert table.rows == (("s-1", (0.2,)),)


def test_one_more_person_changes_nothing(shop, decide):
    decide(FLOOR, back=10)
    before = returned_by_stratum(shop)
    decide(FLOOR - 1, back=FLOOR - 1, begin=FLOOR)
    assert returned_by_stratum(shop) == before
    # The control: counted person by person the share would have moved.
    told = Outcome.objects.all()
    assert told.filter(kept=False).count() / told.count() > 0.5
    decide(1, back=1, begin=2 * FLOOR - 1)
    assert returned_by_stratum(shop) != before


def test_a_small_stratum_beside_a_large_one_stays_hidden(shop, decide):
    decide(FLOOR, back=5)
    decide(FLOOR - 1, back=40, stratum="s-2")
    assert [name for name, _cells in returned_by_stratum(shop).rows] == ["s-1"]


def test_the_map_sums_each_subject_once(shop, told):
    told.briefs.append(brief_row("b-open-too", subject_id="n-1", kept_units_p50=30.0))
    told.briefs.append(brief_row("b-3", merchant_id="shop-1", subject_id="n-3", stratum_ids=[]))
    told.briefs.append(brief_row("b-gone", subject_id="n-4", expires=TODAY - DAY))
    found = opportunities(shop)
    cells = {
        (row.stratum_id, item): cell
        for row in found.rows
        for item, cell in zip(found.items, row.cells, strict=True)
    }
    assert cells["s-1", "外套"].units == 30
    assert cells["s-1", ""].units == 30
    assert cells["", "外套"].units == 30
    assert found.most == 30


def test_reactions_do_not_reach_the_desk(desk_client, shop, reader, note):
    Reaction.objects.create(member=reader, note=note, kind="like", at=TODAY)
    for page in ("", "briefs/b-own/", "map/", "returns/"):
        answer = desk_client.get(f"/desk/shop-1/{page}").content.decode()
        assert "reader-1" not in answer
        assert "author-1" not in answer
