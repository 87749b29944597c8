from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from isotherm.errors import DataError

_SECRETS = ("小红花", "https://sns-avatar/1.jpg", "浙江", "u-raw-1", "66aa")
_PRIVATE = {"nickname": "小红花", "avatar": "https://sns-avatar/1.jpg", "ip_location": "浙江"}


def _note(note_id: str, **cells: Any) -> dict[str, Any]:
    return {
        "note_id": note_id,
        "type": "normal",
        "title": "梨形身材穿搭",
        "desc": "显瘦 #大码[话题]# #通勤[话题]#",
        "time": 1_782_000_000_000,
        "last_update_time": 1_782_000_100_000,
        "last_modify_ts": 1_782_900_000_000,
        "liked_count": "1.2万",
        "collected_count": "10万+",
        "comment_count": "87",
        "share_count": "0",
        "tag_list": "大码,通勤",
        "source_keyword": "大码女装",
    } | _PRIVATE | cells  # fmt: skip


def _comment(comment_id: str, parent: str = "0", **cells: Any) -> dict[str, Any]:
    return {
        "comment_id": comment_id,
        "create_time": 1_782_000_500_000,
        "note_id": "66aa1",
        "content": "求链接",
        "sub_comment_count": 1,
        "parent_comment_id": parent,
        "like_count": "3",
    } | _PRIVATE | cells  # fmt: skip


