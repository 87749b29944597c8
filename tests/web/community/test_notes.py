"""A note is kept as it was written, or refused: nothing of it is dropped in silence."""

from __future__ import annotations

import pytest

from isotherm.web.community.models import Note
from isotherm.web.community.services import edit_note, write_note
from isotherm.web.community.tags import tags_in
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db


def _write(member, *, tags=(), product_ids=()):
    return write_note(member, title="亮色", body="", tags=tags, product_ids=product_ids)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"tags": [str(n) for n in range(11)]}, "too_many"),
        ({"tags": ["长" * 31]}, "too_long"),
        ({"product_ids": [str(n) for n in range(7)]}, "too_many"),
        ({"product_ids": ["product-1", "never-was"]}, "no_product"),
    ],
)
def test_what_cannot_go_with_a_note_is_refused_and_nothing_is_written(reader, shop, told, code):
    with pytest.raises(Refusal) as refused:
        _write(reader, **told)
    assert (refused.value.code, refused.value.status) == (code, 422)
    assert not Note.objects.filter(author=reader).exists()


def test_what_may_go_with_a_note_is_kept_whole(reader, shop):
    tags = [f"tag{n}" for n in range(10)]
    note = _write(reader, tags=[*tags, "tag1", " "], product_ids=["product-1", "product-1"])
    assert note.tags == tags
    assert [one.product_id for one in note.tagged.all()] == ["product-1"]
    edit_note(reader, note.pk, title="亮", body="", tags=["a\u202eb"])
    note.refresh_from_db()
    assert (note.tags, note.tagged.count()) == (["ab"], 0)


def test_tags_are_read_however_they_are_typed():
    assert tags_in("#想穿亮色 ＃春天，linen、silk;linen\n") == ["想穿亮色", "春天", "linen", "silk"]
