"""What the people behind a subject say."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import scipy.sparse as sp

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
    """Who said what: (actor, text) pairs; ``least`` people must share what is shown of it."""

    said: tuple[tuple[str, str], ...]
    least: float


def gather_voices(
    record: Record,
    subjects: Sequence[Subject],
    *,
    settings: BriefSettings,
    privacy: PrivacySettings,
) -> dict[str, Voices]:
    """The texts behind each subject: asks in the words of a need, the notes of a trend.

    What is shown of a need is said by k people themselves. The notes of a trend are by few, and
    answered by k or more: what is shown of them stands in the notes of several authors.
    """
    needs = [subject for subject in subjects if subject.kind == "need"]
    trends = [subject for subject in subjects if subject.kind == "trend"]
    found = {
        name: Voices(said, privacy.k) for name, said in _asking(record, needs, settings).items()
    }
    notes = _note_texts(record, trends)
    for subject in trends:
        said = tuple(notes[note] for note in subject.evidence if note in notes)
        found[subject.subject_id] = Voices(said, privacy.least_sayers)
    return found


def _asking(
    record: Record, needs: Sequence[Subject], settings: BriefSettings
) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each need the texts it rests on, whoever said them, and those that carry its words.

    A text carries a need's words when it has at least half of their weight.
    """
    if not needs:
        return {}
    asked = _ask_texts(record, settings.most_texts)
    texts = sorted({text for _, text in asked})
    columns: dict[str, int] = {}
    told = _weigh_words(needs, columns)
    total = np.maximum(np.asarray(told.sum(axis=1)).ravel(), 1e-9)
    cover = sp.csr_array(told @ _carry_words(texts, columns).T)
    said_in = _evidence_texts(record, needs)
    found = {}
    for row, need in enumerate(needs):
        part = slice(cover.indptr[row], cover.indptr[row + 1])
        enough = cover.data[part] >= settings.answering * total[row]
        own = {texts[place] for place in cover.indices[part][enough]}
        own |= {said_in[one] for one in need.evidence if one in said_in}
        found[need.subject_id] = tuple(pair for pair in asked if pair[1] in own)
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


def _ask_texts(record: Record, most: int) -> list[tuple[str, str]]:
    """Distinct (actor, text) of searches, wishes and replies, the first by name."""
    import ibis

    parts = []
    for name, _, column in _ASKED:
        table = record.table(name)
        said = table[column].cast("string")
        parts.append(table.select("actor_id", said=said).filter(ibis._.said.notnull()))
    rows = ibis.union(*parts, distinct=True).filter(ibis._.actor_id.notnull())
    rows = rows.order_by(["actor_id", "said"]).limit(most)
    table = record.collect(rows, order_by=("actor_id", "said"))
    return list(zip(table["actor_id"].to_pylist(), table["said"].to_pylist(), strict=True))


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
