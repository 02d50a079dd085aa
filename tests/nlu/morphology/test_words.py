"""Base forms of single words: spoken, without dots, mistyped, abbreviated, inflected.

The rows are in tables/. A row under known_failures must still fail: when a change mends it, move the row.
"""

from __future__ import annotations

import pytest

from nlu.morphology import Morphology
from tests.nlu.morphology.tables import accepted, table

KINDS = ("puhekieli", "dots", "typos", "abbreviations")
ROWS = [(kind, str(surface), expected) for kind in KINDS for surface, expected in table(kind)]
FAILURES = [(kind, str(surface), expected) for kind in KINDS for surface, expected in table(kind, "known_failures")]


@pytest.mark.parametrize(("kind", "surface", "expected"), ROWS)
def test_base_form(finnish: Morphology, kind: str, surface: str, expected: str) -> None:
    words = finnish.analyse(surface)
    assert [word.lemma in accepted(expected) for word in words] == [True], words


@pytest.mark.parametrize(("kind", "surface", "expected"), FAILURES)
def test_known_failure_still_fails(finnish: Morphology, kind: str, surface: str, expected: str) -> None:
    words = finnish.analyse(surface)
    assert [word.lemma in accepted(expected) for word in words] != [True], f"mended: move {surface!r} to rows"


@pytest.mark.parametrize(("surface", "lemma", "fields"), table("inflection"))
def test_grammar(finnish: Morphology, surface: str, lemma: str, fields: dict[str, object]) -> None:
    word = finnish.analyse(surface)[0]
    assert word.lemma == lemma
    assert {name: getattr(word, name) for name in fields} == fields


class TestMarks:
    def test_a_mended_word_says_so(self, finnish: Morphology) -> None:
        assert [w.repaired for w in finnish.analyse("laakari päänsrky kuume")] == [True, True, False]

    def test_a_spoken_word_is_no_repair(self, finnish: Morphology) -> None:
        assert [w.repaired for w in finnish.analyse("mulla oisko kipee")] == [False, False, False]

    def test_normal_is_the_written_spelling(self, finnish: Morphology) -> None:
        assert [w.normal for w in finnish.analyse("Mulla oisko LAAKARIIN rintkaipua")] == [
            "minulla", "olisiko", "lääkäriin", "rintakipua",
        ]  # fmt: skip

    def test_other_plausible_base_forms_are_kept(self, finnish: Morphology) -> None:
        word = finnish.analyse("alan")[0]
        assert word.lemmas[0] == word.lemma
        assert {"alkaa", "ala"} <= set(word.lemmas)

    def test_an_abbreviation_keeps_itself_among_the_base_forms(self, finnish: Morphology) -> None:
        assert "labra" in finnish.analyse("labrassa")[0].lemmas

    def test_a_contraction_gives_both_words(self, finnish: Morphology) -> None:
        assert finnish.analyse("ooksä")[0].lemmas[:2] == ("olla", "sinä")

    def test_an_unknown_word_is_its_own_base_form(self, finnish: Morphology) -> None:
        word = finnish.analyse("Xqzwvorp")[0]
        assert (word.lemma, word.known, word.word_class) == ("xqzwvorp", False, "unknown")
