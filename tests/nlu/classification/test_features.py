"""What the classifier sees of a message."""

from __future__ import annotations

from nlu.classification.features import Sentence, finnish_lemmas, letter_features, spellings, word_features
from nlu.classification.translations import load_translations
from nlu.morphology import create_morphology


def sentence(text: str, language: str) -> Sentence:
    words = [word for word in create_morphology(language).analyse(text) if word.word_class != "punct"]
    return Sentence(words, language)


def test_base_forms_compound_parts_and_pairs() -> None:
    found = word_features(sentence("ajanvaraukset lääkäriin", "fi"), load_translations())
    assert {"lemma:ajanvaraus", "part:varaus", "lemma:lääkäri", "pair:ajanvaraus_lääkäri"} <= set(found)


def test_a_negated_word_is_another_feature() -> None:
    found = word_features(sentence("ei kuumetta", "fi"), load_translations())
    assert "lemma:not_kuume" in found
    assert "lemma:kuume" not in found


def test_languages_share_finnish_features() -> None:
    finnish = set(word_features(sentence("munuainen", "fi"), load_translations()))
    assert "lemma:munuainen" in finnish & set(word_features(sentence("kidney", "en"), load_translations()))
    assert finnish_lemmas(sentence("kidney", "en"), load_translations()) == ["munuainen"]


def test_pieces_stay_within_words() -> None:
    found = letter_features(sentence("yö on", "fi"))
    assert {" yö", "yö ", " yö ", "on "} <= set(found)
    assert not any("ö o" in piece for piece in found)


def test_spellings_are_those_after_repair() -> None:
    assert spellings(sentence("mulla", "fi")) == ["minulla"]
