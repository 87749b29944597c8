"""Every name a form or an address of the town is read by, gathered from what is written in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django import forms

__all__ = ["fields"]

_TOWN = Path(__file__).parents[3] / "src" / "isotherm" / "web"
_SENT = {"GET", "POST", "FILES"}
_READS = {"get", "getlist"}
_IN_A_PAGE = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([\w-]+)"')


def fields() -> list[str]:
    """All of them, in order."""
    found = {*_read_by_views(), *_in_pages(), *_of_forms()}
    return sorted(found - {"csrfmiddlewaretoken"})


def _read_by_views() -> Iterator[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted(_TOWN.rglob("*.py"))]
    constants = {name: value for tree in trees for name, value in _constants(tree)}
    for tree in trees:
        called = {"request." + one for one in _SENT} | set(_named_otherwise(tree))
        for name in (one for node in ast.walk(tree) for one in _names_in(node, called)):
            if isinstance(name, ast.Constant):
                yield str(name.value)
            elif ast.unparse(name) in constants:
                yield constants[ast.unparse(name)]


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Words that a file gives a name to: ``ONCE_FIELD = "once"``."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield from ((ast.unparse(target), str(node.value.value)) for target in node.targets)


def _named_otherwise(tree: ast.Module) -> Iterator[str]:
    """What a file calls the things that were sent: ``told = request.POST``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _is_sent(node.value):
            yield from (ast.unparse(target) for target in node.targets)


def _is_sent(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in _SENT


def _names_in(node: ast.AST, called: set[str]) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Attribute(value=told, attr=how), args=[first, *_]) if how in _READS:
            name = first
        case ast.Subscript(value=told, slice=name):
            pass
        case ast.Compare(left=name, ops=[ast.In() | ast.NotIn()], comparators=[told]):
            pass
        case _:
            return
    if ast.unparse(told) in called:
        yield name


def _in_pages() -> Iterator[str]:
    for path in sorted(_TOWN.rglob("templates/**/*.html")):
        yield from _IN_A_PAGE.findall(path.read_text("utf-8"))


def _of_forms() -> Iterator[str]:
    """Fields of form classes; where many of a form are sent at once, those of the first two."""
    from isotherm.web.desk.forms import OptionForms

    for form in _kinds(forms.BaseForm):
        yield from form.base_fields
    sets = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    yield from (f"option-{one}" for one in sets)
    for place in range(2):
        yield from (f"option-{place}-{name}" for name in OptionForms.form.base_fields)


def _kinds(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith(("isotherm.web.", "allauth.account.")):
            yield one
        yield from _kinds(one)
