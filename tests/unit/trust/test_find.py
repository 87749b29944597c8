from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from isotherm.ledger import Record
from isotherm.livetest import decide
from isotherm.schema import READING
from isotherm.trust import choices_of, find_coordinated, ledger_polls

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LINES = ("这件真的好好看求链接", "姐妹们这个颜色绝了", "已经下单等不及了")


def ledger(edges, first_bot, *, texts=True, joined=True, times=True):
    rows = {"notes": [], "replies": [], "actors": []}
    owners = dict(zip(edges.target.tolist(), edges.owner.tolist(), strict=True))
    for note, owner in sorted(owners.items()):
        rows["notes"].append({"note_id": f"n{note}", "author_id": f"author{owner}", "at": START})
    for i in range(edges.count):
        actor, text = int(edges.actor[i]), int(edges.text[i])
        line = LINES[text % 3] + str(text) if text < 90_000 else f"我自己的话{text * 7919}说完"
        at = START + dt.timedelta(seconds=float(edges.at[i]))
        rows["replies"].append(
            {
                "reply_id": f"r{i}",
                "note_id": f"n{edges.target[i]}",
                "actor_id": f"a{actor}",
                "at": at if times else None,
                "text": line if texts else None,
            }
        )
    for actor in sorted(set(edges.actor.tolist())):
        since = START - dt.timedelta(days=300)
        if actor >= first_bot:
            since = START + dt.timedelta(days=30)
        rows["actors"].append(
            {"actor_id": f"a{actor}", "joined_at": since if joined else None, "kind": "reader"}
        )
    return Record.from_rows(rows, as_of=START + dt.timedelta(days=200))


@pytest.fixture
def place(town):
    made = town()
    made.pool(60, 12, rate=0.6, young=0.0)
    return made


@pytest.mark.parametrize("missing", [(), ("texts",), ("joined",), ("times", "texts", "joined")])
def test_a_pool_counts_as_one_whatever_is_known(place, missing):
    known = {name: name not in missing for name in ("texts", "joined", "times")}
    table = find_coordinated(ledger(place.edges(), 800, **known))
    assert table.schema == READING["coordinated"].arrow_schema()
    flagged = set(table["actor_id"].to_pylist())
    pool = {f"a{i}" for i in place.pools[0]}
    assert len(flagged & pool) >= 0.9 * len(pool)
    assert len(flagged - pool) <= 0.05 * len(flagged)
    assert len(set(table["group_id"].to_pylist())) == 1
    assert sum(table["weight"].to_pylist()) == pytest.approx(1)


def test_the_table_is_sorted_and_its_ids_come_from_its_members(place):
    record = ledger(place.edges(), 800)
    table = find_coordinated(record)
    keys = list(zip(table["group_id"].to_pylist(), table["actor_id"].to_pylist(), strict=True))
    assert keys == sorted(keys)
    assert all(0 <= score <= 1 for score in table["score"].to_pylist())
    assert find_coordinated(record).equals(table)


def test_a_record_without_replies_has_no_groups():
    record = Record.from_rows({"notes": [{"note_id": "a", "at": "2026-01-01"}]})
    assert find_coordinated(record).num_rows == 0


def stuffed(seed=0, *, beside=0.0):
    """A test of three options, voters who live elsewhere too, and forty who came to vote.

    ``beside`` is the part of the forty that likes one of the other options too.
    """
    rng = np.random.default_rng(seed)
    rows = {"votes": [], "searches": [], "options": [], "tests": [{"test_id": "t"}]}
    rows["options"] = [{"option_id": o, "test_id": "t"} for o in "abc"]
    for actor in range(240):
        bot = actor >= 200
        for word in rng.integers(0, 60, 1 + rng.poisson(0.3 if bot else 12)):
            asked = START + dt.timedelta(hours=float(rng.uniform(0, 2000)))
            rows["searches"].append({"actor_id": f"v{actor}", "at": asked, "query": f"q{word}"})
        at = START + dt.timedelta(days=40, hours=float(rng.uniform(0, 1 if bot else 100)))
        for option in "abc":
            wants = option == "c" if bot else rng.random() < 0.05
            wants |= bot and option == "ab"[actor % 2] and actor % 20 < 20 * beside
            stake = "like" if wants else "seen"
            told = {"test_id": "t", "option_id": option, "actor_id": f"v{actor}"}
            rows["votes"].append({**told, "at": at, "stake": stake, "value": None})
    return rows


@pytest.mark.parametrize("only", [None, "votes"])
def test_a_stuffed_ballot_moves_no_verdict(only):
    rows = stuffed()
    found = find_coordinated(Record.from_rows(rows), only=only)
    groups = dict(zip(found["actor_id"].to_pylist(), found["group_id"].to_pylist(), strict=True))
    assert len({f"v{i}" for i in range(200, 240)} & set(groups)) >= 38
    assert len(groups) <= 42
    tables = [rows[name] for name in ("tests", "options", "votes")]
    honest = [row for row in rows["votes"] if int(row["actor_id"][1:]) < 200]
    verdicts = [
        [row.verdict for row in decide(*told, test_id="t", groups=known).options]
        for told, known in (
            ((*tables[:2], honest), {}),
            (tables, groups),
            (tables, {}),  # control: every account counts
        )
    ]
    assert verdicts[0] == verdicts[1] == ["drop", "drop", "drop"]
    assert verdicts[2][2] == "keep"


@pytest.mark.parametrize("beside", [0.5, 1.0])
@pytest.mark.parametrize("asked", ["of each option", "of the one option alone"])
def test_a_second_like_hides_no_ballot_stuffer(monkeypatch, asked, beside):
    if asked == "of the one option alone":  # control: whoever likes two is compared with nobody
        monkeypatch.setattr(ledger_polls, "choices_of", lambda backs: choices_of(backs)[:1])
    rows = stuffed(beside=beside)
    found = set(find_coordinated(Record.from_rows(rows))["actor_id"].to_pylist())
    bots = {f"v{i}" for i in range(200, 240)}
    assert (len(found & bots) >= 38) == (asked == "of each option")
    assert len(found - bots) <= 2
