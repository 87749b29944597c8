from __future__ import annotations

import dataclasses
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from isotherm.cli.main import COMMANDS, _parser
from isotherm.reading import ReadingSettings
from isotherm.reading.reference import describe_settings, setting_meanings
from isotherm.schema import LEDGER
from isotherm.settings import Settings
from isotherm.sources import SOURCES

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = (ROOT / "README.md", ROOT / "README.zh-CN.md")
GUIDE = ROOT / "docs" / "guide" / "your-own-export.md"
PAGES = [
    ENGLISH,
    CHINESE,
    ROOT / "CONTRIBUTING.md",
    GUIDE,
    ROOT / "docs" / "README.md",
    *sorted(ROOT.glob("docs/decisions/*.md")),
    *sorted(ROOT.glob("docs/walkthroughs/*.md")),
]


def commands(page: Path) -> list[str]:
    """Every line of the page's shell examples, without its comment."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def code(page: Path) -> list[str]:
    blocks = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]


def headings(page: Path) -> list[int]:
    return [len(mark) for mark in re.findall(r"^(#+) ", page.read_text("utf-8"), re.MULTILINE)]


def links(page: Path) -> set[str]:
    found = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))
    return {link for link in found if "://" not in link}


def test_the_two_readmes_say_the_same() -> None:
    assert headings(ENGLISH) == headings(CHINESE)
    assert commands(ENGLISH) == commands(CHINESE)
    assert code(ENGLISH) == code(CHINESE)
    assert links(ENGLISH) - {CHINESE.name} == links(CHINESE) - {ENGLISH.name}


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    named = {(index.parent / link).resolve() for link in links(index)}
    pages = {page for page in ROOT.glob("docs/**/*.md") if page != index}
    assert [page for page in pages if not named & {page, page.parent}] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = [link for link in links(page) if not (page.parent / link).exists()]
    assert dead == []


@pytest.mark.parametrize("page", [ENGLISH, GUIDE], ids=lambda page: page.name)
def test_every_command_is_one(page: Path) -> None:
    asked = [line for line in commands(page) if line.startswith("isotherm ")]
    assert asked
    for line in asked:
        words = shlex.split(line)[1:]
        assert words[0] in COMMANDS
        _parser(words).parse_args(words)


def test_what_is_shown_of_the_library_runs() -> None:
    shown = "\n".join(re.findall(r"```python\n(.*?)```", ENGLISH.read_text("utf-8"), re.DOTALL))
    asked = [line for line in shown.splitlines() if "iso." in line]
    assert all(line.startswith("print(iso.") for line in asked)
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert len(done.stdout.splitlines()) >= len(asked)


def test_the_guide_names_tables_and_columns_as_they_are() -> None:
    rows = re.findall(
        r"^\| [^`|]+ \| `([a-z]+)` \| (.+) \|$", GUIDE.read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) >= 10
    for table, columns in rows:
        assert set(re.findall(r"`([a-z_]+)`", columns)) <= set(LEDGER[table].names)


def test_every_source_is_in_the_guide() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE))
    assert told == set(SOURCES)


def test_settings_of_the_guide_exist() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    for block in blocks:
        ReadingSettings.from_mapping(tomllib.loads(block))


def test_the_page_of_settings_is_what_their_declarations_say() -> None:
    page = ROOT / "docs" / "reference" / "settings.md"
    assert page.read_text("utf-8") == describe_settings(), (
        "run `python -m isotherm.reading.reference > docs/reference/settings.md`"
    )


def test_every_setting_says_what_it_means() -> None:
    whole = ReadingSettings()
    parts = [getattr(whole, field.name) for field in dataclasses.fields(whole)]
    for record in (whole, *(part for part in parts if isinstance(part, Settings))):
        meanings = setting_meanings(type(record))
        plain = [f.name for f in dataclasses.fields(record)]
        nested = {n for n in plain if isinstance(getattr(record, n), Settings)}
        assert [name for name in plain if name not in nested and not meanings[name]] == []


def test_make_has_the_targets_that_are_named() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in (ENGLISH, CHINESE, ROOT / "CONTRIBUTING.md"):
        named = re.findall(r"(?:`|^ *)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
        assert named
        assert set(named) <= targets


def test_decisions_are_half_a_page_and_of_one_shape() -> None:
    for number, page in enumerate(sorted(ROOT.glob("docs/decisions/*.md")), 1):
        text = page.read_text("utf-8")
        assert text.startswith(f"# {number}. "), page.name
        assert page.name.startswith(f"{number:04d}-")
        assert all(part in text for part in ("**Context.**", "**Decision.**", "**Consequences.**"))
        assert len(text.splitlines()) <= 40
