"""What a ledger puts to many: live tests, and the verdicts of buyers on goods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from scipy import sparse

from isotherm.trust.acts import Edges, Floats, Ints
from isotherm.trust.ledger_acts import numbered
from isotherm.trust.lives import Lives, seconds
from isotherm.trust.polls import FEWEST, Crowd, Poll, choices_of

if TYPE_CHECKING:
    from isotherm.ledger import Record

__all__ = ["read_polls"]

_LIFE_NAMES = ("does little else", "strangers to the others", "joined just before")
_LOW_RATING, _HIGH_RATING = 0.2, 0.9  # outcomes that push a thing down, or up
_SEEN, _TAKEN_BACK = "seen", ("0", "0.0", "-1", "false", "no")


def read_polls(record: Record, lives: Lives, besides: Sequence[Edges]) -> Iterator[Poll]:
    """Live tests by the option staked on, and goods by a very bad or very good outcome.

    ``besides`` are all other acts of the accounts; they tell who has a life of their own and who
    shares anything with the others of the poll.
    """
    touched = _touched(besides, len(lives.actor_ids))
    fame = np.maximum(np.asarray(touched.sum(axis=0)).ravel(), 1)
    for name, rows in (("votes", _votes(record)), ("outcomes", _outcomes(record))):
        if rows is None or rows.num_rows == 0:
            continue
        actor, at = lives.index(rows["actor_id"]), seconds(rows["at"])
        poll, choice = numbered(rows["poll_id"]), numbered(rows["choice"], missing="")
        # a test is judged within itself; on goods there are too few each, and a pool may be most
        crowd = None
        if name == "outcomes":
            crowd = Crowd(choice, _lives(touched, fame, lives, actor=actor, at=at))
        order = np.lexsort((choice, at, actor, poll))
        for asked in np.split(order, np.flatnonzero(np.diff(poll[order])) + 1):
            who, first, questions = _one_each(actor, choice, asked)
            if len(who) < FEWEST:
                continue
            led = (
                crowd.lives[first]
                if crowd
                else _lives(touched, fame, lives, actor=who, at=at[first])
            )
            for chosen in questions:
                yield Poll(name, who, chosen, at[first], led, _LIFE_NAMES, crowd)


def _votes(record: Record) -> pa.Table | None:
    """Rows of poll_id, actor_id, choice, at; the choice is empty where an option was only seen."""
    if not record.has("votes", "actor_id"):
        return None
    import ibis

    votes = record.table("votes")
    back = votes["value"].strip().lower().isin(_TAKEN_BACK) & (votes.stake != "size")
    nothing = (votes.stake == _SEEN) | votes.stake.isnull() | back
    # an unknown condition is no condition: cases fall through to the option
    chosen = ibis.cases((nothing, ""), else_=votes.option_id)
    return _rows(record, votes.mutate(poll_id=votes.test_id, choice=chosen))


def _outcomes(record: Record) -> pa.Table | None:
    """Rows of poll_id, actor_id, choice, at; the choice is empty for a middling outcome."""
    if not record.has("outcomes", "actor_id", "product_id"):
        return None
    import ibis

    outcomes = record.table("outcomes")
    bad = (outcomes.rating <= _LOW_RATING).fill_null(~outcomes.kept)
    choice = ibis.cases((bad, "bad"), (outcomes.rating >= _HIGH_RATING, "good"), else_="")
    return _rows(record, outcomes.mutate(poll_id=outcomes.product_id, choice=choice))


def _rows(record: Record, acts: Any) -> pa.Table:
    named = acts.filter(acts.actor_id.notnull() & acts.poll_id.notnull())
    # whoever looks at them sorts their numbers
    return record.collect(named.select("poll_id", "actor_id", "choice", "at"), order_by=())


def _one_each(actor: Ints, choice: Ints, asked: Ints) -> tuple[Ints, Ints, list[Ints]]:
    """Of one poll, sorted by actor and time: who, their first row, what they chose by question."""
    told, picked = actor[asked], choice[asked]
    start = np.flatnonzero(np.concatenate(([True], told[1:] != told[:-1])))
    row = np.repeat(np.arange(len(start)), np.diff(np.append(start, len(told))))
    options, column = np.unique(picked, return_inverse=True)
    backs = np.zeros((len(start), len(options)), dtype=bool)
    backs[row, column] = True
    backs, options = backs[:, options >= 0], options[options >= 0]  # -1 is no option
    questions = [np.where(q < 0, -1, options[q]) for q in choices_of(backs)]
    return told[start], asked[start], questions


def _touched(besides: Sequence[Edges], actors: int) -> sparse.csr_array[Any]:
    """Accounts x everything they acted on, 1 where they did."""
    parts = []
    for edges in besides:
        shape = (actors, int(edges.target.max()) + 1)
        ones = np.ones(edges.count)
        part: sparse.csr_array[Any] = sparse.csr_array((ones, (edges.actor, edges.target)), shape)
        part.sum_duplicates()
        part.data[:] = 1
        parts.append(part)
    return sparse.csr_array(sparse.hstack([sparse.csr_array((actors, 1)), *parts], format="csr"))


def _lives(
    touched: sparse.csr_array[Any], fame: Floats, lives: Lives, *, actor: Ints, at: Floats
) -> Floats:
    """How much they do besides, how much of it the others do too, and how old they were."""
    theirs = touched[actor]
    others = np.bincount(theirs.indices, minlength=touched.shape[1]) - 1
    shared = theirs @ (np.maximum(others, 0) / fame)
    return np.column_stack((np.diff(theirs.indptr), shared, at - lives.joined[actor]))
