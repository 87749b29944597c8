from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.test import RequestFactory

from isotherm.web.site.plain_words import require_plain_words

answer = require_plain_words(lambda _: HttpResponse("read"))
ask = RequestFactory()


@pytest.mark.parametrize(
    "request_of",
    [
        lambda: ask.get("/notes/%00/"),
        lambda: ask.get("/", {"q": "a\x00"}),
        lambda: ask.get("/", {"\x00": "a"}),
        lambda: ask.post("/", "text=a%00", "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_text_is_refused(request_of):
    with pytest.raises(BadRequest):
        answer(request_of())


@pytest.mark.parametrize("text", ["", "大码", "🧥", "'; DROP", "%"])
def test_all_other_words_are_read(text):
    assert answer(ask.get("/", {"q": text})).content == b"read"
    assert answer(ask.post("/", {"q": text})).content == b"read"
