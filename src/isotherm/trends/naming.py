"""Names of waves: by what their notes share and others lack."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from isotherm.text import count_terms, label_terms, normalise_all

__all__ = ["terms_of_waves"]

Ints = NDArray[np.int64]
_TOP = 8  # terms of a wave
_CHOICE = 3  # times as many terms are looked at
_PARTICULAR = 3.0  # times as often among a wave's notes as among all
_SHARED = 0.25  # of a wave's notes that say a term of its
_MOST = 0.5  # of a wave's notes that say a sentence of its
_ENOUGH = 2  # terms that most of a wave's notes say, beside which no sentence is needed
_LEAST_LETTERS = 5  # of a sentence
_LONGEST = 24  # letters of a sentence that are said
_FIRST, _OTHERS = 40, 400  # notes of a wave, and of all, that a sentence is looked for in
_ENOUGH_NOTES = 50_000  # of all notes, that show well enough what is usual
_DENSE = 0x2E80  # from here on scripts have no spaces between words


def terms_of_waves(said: list[str], waves: list[Ints]) -> list[list[str]]:
    """For each wave (its notes among ``said``) the terms that its notes share and others lack.

    Where hardly any are, the sentence of the template is said: in scripts without spaces what
    stands in the middle of a fixed sentence is told apart as no word.

    >>> wave = [f"{word}想穿绿色的雨衣出门{word}" for word in "早晚今明夜晨"]
    >>> terms_of_waves([*wave, *["今早", "明晚", "夜里", "晨跑"] * 5], [np.arange(6)])
    [['想穿绿色的雨衣出门']]
    """
    if not waves:
        return []
    kept = np.union1d(_some(len(said), _ENOUGH_NOTES), np.concatenate(waves))
    said, waves = [said[note] for note in kept], [np.searchsorted(kept, notes) for notes in waves]
    group = np.full(len(said), -1, dtype=np.int64)
    for number, notes in enumerate(waves):
        group[notes[group[notes] < 0]] = number
    found = count_terms(said)
    labels = label_terms(found, group, top=_CHOICE * _TOP)
    labels += [[]] * (len(waves) - len(labels))
    column = {term: place for place, term in enumerate(found.terms)}
    stands = (found.counts > 0).tocsr()
    others = _lines([said[note] for note in _some(len(said), _OTHERS)])
    usual = np.asarray(stands.mean(axis=0)).ravel()
    named = []
    for notes, label in zip(waves, labels, strict=True):
        share = np.asarray(stands[notes].mean(axis=0)).ravel()
        own = np.flatnonzero((share >= _SHARED) & (share >= _PARTICULAR * usual))
        terms = [term for term in label if column[term] in own]
        first = [said[note] for note in notes[:_FIRST].tolist()]
        sentence = _sentence(_lines(first), others)
        strong = [term for term in terms if share[column[term]] > _MOST]
        if sentence and len(strong) < _ENOUGH:
            apart = [term for term in strong if term not in sentence]
            terms = list(dict.fromkeys([*apart, sentence, *terms]))
        named.append((terms or label)[:_TOP])
    return named


def _some(notes: int, most: int) -> list[int]:
    """Not more than so many of the notes, from the first to the last."""
    found: list[int] = np.linspace(0, notes - 1, min(notes, most)).astype(np.int64).tolist()
    return found


def _lines(said: list[str]) -> list[str]:
    """The normalised lines of each text, apart."""
    return ["\n".join(normalise_all(text.split("\n"))) for text in said]


def _sentence(lines: list[str], others: list[str]) -> str:
    """The longest piece that most lines and few others hold; empty where it is short."""
    best = ""
    for line in lines[: len(lines) // 2 + 1]:  # one of these is among the most
        start = 0
        while start + len(best) < len(line):
            piece = line[start : start + len(best) + 1]
            if "\n" not in piece and _share(piece, lines) > _MOST:
                best = piece
            else:
                start += 1
    best = _whole_words(best, next((line for line in lines if best in line), ""))
    common = _PARTICULAR * _share(best, others) > _share(best, lines)
    return "" if common or len(best) < _LEAST_LETTERS else _cut(best)


def _share(piece: str, lines: list[str]) -> float:
    return sum(piece in line for line in lines) / max(len(lines), 1)


def _whole_words(piece: str, line: str) -> str:
    """A piece of a line, without parts of words at its ends."""
    start = line.find(piece)
    end = start + len(piece)
    if start and _in_word(line[start - 1 : start + 1]):
        piece = piece.partition(" ")[2]
    if _in_word(line[end - 1 : end + 1]):
        piece = piece.rpartition(" ")[0]
    return piece.strip(" ,.:;!?、。")


def _in_word(two: str) -> bool:
    """Whether two characters stand within a word of a script with spaces."""
    return len(two) > 1 and all(sign.isalnum() and ord(sign) < _DENSE for sign in two)


def _cut(sentence: str) -> str:
    """Its beginning, where it is too long for a name."""
    if len(sentence) <= _LONGEST:
        return sentence
    return _whole_words(sentence[:_LONGEST], sentence) or sentence[:_LONGEST]
