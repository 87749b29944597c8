"""An address that drips, hangs or fails costs the town little; one that goes on so is left."""

from __future__ import annotations

import contextlib
import socket
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from isotherm.web.api import deliveries, posting
from isotherm.web.api.deliveries import deliver
from isotherm.web.api.models import Delivery, Webhook
from isotherm.web.api.webhooks import add_webhook, announce
from isotherm.web.community.models import Notice
from isotherm.web.community.notices import sentence
from isotherm.web.shop.models import MerchantMember
from isotherm.web.site.clock import now

pytestmark = pytest.mark.django_db
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Receiver:
    """An address on this machine that answers as slowly as it is told to."""

    def __init__(self, answer: bytes, pause_s: float) -> None:
        self.answer, self.pause_s, self.called = answer, pause_s, 0
        self._ended = threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._ended.is_set():
            line, _from = self._door.accept()
            with line, contextlib.suppress(OSError):
                self.called += not self._ended.is_set()
                self._drip(line)

    def _drip(self, line: socket.socket) -> None:
        """One byte after another, all at once without a pause; then wait for the other's end."""
        pieces = [bytes([byte]) for byte in self.answer] if self.pause_s else [self.answer]
        for piece in pieces:
            if self._ended.wait(self.pause_s):
                return
            line.sendall(piece)
        while not self._ended.is_set() and not _is_gone(line):
            pass

    def close(self) -> None:
        self._ended.set()
        with contextlib.suppress(OSError), socket.create_connection(self._door.getsockname()):
            self._thread.join()
        self._door.close()


def _is_gone(line: socket.socket) -> bool:
    line.settimeout(0.01)
    try:
        while line.recv(4096):
            pass
    except TimeoutError:
        return False
    return True


@pytest.fixture
def receiver(monkeypatch):
    monkeypatch.setattr(deliveries, "_WITHIN_S", 0.4)
    with contextlib.ExitStack() as doors:

        def open_one(answer: bytes = _ANSWER, pause_s: float = 0.03) -> Receiver:
            made = Receiver(answer, pause_s)
            doors.callback(made.close)
            return made

        yield open_one


def _messages(shop, url: str, count: int = 1) -> list[Delivery]:
    add_webhook(shop, url=url, events=["line.paid"])
    for number in range(count):
        announce(shop.pk, "line.paid", {"order_id": f"o-{number}"})
    return list(Delivery.objects.order_by("pk"))


def _rested(shop) -> None:
    """As if the address had rested long enough."""
    Webhook.objects.filter(merchant=shop).update(rests_until=now() - timedelta(seconds=1))


def test_who_drips_its_answer_is_left_when_the_time_is_over(shop, receiver):
    [message] = _messages(shop, receiver().url)
    assert deliver.call(message.pk) == "not reached: TimeoutError"


def test_control_with_a_limit_of_each_read_alone_it_would_be_waited_for(
    shop, receiver, monkeypatch
):
    [message] = _messages(shop, receiver().url)
    monkeypatch.setattr(posting, "_left", lambda _ends: 60.0)
    assert deliver.call(message.pk) == "taken"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"", "not reached: TimeoutError"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 9_000, "not reached: TimeoutError"),
        (b"no words of ours\r\n\r\n", "not reached: BadStatusLine"),
        (b"HTTP/1.1 200 OK\r\n" + b"x" * 70_000, "not reached: LineTooLong"),
    ],
)
def test_no_answer_and_one_without_end_are_left_too(shop, receiver, answer, said):
    pause_s = 0.0 if b"words" in answer or b"xx" in answer else 0.001
    [message] = _messages(shop, receiver(answer, pause_s).url)
    deliveries._WITHIN_S = 60.0 if pause_s == 0.0 else 0.4  # the fixture sets it back
    assert deliver.call(message.pk) == said


