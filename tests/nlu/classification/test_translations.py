"""Swedish and English messages borrow Finnish words."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.classification.translations import FILE, load_translations, read_translations
from nlu.morphology import LexiconError, create_morphology


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


@pytest.mark.parametrize("row", ["[njure]", "[njure, kidney, reni]", "njure", "[njure, no]"])
def test_a_malformed_row_is_named(tmp_path: Path, row: str) -> None:
    path = tmp_path / "translations.yml"
    path.write_text(f"words:\n  munuainen: {row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"translations\.yml: munuainen"):
        read_translations(path)


def test_no_word_is_given_twice() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    keys = [line.split(":")[0] for line in lines if line.startswith("  ") and not line.startswith("  #")]
    assert [key for key in keys if keys.count(key) > 1] == []
