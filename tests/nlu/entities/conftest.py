"""The extractors, made once a session; and every case form of every municipality, from the morphology's own test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nlu.entities import EntityExtractor, create_extractor
from nlu.morphology.lexicon import Lexicon, load_lexicon
from tests.nlu.morphology.test_gazetteer import forms

__all__ = ["forms"]


@pytest.fixture(scope="session")
def extractor_of() -> Callable[[str], EntityExtractor]:
    return create_extractor


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
