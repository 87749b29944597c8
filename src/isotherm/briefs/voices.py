"""What the people behind a subject say, and which of it so many say that it may be shown."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import scipy.sparse as sp

from isotherm.briefs.settings import BriefSettings
from isotherm.briefs.subjects import Subject
from isotherm.ledger import Record
from isotherm.privacy import PrivacySettings, common_phrases
from isotherm.text import normalise_all, parse_attributes, sensitive_topics, tokens
from isotherm.text.stopwords import NEVER_FIRST, NEVER_LAST, STOPWORDS
from isotherm.text.tokens import fold_plural

__all__ = ["Voices", "common_attributes", "common_words", "gather_voices", "touches_sensitive"]

_SHOWN = ("colours", "silhouette", "fabric", "items", "occasion", "season", "body", "sizes")
_WORDS = re.compile(r"[a-z0-9][a-z0-9'’]*")
_LEAST_SHARE = 0.2  # of the people must say an attribute for it to be theirs
# How people ask, not what for: a phrase ends where one of these begins.
_ASKING = re.compile(
    "哪里有|哪里买|哪有|哪家|有没有|有吗|求个|求|推荐|安利|种草|同款|链接|怎么买|想买|想要|想找|想穿|"
    "能不能出|能不能|可以吗|好不好|姐妹们?|宝子们?|大家|请问|谁有|蹲|平替|吗|呢|的|了|"
    r"\b(?:where|to|buy|any|recommend(?:ations?)?|looking|for|link|please|pls|need|find|best)\b"
)


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


def common_words(
    subject: Subject,
    voices: Voices,
    *,
    weights: Mapping[str, float],
    privacy: PrivacySettings,
    most: int = 6,
) -> tuple[str, ...]:
    """Words of the subject that enough people share, the most telling first, none inside another.

    A phrase counts for the people who used it times its length, as far as the subject's own words
    cover it.
    """
    said = [(actor, _ASKING.sub(" ", text)) for actor, text in voices.said]
    shared = common_phrases(said, least=voices.least, weights=weights, settings=privacy)
    told = {token for word in subject.words[1:] or subject.words for token in _pairs(word)}
    scored = []
    for phrase, count in shared.items():
        share = _told_share(phrase, told)
        if share > 0 and _well_formed(phrase):
            length = len(phrase) - 1 if not phrase.isascii() else 3 * len(phrase.split())
            scored.append((-count * length * share, phrase))
    chosen: list[str] = []
    for _, phrase in sorted(scored):
        if not any(_overlap(phrase, other) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == most:
            break
    return tuple(chosen)


def common_attributes(voices: Voices, *, weights: Mapping[str, float]) -> dict[str, list[str]]:
    """Attributes that enough of the people, and at least a fifth of them, say; most said first."""
    sayers: dict[tuple[str, str], dict[str, float]] = {}
    people: dict[str, float] = {}
    for actor, text in sorted(voices.said):
        people[actor] = weights.get(actor, 1.0)
        for key, value in _attributes_of(text):
            sayers.setdefault((key, value), {})[actor] = people[actor]
    least = max(voices.least, _LEAST_SHARE * sum(people.values()))
    counted = sorted((-sum(who.values()), cell) for cell, who in sayers.items())
    found: dict[str, list[str]] = {}
    for count, (key, value) in counted:
        if -count >= least:
            found.setdefault(key, []).append(value)
    return found


def touches_sensitive(
    voices: Voices, *, shown: str, share: float, leave_out: Sequence[str] = ()
) -> bool:
    """Whether a subject must be seen by a person first: what is shown, or much of what is said.

    Topics to ``leave_out`` count in what is shown alone.
    """
    if sensitive_topics(shown):
        return True
    touching = sum(1 for _, text in voices.said if set(_topics_of(text)) - set(leave_out))
    return touching > share * len(voices.said)


def _asking(
    record: Record, needs: Sequence[Subject], settings: BriefSettings
) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each need the texts that carry at least half the weight of its words."""
    if not needs:
        return {}
    asked = _ask_texts(record, settings.most_texts)
    texts = sorted({text for _, text in asked})
    columns: dict[str, int] = {}
    told = _weigh_words(needs, columns)
    total = np.maximum(np.asarray(told.sum(axis=1)).ravel(), 1e-9)
    cover = sp.csr_array(told @ _carry_words(texts, columns).T)
    found = {}
    for row, need in enumerate(needs):
        part = slice(cover.indptr[row], cover.indptr[row + 1])
        enough = cover.data[part] >= settings.answering * total[row]
        own = {texts[place] for place in cover.indices[part][enough]}
        found[need.subject_id] = tuple(pair for pair in asked if pair[1] in own)
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
    for name, column in (("searches", "query"), ("wishes", "text"), ("replies", "text")):
        table = record.table(name)
        said = table[column].cast("string")
        parts.append(table.select("actor_id", said=said).filter(ibis._.said.notnull()))
    rows = ibis.union(*parts, distinct=True).filter(ibis._.actor_id.notnull())
    rows = rows.order_by(["actor_id", "said"]).limit(most)
    table = record.collect(rows, order_by=("actor_id", "said"))
    return list(zip(table["actor_id"].to_pylist(), table["said"].to_pylist(), strict=True))


def _note_texts(record: Record, trends: Sequence[Subject]) -> dict[str, tuple[str, str]]:
    """Author and text of each note of the trends."""
    import pyarrow as pa

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


def _told_share(phrase: str, told: set[str]) -> float:
    own = _pairs(phrase)
    return sum(token in told for token in own) / len(own) if own else 0.0


def _well_formed(phrase: str) -> bool:
    if phrase.isascii():
        words = phrase.split()
        return words[0] not in STOPWORDS and words[-1] not in STOPWORDS
    return phrase[0] not in NEVER_FIRST and phrase[-1] not in NEVER_LAST and phrase not in STOPWORDS


def _overlap(phrase: str, other: str) -> bool:
    """Whether two phrases share a pair of characters or a word."""
    return not set(_pairs(phrase)).isdisjoint(_pairs(other))


def _pairs(phrase: str) -> list[str]:
    """The pairs of characters, or the words, of a phrase."""
    return [token for token in tokens(phrase) if len(token) > 1]


@lru_cache(maxsize=50_000)
def _attributes_of(text: str) -> tuple[tuple[str, str], ...]:
    said = parse_attributes(text)
    return tuple((key, value) for key in _SHOWN for value in said.get(key, ()))


@lru_cache(maxsize=50_000)
def _topics_of(text: str) -> tuple[str, ...]:
    return sensitive_topics(text)
