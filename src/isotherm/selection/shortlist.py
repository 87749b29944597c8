"""From many candidates to a few, with a reason for each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from isotherm.errors import UsageError
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings
from isotherm.schema import READING
from isotherm.selection.answers import Wants, answer_wants, find_wants
from isotherm.selection.candidates import Candidate
from isotherm.selection.choose import Worth, choose_set, stand_for
from isotherm.selection.chooser import Chooser, Sales, find_chooser, read_sales
from isotherm.selection.merits import Merits, prices_paid, weigh_merits
from isotherm.selection.offer import likeness_between, read_offer
from isotherm.selection.reasons import Language, Reason
from isotherm.selection.settings import SelectionSettings
from isotherm.selection.trust import Trust, trust_of
from isotherm.selection.verdicts import Judged, View

__all__ = ["Judged", "Shortlist", "shortlist"]


@dataclasses.dataclass(frozen=True)
class Shortlist:
    """The chosen in order of choice, the rejected by what they would still add."""

    chosen_for: str
    picks: tuple[Judged, ...]
    rejected: tuple[Judged, ...]
    trust: Trust | None
    missing: tuple[Reason, ...]
    """What could not be judged for want of data."""
    language: Language
    """That of most candidates' titles."""

    def as_mapping(self) -> dict[str, Any]:
        """The list as plain values, for machines; its reasons as words."""
        plain = dataclasses.asdict(self)
        for told, judged in (("picks", self.picks), ("rejected", self.rejected)):
            for row, one in zip(plain[told], judged, strict=True):
                row["reasons"] = [reason.words(self.language) for reason in one.reasons]
        return plain | {"missing": [reason.words(self.language) for reason in self.missing]}


def shortlist(
    candidates: Iterable[Candidate],
    *,
    record: Record,
    chosen_for: str,
    needs: pa.Table,
    strata: pa.Table,
    memberships: pa.Table,
    briefs: pa.Table | None = None,
    keep: int = 5,
    settings: SelectionSettings | None = None,
    privacy: PrivacySettings | None = None,
) -> Shortlist:
    """Choose a few of many candidates for a buyer, a merchant or a stratum, each with reasons.

    The set is worth the needs it answers (a need nobody supplies before one supplied badly, a
    second answer less than the first) and the merits of its goods (taste, predicted keep rate,
    only here, margin, price, supply; two of one look less than two of different looks).

    Args:
        candidates: what to choose from; their order does not matter.
        record: the ledger the reading was made from.
        chosen_for: a stratum_id, merchant_id or actor_id.
        needs: the reading's needs; only those of k askers without review count.
        strata: its strata.
        memberships: who belongs where.
        briefs: its briefs, which say how a need may be named.
        keep: how many to choose.
        settings: what counts for how much.
        privacy: k.

    Raises:
        UsageError: keep is below 1, or nobody goes by the id.
    """
    if keep < 1:
        raise UsageError(f"keep is {keep}; expected at least 1")
    settings, privacy = settings or SelectionSettings(), privacy or PrivacySettings()
    ranked = tuple(sorted(candidates, key=lambda one: one.product_id))
    sales = read_sales(record)
    chooser = find_chooser(record, chosen_for, memberships=memberships, strata=strata, sales=sales)
    named = READING["briefs"].arrow_schema().empty_table() if briefs is None else briefs
    wants = find_wants(needs, named, chooser.strata, k=privacy.k, settings=settings)
    offer = read_offer(record, ranked, sales)
    prices = prices_paid(sales, chooser.people, k=privacy.k)
    merits = weigh_merits(ranked, offer, chooser, prices=prices, settings=settings)
    answers = answer_wants(ranked, wants)
    worth = _worth(answers, wants, merits, keep=keep, settings=settings)
    repeats = likeness_between(offer.candidate_looks, settings.alike_held)
    chosen, gains = choose_set(worth, keep, repeats=repeats)
    view = View(ranked, wants, answers, merits, worth, settings)
    trust = _trust(chooser, sales, memberships)
    return Shortlist(
        chosen_for=chosen_for,
        picks=tuple(view.pick(row, gain) for row, gain in zip(chosen, gains, strict=True)),
        rejected=view.rejected(chosen),
        trust=trust,
        missing=_missing(view, trust),
        language=_language(ranked),
    )


def _worth(
    answers: NDArray[np.float64],
    wants: Wants,
    merits: Merits,
    *,
    keep: int,
    settings: SelectionSettings,
) -> Worth:
    """A need is answered as far as the words fit and the goods are likely to be kept."""
    kept = np.where(np.isnan(merits.keep_rate), 1.0, merits.keep_rate)
    best = max(float(kept.max(initial=0.0)), 1e-9)
    stands = stand_for(merits.total / keep, merits.alike)
    return Worth(
        answers=answers * (kept / best)[:, None],
        weight=wants.weight,
        stands_for=stands,
        held=merits.held * stands.diagonal(),
        need_share=settings.need_share if len(wants.need_ids) else 0.0,
    )


def _trust(chooser: Chooser, sales: Sales, memberships: pa.Table) -> Trust | None:
    """Kept share of what went through the chooser against that of all their strata ordered."""
    own = chooser.sold.filter(pc.is_valid(chooser.sold["kept"]))
    known = pa.array(list(chooser.strata), pa.string())
    members = memberships.filter(pc.is_in(memberships["stratum_id"], value_set=known))
    people = members["actor_id"].combine_chunks().unique()
    judged = sales.judged()
    theirs = judged.filter(pc.is_in(judged["actor_id"], value_set=people))
    base = theirs if theirs.num_rows else judged
    if chooser.kind == "stratum" or not own.num_rows:
        return None
    kept = sum(own["kept"].to_pylist())
    return trust_of(kept, own.num_rows, mean=float(pc.mean(base["kept"]).as_py()))


def _missing(view: View, trust: Trust | None) -> tuple[Reason, ...]:
    if not view.candidates:
        return (Reason("lacks_candidates"),)
    names = [] if len(view.wants.need_ids) else ["needs"]
    names += view.merits.unknown()
    names += [] if trust else ["trust"]
    return tuple(Reason(f"lacks_{name}") for name in names)


def _language(candidates: Sequence[Candidate]) -> Language:
    """Chinese when a good part of the candidates' letters are."""
    letters = [c for one in candidates for c in one.title if c.isalpha()]
    chinese = sum("\u3400" <= letter <= "\u9fff" for letter in letters)
    return "zh" if chinese > 0.2 * max(len(letters), 1) else "en"
