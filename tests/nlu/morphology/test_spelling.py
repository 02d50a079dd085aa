"""Distances and candidates of the spelling index."""

from __future__ import annotations

import pytest

from nlu.morphology.spelling import SpellingIndex, distance
from nlu.morphology.stems import stems


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("kipu", "kipu", 0.0), ("kippu", "kipu", 0.6), ("kiup", "kipu", 0.8), ("kapu", "kipu", 1.0),
        ("kpu", "kipu", 1.0), ("kuume", "kume", 0.6), ("abcdef", "ghijkl", 3.0),
    ],
)  # fmt: skip
def test_distance(a: str, b: str, expected: float) -> None:
    assert distance(a, b) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("lemma", "word_class", "typed", "meant"),
    [
        ("rintakipu", "noun", "rintkaipua", "rintakipua"),
        ("rintakipu", "noun", "rintakivuusta", "rintakivusta"),
        ("lääkäri", "noun", "laakriin", "lääkäriin"),
        ("hengittää", "verb", "hengittminen", "hengittäminen"),
        ("ripuli", "noun", "ripuila", "ripulia"),
    ],
)
def test_one_error_in_an_inflected_word(lemma: str, word_class: str, typed: str, meant: str) -> None:
    assert meant in [spelling for _, spelling in SpellingIndex([(lemma, word_class)]).candidates(typed)]


def test_two_errors_in_a_long_word() -> None:
    index = SpellingIndex([("terveyskeskus", "noun")])
    assert "terveyskeskukseen" in [spelling for _, spelling in index.distant("tereysksekukseen")]


@pytest.mark.parametrize(
    ("lemma", "word_class", "expected"),
    [
        ("käsi", "noun", {"käsi", "käde", "käte", "kät"}),
        ("kipu", "noun", {"kipu", "kivu", "kivui"}),
        ("hengitys", "noun", {"hengitykse", "hengityksi"}),
        ("punainen", "adjective", {"punaise", "punais", "punaisi"}),
        ("haluta", "verb", {"halua", "halus", "halut"}),
        ("tulla", "verb", {"tule", "tul"}),
        ("särkeä", "verb", {"särke", "särje", "särki"}),
    ],
)
def test_stems(lemma: str, word_class: str, expected: set[str]) -> None:
    assert expected <= stems(lemma, word_class)
