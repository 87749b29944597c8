"""What the people behind a subject say."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy.sparse as sp

from isotherm.briefs.pace import LATELY, Ask, asking_pace, recent_share
from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.subjects import Subject
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings
from isotherm.text import normalise_all, tokens
from isotherm.text.tokens import fold_plural

__all__ = ["Voices", "gather_voices"]

_WORDS = re.compile(r"[a-z0-9][a-z0-9'’]*")
_ASKED = (("searches", "search_id", "query"), ("wishes", "wish_id", "text"),
          ("replies", "reply_id", "text"))  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Voices:
    """Who said what: (actor, text) pairs; ``least`` people must share what is shown of it.

    ``pace`` is how often it is asked for lately against how often everything is; 1 is as often.
    """

    said: tuple[tuple[str, str], ...]
    least: float
    pace: float = 1.0


def gather_voices(
    record: Record,
    subjects: Sequence[Subject],
    *,
    weights: Mapping[str, float],
    settings: BriefSettings,
    privacy: PrivacySettings,
) -> dict[str, Voices]:
    """The texts behind each subject: asks in the words of a need, the notes of a trend.

    What is shown of a need is said by k people themselves. The notes of a trend are by few, and
    answered by k or more: what is shown of them stands in the notes of several authors.
    """
    needs = [subject for subject in subjects if subject.kind == "need"]
    trends = [subject for subject in subjects if subject.kind == "trend"]
    everyone = _asks(record, settings.most_texts) if needs else []
    usual = recent_share(everyone, weights)
    found = {
        name: Voices(
            tuple((actor, text) for actor, text, _ in asks),
            privacy.k,
            asking_pace(asks, usual=usual, weights=weights),
        )
        for name, asks in _asking(record, needs, everyone, answering=settings.answering).items()
    }
    notes = _note_texts(record, trends)
    for subject in trends:
        said = tuple(notes[note] for note in subject.evidence if note in notes)
        found[subject.subject_id] = Voices(said, privacy.least_sayers)
    return found


def _asking(
    record: Record, needs: Sequence[Subject], everyone: Sequence[Ask], *, answering: float
) -> dict[str, list[Ask]]:
    """For each need the texts it rests on, whoever said them, and those that carry its words.

    A text carries a need's words when it has a share ``answering`` of their weight.
    """
    if not needs:
        return {}
    said_by = _by_text(everyone)
    texts = sorted(said_by)
    columns: dict[str, int] = {}
    told = _weigh_words(needs, columns)
    total = np.maximum(np.asarray(told.sum(axis=1)).ravel(), 1e-9)
    cover = sp.csr_array(told @ _carry_words(texts, columns).T)
    said_in = _evidence_texts(record, needs)
    found = {}
    for row, need in enumerate(needs):
        part = slice(cover.indptr[row], cover.indptr[row + 1])
        enough = cover.data[part] >= answering * total[row]
        own = {texts[place] for place in cover.indices[part][enough]}
        own |= {said_in[one] for one in need.evidence if one in said_in}
        places = sorted(place for text in own for place in said_by.get(text, ()))
        found[need.subject_id] = [everyone[place] for place in places]
    return found


def _by_text(asks: Sequence[Ask]) -> dict[str, list[int]]:
    """The places of the asks that say each text."""
    found: dict[str, list[int]] = {}
    for place, (_, text, _) in enumerate(asks):
        found.setdefault(text, []).append(place)
    return found


def _evidence_texts(record: Record, needs: Sequence[Subject]) -> dict[str, str]:
    """The text of each ask that needs rest on, by its id."""
    ids = sorted({one for need in needs for one in need.evidence})
    wanted = record.engine.read_arrow(pa.table({"ask_id": pa.array(ids, pa.string())}))
    found: dict[str, str] = {}
    for name, key, column in _ASKED:
        table = record.table(name)
        told = table.select(ask_id=table[key], said=table[column]).drop_null()
        rows = record.collect(told.semi_join(wanted, "ask_id"), order_by=("ask_id", "said"))
        found |= zip(rows["ask_id"].to_pylist(), rows["said"].to_pylist(), strict=True)
    return found


def _weigh_words(needs: Sequence[Subject], columns: dict[str, int]) -> sp.csr_array:
    """The words of each need, the first the heaviest; fills ``columns``; (needs, words)."""
    rows, places, data = [], [], []
    for row, need in enumerate(needs):
        terms = [token for word in need.words[1:] for token in _pairs(word)]
        for rank, token in enumerate(dict.fromkeys(terms)):
            rows.append(row)
            places.append(columns.setdefault(token, len(columns)))
            data.append(1 / (rank + 2))
    return sp.csr_array((data, (rows, places)), shape=(len(needs), max(len(columns), 1)))


def _carry_words(texts: Sequence[str], columns: Mapping[str, int]) -> sp.csr_array:
    """Which text carries which word; (texts, words)."""
    indices: list[int] = []
    indptr = [0]
    for text in normalise_all(texts):
        pairs = {text[i : i + 2] for i in range(len(text) - 1)} & columns.keys()
        words = {fold_plural(word) for word in _WORDS.findall(text)} & columns.keys()
        indices.extend(sorted(columns[word] for word in pairs | words))
        indptr.append(len(indices))
    shape = (len(texts), max(len(columns), 1))
    return sp.csr_array((np.ones(len(indices)), np.array(indices, np.int64), indptr), shape=shape)


def _asks(record: Record, most: int) -> list[Ask]:
    """Distinct texts by actor of searches, wishes and replies, the first by name."""
    import ibis

    parts = []
    for name, _, column in _ASKED:
        table = record.table(name)
        said = table[column].cast("string")
        parts.append(table.select("actor_id", "at", said=said).filter(ibis._.said.notnull()))
    rows = ibis.union(*parts).filter(ibis._.actor_id.notnull())
    rows = rows.group_by("actor_id", "said").aggregate(last=ibis._.at.max())
    rows = rows.order_by(["actor_id", "said"]).limit(most)
    table = record.collect(rows, order_by=("actor_id", "said"))
    since = pa.scalar(record.as_of - LATELY, table["last"].type)
    late = pc.fill_null(pc.greater(table["last"], since), fill_value=False)
    columns = (table["actor_id"], table["said"], late)
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


def _note_texts(record: Record, trends: Sequence[Subject]) -> dict[str, tuple[str, str]]:
    """Author and text of each note of the trends."""
    ids = sorted({note for trend in trends for note in trend.evidence})
    if not ids:
        return {}
    wanted = record.engine.read_arrow(pa.table({"note_id": ids}))
    notes = record.table("notes").semi_join(wanted, "note_id")
    rows = record.collect(
        notes.select("note_id", "author_id", "title", "body"), order_by=("note_id",)
    ).to_pylist()
    return {row["note_id"]: (row["author_id"] or row["note_id"], _joined(row)) for row in rows}


def _joined(row: Mapping[str, Any]) -> str:
    return f"{row['title'] or ''} {row['body'] or ''}"


def _pairs(phrase: str) -> list[str]:
    """The pairs of characters, or the words, of a phrase."""
    return [token for token in tokens(phrase) if len(token) > 1]
