"""Isotherm (同温): the people who share a temperature, what they want, and what to make by when.

The rooms follow the path of a signal through the system and are loaded when first used, so that
importing the package costs next to nothing. Each room is also of use alone, on plain arrays::

    import isotherm as iso

    iso.feed.SpectralRetriever().fit(R).top_k(users, 20)
    iso.livetest.Test(options, error_rate).record(votes).decide()

>>> import isotherm as iso
>>> iso.livetest.newsvendor_share(800, 300, salvage_fen=175)
0.8
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isotherm import (
        briefs,
        engines,
        erasure,
        errors,
        feed,
        forecast,
        inference,
        ledger,
        livetest,
        needs,
        privacy,
        reading,
        report,
        schema,
        selection,
        settings,
        sources,
        spectral,
        strata,
        text,
        trends,
        trust,
        world,
    )

    __version__: str

__all__ = [
    "__version__",
    "briefs",
    "engines",
    "erasure",
    "errors",
    "feed",
    "forecast",
    "inference",
    "ledger",
    "livetest",
    "needs",
    "privacy",
    "reading",
    "report",
    "schema",
    "selection",
    "settings",
    "sources",
    "spectral",
    "strata",
    "text",
    "trends",
    "trust",
    "world",
]


def __getattr__(name: str) -> Any:
    """A room, imported now that it is asked for; or the version."""
    if name == "__version__":
        from importlib import metadata

        return metadata.version("isotherm")
    if name in __all__:
        from importlib import import_module

        return import_module(f"isotherm.{name}")
    raise AttributeError(f"module 'isotherm' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What the package offers, loaded or not."""
    return sorted([*globals(), *__all__])