def _write(folder: Path, form: str, person: str) -> Path:
    """A crawl of two notes and two comments, in one of the three forms and two layouts."""
    who = {person: "u-raw-1"}
    files = {
        "search_contents": [_note("66aa1", **who), _note("66aa2", **who)],
        "search_comments": [_comment("c1", **who), _comment("c2", "c1", **who)],
        "creator_creators": [{**who, "fans": "1.5万", "follows": 3, **_PRIVATE}],
    }
    target = folder / "xhs" / form
    target.mkdir(parents=True)
    for name, rows in files.items():
        path = target / f"{name}_2026-07-02.{form}"
        if form == "csv":
            with path.open("w", newline="", encoding="utf-8-sig") as stream:
                writer = csv.DictWriter(stream, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        elif form == "json":
            path.write_text(json.dumps(rows, ensure_ascii=False, indent=4))
        else:
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return folder


@pytest.mark.parametrize("person", ["creator_hash", "user_id"])
@pytest.mark.parametrize("form", ["jsonl", "csv", "json"])
def test_every_form_and_layout_gives_the_same_ledger(
    tmp_path: Path, bring: Any, form: str, person: str
) -> None:
    summary, ledger = bring("mediacrawler", _write(tmp_path / form, form, person))
    assert (summary.read, summary.kept, summary.unreadable) == (5, 5, 0)
    first, second = sorted(ledger["notes"], key=lambda row: row["note_id"])
    assert first["author_id"] == second["author_id"] == ledger["actors"][0]["actor_id"]
    assert (first["title"], first["body"]) == ("梨形身材穿搭", "显瘦 #大码 #通勤")
    assert first["tags"] == ["大码", "通勤"]
    assert first["at"].timestamp() == 1_782_000_000
    assert ledger["actors"][0]["followers"] == 15_000
    counts = sorted((row["kind"], row["count"], row["actor_id"]) for row in ledger["reactions"])
    assert counts == [("like", 12_000, None)] * 2 + [("save", 100_000, None)] * 2
    assert {row["at"].timestamp() for row in ledger["reactions"]} == {1_782_900_000}


def test_replies_keep_their_thread(tmp_path: Path, bring: Any) -> None:
    _, ledger = bring("mediacrawler", _write(tmp_path / "a", "jsonl", "user_id"))
    parents = {row["reply_id"]: row["parent_id"] for row in ledger["replies"]}
    assert sorted(map(str, parents.values())) == sorted(
        ["None", *(n for n, p in parents.items() if p is None)]
    )
    assert {row["note_id"] for row in ledger["replies"]} <= {r["note_id"] for r in ledger["notes"]}


def test_a_keyword_is_a_search_of_nobody_that_answers_nothing(tmp_path: Path, bring: Any) -> None:
    _, ledger = bring("mediacrawler", _write(tmp_path / "a", "jsonl", "user_id"))
    (search,) = ledger["searches"]
    assert search["query"] == "大码女装"
    assert search["at"].timestamp() == 1_782_900_000
    assert (search["actor_id"], search["results"], search["clicked"]) == (None, None, None)


@pytest.mark.parametrize("told", [False, True])
def test_nothing_personal_is_left(tmp_path: Path, bring: Any, told: bool) -> None:
    folder = _write(tmp_path / "a", "jsonl", "user_id")
    if told:  # the control: what stands in the text itself is found by the same search
        path = folder / "xhs" / "jsonl" / "detail_contents_2026-07-03.jsonl"
        path.write_text(json.dumps(_note("n9", desc=" ".join(_SECRETS)), ensure_ascii=False))
    _, ledger = bring("mediacrawler", folder)
    written = str(ledger)
    assert [secret in written for secret in _SECRETS] == [told] * len(_SECRETS)


def test_the_salt_decides_the_ids(tmp_path: Path, bring: Any) -> None:
    folder = _write(tmp_path / "a", "jsonl", "user_id")
    (_, one), (_, same), (_, other) = (
        bring("mediacrawler", folder, salt=salt) for salt in ("x", "x", "y")
    )
    ids = [{row["note_id"] for row in ledger["notes"]} for ledger in (one, same, other)]
    assert ids[0] == ids[1]
    assert not ids[0] & ids[2]


def test_a_drawn_salt_is_said(tmp_path: Path, bring: Any) -> None:
    summary, _ = bring("mediacrawler", _write(tmp_path / "a", "jsonl", "user_id"), salt="")
    assert any("--salt" in line for line in summary.remarks)


def test_the_newest_telling_of_a_note_stands_and_every_keyword_is_kept(
    tmp_path: Path, bring: Any
) -> None:
    folder = _write(tmp_path / "a", "jsonl", "user_id")
    newer = _note("66aa1", liked_count="2万", source_keyword="微胖穿搭")
    path = folder / "xhs" / "jsonl" / "search_contents_2026-08-01.jsonl"
    path.write_text(json.dumps(newer, ensure_ascii=False) + "\n")
    summary, ledger = bring("mediacrawler", folder)
    assert summary.repeated == 1
    assert sorted(row["count"] for row in ledger["reactions"] if row["kind"] == "like") == [
        12_000,
        20_000,
    ]
    assert sorted(row["query"] for row in ledger["searches"]) == ["大码女装", "微胖穿搭"]


def test_broken_rows_are_told_and_cost_themselves_alone(tmp_path: Path, bring: Any) -> None:
    folder = _write(tmp_path / "a", "jsonl", "user_id")
    path = folder / "xhs" / "jsonl" / "search_contents_2026-07-02.jsonl"
    broken = [
        "{half",
        json.dumps(_note("n3", liked_count="赞")),
        json.dumps(_note("")),
        json.dumps(_note("n4", time="gestern")),
        json.dumps({"aweme_id": 3}),
    ]
    path.write_text(path.read_text() + "\n".join(broken) + "\n")
    summary, ledger = bring("mediacrawler", folder)
    assert len(ledger["notes"]) == 2
    assert summary.unreadable == 5
    assert [(f.line, f.column) for f in summary.faults] == [
        (3, ""), (4, "liked_count"), (5, "note_id"), (6, "time"), (7, ""),
    ]  # fmt: skip
    assert all(f.file == path.name and f.why for f in summary.faults)


def test_other_platforms_are_left_alone(tmp_path: Path, bring: Any) -> None:
    folder = _write(tmp_path / "a", "jsonl", "user_id")
    other = folder / "weibo" / "jsonl"
    other.mkdir(parents=True)
    (other / "search_contents_2026-07-02.jsonl").write_text('{"note_id": "w1"}\n')
    summary, ledger = bring("mediacrawler", folder)
    assert len(ledger["notes"]) == 2
    assert any("other platforms" in line for line in summary.remarks)


def test_a_folder_without_its_files_is_refused(tmp_path: Path, bring: Any) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(DataError):
            bring("mediacrawler", path)
