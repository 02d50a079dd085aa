"""A malformed content file is refused with its name and the key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nlu.entities import EntityContentError, EntityExtractor
from nlu.entities.content import FOLDER, LANGUAGES, load_content
from nlu.morphology import create_morphology


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "entities"))


def make(folder: Path) -> EntityExtractor:
    return EntityExtractor(load_content("fi", folder), create_morphology("fi"))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("words.yml", "version: 1", "", "words.yml: version: missing"),
        ("words.yml", "{fi: [minuutti, min]", "{fi: minuutti", "words.yml: UNIT: minute: fi: must be a list"),
        ("words.yml", "{fi: [minuutti, min]", "{fin: [minuutti, min]", "words.yml: UNIT: minute: unknown key 'fin'"),
        ("words.yml", "  UNIT:", "  unit:", "words.yml: unit: a class is written in capitals"),
        ("words.yml", "[noin, ", "[noin, tunti, ", "'tunti' is also in"),
        ("words.yml", "classes:", "classes: [", "words.yml: "),
        ("symptoms.yml", "entity: symptom", "", "symptoms.yml: entity: missing"),
        ("symptoms.yml", "[kuumeeton]", "kuumeeton", "symptoms.yml: fever: absent: fi: must be a list"),
        ("rules.yml", "read: temperature, ", "", "rules.yml: rules: fever_by_degrees: needs"),
        ("rules.yml", "read: temperature", "read: heat", "rules.yml: read: 'heat' is no reader"),
        ("rules.yml", '"NUM DEGREE"', '"(NUM) (DEGREE)"', "has no entity"),
        ("rules.yml", '"NUM DEGREE"', '"NUM|aste DEGREE"', "'NUM|aste' mixes"),
        ("numerals.yml", "  tens:", "  dozens:", "numerals.yml: stems: tens: missing"),
        ("places.yml", "ambiguous:", "unclear:", "places.yml: ambiguous: missing"),
    ],
)  # fmt: skip
def test_the_error_names_the_place(folder: Path, file: str, old: str, new: str, message: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(EntityContentError) as error:
        make(folder)
    assert message in str(error.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_content_of_every_language_is_whole(language: str) -> None:
    assert EntityExtractor(load_content(language), create_morphology(language))


def test_every_pain_of_a_part_is_a_symptom_or_named_like_one() -> None:
    content = load_content("fi")
    assert all(row.pain for row in content.classes if row.name == "BODY")
