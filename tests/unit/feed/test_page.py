from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy import sparse

from isotherm.errors import SettingsError, UsageError
from isotherm.feed import (
    FeedRecord,
    FeedSettings,
    Recipe,
    SpectralRetriever,
    answer_query,
    rank_feed,
)

SETTINGS = FeedSettings(page_size=10, pool=30)


def test_personalisation_off_is_the_anonymous_page_and_on_is_not(record: FeedRecord) -> None:
    anonymous = rank_feed(record, None, settings=SETTINGS)
    assert rank_feed(record, "a1", personalisation="off", settings=SETTINGS) == anonymous
    assert rank_feed(record, "never seen", settings=SETTINGS) == anonymous
    assert rank_feed(record, "a1", settings=SETTINGS) != anonymous


def test_search_with_personalisation_off_is_the_anonymous_search(record: FeedRecord) -> None:
    match = np.full(40, 0.6)
    anonymous = answer_query(record, match, None, settings=SETTINGS)
    off = answer_query(record, match, "a1", personalisation="off", settings=SETTINGS)
    assert off == anonymous
    assert answer_query(record, match, "a1", settings=SETTINGS) != anonymous


def test_every_card_has_a_reason_that_holds(record: FeedRecord) -> None:
    cards = rank_feed(record, "a1", settings=SETTINGS)
    touched = record.interactions[[1]].toarray()[0] > 0
    impressions = record.impressions
    assert impressions is not None
    assert len({card.note_id for card in cards}) == len(cards) == 10
    for card in cards:
        note = record.note_ids.index(card.note_id)
        assert not touched[note]
        assert card.reason
        assert (card.kind == "first_look") == (impressions[note] < 100)
        if card.kind == "stratum":
            assert record.note_strata[[note]].toarray()[0].argmax() == record.stratum_names.index(
                str(card.stratum)
            )


def test_new_notes_get_their_places_and_without_the_promise_none(record: FeedRecord) -> None:
    def fresh(settings: FeedSettings) -> list[str]:
        cards = rank_feed(record, "a1", settings=settings)
        return [card.note_id for card in cards if card.kind == "first_look"]

    assert fresh(SETTINGS) == ["n34", "n37"]
    assert fresh(dataclasses.replace(SETTINGS, first_look_every=0)) == []
    young = np.arange(40) >= 35
    grown = dataclasses.replace(record, young=young)
    assert [
        c.note_id for c in rank_feed(grown, None, settings=SETTINGS) if c.kind == "first_look"
    ] == [
        "n37",
        "n35",
    ]
    unknown = dataclasses.replace(record, impressions=None)
    assert all(card.kind != "first_look" for card in rank_feed(unknown, "a1", settings=SETTINGS))


def test_the_own_kind_comes_first_and_on_the_anonymous_page_it_does_not(
    record: FeedRecord,
) -> None:
    settings = dataclasses.replace(SETTINGS, first_look_every=0)
    retriever = SpectralRetriever(Recipe(rank=4)).fit(record.interactions)

    def own_share(actor: int | None) -> float:
        asked = None if actor is None else f"a{actor}"
        cards = rank_feed(record, asked, retriever=retriever, settings=settings)[:3]
        return np.mean([record.note_ids.index(card.note_id) % 4 == 2 for card in cards])

    assert np.mean([own_share(actor) for actor in range(2, 79, 4)]) > 0.7
    assert own_share(None) < 0.7


def test_someone_known_only_by_strata_is_shown_what_those_came_back_to(record: FeedRecord) -> None:
    memberships = record.memberships.toarray()
    memberships[79, 3] = 1.0
    belonging = dataclasses.replace(record, memberships=sparse.csr_array(memberships))
    cards = rank_feed(belonging, "newcomer", settings=SETTINGS)
    assert {card.stratum for card in cards if card.score > 0 and card.kind == "stratum"} == {
        "dancers"
    }
    anonymous = rank_feed(record, None, settings=SETTINGS)
    assert rank_feed(record, "newcomer", settings=SETTINGS) == anonymous


def test_search_admits_that_there_is_no_good_answer(record: FeedRecord) -> None:
    match = np.zeros(40)
    match[3] = 0.29
    answer = answer_query(record, match, "a1", settings=SETTINGS)
    assert (answer.no_good_answer, answer.cards) == (True, [])
    assert answer.message == "no good answer yet"
    lenient = dataclasses.replace(SETTINGS, good_match=0.2)
    found = answer_query(record, match, "a1", settings=lenient)
    assert [card.note_id for card in found.cards] == ["n03"]
    assert not found.no_good_answer


def test_an_empty_community_has_an_empty_page() -> None:
    empty = FeedRecord([], [], sparse.csr_array((0, 0)), np.zeros(0, np.int64),
                       sparse.csr_array((0, 0)), sparse.csr_array((0, 0)), [])  # fmt: skip
    assert rank_feed(empty, "a") == []
    assert answer_query(empty, np.zeros(0), None).no_good_answer


def test_parts_that_do_not_fit_are_refused(record: FeedRecord) -> None:
    with pytest.raises(UsageError, match="memberships is"):
        dataclasses.replace(record, memberships=sparse.csr_array((3, 4)))
    with pytest.raises(UsageError, match="impressions has 2 entries"):
        dataclasses.replace(record, impressions=np.zeros(2, np.int64))
    with pytest.raises(UsageError, match="3 text matches"):
        answer_query(record, np.zeros(3), None)
    with pytest.raises(SettingsError, match="pool"):
        FeedSettings(page_size=50, pool=20)
