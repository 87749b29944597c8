"""What ``isotherm serve`` refuses before it opens anything."""

from __future__ import annotations

import importlib.util
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

Say = Callable[..., tuple[int, str, str]]


def test_a_missing_package_is_named_with_what_installs_it(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "uvicorn" else find(name)
    )
    status, _, complaint = say("serve", "--demo")
    assert status == 2
    assert "pip install 'isotherm[web]'" in complaint


def test_a_port_that_is_taken_is_said_in_one_line(say: Say, tmp_path: Path) -> None:
    pytest.importorskip("django")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        status, _, complaint = say("serve", "--demo", "--home", tmp_path / "t", "--port", port)
    assert status == 2
    assert f"127.0.0.1:{port} cannot be listened on" in complaint
    assert not (tmp_path / "t").exists()


def test_a_real_town_needs_its_secrets(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("django")
    for name in ("ISOTHERM_DEMO", "ISOTHERM_SECRET_KEY", "ISOTHERM_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    status, _, complaint = say("serve", "--home", tmp_path)
    assert status == 2
    assert "ISOTHERM_SECRET_KEY" in complaint


@pytest.mark.parametrize(
    "words", [("--port", "0"), ("--port", "http"), ("--workers", "0"), ("--workers", "many")]
)
def test_numbers_that_are_none_are_refused(say: Say, words: tuple[str, str]) -> None:
    status, _, complaint = say("serve", "--demo", *words)
    assert status == 2
    assert words[1] in complaint


def test_a_reading_without_its_record_is_refused(say: Say, tmp_path: Path) -> None:
    pytest.importorskip("django")
    status, _, complaint = say("serve", "--demo", "--reading", tmp_path)
    assert status == 2
    assert "--ledger" in complaint


@pytest.mark.parametrize("read", ["ledger", "reading"])
def test_a_town_does_not_live_in_what_it_is_made_from(say: Say, tmp_path: Path, read: str) -> None:
    pytest.importorskip("django")
    folders = {"ledger": tmp_path / "ledger", "reading": tmp_path / "reading"}
    for folder in folders.values():
        folder.mkdir()
    told = [word for name, folder in folders.items() for word in (f"--{name}", folder)]
    status, _, complaint = say("serve", "--demo", *told, "--home", f"{tmp_path}/./{read}")
    assert status == 2
    assert "another folder for --home" in complaint
    assert list(folders[read].iterdir()) == []
