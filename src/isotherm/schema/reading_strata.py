"""What a reading tells of who lives with whom: strata, their members and what passes between."""

from __future__ import annotations

from isotherm.schema.columns import Table
from isotherm.schema.declared import declared_columns as _columns

__all__ = ["STRATA"]

STRATA: tuple[Table, ...] = (
    Table(
        "strata",
        "one same-temperature layer",
        _columns("""
            stratum_id id  stable from reading to reading (see lineage)
            parent_id id  the stratum it lies in; empty: the whole community
            level count  0 for a stratum directly below the whole community
            name text  its name, from the notes it gathers around
            terms list  what sets its words apart, strongest first
            size score  members told to belong, coordinated groups counted once
            size_low score  lower end of the 90% interval of size
            size_high score  upper end of the 90% interval of size
            gain_bits score  held-out bits an event gained over its parent
            log_e score  natural logarithm of its e-value against its parent
            stability score  0 to 1, agreement of its members when found again on resampled events
            temperature score  today's activity against its own normal (1 is normal)
            unmet_share score  share of its asks that found nothing worth keeping
            example_note_ids list  notes that show what it is about
        """),
        key=("stratum_id",),
    ),
    Table(
        "memberships",
        "an actor in a leaf stratum",
        _columns("""
            actor_id id  the actor
            stratum_id id  the leaf stratum
            weight score  share of the actor's life spent there; .15 or more counts as belonging
        """),
        key=("actor_id", "stratum_id"),
    ),
    Table(
        "note_strata",
        "a note in a leaf stratum",
        _columns("""
            note_id id  the note
            stratum_id id  the leaf stratum
            weight score  probability that the note speaks to it
        """),
        key=("note_id", "stratum_id"),
    ),
    Table(
        "lineage",
        "what became of a stratum since the previous reading",
        _columns("""
            stratum_id id  the stratum now (empty: it faded)
            previous_id id  the stratum then (empty: it was born)
            event text  same, born, split, merged or faded
            overlap score  0 to 1, shared membership
        """),
        key=("stratum_id", "previous_id"),
    ),
    Table(
        "bridges",
        "directed influence between strata",
        _columns("""
            from_stratum id  where things are taken up first
            to_stratum id  where they are taken up later
            lift score  how much likelier the second takes up what the first did
            lift_low score  lower end of the 90% interval
            lift_high score  upper end of the 90% interval
            shared_actors count  actors who belong to both
        """),
        key=("from_stratum", "to_stratum"),
    ),
    Table(
        "standards",
        "the standard of a small circle",
        _columns("""
            stratum_id id  the circle
            category text  the category of goods
            product_id id  its standard there
            title text  what the product is called
            share score  its share of the stratum's kept purchases in the category
            share_low score  lower end of the 90% interval
            share_high score  upper end of the 90% interval
        """),
        key=("stratum_id", "category", "product_id"),
    ),
)
