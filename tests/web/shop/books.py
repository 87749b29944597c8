"""The obvious, slow way to check that stock and money add up."""

from __future__ import annotations


def check_books() -> None:
    from isotherm.web.shop.models import Order, Payment, Sku

    for sku in Sku.objects.all():
        check_shelf(sku)
    for order in Order.objects.all():
        check_order(order)
        check_lines(order)
    for payment in Payment.objects.all():
        check_payment(payment)


def check_shelf(sku) -> None:
    """What a size says is the sum of its entries, and what is promised has an owner."""
    from isotherm.web.shop.models import Hold, OrderLine

    entries = list(sku.entries.all())
    assert sku.on_hand == sum(entry.on_hand_change for entry in entries)
    assert sku.reserved == sum(entry.reserved_change for entry in entries)
    assert 0 <= sku.reserved <= sku.on_hand
    held = [hold.quantity for hold in Hold.objects.filter(sku=sku, state="active")]
    waiting = ("placed", "deposited", "balance_due", "paid")
    sold = [line.quantity for line in OrderLine.objects.filter(sku=sku, state__in=waiting)]
    assert sku.reserved == sum(held) + sum(sold)


def check_order(order) -> None:
    """What is owed is what its lines cost, less what went back early; the rest has been paid."""
    from isotherm.web.shop.payments import due_by_line

    entries = list(order.money.all())
    lines = list(order.lines.all())
    owed = sum(e.amount_fen for e in entries if e.kind in ("charged", "credited"))
    received = sum(e.amount_fen for e in entries if e.kind in ("deposit", "paid", "refunded"))
    live = [line for line in lines if line.state not in ("cancelled", "returned")]
    forgiven = sum(e.amount_fen for e in entries if e.kind == "credited" and e.line in live)
    assert owed == sum(line.price_fen for line in live) + forgiven
    assert sum(line.price_fen for line in lines) == order.total_fen
    to_come = sum(line.price_fen - line.deposit_fen for line in live if line.state == "deposited")
    assert received == owed - sum(due_by_line(live).values()) - to_come - _later(live)


def check_lines(order) -> None:
    """Each line is settled by itself, and its parts are all that was sent of it, no piece more."""
    from isotherm.web.shop.models import StockEntry

    entries, lines = list(order.money.all()), list(order.lines.all())
    for line in lines:
        mine = [e for e in entries if e.line_id == line.pk]
        owed = sum(e.amount_fen for e in mine if e.kind in ("charged", "credited"))
        received = sum(e.amount_fen for e in mine if e.kind in ("deposit", "paid", "refunded"))
        gone = line.state in ("cancelled", "returned")
        assert 0 <= received <= owed <= (0 if gone else line.price_fen)
        if line.state in ("paid", "shipped", "delivered", "return_asked", "kept"):
            assert received == owed
    for line in lines:
        if line.part_of_id is None:
            parts = [line, *(part for part in lines if part.part_of_id == line.pk)]
            moved = StockEntry.objects.filter(reference__in=[f"line:{part.pk}" for part in parts])
            sent = -sum(e.on_hand_change for e in moved.filter(kind="sent"))
            back = sum(e.on_hand_change for e in moved.filter(kind="returned"))
            assert len(parts) == 1 or sent == sum(part.quantity for part in parts)
            assert back == sum(part.quantity for part in parts if part.state == "returned")
            assert min(part.quantity for part in parts) > 0


def _later(lines) -> int:
    """Balances of presale lines whose deposit is still to be paid."""
    placed = [line for line in lines if line.state == "placed" and line.deposit_fen]
    return sum(line.price_fen - line.deposit_fen for line in placed)


def check_payment(payment) -> None:
    """A payment's entries are what it brought and gave back, and never more back than brought."""
    entries = list(payment.money.all())
    came = sum(e.amount_fen for e in entries if e.kind in ("deposit", "paid"))
    went = -sum(e.amount_fen for e in entries if e.kind == "refunded")
    assert came == (payment.amount_fen if payment.state in ("paid", "refunded") else 0)
    assert went == payment.refunded_fen <= came
