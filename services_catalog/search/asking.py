"""Understanding a query: its words with what they may mean, the topics it is about, the place it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from nlu.language import identify
from nlu.morphology import Morphology
from services_catalog.record import LANGUAGES, Language
from services_catalog.search.analysis import OTHER_LEMMA, Analyser, Term
from services_catalog.search.evidence import Evidence, read_counts
from services_catalog.search.fuzzy import Spellings
from services_catalog.search.index import Snapshot
from services_catalog.search.lexicon import Synonyms, read_stopwords
from services_catalog.search.model import Query
from services_catalog.search.places import Places
from services_catalog.search.topics import Guess, TopicMatcher
from services_catalog.vocabulary import Vocabulary

OTHER_LANGUAGE = 0.7
"""Weight of reading the query in a language it does not seem to be in (names, loans, wrong guesses)."""
MOST_TOPICS = 5
EVIDENCE = 0.95
"""Even what every example says of a word is not quite sure."""

Tokens = Mapping[str, float]
"""Tokens asked for by one word, with their closeness to it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the query asks when read in one language, and how much that reading counts."""

    language: Language
    weight: float
    words: Sequence[tuple[str, Tokens]]
    topics: Sequence[Guess]


@dataclass(frozen=True, slots=True)
class Question:
    """A query understood: its readings, the municipality it names (code) and the words that name places."""

    readings: Sequence[Asked]
    municipality: str | None
    place_words: frozenset[str]


@dataclass(frozen=True)
class Known:
    """What the index knows, which changes with its content."""

    snapshot: Snapshot
    places: Places
    spellings: Mapping[Language, Spellings]


class Asker:
    """Reads queries in every language of the catalogue."""

    def __init__(self, morphology: Callable[[Language], Morphology], terms: Vocabulary, evidence: Path | None) -> None:
        self.analyser = Analyser(morphology, read_stopwords())
        self._synonyms = Synonyms(self.analyser)
        self._topics = {x: TopicMatcher(terms.topics, self.analyser, x) for x in LANGUAGES}
        self._evidence = {x: Evidence(counts) for x, counts in read_counts(evidence).items()}

    def ask(self, query: Query, known: Known) -> Question:
        """Understand the text of `query`."""
        if not query.text.strip():
            return Question((), None, frozenset())
        likely = cast("Language", identify(query.text, query.language).language)
        terms = {language: self.analyser.terms(query.text, language) for language in LANGUAGES}
        found = [known.places.find(terms[language]) for language in (likely, *LANGUAGES)]
        municipality = next((code for code, _ in found if code), None)
        place_words = frozenset(word for _, words in found for word in words)
        readings = [
            self._read(terms[x], x, 1.0 if x == likely else OTHER_LANGUAGE, known, place_words) for x in LANGUAGES
        ]
        return Question(readings, municipality, place_words)

    def _read(
        self, terms: Sequence[Term], language: Language, weight: float, known: Known, place_words: frozenset[str]
    ) -> Asked:
        synonyms = [self._synonyms.expand(term, language) for term in terms]
        pairs = list(zip(terms, synonyms, strict=True))
        words = [(term.surface, _wanted(term, meant, language, known)) for term, meant in pairs]
        needs = [(term, meant) for term, meant in pairs if term.surface not in place_words]
        return Asked(language, weight, words, self._guesses(needs, language))

    def _guesses(self, pairs: Sequence[tuple[Term, Tokens]], language: Language) -> list[Guess]:
        """Topics by their own phrases and by the evidence of examples, as independent witnesses (noisy or)."""
        matched = self._topics[language].guess(pairs)
        probable = self._evidence[language].guess([term for term, _ in pairs], language)
        guesses = []
        for topic in matched.keys() | probable.keys():
            said = matched.get(topic, Guess(topic, 0.0))
            shown = probable.get(topic, Guess(topic, 0.0))
            score = 1 - (1 - said.score) * (1 - EVIDENCE * shown.score)
            guesses.append(Guess(topic, score, said.words or shown.words))
        return sorted(guesses, key=lambda guess: (-guess.score, guess.topic))[:MOST_TOPICS]


def _wanted(term: Term, synonyms: Tokens, language: Language, known: Known) -> Tokens:
    """The word's tokens that the index has, or else what is spelled like the word."""
    vocabulary = known.snapshot.vocabulary[language]
    tokens = {**synonyms, **term.tokens}
    present = {token: closeness for token, closeness in tokens.items() if token in vocabulary}
    if max(present.values(), default=0.0) >= OTHER_LEMMA:
        return present
    return {**known.spellings[language].alike(term.surface.lower()), **present}
