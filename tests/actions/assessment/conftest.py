"""The protocols with the real morphology, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from actions.assessment import Protocol, load_protocols
from actions.assessment.words import Word
from nlu.morphology import create_morphology

LANGUAGES = ("fi", "sv", "en")


@pytest.fixture(scope="session")
def protocols() -> dict[str, Protocol]:
    """Every protocol, its phrases analysed."""
    return load_protocols(analysers={code: create_morphology(code).analyse for code in LANGUAGES})


@pytest.fixture(scope="session")
def words() -> Callable[[str, str], Sequence[Word]]:
    """Analyses a text in a language."""
    return lambda text, language: create_morphology(language).analyse(text)
