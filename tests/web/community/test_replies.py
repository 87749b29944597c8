from __future__ import annotations

import json

import pytest

from isotherm.web.community.models import Note, Notice, Reply
from isotherm.web.community.queries.replies import threads_of
from isotherm.web.community.services import erase_note, erase_reply, notes, replies, reply
from isotherm.web.readings.erase import erase_member
from isotherm.web.site.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def test_threads_are_one_level_deep_and_asks_are_answered_by_the_author(make_member, note):
    asker, friend = make_member("asker"), make_member("friend")
    ask = reply(asker, note.pk, text="求链接")
    answer = reply(note.author, note.pk, text="在店里", parent_id=ask.pk)
    deeper = reply(friend, note.pk, text="谢谢", parent_id=answer.pk)
    other = reply(friend, note.pk, text="有大码吗")
    assert deeper.parent_id == ask.pk
    threads, more = threads_of(note, page=1)
    assert [thread.reply.pk for thread in threads] == [other.pk, ask.pk]
    assert not more
    assert [(thread.ask, thread.answered) for thread in threads] == [
        ("size", False),
        ("link", True),
    ]
    assert Note.objects.get(pk=note.pk).reply_count == 4


def test_who_is_answered_hears_of_it_once_and_nobody_of_themselves(make_member, note):
    asker = make_member("asker")
    ask = reply(asker, note.pk, text="求同款")
    reply(note.author, note.pk, text="链接在上面", parent_id=ask.pk)
    reply(note.author, note.pk, text="谢谢大家")
    told = Notice.objects.order_by("pk").values_list("member_id", "kind")
    assert list(told) == [(note.author_id, "reply"), (asker.pk, "answer")]


@pytest.mark.parametrize("text", ["", " \n ", "\0", "\u202e", "x" * 1001])
def test_nothing_and_too_much_are_refused(reader, note, text):
    with pytest.raises(Refusal) as refused:
        reply(reader, note.pk, text=text)
    assert refused.value.status == 422
    assert not Reply.objects.exists()


def test_control_characters_do_not_come_in(reader, note):
    made = reply(reader, note.pk, text="好\0看\ud800\u202e!\r\n\r\n\r\n\r\n真的")
    assert made.text == "好看!\n\n真的"


def test_ones_own_reply_can_be_taken_away_and_no_other(make_member, note):
    asker, other = make_member("asker"), make_member("other")
    made = reply(asker, note.pk, text="好看")
    answer = reply(other, note.pk, text="是的", parent_id=made.pk)
    with pytest.raises(Refusal) as refused:
        erase_reply(other, made.pk)
    assert refused.value.status == 404
    erase_reply(asker, made.pk)
    assert list(Reply.objects.values_list("pk", flat=True)) == [answer.pk]
    assert Note.objects.get(pk=note.pk).reply_count == 1


def _words_in_notices() -> str:
    return json.dumps(list(Notice.objects.values_list("about", flat=True)), ensure_ascii=False)


@pytest.mark.parametrize("gone", ["reply", "note", "member"])
def test_what_was_said_is_in_no_notice_once_it_is_erased(
    make_member, note, settings, tmp_path, gone
):
    settings.HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "pictures"
    asker, other = make_member("asker"), make_member("other")
    elsewhere = Note.objects.create(id="note-2", author=note.author, at=note.at, title="别的")
    kept = reply(other, elsewhere.pk, text="留下来的话")
    ask = reply(other, note.pk, text="求链接")
    said = reply(asker, note.pk, text="不想再让人看见的话", parent_id=ask.pk)
    assert _words_in_notices().count(said.text) == 2  # the author and who is answered
    if gone == "reply":
        erase_reply(asker, said.pk)
    elif gone == "note":
        erase_note(note.author, note.pk)
    else:
        erase_member(asker)
    assert said.text not in _words_in_notices()
    assert kept.text in _words_in_notices()
    assert (ask.text in _words_in_notices()) is (gone != "note")


def test_control_without_taking_notices_back_the_words_stay(make_member, note, monkeypatch):
    for room in (replies, notes):
        monkeypatch.setattr(room, "take_back_replies", lambda *_told: None)
    asker = make_member("asker")
    said = reply(asker, note.pk, text="不想再让人看见的话")
    erase_reply(asker, said.pk)
    erase_note(note.author, note.pk)
    assert said.text in _words_in_notices()


@pytest.mark.parametrize(("note_id", "parent_id"), [("gone", None), ("note-1", "gone")])
def test_replying_to_what_is_gone_is_refused(reader, note, note_id, parent_id):
    with pytest.raises(Refusal) as refused:
        reply(reader, note_id, text="在吗", parent_id=parent_id)
    assert refused.value.status == 404


def test_a_page_that_is_no_number_is_not_there(client, note):
    for page in ("000001" + "9" * 5000, "0", "x", "１", "-1"):
        assert client.get(f"/notes/{note.pk}/replies/", {"page": page}).status_code in (404, 400)
