"""Every visible word has its Chinese, and what is compiled is what was written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import isotherm.web

_WEB = Path(isotherm.web.__file__).parent
_ROOMS = sorted(path.parent.name for path in _WEB.glob("*/apps.py"))
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Word = tuple[str | None, str]  # context, msgid


def words_of(room: Path) -> Iterator[Word]:
    """The msgids of a room's templates and code."""
    for path in sorted(room.rglob("*")):
        if path.suffix in (".html", ".txt") and "templates" in path.parts:
            yield from _words_in(_flush_left(templatize(path.read_text())))
        elif path.suffix == ".py" and "migrations" not in path.parts:
            yield from _words_in(path.read_text())


def _flush_left(code: str) -> str:
    """A template's indentation is no program's: nothing may hang on it."""
    return "\n".join(line.strip() for line in code.splitlines())


def _words_in(code: str) -> Iterator[Word]:
    found = extract("python", io.BytesIO(code.encode()), keywords=_KEYWORDS)
    for _line, message, _comments, context in found:
        msgid = message if isinstance(message, str) else message[0]
        if msgid:
            yield context, msgid


def _catalog(room: Path) -> Catalog:
    path = room / "locale/zh_Hans/LC_MESSAGES/django.po"
    if not path.exists():
        return Catalog(locale="zh_Hans")
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def _missing(room: Path) -> list[Word]:
    catalog = _catalog(room)
    missing = []
    for context, msgid in sorted(set(words_of(room)), key=str):
        message = catalog.get(msgid, context)
        said = message and (message.string if message.pluralizable else [message.string])
        if not message or message.fuzzy or not all(said):
            missing.append((context, msgid))
    return missing


@pytest.mark.parametrize("room", _ROOMS)
def test_every_word_of_a_room_has_its_chinese(room: str) -> None:
    assert _missing(_WEB / room) == []


@pytest.mark.parametrize("room", _ROOMS)
def test_what_is_compiled_is_what_was_written(room: str) -> None:
    catalog = _catalog(_WEB / room)
    path = _WEB / room / "locale/zh_Hans/LC_MESSAGES/django.mo"
    if not len(catalog):
        assert not path.exists()
        return
    with path.open("rb") as file:
        compiled = read_mo(file)
    assert _said(compiled) == _said(catalog)


@pytest.mark.parametrize("room", _ROOMS)
def test_a_translation_keeps_what_is_filled_in(room: str) -> None:
    for message in _catalog(_WEB / room):
        for error in message.check():
            raise AssertionError(f"{message.id}: {error}")


def test_a_word_without_its_chinese_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.html").write_text('{% translate "Not said" %}{{ _("Nor this") }}')
    (tmp_path / "b.py").write_text('words = _("Never said")\nmore = ngettext("one", "many", 2)\n')
    assert {msgid for _, msgid in _missing(tmp_path)} == {
        "Not said",
        "Nor this",
        "Never said",
        "one",
    }


def _said(catalog: Catalog) -> dict[Word, str | tuple[str, ...]]:
    return {
        _word(message): tuple(message.string) if message.pluralizable else message.string
        for message in catalog
        if message.id and message.string and not message.fuzzy
    }


def _word(message: Message) -> Word:
    """Context and msgid; Babel reads the context of a compiled catalogue as bytes."""
    context = message.context
    told = context.decode() if isinstance(context, bytes) else context
    return told, message.id if isinstance(message.id, str) else message.id[0]


def test_rooms_that_say_the_same_say_it_in_the_same_chinese() -> None:
    """The rooms' catalogs are one at work: what a second room says otherwise is never shown.

    Words that mean something else in another room take a context.
    """
    told: dict[tuple[object, ...], dict[str, str]] = {}
    for room in _ROOMS:
        for key, said in _said(_catalog(_WEB / room)).items():
            told.setdefault((key,), {})[room] = str(said)
    assert [told for told in told.values() if len(set(told.values())) > 1] == []
