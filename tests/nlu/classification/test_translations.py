"""Swedish and English messages borrow Finnish words."""

from __future__ import annotations

import pytest

from nlu.classification.translations import load_translations
from nlu.morphology import create_morphology


def concepts(text: str, language: str) -> list[str]:
    stems = [word.lemma for word in create_morphology(language).analyse(text) if word.word_class != "punct"]
    return [concept.lemma for concept in load_translations().concepts(stems, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sv", "jag har huvudvärk", ["päänsärky"]),
        ("sv", "njurarna gör ont", ["munuainen", "sattua"]),
        ("sv", "läkemedelsallergi", ["lääke", "allergia"]),  # a compound: its beginning and its end
        ("en", "my blood pressure is high", ["verenpaine"]),  # the longest group of words
        ("en", "something else entirely", []),
        ("fi", "päänsärky", []),  # Finnish needs none
    ],
)
def test_known_words_are_found_in_their_order(language: str, text: str, expected: list[str]) -> None:
    assert concepts(text, language) == expected


def test_compounds_keep_their_parts() -> None:
    stems = [word.lemma for word in create_morphology("en").analyse("blood pressure")]
    (concept,) = load_translations().concepts(stems, "en")
    assert concept.parts == ("veri", "paine")
