"""Choice among the analyses of a word in its sentence."""

from __future__ import annotations

import pytest

from nlu.morphology import Morphology, Word
from tests.nlu.morphology.tables import accepted, table


def _marked(finnish: Morphology, sentence: str) -> Word:
    """The word that begins where the first star is."""
    start = sentence.index("*")
    return next(word for word in finnish.analyse(sentence.replace("*", "")) if word.start <= start < word.end)


@pytest.mark.parametrize(("sentence", "expected"), table("choice"))
def test_chosen_base_form(finnish: Morphology, sentence: str, expected: str) -> None:
    assert _marked(finnish, sentence).lemma in accepted(expected)


@pytest.mark.parametrize(("sentence", "expected"), table("choice", "known_failures"))
def test_known_failure_still_fails(finnish: Morphology, sentence: str, expected: str) -> None:
    word = _marked(finnish, sentence)
    assert word.lemma not in accepted(expected)
    assert accepted(expected) & set(word.lemmas), "the right base form is at least among the others"


class TestMessagesWithoutDots:
    """A form that is a word also without dots gets them only in a message that lacks them throughout."""

    @pytest.mark.parametrize(
        ("text", "at", "lemma"),
        [
            ("semmonen kasi", 1, "kahdeksan"),
            ("kasi kipea", 0, "käsi"),
            ("ma en paase", 0, "minä"),
            ("vahan kipea", 0, "vähän"),
            ("nain paljon kipua selassa", 0, "noin|näin"),
            ("han on kipeä", 0, "hän"),
            ("talla viikolla laakariin", 0, "tämä"),
        ],
    )
    def test_evidence_decides(self, finnish: Morphology, text: str, at: int, lemma: str) -> None:
        assert finnish.analyse(text)[at].lemma in accepted(lemma)


class TestSpokenEt:
    def test_it_negates_before_a_bare_verb(self, finnish: Morphology) -> None:
        assert finnish.analyse("et oo vastannu")[0].word_class == "negation"

    def test_it_is_a_conjunction_after_a_verb(self, finnish: Morphology) -> None:
        assert finnish.analyse("luulen et tää on flunssa")[1].lemma == "että"
