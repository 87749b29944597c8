"""The processes of crowds: each reads tasks, does them in threads and answers in a line.

python buyers.py ADDRESS

They are children of one process that has everything loaded and has done nothing yet.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()

from django.db import connections  # noqa: E402
from django.db.models import F  # noqa: E402

from isotherm.web.accounts.models import Member  # noqa: E402
from isotherm.web.community import notices  # noqa: E402
from isotherm.web.community.services import make_wish  # noqa: E402
from isotherm.web.readings.erase import erase_member  # noqa: E402
from isotherm.web.rooms.models import LiveTest  # noqa: E402
from isotherm.web.rooms.services import close_test  # noqa: E402
from isotherm.web.shop import payments, services  # noqa: E402
from isotherm.web.shop.models import Hold, OrderLine, OrderStep, Payment, Sku  # noqa: E402
from isotherm.web.shop.parts import leave_rest  # noqa: E402
from isotherm.web.site.clock import now  # noqa: E402
from isotherm.web.site.refusals import Refusal  # noqa: E402

ADDRESS = {"name": "小同", "phone": "13800000000", "address": "杭州市西湖区同温路 37 号"}


def buy(*, member_id: str, sku_id: str, quantity: int, then: str) -> dict[str, Any]:
    """Hold; then pay, or take it out again, or forget it, or call the paid order off."""
    member = Member.objects.get(pk=member_id)
    held = services.hold(member, sku_id, quantity=quantity)
    if then == "leave":
        services.release(member, held.pk)
        return {"left": quantity}
    if then == "forget":
        Hold.objects.filter(pk=held.pk).update(expires_at=now() - dt.timedelta(seconds=1))
        return {"forgot": quantity}
    order = services.checkout(member, once_key=f"key-{member_id}", address=ADDRESS)
    _tell_paid(payments.begin_payment(member, order.pk), event_id=f"paid-{order.pk}")
    if then == "cancel":
        services.cancel_order(member, order.pk)
        return {"cancelled": quantity}
    return {"sold": quantity}


def buy_unguarded(*, sku_id: str, quantity: int) -> dict[str, Any]:
    """The control: look whether enough are there, and write after looking."""
    seen = Sku.objects.get(pk=sku_id)
    if seen.on_hand - seen.reserved < quantity:
        return {"refused": "sold_out", "words": "sold out"}
    time.sleep(0.002)
    Sku.objects.filter(pk=sku_id).update(reserved=F("reserved") + quantity)
    return {"sold": quantity}


def check_out(*, member_id: str, key: str, name: str = "小同") -> dict[str, Any]:
    """One of many requests with the same key."""
    member = Member.objects.get(pk=member_id)
    order = services.checkout(member, once_key=key, address=ADDRESS | {"name": name})
    return {"order": order.pk}


def wish(*, member_id: str, text: str) -> dict[str, Any]:
    """The same words, from a page open twice."""
    wished = make_wish(Member.objects.get(pk=member_id), text=text)
    return {"wish": wished.wish.pk, "is_new": wished.is_new}


def tell_paid(*, payment_id: str, event_id: str) -> dict[str, Any]:
    """One of many callbacks of the same event."""
    return _tell_paid(Payment.objects.get(pk=payment_id), event_id=event_id)


def ask_back(*, member_id: str, line_id: str, pieces: int) -> dict[str, Any]:
    """One of many requests to send a part of a line back."""
    asked = {"reason": "mind", "quantity": pieces}
    return {"back": services.ask_return(Member.objects.get(pk=member_id), line_id, **asked).pk}


def ask_back_unguarded(*, line_id: str, pieces: int) -> dict[str, Any]:
    """The control: look where the line stands, and write after looking."""
    line = OrderLine.objects.select_related("order").get(pk=line_id)
    if line.state != OrderLine.State.SHIPPED:
        return {"refused": "moved_on", "words": "moved on"}
    time.sleep(0.1)
    leave_rest(line, pieces)
    OrderLine.objects.filter(pk=line_id).update(state=OrderLine.State.RETURN_ASKED)
    return {"back": line_id}


def close(*, test_id: str) -> dict[str, Any]:
    """A test ends: everybody who voted is told."""
    return {"closed": close_test(LiveTest.objects.get(pk=test_id)).pk}


def close_without_looking(*, test_id: str) -> dict[str, Any]:
    """The control: tell everybody who was a member a moment ago."""
    notices._present = lambda member_ids: member_ids
    return close(test_id=test_id)


def leave(*, member_id: str) -> dict[str, Any]:
    """A member is forgotten."""
    erase_member(Member.objects.get(pk=member_id))
    return {"left": member_id}


def die(*, member_id: str, key: str, when: str) -> dict[str, Any]:
    """Check out and be killed: before the transaction ends, or before the answer is told."""
    if when == "before":
        OrderStep.objects.create = lambda **_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
    check_out(member_id=member_id, key=key)
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def _tell_paid(payment: Payment, *, event_id: str) -> dict[str, Any]:
    message = payments.provider_named("dummy").tell(
        payment, payments.EventKind.PAID, event_id=event_id
    )
    return payments.take_callback("dummy", message.body, message.signature)


ACTS: dict[str, Callable[..., dict[str, Any]]] = {
    act.__name__: act
    for act in (
        buy,
        buy_unguarded,
        check_out,
        wish,
        tell_paid,
        ask_back,
        ask_back_unguarded,
        close,
        close_without_looking,
        leave,
        die,
    )
}


def answer(task: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """What came of a task: its answer, a refusal in words, or an error that must not be."""
    act, arguments = task
    try:
        return ACTS[act](**arguments)
    except Refusal as refused:
        return {"refused": refused.code, "words": refused.words}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def answer_all(tasks: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """One thread's share, over a connection of its own."""
    try:
        return [answer(task) for task in tasks]
    finally:
        connections.close_all()


def serve(caller: socket.socket) -> None:
    """Answer line after line until the caller hangs up."""
    words = caller.makefile("rw")
    for line in words:
        asked = json.loads(line)
        tasks, threads = asked["tasks"], asked["threads"]
        with ThreadPoolExecutor(threads) as pool:
            shares = list(pool.map(answer_all, [tasks[n::threads] for n in range(threads)]))
        words.write(json.dumps([given for share in shares for given in share]) + "\n")
        words.flush()


def main(address: str) -> None:
    """Have a child for everyone who calls, until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    with socket.socket(socket.AF_UNIX) as door, selectors.DefaultSelector() as events:
        door.bind(address)
        door.listen(100)
        events.register(door, selectors.EVENT_READ)
        events.register(sys.stdin, selectors.EVENT_READ)
        print("open", flush=True)
        while all(key.fileobj is door for key, _mask in events.select()):
            caller, _from = door.accept()
            if os.fork() == 0:
                serve(caller)
                os._exit(0)
            caller.close()


if __name__ == "__main__":
    main(sys.argv[1])
