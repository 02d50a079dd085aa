"""From text to the tokens that are indexed and searched: base forms, compound parts, stems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from nlu.morphology import Morphology, Word
from services_catalog.record import LANGUAGES, Language

LEMMA, OTHER_LEMMA, PART = 1.0, 0.8, 0.5
"""How close a token is to its word. A compound's part says half of what the compound says."""

SILENT_CLASSES = frozenset(("pronoun", "particle", "negation", "conjunction", "other", "tag"))
MIN_PART_LETTERS = 3
PIECES = 20_000
"""Words and sentences of each language whose tokens are remembered while texts are indexed."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")

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


class Tokens(NamedTuple):
    """Tokens of a text to be indexed, each followed by a space: of base forms (`exact`) and looser ones.

    `whole` when no word of the text was left out.
    """

    exact: str
    loose: str
    whole: bool


class Analyser:
    """Content words of texts in three languages. Thread-safe, as the morphologies are."""

    def __init__(
        self, morphology: Callable[[Language], Morphology], stopwords: Mapping[Language, frozenset[str]]
    ) -> None:
        self._morphologies = {language: morphology(language) for language in LANGUAGES}
        self._stopwords = stopwords
        self._phrases = {
            language: [tuple(text.split()) for text in sorted(listed) if " " in text]
            for language, listed in stopwords.items()
        }
        self.terms = lru_cache(maxsize=4096)(self._terms)
        """terms(text, language) -> the content words of a text, in order."""
        self._pieces = {x: lru_cache(maxsize=PIECES)(partial(self._tokens_of, language=x)) for x in LANGUAGES}

    def tokens(self, text: str, language: Language, *, prose: bool = False) -> Tokens:
        """The tokens of a text to be indexed.

        Prose is read word by word, which changes one Finnish base form in a hundred and is many times faster; other
        Finnish texts by the sentence, where "lääkärin vastaanotto" is one word. Stemming knows no neighbours.
        """
        pieces = text.split() if prose or language != "fi" else _SENTENCE_END.split(text)
        found = list(map(self._pieces[language], pieces))
        exact = "".join([piece.exact for piece in found])
        if not exact:
            return _tokens(self.terms(text, language), whole=True)
        return Tokens(exact, "".join([piece.loose for piece in found]), all(piece.whole for piece in found))

    def _tokens_of(self, piece: str, language: Language) -> Tokens:
        words = self.words(piece, language)
        telling = [word for word in words if self._tells(word, language)]
        return _tokens(map(_term, telling), whole=len(telling) == len(words))

    def _terms(self, text: str, language: Language) -> tuple[Term, ...]:
        words = self.words(text, language)
        idle = self._in_phrases(words, language)
        telling = [word for at, word in enumerate(words) if at not in idle and self._tells(word, language)]
        return tuple(_term(word) for word in telling or words)  # "apua" alone is all there is to go by

    def _in_phrases(self, words: Sequence[Word], language: Language) -> set[int]:
        """Positions of words in phrases that tell nothing: "koko ajan" is not about an appointment (aika)."""
        spelt = tuple(word.surface.lower() for word in words)
        found: set[int] = set()
        for phrase in self._phrases[language]:
            for at in range(len(spelt) - len(phrase) + 1):
                if spelt[at : at + len(phrase)] == phrase:
                    found.update(range(at, at + len(phrase)))
        return found

    def words(self, text: str, language: Language) -> list[Word]:
        """The words of a text, without punctuation."""
        return [word for word in self._morphologies[language].analyse(text) if word.word_class != "punct"]

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


def _shorter(word: Word) -> Iterator[str]:
    """The shorter compounds at both ends of a long one: "hoitotarvike" and "tarvikejakelu" of "hoitotarvikejakelu"."""
    whole, parts = word.lemma.replace("-", ""), word.parts
    for count in range(2, len(parts)):
        tail, rest = "".join(parts[-count:]), "".join(parts[count:])
        if whole.endswith(tail):
            yield tail
        if whole.endswith(rest):
            yield whole[: -len(rest)]


def whole_name(tokens: Iterable[str]) -> str:
    """A name as one token: its base forms in one order."""
    return "+".join(sorted(set(tokens)))


def _tokens(terms: Iterable[Term], *, whole: bool) -> Tokens:
    pairs = [pair for term in terms for pair in term.tokens.items()]
    exact = (f"{token} " for token, closeness in pairs if closeness == LEMMA)
    loose = (f"{token} " for token, closeness in pairs if closeness != LEMMA)
    return Tokens("".join(exact), "".join(loose), whole)


def _term(word: Word) -> Term:
    tokens: dict[str, float] = {word.lemma: LEMMA}
    for lemma in word.lemmas:
        tokens.setdefault(lemma, OTHER_LEMMA)
    if not word.known:
        tokens.setdefault(word.normal, OTHER_LEMMA)
    if len(word.parts) > 1:
        for part in (*word.parts, *_shorter(word)):
            if len(part) >= MIN_PART_LETTERS:
                tokens.setdefault(part, PART)
    return Term(word.surface, {"_".join(token.split()): closeness for token, closeness in tokens.items()})