def test_while_an_address_rests_none_of_its_messages_is_tried(shop, receiver):
    slow = receiver()
    first, second = _messages(shop, slow.url, 2)
    deliver.call(first.pk)
    assert deliver.call(second.pk) == "put off"
    second.refresh_from_db()
    webhook = Webhook.objects.get()
    assert (second.tries, second.next_try_at) == (0, webhook.rests_until)
    again = DBTaskResult.objects.filter(args_kwargs__args=[second.pk], run_after__isnull=False)
    assert again.count() == 1
    slow.pause_s, deliveries._WITHIN_S = 0.0, 60.0  # the fixture sets it back
    _rested(shop)  # control: without the rest it is tried at once
    assert deliver.call(second.pk) == "taken"
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.rests_until) == (0, None)


def test_pauses_grow_and_who_never_answers_is_set_aside_and_its_keeper_told(
    shop, merchant, make_member
):
    MerchantMember.objects.create(merchant=shop, member=make_member("buyer"), role="buyer")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    messages, rests = _messages(shop, url, 3), []
    for turn in range(8):
        assert deliver.call(messages[turn % 3].pk) == "not reached: ConnectionRefusedError"
        rests.append(Webhook.objects.get().rests_until - now())
        _rested(shop)
    assert rests[:7] == sorted(rests[:7])
    assert rests[6] > timedelta(hours=11)
    assert {deliver.call(message.pk) for message in messages} == {"nothing to send"}
    assert sum(message.tries for message in Delivery.objects.all()) == 8
    announce(shop.pk, "line.paid", {})
    assert Delivery.objects.count() == 3
    told = Notice.objects.get()
    assert (told.member, told.url) == (merchant, f"/desk/{shop.pk}/")
    with override("en"):
        assert sentence(told).startswith(f"{url} has taken no message of your shop for a day")
    with override("zh-hans"):
        assert "重新添加" in sentence(told)


@pytest.mark.parametrize("takes_others", [True, False])
def test_for_a_message_that_is_refused_only_a_deaf_address_is_set_aside(
    shop, merchant, receiver, takes_others
):
    answers = receiver(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", 0.0)
    deliveries._WITHIN_S = 60.0  # the fixture sets it back
    refused, other = _messages(shop, answers.url, 2)
    for _ in range(7):
        assert deliver.call(refused.pk) == "answered 500"
    if takes_others:
        Delivery.objects.filter(pk=other.pk).update(taken_at=now())
    assert deliver.call(refused.pk) == "answered 500"
    assert (Webhook.objects.get().stopped_at is None) is takes_others
    assert Notice.objects.exists() is not takes_others


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("queue", ["webhooks", "default"])
def test_boards_do_not_wait_for_webhooks(shop, receiver, reader, monkeypatch, queue):
    from isotherm.web.readings.workers import worker_of
    from isotherm.web.studio import tasks

    judged = []
    monkeypatch.setattr(tasks, "judge", lambda _board: judged.append(slow.called))
    slow = receiver(b"")
    deliver.using(queue_name=queue).enqueue(_messages(shop, slow.url)[0].pk)
    DBTaskResult.objects.exclude(queue_name=queue).filter(task_path__contains="deliver").delete()
    tasks.judge_board.enqueue(_board(reader))
    worker = worker_of("default")
    worker.batch = True
    worker.run()
    assert judged == [0 if queue == "webhooks" else 1]  # control: in one queue it comes first


def _board(reader) -> str:
    from isotherm.web.studio.models import Selection

    return Selection.objects.create(
        member=reader, asked_at=now(), keep=1, pool="x", candidates=[]
    ).pk


def _nothing(_worker) -> None:
    """No signals: this is no process of its own."""


def test_the_town_has_a_worker_for_every_queue(db, settings, monkeypatch):
    from isotherm.web.readings.management.commands import work_town

    at_work, started = [], threading.Event()

    def note(worker) -> None:
        at_work.extend(worker.queue_names)
        if len(at_work) == len(settings.TASKS["default"]["QUEUES"]):
            started.set()
        started.wait(10)

    monkeypatch.setattr(work_town, "work", note)
    monkeypatch.setattr(work_town, "do_chores", lambda _stop: None)
    monkeypatch.setattr(
        "django_tasks_db.management.commands.db_worker.Worker.configure_signals", _nothing
    )
    call_command("work_town")
    assert sorted(at_work) == sorted(settings.TASKS["default"]["QUEUES"])
