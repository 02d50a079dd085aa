"""From text to the tokens that are indexed and searched: base forms, compound parts, stems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nlu.morphology import Morphology, Word
from services_catalog.record import LANGUAGES, Language

LEMMA, OTHER_LEMMA, PART = 1.0, 0.8, 0.5
"""How close a token is to its word. A compound's part says half of what the compound says."""

SILENT_CLASSES = frozenset(("pronoun", "particle", "negation", "conjunction", "other", "tag"))
MIN_PART_LETTERS = 3

# Endings of colloquial words, abbreviations and foreign names (tk:hon, labraan, fyssarille, Söderkullassa).
_ENDING = re.compile(
    r":?(?:n|a|ä|ta|tä|t|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|[aeiouyäö]n|h[aeiouyäö]n|seen|i?lle"
    r"|ja|jä|ia|iä|ien|jen|iin|issa|issä|ista|istä)?(?:ko|kö|kin|kaan|kään)?"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One content word: its surface and its tokens with their closeness, most plausible base form first."""

    surface: str
    tokens: Mapping[str, float]


class Analyser:
    """Content words of texts in three languages. Thread-safe, as the morphologies are."""

    def __init__(
        self, morphology: Callable[[Language], Morphology], stopwords: Mapping[Language, frozenset[str]]
    ) -> None:
        self._morphologies = {language: morphology(language) for language in LANGUAGES}
        self._stopwords = stopwords
        self.terms = lru_cache(maxsize=4096)(self._terms)
        """terms(text, language) -> the content words of a text, in order."""

    def _terms(self, text: str, language: Language) -> tuple[Term, ...]:
        words = [word for word in self._morphologies[language].analyse(text) if word.word_class != "punct"]
        telling = [word for word in words if self._tells(word, language)]
        return tuple(_term(word) for word in telling or words)  # "apua" alone is all there is to go by

    def _tells(self, word: Word, language: Language) -> bool:
        stopwords = self._stopwords[language]
        silent = word.word_class in SILENT_CLASSES or word.lemma in stopwords or word.normal in stopwords
        return not silent


def stems(surface: str) -> Iterator[str]:
    """What `surface` may be a Finnish inflected form of, for words no dictionary knows, longest first."""
    surface = surface.lower()
    for cut in range(len(surface), 1, -1):
        if _ENDING.fullmatch(surface, cut):
            yield surface[:cut]


def _term(word: Word) -> Term:
    tokens: dict[str, float] = {word.lemma: LEMMA}
    for lemma in word.lemmas:
        tokens.setdefault(lemma, OTHER_LEMMA)
    if not word.known:
        tokens.setdefault(word.normal, OTHER_LEMMA)
    if len(word.parts) > 1:
        for part in word.parts:
            if len(part) >= MIN_PART_LETTERS:
                tokens.setdefault(part, PART)
    return Term(word.surface, {"_".join(token.split()): closeness for token, closeness in tokens.items()})
