"""The linear model of topics: what it does with a text, and that it reads back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.classification.features import Sentence
from nlu.classification.translations import load_translations
from nlu.linear import LinearTopics, Weights, load, save
from nlu.morphology import create_morphology

NAMES = ("lemma:huimata", "lemma:pää", "part:pää", "#hui")
TOPICS = ("dizziness_fainting", "headache")
# a column each for the topics; the last row is the bias
ROWS = np.array([[2.0, -1.0], [0.2, 1.0], [0.1, 0.5], [0.5, 0.0], [0.0, 0.1]], np.float16)
WEIGHTS = Weights(NAMES, np.ones(len(NAMES), np.float32), ROWS, TOPICS, 3.0)
MODEL = LinearTopics(WEIGHTS, load_translations())


def sentence(text: str) -> Sentence:
    return Sentence([word for word in create_morphology("fi").analyse(text) if word.word_class != "punct"], "fi")


class TestProbabilities:
    @pytest.mark.parametrize(("text", "topic"), [("huimaa", "dizziness_fainting"), ("pää", "headache")])
    def test_the_words_decide(self, text: str, topic: str) -> None:
        assert next(iter(MODEL.probable(sentence(text), 0.0))) == topic

    def test_they_sum_to_one_and_the_likeliest_comes_first(self) -> None:
        shares = list(MODEL.probable(sentence("huimaa ja pää on sekava"), 0.0).values())
        assert sum(shares) == pytest.approx(1)
        assert shares == sorted(shares, reverse=True)

    def test_improbable_topics_are_left_out(self) -> None:
        assert list(MODEL.probable(sentence("huimaa"), 0.5)) == ["dizziness_fainting"]

    @pytest.mark.parametrize("text", ["", "qwertyä", "?"])
    def test_unknown_words_say_nothing(self, text: str) -> None:
        assert MODEL.probable(sentence(text), 0.0) == {}

    def test_it_knows_what_it_was_taught(self) -> None:
        assert (MODEL.knows("headache"), MODEL.knows("greet")) == (True, False)


class TestTellingWords:
    def test_those_that_say_most(self) -> None:
        assert MODEL.telling(sentence("pää on sekava ja huimaa"), TOPICS) == {
            "dizziness_fainting": [4],
            "headache": [0],
        }

    def test_none_for_an_empty_text(self) -> None:
        assert MODEL.telling(sentence(""), TOPICS) == {"dizziness_fainting": [], "headache": []}


def test_a_file_reads_back(tmp_path: Path) -> None:
    save(tmp_path / "model.npz", WEIGHTS)
    asked = sentence("huimaa ja pää on sekava")
    assert load(tmp_path / "model.npz").probable(asked, 0.0) == MODEL.probable(asked, 0.0)
