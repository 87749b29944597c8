"""What a reading tells of what is wanted: needs, trends, who fakes them, briefs."""

from __future__ import annotations

from isotherm.schema.columns import Table
from isotherm.schema.declared import declared_columns as _columns

__all__ = ["FINDINGS"]

FINDINGS: tuple[Table, ...] = (
    Table(
        "needs",
        "a need one stratum cannot satisfy",
        _columns("""
            need_id id  the need
            stratum_id id  whose it is; empty: everyone's
            name text  its name
            terms list  the words it is asked in, strongest first
            attributes map  body, price, colours, items, occasion asked for
            askers score  distinct people who ever asked; coordinated groups count once
            askers_low score  lower end of the 90% interval
            askers_high score  upper end of the 90% interval
            supply count  products on offer that answer to its words
            satisfied_share score  share of askers who found something, kept it and were content
            satisfied_low score  lower end of the 90% interval
            satisfied_high score  upper end of the 90% interval
            unmet_units score  kept pieces that would sell if it were served as well as its like
            unmet_low score  lower end of the 90% interval
            unmet_high score  upper end of the 90% interval
            price_low_fen fen  lower end of the price asked for
            price_high_fen fen  upper end of the price asked for
            why map  fit, price, style, quality, absent: share of the failure each explains
            kind text  only_here (nobody supplies it) or better_here (supplied, not well)
            log_e score  natural logarithm of its e-value against being served as well as its like
            review text  none, or needed (sensitive: stays with the operator)
            evidence list  ids of searches, replies and wishes it rests on
        """),
        key=("need_id",),
    ),
    Table(
        "trends",
        "a resonance",
        _columns("""
            trend_id id  the trend
            name text  its name
            terms list  what its notes say, strongest first
            stratum_ids list  the strata it lives in
            origin text  found (grew by itself) or made (pushed by the operator before it surged)
            stage text  emerging, growing, surging, mature or fading
            first_seen time  its first note
            detected_at time  when the evidence first crossed its line
            log_e score  natural logarithm of its e-value when detected
            n_notes count  notes on its template
            n_eff score  effective number of independent authors
            reply_n_eff score  effective number of independent repliers
            ordinary_share score  share of its notes by ordinary authors
            organic_share score  share of its repliers who are not coordinated
            feeling text  the feeling in one word or line
            occasion text  the occasion it is for
            asks count  asks under its notes
            carts count  carts it led to
            orders count  orders it led to
            kept_units count  pieces it sold that were kept
            conversion score  kept pieces per independent replier
            conversion_low score  lower end of the 90% interval
            conversion_high score  upper end of the 90% interval
            peak_p10 time  the day of its peak, early
            peak_p50 time  the day of its peak, as likely before as after
            peak_p90 time  the day of its peak, late
            note_ids list  its notes
        """),
        key=("trend_id",),
    ),
    Table(
        "trend_days",
        "a day of one trend's curve",
        _columns("""
            trend_id id  the trend
            at time  the day
            repliers score  independent repliers first heard that day, or the ready-made count
            notes count  notes of the trend that day; empty for ready-made counts
        """),
        key=("trend_id", "at"),
    ),
    Table(
        "trend_forecasts",
        "the forecast of one trend for one day",
        _columns("""
            trend_id id  the trend
            at time  the day
            p10 score  independent repliers a day, low
            p50 score  independent repliers a day, middle
            p90 score  independent repliers a day, high
        """),
        key=("trend_id", "at"),
    ),
    Table(
        "coordinated",
        "an account that acts as one with others",
        _columns("""
            group_id id  the group
            actor_id id  the account
            score score  0 to 1, how sure
            weight score  what the account counts for (a group counts for one)
            why text  what gave it away
        """),
        key=("group_id", "actor_id"),
    ),
    Table(
        "briefs",
        "what a merchant should make, by when",
        _columns("""
            brief_id id  the brief
            merchant_id id  for whom; empty: open to all
            subject_kind text  need or trend
            subject_id id  the need or trend it serves
            origin text  found or made
            name text  its name
            aliases list  other words for it
            feeling text  the feeling in one line
            stratum_ids list  the strata it is for
            occasion text  the occasion
            season_from time  when it is wanted from
            season_to time  when it is wanted until
            attributes map  colours, silhouette, fabric, items, base_size
            missing_today text  what is missing today and why
            tier text  T-60, T-30, T-14 or T-7
            act_by time  the latest day to act
            expires time  when the brief stops being good
            audience score  people it is for; at least k
            kept_units_p10 score  kept pieces, low
            kept_units_p50 score  kept pieces, middle
            kept_units_p90 score  kept pieces, high
            peak_p10 time  the day of the peak, early
            peak_p50 time  the day of the peak, middle
            peak_p90 time  the day of the peak, late
            first_lot count  pieces to cut first
            size_curve map  share of pieces by size
            price_low_fen fen  lower end of the price band
            price_high_fen fen  upper end of the price band
            variants list  options worth testing
            note_hooks list  how notes may open
            do_nots list  what to leave
            readiness count  merchants who hold such goods already
            evidence list  what it rests on, paraphrased and k-anonymous
            confidence score  0 to 1
        """),
        key=("brief_id",),
    ),
)
