"""Which words a query is made of, and what a text is found by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from isotherm.text import distinct_tokens, tokens
from isotherm.text.stopwords import NEVER_FIRST, NEVER_LAST, STOPWORDS
from isotherm.web.site.words import cleaned

__all__ = ["LONGEST_QUERY", "entry_tokens", "meant", "plain_query", "words_of"]

LONGEST_QUERY = 100  # characters of a query that are read
_LONGEST_TEXT = 6000  # characters of a text that are found
_MOST_WORDS = 10
_DENSE_PIECE = 2  # letters of a piece of a script without spaces
_BETTER_KNOWN = 8  # times, from which neighbours are words and what joins them is none


def entry_tokens(texts: Sequence[str]) -> list[str]:
    """What each of many texts is found by, as an entry keeps it."""
    cut = [text[:_LONGEST_TEXT] for text in texts]
    return [" ".join(sorted(_plain(held))) for held in distinct_tokens(cut)]


def plain_query(text: str) -> str:
    """A query as it is read and kept: one line of writing, read as far as the box has room."""
    return cleaned(text)[:LONGEST_QUERY].strip()


def words_of(query: str) -> list[str]:
    """The words of a query in their order: pairs of Chinese characters, words of other scripts.

    Single characters only where there is nothing longer; words of grammar only where there is
    nothing else.

    >>> words_of("大码的西装"), words_of("有没有 blazers?"), words_of("包")
    (['大码', '西装'], ['blazer'], ['包'])
    """
    found = list(dict.fromkeys(_plain(tokens(query[:LONGEST_QUERY]))))
    longer = [word for word in found if len(word) >= _DENSE_PIECE] or found
    telling = [word for word in longer if not _is_grammar(word)]
    return (telling or longer)[:_MOST_WORDS]


def meant(words: Sequence[str], known: Mapping[str, int]) -> list[str]:
    """Those of a query's pieces that are words: not those that only join two that are.

    大码西装 falls into 大码, 码西 and 西装; few notes hold 码西, many its neighbours.
    """
    return [word for word in words if not _only_joins(word, words, known)]


def _only_joins(word: str, words: Sequence[str], known: Mapping[str, int]) -> bool:
    if len(word) != _DENSE_PIECE or word.isascii():
        return False
    enough = max(1, _BETTER_KNOWN * known.get(word, 0))
    others = [other for other in words if other != word and known.get(other, 0) >= enough]
    return set("".join(others)).issuperset(word)


def _plain(found: Iterable[str]) -> list[str]:
    """Tokens no database reads anything into."""
    kept = (word.replace("'", "").replace("’", "") for word in found)
    return [word for word in kept if word]


def _is_grammar(word: str) -> bool:
    if word in STOPWORDS:
        return True
    return not word.isascii() and (word[0] in NEVER_FIRST or word[-1] in NEVER_LAST)
