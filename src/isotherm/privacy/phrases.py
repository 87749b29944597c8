"""Words that may be shown: short, and said by so many that they are nobody's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from isotherm.privacy.settings import PrivacySettings
from isotherm.text import normalise_all

__all__ = ["common_phrases", "is_short", "quotes_anyone"]

_RUNS = re.compile(r"[a-z]?[\u3400-\u9fff]+|[a-z][a-z'’-]+")
_MOST_WORDS = 3  # in a phrase of a language with spaces
_AS_COMMON = 0.8  # a longer form used this often takes the place of the shorter
_BEGINS = 0.02  # used to begin a run by a smaller share of its users, it is the end of words


def common_phrases(
    voices: Sequence[tuple[str, str]],
    *,
    least: float,
    weights: Mapping[str, float] | None = None,
    settings: PrivacySettings,
) -> dict[str, float]:
    """Phrases that at least ``least`` people used, with how many did.

    ``voices`` are (actor, text); an actor counts once a phrase, with its weight (coordinated
    accounts count for little). Phrases are runs of 2 to ``piece`` characters of a script without
    spaces, or 1 to 3 words of one with spaces; a phrase that is hardly used but inside a longer
    one is left out, and so is what several words end in (蚊过膝裙 of 防蚊过膝裙 and 驱蚊过膝裙),
    where its own end is shown. The most used come first, longer ones before shorter.

    >>> voices = [(f"u{i}", "求 大码西装") for i in range(60)] + [("u0", "我叫小红")]
    >>> list(common_phrases(voices, least=50, settings=PrivacySettings()))
    ['大码西装']
    """
    sayers: dict[str, dict[str, float]] = {}
    beginners: dict[str, set[str]] = {}
    texts = normalise_all([text for _, text in voices])
    for (actor, _), text in sorted(zip(voices, texts, strict=True)):
        weight = 1.0 if weights is None else weights.get(actor, 1.0)
        for phrase, begins in _phrases(text, settings.piece + 1).items():
            sayers.setdefault(phrase, {})[actor] = weight
            if begins:
                beginners.setdefault(phrase, set()).add(actor)
    counts = {phrase: sum(people.values()) for phrase, people in sayers.items()}
    common = {phrase: count for phrase, count in counts.items() if count >= least}
    inner = {
        part
        for phrase, count in common.items()
        for part in _one_shorter(phrase)
        if count >= _AS_COMMON * counts[part]
        and not (_is_too_long(phrase, settings) and part == phrase[:-1])
    }
    inner |= {
        phrase
        for phrase in common
        if not phrase.isascii()
        and phrase[1:] in common
        and len(beginners.get(phrase, ())) < _BEGINS * len(sayers[phrase])
    }
    whole = [p for p in common if p not in inner and not _is_too_long(p, settings)]
    whole.sort(key=lambda phrase: (-counts[phrase], -len(phrase), phrase))
    return {phrase: counts[phrase] for phrase in whole}


def is_short(phrase: str, settings: PrivacySettings) -> bool:
    """Whether a phrase is short enough to be shown where enough people say it; letters alone.

    >>> [is_short(one, PrivacySettings()) for one in ("改了改", "我叫小红今年三十岁", "go home")]
    [True, False, True]
    """
    words = phrase.split()
    if len(words) != 1 or phrase.isascii():
        return 0 < len(words) <= _MOST_WORDS and all(
            word.isascii() and _RUNS.fullmatch(word) for word in words
        )
    return _RUNS.fullmatch(phrase) is not None and not _is_too_long(phrase, settings)


def quotes_anyone(shown: str, texts: Iterable[str], *, length: int = 8) -> str:
    """The first run of ``length`` characters of ``shown`` that stands in one of the texts, or "".

    >>> quotes_anyone("大码·西装", ["求大码西装链接"]), quotes_anyone("abcdefghi", ["xbcdefghiy"])
    ('', 'bcdefghi')
    """
    runs = [shown[i : i + length] for i in range(len(shown) - length + 1)]
    known = {text[i : i + length] for text in texts for i in range(len(text) - length + 1)}
    return next((run for run in runs if run in known), "")


def _is_too_long(phrase: str, settings: PrivacySettings) -> bool:
    return not phrase.isascii() and len(phrase) > settings.piece


def _one_shorter(phrase: str) -> tuple[str, ...]:
    """The phrases one character or word shorter at either end."""
    if not phrase.isascii():
        return (phrase[:-1], phrase[1:]) if len(phrase) > 2 else ()
    words = phrase.split()
    return (" ".join(words[:-1]), " ".join(words[1:])) if len(words) > 1 else ()


def _phrases(text: str, longest: int) -> dict[str, bool]:
    """The phrases of one normalised text, and whether they begin a run of characters or words."""
    found: dict[str, bool] = {}
    words: list[str] = []
    for run in _RUNS.findall(text):
        if run.isascii():
            words.append(run)
            continue
        for n in range(2, min(longest, len(run)) + 1):
            for i in range(len(run) - n + 1):
                found[run[i : i + n]] = found.get(run[i : i + n], False) or i == 0
    for n in range(1, _MOST_WORDS + 1):
        found.update((" ".join(words[i : i + n]), True) for i in range(len(words) - n + 1))
    return found
