"""One analyser a session: making it takes a second."""

from __future__ import annotations

import pytest

from nlu.morphology import Morphology, create_morphology
from nlu.morphology.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def finnish() -> Morphology:
    return create_morphology("fi")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
