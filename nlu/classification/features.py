"""What the topic classifier sees of a message: names of features, and the words whose vectors are averaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from nlu.classification.translations import Translations

PIECES = range(3, 5)  # letters: two or five gain nothing and double the model


class Term(Protocol):
    """A word of a message; nlu.morphology.Word is one."""

    @property
    def normal(self) -> str: ...
    @property
    def lemma(self) -> str: ...
    @property
    def parts(self) -> tuple[str, ...]: ...
    @property
    def negated(self) -> bool: ...


@dataclass(frozen=True)
class Sentence:
    """The words of a message, punctuation left out, and its language: "fi", "sv" or "en"."""

    words: Sequence[Term]
    language: str


def word_features(sentence: Sentence, translations: Translations) -> list[str]:
    """Base forms (negated ones apart), parts of compounds, neighbouring pairs; Finnish for Swedish and English."""
    lemmas = [f"not_{word.lemma}" if word.negated else word.lemma for word in sentence.words]
    found = [f"lemma:{lemma}" for lemma in lemmas]
    found += [f"part:{part}" for word in sentence.words for part in word.parts]
    found += [f"pair:{first}_{second}" for first, second in pairwise(lemmas)]
    for concept in translations.concepts([word.lemma for word in sentence.words], sentence.language):
        found.append(f"lemma:{concept.lemma}")
        found += [f"part:{part}" for part in concept.parts]
    return found


def letter_features(sentence: Sentence) -> list[str]:
    """Pieces of 3 or 4 letters within words: what base forms lose (endings, typos, unknown words)."""
    return [piece for spelling in spellings(sentence) for piece in _pieces(f" {spelling} ")]


def _pieces(padded: str) -> Iterator[str]:
    for length in PIECES:
        if length > len(padded):
            return
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length]


def spellings(sentence: Sentence) -> list[str]:
    """The words as spelt, after repairs."""
    return [spelling for word in sentence.words for spelling in word.normal.split()]


def finnish_lemmas(sentence: Sentence, translations: Translations) -> list[str]:
    """Finnish base forms, through the translations when the message is in another language."""
    lemmas = [word.lemma for word in sentence.words]
    if sentence.language == "fi":
        return lemmas
    return [concept.lemma for concept in translations.concepts(lemmas, sentence.language)]
