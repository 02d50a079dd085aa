"""Compounds: their parts, and those written apart."""

from __future__ import annotations

import pytest

from nlu.morphology import Morphology
from tests.nlu.morphology.tables import table


@pytest.mark.parametrize(("surface", "expected"), table("compounds"))
def test_one_word_with_its_parts(finnish: Morphology, surface: str, expected: list[str]) -> None:
    words = finnish.analyse(surface)
    assert [(word.lemma, " ".join(word.parts)) for word in words] == [tuple(expected)]
    assert (words[0].start, words[0].end, words[0].surface) == (0, len(surface), surface)


@pytest.mark.parametrize(("surface", "expected"), table("compounds", "known_failures"))
def test_known_failure_still_fails(finnish: Morphology, surface: str, expected: list[str]) -> None:
    assert [(word.lemma, " ".join(word.parts)) for word in finnish.analyse(surface)] != [tuple(expected)]


@pytest.mark.parametrize("surface", table("compounds", "apart"))
def test_two_words_stay_two(finnish: Morphology, surface: str) -> None:
    assert len(finnish.analyse(surface)) == len(surface.split())


def test_words_run_together_come_apart(finnish: Morphology) -> None:
    text = "mulla onkuumetta"
    assert [(w.surface, w.start, w.end, w.lemma) for w in finnish.analyse(text)] == [
        ("mulla", 0, 5, "minä"), ("on", 6, 8, "olla"), ("kuumetta", 8, 16, "kuume"),
    ]  # fmt: skip


def test_a_line_break_or_a_comma_keeps_words_apart(finnish: Morphology) -> None:
    assert len(finnish.analyse("terveys\nkeskus")) == 2
    assert len(finnish.analyse("terveys, keskus")) == 3
