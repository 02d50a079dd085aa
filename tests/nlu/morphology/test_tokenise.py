"""Tokens and their offsets, on tame and wild text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.morphology import create_morphology
from nlu.morphology.tokenise import tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Mulla on kuumetta, 38,5!", ["Mulla", "on", "kuumetta", ",", "38,5", "!"]),
        ("klo 16:30 tai 9.15", ["klo", "16:30", "tai", "9.15"]),
        ("poika 8v ja 3kk", ["poika", "8", "v", "ja", "3", "kk"]),
        ("HVA:n e-resepti", ["HVA:n", "e-resepti"]),
        ("I don't know", ["I", "don't", "know"]),
        ("b12 ja covid19", ["b12", "ja", "covid19"]),
        ("katso https://kanta.fi/x?y=1 nyt", ["katso", "https://kanta.fi/x?y=1", "nyt"]),
        ("a.b@c.fi", ["a.b@c.fi"]),
        ("<b>kipu</b>", ["<b>", "kipu", "</b>"]),
        ("apua!!!", ["apua", "!!!"]),
        ("paäa\u0308nsärky", ["paäa\u0308nsärky"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.surface for token in tokenise(text)] == tokens


def test_decomposed_letters_and_soft_hyphens_are_normalised() -> None:
    assert [t.normal for t in tokenise("La\u0308a\u0308ka\u0308ri ter\u00adveys")] == ["lääkäri", "terveys"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_analysed_and_offsets_point_into_it(language: str, text: str) -> None:
    words = create_morphology(language).analyse(text)
    assert all(text[word.start : word.end] == word.surface for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert all(word.lemma and word.lemmas[0] == word.lemma and word.parts for word in words)


@pytest.mark.parametrize(
    "text",
    [
        "😀👍🏽🇫🇮", "\x00\x01\x1b[31m", "\ud800", "я болен лääkäri مرحبا", "a" * 3000, "päänsärky " * 300, "<" * 3000,
        "a-" * 1500, "'" * 100, "kipu😀kipu", "&amp; &nbsp; <script>alert(1)</script>", "1." * 1500, "@" * 500,
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_wild_text_is_survived(language: str, text: str) -> None:
    words = create_morphology(language).analyse(text)
    assert all(text[word.start : word.end] == word.surface for word in words)
