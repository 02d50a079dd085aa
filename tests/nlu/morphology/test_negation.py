"""The scope of negation, marked with [ and ] in tables/negation.yml."""

from __future__ import annotations

import re

import pytest

from nlu.morphology import create_morphology
from tests.nlu.morphology.tables import table

ROWS = [(language, sentence) for language in ("fi", "sv", "en") for sentence in table("negation", language)]


def _negated_starts(sentence: str) -> tuple[str, set[int]]:
    """The plain sentence and the offsets at which its bracketed words start."""
    starts = {m.start() - 2 * sentence[: m.start()].count("[") for m in re.finditer(r"\[", sentence)}
    return re.sub(r"[\[\]]", "", sentence), starts


def _analysed(language: str, plain: str) -> set[int]:
    return {word.start for word in create_morphology(language).analyse(plain) if word.negated}


@pytest.mark.parametrize(("language", "sentence"), ROWS)
def test_scope(language: str, sentence: str) -> None:
    plain, expected = _negated_starts(sentence)
    assert _analysed(language, plain) == expected


@pytest.mark.parametrize("sentence", table("negation", "known_failures"))
def test_known_failure_still_fails(sentence: str) -> None:
    plain, expected = _negated_starts(sentence)
    assert _analysed("fi", plain) != expected
