"""Imports of what is not there, and of what nothing can be read of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Say = Callable[..., tuple[int, str, str]]
READ = ("mediacrawler", "shopify", "renttherunway", "reddit", "weibo-hot", "interactions")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.mark.parametrize("source", READ)
def test_a_file_that_is_not_there_is_wrong_usage(say: Say, tmp_path: Path, source: str) -> None:
    status, _, error = say("import", source, tmp_path / "missing.csv", "--out", tmp_path / "o")
    assert status == 2
    assert "missing.csv" in error


@pytest.mark.parametrize("source", READ)
def test_where_no_row_can_be_read_it_fails_and_says_why(
    say: Say, tmp_path: Path, source: str
) -> None:
    picture, out = tmp_path / "goods.csv", tmp_path / "ledger"
    picture.write_bytes(PNG)
    status, printed, error = say("import", source, picture, "--out", out)
    assert status == 1
    assert "none of the 1 rows can be read" in error
    assert "a picture" in error
    assert "goods.csv" in printed
    assert not list(tmp_path.rglob("*.parquet"))


def test_what_an_earlier_import_brought_stays(say: Say, tmp_path: Path) -> None:
    goods, out = tmp_path / "goods.csv", tmp_path / "ledger"
    goods.write_text("Handle,Title,Variant Price\nblazer,Blazer,100\n")
    assert say("import", "shopify", goods, "--out", out)[0] == 0  # control: a good row is enough
    before = {path: path.read_bytes() for path in out.rglob("*.parquet")}
    assert before
    goods.write_bytes(PNG)
    assert say("import", "shopify", goods, "--out", out)[0] == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
