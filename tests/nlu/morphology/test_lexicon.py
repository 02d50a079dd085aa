"""The content: what is in it is right, and what is wrong in it is told by file and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from nlu.morphology import Morphology
from nlu.morphology.lexicon import FOLDER, Lexicon, LexiconError, load_lexicon
from nlu.morphology.voikko import VoikkoAnalyser

RULES = yaml.safe_load((FOLDER / "puhekieli.yml").read_text(encoding="utf-8"))["rules"]
EXAMPLES = [(rule["name"], surface, lemma) for rule in RULES for surface, lemma in rule["examples"].items()]


@pytest.mark.parametrize(("rule", "surface", "lemma"), EXAMPLES)
def test_the_examples_of_the_spoken_rules_hold(finnish: Morphology, rule: str, surface: str, lemma: str) -> None:
    assert lemma in finnish.analyse(surface)[0].lemmas


def test_voikko_knows_the_vocabulary(lexicon: Lexicon) -> None:
    voikko = VoikkoAnalyser()
    unknown = [
        word for word in lexicon.vocabulary if not any(word in (a.lemma, *a.bases) for a in voikko.analyses(word))
    ]
    assert unknown == []


def test_own_words_are_those_that_voikko_lacks(lexicon: Lexicon) -> None:
    voikko = VoikkoAnalyser()
    # Two names of institutions have a namesake in Voikko: "hus" the shout and "kela" the reel.
    known = [word for word in lexicon.own_words if any(a.lemma == word for a in voikko.analyses(word))]
    assert sorted(known) == ["hus", "kela"]


def test_the_spoken_table_gives_known_words(lexicon: Lexicon, finnish: Morphology) -> None:
    unknown = [(s, n) for s, n in lexicon.spoken.items() if not finnish.analyse(s)[0].known]
    assert unknown == []


def test_every_municipality_has_a_code_of_its_own(lexicon: Lexicon) -> None:
    assert len({place.code for place in lexicon.municipalities}) == len(lexicon.municipalities) == 309


class TestErrors:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return Path(shutil.copytree(FOLDER, tmp_path / "lexicon"))

    @pytest.mark.parametrize(
        ("file", "old", "new", "message"),
        [
            ("puhekieli.yml", "rules:", "rulez:", "puhekieli.yml: rules: missing"),
            ("puhekieli.yml", "    mä: minä,", "    mä: minä, mä: minä,", "puhekieli.yml"),
            ("choices.yml", "version: 1", "", "choices.yml: version: missing"),
            ("vocabulary/body.yml", "tier: domain", "tier: other", "body.yml: tier"),
            ("vocabulary/body.yml", "  noun: >-", "  noun: [x]\n  rest: >-", "body.yml: words: noun"),
            ("municipalities.yml", "genitive: Akaan", "genetive: Akaan", "municipalities.yml: municipalities"),
            ("puhekieli.yml", 'o: "on"', "o: on", "both sides must be text"),
            ("abbreviations.yml", "version: 1", "version: [", "abbreviations.yml"),
        ],
    )
    def test_the_file_and_key_are_named(self, folder: Path, file: str, old: str, new: str, message: str) -> None:
        path = folder / file
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(LexiconError, match=message.replace(".", r"\.")):
            load_lexicon(folder)

    def test_a_missing_file_is_named(self, folder: Path) -> None:
        (folder / "choices.yml").unlink()
        with pytest.raises(LexiconError, match=r"choices\.yml"):
            load_lexicon(folder)
