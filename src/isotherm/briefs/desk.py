"""One subject made ready: what every brief about it says, whom it fits, and how much to cut."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from isotherm.briefs.buyers import Buyers
from isotherm.briefs.goods import Goods, Supply, find_supply
from isotherm.briefs.matching import Match, fit_of
from isotherm.briefs.pace import weeks_to_decide
from isotherm.briefs.pieces import Chosen
from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.shared_words import common_attributes, common_words, touches_sensitive
from isotherm.briefs.sizes import base_size
from isotherm.briefs.subjects import Subject
from isotherm.briefs.timing import Timing, Window, choose_timing, season_window
from isotherm.briefs.units import Units, confidence, first_lot, show_units
from isotherm.briefs.voices import Voices
from isotherm.briefs.wording import Wording, describe
from isotherm.briefs.words import Language
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings, coarse_count, hidden_k, hidden_place

__all__ = ["Desk", "Draft"]

_GARMENT = ("colours", "silhouette", "fabric", "items")


@dataclasses.dataclass(frozen=True)
class Draft:
    """A subject made ready: what all its briefs share, and what tells them apart."""

    subject: Subject
    supply: Supply
    shared: Mapping[str, Any]
    units: Units
    window: Window
    people: Chosen | None
    keep_rate: float
    k: float


@dataclasses.dataclass(frozen=True)
class Desk:
    """What every brief is written from."""

    record: Record
    settings: BriefSettings
    privacy: PrivacySettings
    key: str
    goods: Goods
    buyers: Buyers
    members: Mapping[str, Chosen]
    known_strata: frozenset[str]
    weights: Mapping[str, float]
    record_of: Mapping[str, float]
    """How often earlier forecasts held: of a subject by its id, of all of them by ""."""
    language: Language

    def prepare(self, subject: Subject, voices: Voices) -> Draft | None:
        """Make a subject ready; None when it may not be shown or there is nothing to sell."""
        people = coarse_count(
            subject.people, subject=subject.subject_id, key=self.key, settings=self.privacy
        )
        units = show_units(subject, key=self.key, privacy=self.privacy)
        if people is None or units.p50 <= 0:
            return None
        phrases = common_words(subject, voices, weights=self.weights, privacy=self.privacy)
        attributes = common_attributes(voices, weights=self.weights)
        supply = find_supply(subject, phrases, self.goods, settings=self.settings)
        wording = describe(
            subject,
            phrases,
            attributes,
            people=people,
            k=self.privacy.k,
            category=next(iter(supply.categories), ""),
            language=self.language,
            most_variants=self.settings.most_variants,
        )
        if not wording.name or self._is_sensitive(subject, wording, voices):
            return None
        window = self._window(subject, attributes, voices)
        draft = self._draft(subject, supply, units=units, window=window)
        told = dataclasses.asdict(wording) | {"audience": float(people)}
        goods = self._goods_wanted(draft, attributes, voices)
        return dataclasses.replace(draft, shared=told | goods | self._figures(draft, people=people))

    def _draft(self, subject: Subject, supply: Supply, *, units: Units, window: Window) -> Draft:
        """Whose it is and what they keep of what they order; what it says is still to come."""
        people = self._people(subject)
        usual, place = self.settings.usual_keep_rate, self._place(subject, "kept")
        return Draft(
            subject=subject,
            supply=supply,
            shared={},
            units=units,
            window=window,
            people=people,
            keep_rate=self.buyers.keep_rate(people, supply.categories, usual=usual, place=place),
            k=hidden_k(subject=subject.subject_id, key=self.key, settings=self.privacy),
        )

    def _window(
        self, subject: Subject, attributes: Mapping[str, list[str]], voices: Voices
    ) -> Window:
        """When it is wanted, by the seasons and occasions that its people name."""
        moments = [*attributes.get("season", ()), *attributes.get("occasion", ())]
        return season_window(
            subject,
            [*moments, subject.occasion] if subject.occasion else moments,
            as_of=self.record.as_of,
            settings=self.settings,
            weeks=self._weeks(subject, voices),
        )

    def matches(self, draft: Draft) -> list[Match]:
        """The merchants a subject fits who can still act, each with what they could keep sold."""
        kept = self.buyers.keep_rates(
            draft.people, draft.supply.categories, place=self._place(draft.subject, "kept")
        )
        found = []
        for merchant in self.goods.merchants:
            name = merchant["merchant_id"]
            fit = fit_of(merchant, draft.supply, self.goods)
            timing = self._timing(draft, merchant) if fit >= self.settings.least_fit else None
            if timing:
                worth = fit * kept.get(name, draft.keep_rate) * draft.units.p50
                lead = _lead_days(merchant, self.settings)
                found.append(Match(draft.subject.subject_id, name, timing, worth, lead))
        return found

    def open_timing(self, draft: Draft) -> Timing | None:
        """What whoever reads the open brief can still do."""
        return choose_timing(
            draft.window, None, holds=True, as_of=self.record.as_of, settings=self.settings
        )

    def lot(self, draft: Draft, *, takers: float) -> int:
        """Pieces to have ready: cut where there is time, put aside from stock where not."""
        return first_lot(
            draft.units, keep_rate=draft.keep_rate, takers=takers, settings=self.settings
        )

    def _is_sensitive(self, subject: Subject, wording: Wording, voices: Voices) -> bool:
        if subject.reviewed:
            return False
        # Who asks for a garment gives a body's weight with it; the brief never says it.
        leave_out = ("body weight",) if subject.kind == "need" else ()
        shown = " / ".join((wording.name, *wording.aliases, wording.occasion))
        share = self.privacy.sensitive_share
        return touches_sensitive(voices, shown=shown, share=share, leave_out=leave_out)

    def _goods_wanted(
        self, draft: Draft, attributes: Mapping[str, list[str]], voices: Voices
    ) -> dict[str, Any]:
        """What to make: attributes, sizes, prices."""
        body = attributes.get("body", ())
        asking = pa.array(sorted({actor for actor, _ in voices.said}), pa.string())
        curve = self.buyers.size_curve(
            self.buyers.among(asking),
            draft.people,
            draft.supply,
            bodies_first=bool(body),
            k=draft.k,
            place=self._place(draft.subject, "sizes"),
        )
        low, high = self.buyers.price_band(
            draft.people, draft.supply, k=draft.k, place=self._place(draft.subject, "prices")
        )
        shown = {name: attributes[name] for name in _GARMENT if name in attributes}
        base = base_size(curve, body)
        if base:
            shown["base_size"] = [base]
        return {
            "attributes": _json(shown),
            "size_curve": _json(curve),
            "price_low_fen": low,
            "price_high_fen": high,
        }

    def _figures(self, draft: Draft, *, people: int) -> dict[str, Any]:
        """What it is about, and how much of it there is."""
        subject, units = draft.subject, draft.units
        covered = self.record_of.get(subject.subject_id, self.record_of[""])
        return {
            "subject_kind": subject.kind,
            "subject_id": subject.subject_id,
            "origin": subject.origin,
            "stratum_ids": [one for one in subject.strata if one in self.known_strata],
            "kept_units_p10": units.p10,
            "kept_units_p50": units.p50,
            "kept_units_p90": units.p90,
            "peak_p10": subject.peaks[0],
            "peak_p50": subject.peaks[1],
            "peak_p90": subject.peaks[2],
            "readiness": len(draft.supply.holders),
            "confidence": confidence(
                subject.kept,
                people=people,
                covered=covered,
                place=self._place(draft.subject, "confidence"),
            ),
        }

    def _weeks(self, subject: Subject, voices: Voices) -> int:
        """How long one may decide where nothing is due."""
        usual, place = self.settings.deciding_days, self._place(subject, "pace")
        return weeks_to_decide(voices.pace, usual_days=usual, place=place)

    def _place(self, subject: Subject, what: str) -> float:
        """Where shares of a kind are rounded, hidden and fixed for the subject."""
        return hidden_place(subject=f"{subject.subject_id}/{what}", key=self.key)

    def _timing(self, draft: Draft, merchant: Mapping[str, Any]) -> Timing | None:
        return choose_timing(
            draft.window,
            _lead_days(merchant, self.settings),
            holds=merchant["merchant_id"] in draft.supply.holders,
            as_of=self.record.as_of,
            settings=self.settings,
        )

    def _people(self, subject: Subject) -> Chosen | None:
        """Who belongs to the subject's strata; None for everyone."""
        own = [self.members[one] for one in subject.strata if one in self.members]
        return np.logical_or.reduce(own) if own else None


def _lead_days(merchant: Mapping[str, Any], settings: BriefSettings) -> int:
    lead = merchant["lead_days"]
    return settings.usual_lead_days if lead is None else int(lead)


def _json(values: Mapping[str, Any]) -> str:
    return orjson.dumps(dict(values)).decode()
