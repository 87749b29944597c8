"""What a stratum's evidence comes from: one wave, one author, one season must not carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from isotherm.strata.contacts import Contacts
from isotherm.strata.settings import StrataSettings
from isotherm.strata.trial import Trial

__all__ = ["Sources", "find_sources", "without_best_sources"]

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_OPENING = 200  # characters in which a template shows
_FEWEST_STRETCHES = 8  # stretches of time a record must have before some are left out


@dataclass(frozen=True)
class Sources:
    """The template each item is written on, and its author; -1 where it is not known.

    An item that says nothing is a template of its own.
    """

    template: Ints
    author: Ints


def find_sources(
    texts: Sequence[str],
    author: npt.NDArray[np.integer],
    *,
    touched: npt.NDArray[np.integer],
    most: int,
) -> Sources:
    """Sources of items, from how their texts begin and who wrote them (one entry an item).

    Of a very large record, templates are told apart among the ``most`` touched items only: what
    carries a stratum is among those.
    """
    from isotherm.text import template_clusters

    asked = np.sort(np.argsort(-touched, kind="stable")[:most])
    template = np.full(len(texts), -1, np.int64)
    template[asked] = template_clusters([texts[item][:_OPENING] for item in asked])
    silent = asked[template[asked] < 0]
    template[silent] = template.max(initial=-1) + 1 + np.arange(len(silent))
    return Sources(template, np.asarray(author, np.int64))


def without_best_sources(
    trial: Trial, sources: Sources, *, member: Mask, stratum: int, settings: StrataSettings
) -> Trial:
    """The trial had the sources that speak loudest for the stratum never been.

    The crowd of repliers of one wave, of one daily template or of one author comes back to it as
    a circle comes back to what it shares, in contacts kept aside too. What is left of a circle
    without the templates, the author and the part of the record that pay best still gathers its
    members; of such a crowd nothing is left. Leaving out what pays best lowers evidence only, so
    the least of both trials' e-values is an e-value.
    """
    paid = trial.excess(member, stratum)
    item = trial.tested.item
    left_out = _best(sources.template, paid, item, most=settings.templates_left_out)
    left_out |= _best(sources.author, paid, item, most=settings.authors_left_out)
    return trial.without(left_out, _best_stretch(trial.tested, paid, settings.time_left_out))


def _best(
    label: Ints, paid: npt.NDArray[np.float64], item: npt.NDArray[np.int32], *, most: int
) -> Mask:
    """Items of the labels whose contacts paid most, of those that paid at all."""
    of_contact = label[item]
    known = of_contact >= 0
    worth = np.bincount(of_contact[known], weights=paid[known], minlength=1)
    order = np.argsort(-worth, kind="stable")[:most]
    return np.isin(label, order[worth[order] > 0])


def _best_stretch(
    contacts: Contacts, paid: npt.NDArray[np.float64], share: float
) -> tuple[int, int]:
    """The stretch of time, so much of the record, whose contacts paid most; empty if too short."""
    last = int(contacts.block.max(initial=0))  # 0 is for contacts without a time
    length = int(last * share)
    if last < _FEWEST_STRETCHES or length == 0:
        return 0, 0
    worth = np.bincount(contacts.block, weights=paid, minlength=last + 1)[1:]
    begin = int(np.convolve(worth, np.ones(length), "valid").argmax()) + 1
    return begin, begin + length
