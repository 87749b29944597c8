"""From needs and trends to briefs: one open to all, and one for each merchant it fits."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
import pyarrow as pa

from isotherm.briefs.background import (
    covered_share,
    language_of,
    members_of,
    private_rows,
    weights_of,
)
from isotherm.briefs.buyers import Buyers, read_buyers
from isotherm.briefs.goods import Goods, Supply, find_supply, read_goods
from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.subjects import Subject, subjects_of_needs, subjects_of_trends
from isotherm.briefs.timing import Timing, Window, choose_timing, season_window
from isotherm.briefs.units import Units, confidence, first_lot, show_units
from isotherm.briefs.voices import (
    Voices,
    common_attributes,
    common_words,
    gather_voices,
    touches_sensitive,
)
from isotherm.briefs.wording import Wording, describe
from isotherm.briefs.words import Language
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings, coarse_count, hidden_k, hidden_key
from isotherm.schema import READING

__all__ = ["write_briefs"]

_BASE_OF_BODY = {"plus-size": "XL", "mid-size": "L", "petite": "S"}
_GARMENT = ("colours", "silhouette", "fabric", "items")


def write_briefs(
    record: Record,
    *,
    needs: pa.Table,
    trends: pa.Table,
    trend_forecasts: pa.Table,
    strata: pa.Table,
    memberships: pa.Table,
    coordinated: pa.Table | None = None,
    forecast_ledger: pa.Table | None = None,
    settings: BriefSettings | None = None,
    privacy: PrivacySettings | None = None,
) -> pa.Table:
    """Write what merchants should make, for whom and by when.

    A subject is written about when it needs no review, is not over, and the people who asked for
    it or answered it reach k. Every number is made of counts that were made coarse, every word is
    the project's own or shared by k people.

    Args:
        record: the ledger up to ``record.as_of``.
        needs: the reading's needs.
        trends: its trends, with their peaks.
        trend_forecasts: repliers a day to come, by trend.
        strata: its strata; a brief names only strata that are there.
        memberships: who belongs where.
        coordinated: accounts that count for less.
        forecast_ledger: scored forecasts of earlier readings, for the confidence.
        settings: timing, sizing and sending.
        privacy: k and how coarse.

    Returns:
        A table in the schema of ``READING["briefs"]``, sorted by brief_id.

    >>> record = Record.from_rows({"notes": [{"note_id": "a", "at": "2026-01-01T00:00:00"}]})
    >>> empty = {name: READING[name].arrow_schema().empty_table() for name in
    ...     ("needs", "trends", "trend_forecasts", "strata", "memberships")}
    >>> write_briefs(record, **empty).num_rows
    0
    """
    settings, privacy = settings or BriefSettings(), privacy or PrivacySettings()
    subjects = subjects_of_needs(needs)
    subjects += subjects_of_trends(trends, trend_forecasts, as_of=record.as_of)
    subjects = [subject for subject in subjects if subject.people >= privacy.k]
    schema = READING["briefs"].arrow_schema()
    if not subjects:
        return schema.empty_table()
    desk = _Desk(
        record=record,
        settings=settings,
        privacy=privacy,
        key=hidden_key(privacy.secret, private_rows(record)),
        goods=read_goods(record),
        buyers=read_buyers(record),
        members=members_of(memberships, settings.belongs),
        known_strata=frozenset(strata["stratum_id"].to_pylist()),
        weights=weights_of(coordinated),
        covered=covered_share(forecast_ledger),
        language=language_of(subjects),
    )
    voices = gather_voices(record, subjects, settings=settings, privacy=privacy)
    rows = [row for subject in subjects for row in desk.write(subject, voices[subject.subject_id])]
    return pa.Table.from_pylist(rows, schema=schema).sort_by("brief_id")


@dataclasses.dataclass(frozen=True)
class _Desk:
    """What every brief is written from."""

    record: Record
    settings: BriefSettings
    privacy: PrivacySettings
    key: str
    goods: Goods
    buyers: Buyers
    members: Mapping[str, pa.Array]
    known_strata: frozenset[str]
    weights: Mapping[str, float]
    covered: Mapping[str, float]
    language: Language

    def write(self, subject: Subject, voices: Voices) -> list[dict[str, Any]]:
        """The briefs of one subject; none when it may not be shown or is too late for all."""
        people = coarse_count(
            subject.people, subject=subject.subject_id, key=self.key, settings=self.privacy
        )
        if people is None:
            return []
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
            return []
        whole = self._whole(subject, attributes, supply, wording, voices=voices, people=people)
        return self._send(subject, attributes, supply, whole)

    def _is_sensitive(self, subject: Subject, wording: Wording, voices: Voices) -> bool:
        # Who asks for a garment gives a body's weight with it; the brief never says it.
        leave_out = ("body weight",) if subject.kind == "need" else ()
        shown = " / ".join((wording.name, *wording.aliases, wording.occasion))
        share = self.privacy.sensitive_share
        return touches_sensitive(voices, shown=shown, share=share, leave_out=leave_out)

    def _whole(
        self,
        subject: Subject,
        attributes: Mapping[str, list[str]],
        supply: Supply,
        wording: Wording,
        *,
        voices: Voices,
        people: int,
    ) -> dict[str, Any]:
        """What all briefs of a subject share."""
        group = self._people(subject)
        k = hidden_k(subject=subject.subject_id, key=self.key, settings=self.privacy)
        units = show_units(subject, key=self.key, privacy=self.privacy)
        curve = self.buyers.size_curve(
            pa.array(sorted({actor for actor, _ in voices.said}), pa.string()),
            group,
            supply.categories,
            bodies_first=bool(attributes.get("body")),
            k=k,
        )
        low, high = self.buyers.price_band(group, supply.categories, k=k)
        shown = {name: attributes[name] for name in _GARMENT if name in attributes}
        base = _base_size(curve, attributes.get("body", ()))
        if base:
            shown["base_size"] = [base]
        return dataclasses.asdict(wording) | {
            "subject_kind": subject.kind,
            "subject_id": subject.subject_id,
            "origin": subject.origin,
            "stratum_ids": [one for one in subject.strata if one in self.known_strata],
            "attributes": _json(shown),
            "audience": float(people),
            "kept_units_p10": units.p10,
            "kept_units_p50": units.p50,
            "kept_units_p90": units.p90,
            "peak_p10": subject.peaks[0],
            "peak_p50": subject.peaks[1],
            "peak_p90": subject.peaks[2],
            "size_curve": _json(curve),
            "price_low_fen": low,
            "price_high_fen": high,
            "readiness": len(supply.holders),
            "confidence": confidence(
                subject, units, covered=self.covered.get(subject.subject_id, self.covered.get(""))
            ),
        }

    def _send(
        self,
        subject: Subject,
        attributes: Mapping[str, list[str]],
        supply: Supply,
        whole: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """The open brief and one for each merchant who can still act."""
        moments = [*attributes.get("season", ()), *attributes.get("occasion", ())]
        as_of, settings = self.record.as_of, self.settings
        window = season_window(subject, moments, as_of=as_of, settings=settings)
        addressed: list[tuple[str, Timing]] = []
        for merchant in supply.merchants(self.goods)[: settings.most_merchants]:
            timing = self._timing(window, merchant, supply)
            if timing:
                addressed.append((merchant["merchant_id"], timing))
        open_to_all = choose_timing(window, None, holds=True, as_of=as_of, settings=settings)
        units = Units(*(whole[f"kept_units_{q}"] for q in ("p10", "p50", "p90")))
        keep_rate = self.buyers.keep_rate(
            self._people(subject),
            supply.categories,
            k=hidden_k(subject=subject.subject_id, key=self.key, settings=self.privacy),
            usual=settings.usual_keep_rate,
        )
        takers = settings.uptake * sum(timing.tier in _MADE for _, timing in addressed)
        rows = [] if open_to_all is None else [("", open_to_all, 1.0)]
        rows += [(merchant, timing, takers) for merchant, timing in addressed]
        return [
            whole
            | _dated(subject, merchant, timing)
            | {"first_lot": self._lot(timing, units, keep_rate=keep_rate, takers=share)}
            for merchant, timing, share in rows
        ]

    def _lot(self, timing: Timing, units: Units, *, keep_rate: float, takers: float) -> int:
        """Pieces to cut first; none where there is no time to cut."""
        if timing.tier not in _MADE:
            return 0
        rate = round(keep_rate, 1)  # one person must not show through the lot
        return first_lot(units, keep_rate=rate, takers=takers, settings=self.settings)

    def _timing(self, window: Window, merchant: Mapping[str, Any], supply: Supply) -> Timing | None:
        lead = merchant["lead_days"]
        return choose_timing(
            window,
            self.settings.usual_lead_days if lead is None else lead,
            holds=merchant["merchant_id"] in supply.holders,
            as_of=self.record.as_of,
            settings=self.settings,
        )

    def _people(self, subject: Subject) -> pa.Array | None:
        """Who belongs to the subject's strata; None for everyone."""
        own = [self.members[one] for one in subject.strata if one in self.members]
        return pa.concat_arrays(own).unique() if own else None


_MADE = ("T-60", "T-30")


def _dated(subject: Subject, merchant: str, timing: Timing) -> dict[str, Any]:
    """The columns that differ from merchant to merchant."""
    told = f"{subject.kind}\n{subject.subject_id}\n{merchant}".encode()
    return {
        "brief_id": "b-" + hashlib.blake2b(told, digest_size=5).hexdigest(),
        "merchant_id": merchant or None,
        "tier": timing.tier,
        "act_by": timing.act_by,
        "season_from": timing.season_from,
        "season_to": timing.season_to,
        "expires": timing.season_to,
    }


def _base_size(curve: Mapping[str, float], bodies: Sequence[str]) -> str:
    """The size to cut the pattern on: that of the body asked for, else the middle of the curve."""
    for body in bodies:
        if body in _BASE_OF_BODY:
            return _BASE_OF_BODY[body]
    reached = 0.0
    for size, share in curve.items():
        reached += share
        if reached >= 0.5:
            return size
    return ""


def _json(values: Mapping[str, Any]) -> str:
    return orjson.dumps(dict(values)).decode()
