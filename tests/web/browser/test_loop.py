"""The whole loop in one browser test: from notes to kept orders, nothing stubbed.

Notes appear, a reading finds the need and the resonance, the operator passes the gates, a merchant
takes the brief, a test is voted on under a note and in the room, the lilac blazer stays, its first
lot is cut and listed, those who wished for it buy it, some send it back, and the report is right to
the cent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.web.browser import loop_sale, loop_story, loop_verdict
from tests.web.browser.conftest import running_server
from tests.web.browser.loop_town import make_ledger


@pytest.fixture(scope="session")
def eve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The community's record some days before spring."""
    return make_ledger(tmp_path_factory.mktemp("loop"))


@pytest.fixture
def town(transactional_db: None, eve: Path) -> Iterator[str]:
    """A town rebuilt from that record, never read so far, and its server."""
    from isotherm.web.readings import queries
    from isotherm.web.readings.rebuild import rebuild_town
    from isotherm.web.site.clock import forget_offset

    queries.forget()
    rebuild_town(eve, None)
    with running_server() as address:
        yield address
    queries.forget()
    forget_offset()


@pytest.mark.timeout(1200)  # minutes on a busy machine
def test_the_whole_loop(open_page: Callable[..., object]) -> None:
    story = loop_story.people(open_page)
    loop_story.notes_appear(story)
    loop_story.a_reading_finds_it(story)
    loop_story.the_operator_passes_the_gates(story)
    loop_story.a_merchant_takes_the_brief(story)
    loop_verdict.it_is_voted_on_under_the_note(story)
    loop_verdict.it_is_voted_on_in_the_room(story)
    loop_sale.the_first_lot_is_cut_and_listed(story)
    loop_sale.those_who_wished_are_told_and_buy(story)
    loop_sale.a_later_session_sells_it(story)
    loop_sale.the_town_buys_it(story)
    loop_sale.it_is_sent_and_some_comes_back(story)
    loop_sale.the_report_is_right_to_the_cent(story)
