"""From needs and trends to briefs: one open to all, and one for each merchant it fits."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from isotherm.briefs.background import (
    language_of,
    members_of,
    past_records,
    private_rows,
    sales_of_trends,
    weights_of,
)
from isotherm.briefs.bought import read_buyers
from isotherm.briefs.desk import Desk, Draft
from isotherm.briefs.goods import read_goods
from isotherm.briefs.matching import choose_matches
from isotherm.briefs.reviews import passed_needs
from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.standing import published_before, stand_by
from isotherm.briefs.subjects import subjects_of_needs, subjects_of_trends
from isotherm.briefs.timing import Timing
from isotherm.briefs.voices import gather_voices
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings, hidden_key
from isotherm.schema import READING

__all__ = ["write_briefs"]


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
    previous: pa.Table | None = None,
    settings: BriefSettings | None = None,
    privacy: PrivacySettings | None = None,
) -> pa.Table:
    """Write what merchants should make, for whom and by when.

    A subject is written about when it needs no review or passed it (the ledger's
    ``need_reviews``), is not over, has pieces to sell, and the people who asked for it or answered
    it reach k. It is open to all, and goes to the few merchants it fits best (their trade, their
    goods, what these people keep of theirs) who can still act in time; no merchant has more than
    a handful. Every number is made of counts that were made coarse, every word is the project's
    own or shared by k people.

    Args:
        record: the ledger up to ``record.as_of``.
        needs: the reading's needs.
        trends: its trends, with their peaks.
        trend_forecasts: repliers a day to come, by trend.
        strata: its strata; a brief names only strata that are there.
        memberships: who belongs where.
        coordinated: accounts that count for less.
        forecast_ledger: scored forecasts of earlier readings, for the confidence.
        previous: the briefs of the last reading; those that still stand are sent again as they are.
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
    subjects = subjects_of_needs(needs, passed_needs(record))
    if trends.num_rows:
        borrowed = sales_of_trends(record, needs, keep_rate=settings.usual_keep_rate)
        subjects += subjects_of_trends(
            trends, trend_forecasts, as_of=record.as_of, borrowed=borrowed
        )
    subjects = [subject for subject in subjects if subject.people >= privacy.k]
    schema = READING["briefs"].arrow_schema()
    if not subjects:
        return schema.empty_table()
    weights = weights_of(coordinated)
    buyers = read_buyers(record)
    members = members_of(memberships, settings.belongs)
    desk = Desk(
        record=record,
        settings=settings,
        privacy=privacy,
        key=hidden_key(privacy.secret, private_rows(record)),
        goods=read_goods(record),
        buyers=buyers,
        members={name: buyers.among(people) for name, people in members.items()},
        known_strata=frozenset(strata["stratum_id"].to_pylist()),
        weights=weights,
        record_of=past_records(forecast_ledger),
        language=language_of(subjects),
    )
    voices = gather_voices(record, subjects, weights=weights, settings=settings, privacy=privacy)
    drafts = [desk.prepare(subject, voices[subject.subject_id]) for subject in subjects]
    rows = _addressed(
        desk, [draft for draft in drafts if draft is not None], published_before(previous)
    )
    return pa.Table.from_pylist(rows, schema=schema).sort_by("brief_id")


def _addressed(
    desk: Desk, drafts: Sequence[Draft], before: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """For each draft the open brief, and one for each of the few merchants it fits best."""
    wanted = [match for draft in drafts for match in desk.matches(draft)]
    chosen = choose_matches(wanted, desk.settings)
    rows = []
    for draft in drafts:
        sent = chosen.get(draft.subject.subject_id, ())
        takers = max(desk.settings.uptake * len(sent), 1.0)
        open_to_all = desk.open_timing(draft)
        own = []
        if open_to_all:
            own.append(_brief(draft, "", open_to_all, lot=desk.lot(draft, takers=1.0)))
        lot = desk.lot(draft, takers=takers)
        own += [_brief(draft, match.merchant_id, match.timing, lot=lot) for match in sent]
        rows += [
            stand_by(
                row,
                before.get(row["brief_id"]),
                draft.subject,
                as_of=desk.record.as_of,
                key=desk.key,
                privacy=desk.privacy,
            )
            for row in own
        ]
    return rows


def _brief(draft: Draft, merchant: str, timing: Timing, *, lot: int) -> dict[str, Any]:
    """One row: what all briefs of a subject share, and what differs from merchant to merchant."""
    told = f"{draft.subject.kind}\n{draft.subject.subject_id}\n{merchant}".encode()
    return dict(draft.shared) | {
        "brief_id": "b-" + hashlib.blake2b(told, digest_size=5).hexdigest(),
        "merchant_id": merchant or None,
        "tier": timing.tier,
        "act_by": timing.act_by,
        "season_from": timing.season_from,
        "season_to": timing.season_to,
        "expires": timing.season_to,
        "first_lot": lot,
    }
