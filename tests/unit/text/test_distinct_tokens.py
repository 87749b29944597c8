"""Many texts read in one pass, against one after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isotherm.text import distinct_tokens, tokens

LETTERS = st.text(alphabet="大码西装裙aAbs's’ 12_\n,。😍Ｔé가ก", max_size=20)


@given(st.lists(LETTERS | st.text(max_size=20), max_size=5))
def test_the_same_tokens_as_text_by_text(texts: list[str]) -> None:
    assert list(distinct_tokens(texts)) == [set(tokens(text)) for text in texts]
