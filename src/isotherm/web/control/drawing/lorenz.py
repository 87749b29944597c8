"""How evenly something is spread: the curve of Lorenz against the even line."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from isotherm.report.drawing.svg import short
from isotherm.report.markup import tag

__all__ = ["draw_lorenz"]

_SIDE = 160.0
_POINTS = 80  # of the curve, however many amounts there are


def draw_lorenz(amounts: Sequence[float]) -> SafeString:
    """Share of all (up) that the smallest share of holders (across) has; empty without any."""
    ordered = sorted(amounts)
    total = sum(ordered)
    if not total:
        return SafeString("")
    sums, so_far = [0.0], 0.0
    for amount in ordered:
        so_far += amount
        sums.append(so_far / total)
    last = len(ordered)
    chosen = sorted({round(i * last / _POINTS) for i in range(_POINTS + 1)})
    curve = "L".join(f"{short(i / last * _SIDE)} {short(_SIDE - sums[i] * _SIDE)}" for i in chosen)
    drawn = tag(
        "svg",
        tag("path", d=f"M0 {_SIDE}L{curve}L{_SIDE} {_SIDE}Z", class_="lorenz-under"),
        tag("path", d=f"M0 {_SIDE}L{_SIDE} 0", class_="lorenz-even"),
        tag("path", d=f"M{curve}", class_="lorenz-curve"),
        viewBox=f"-2 -2 {_SIDE + 4:.0f} {_SIDE + 4:.0f}",
        class_="lorenz",
        aria_hidden="true",
    )
    return mark_safe(drawn)  # numbers and our own classes only
