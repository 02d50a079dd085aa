"""Understanding a query: its words with what they may mean, the topics it is about, the place it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from nlu import linear
from nlu.classification.features import Sentence
from nlu.language import identify
from nlu.morphology import Morphology
from services_catalog.record import LANGUAGES, Language
from services_catalog.search.analysis import OTHER_LEMMA, Analyser, Term, whole_name
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
LEAST = 0.03
"""A topic less probable than this is not looked for."""

Tokens = Mapping[str, float]
"""Tokens asked for by one word, with their closeness to it, the closest first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the query asks when read in one language, and how much that reading counts.

    `whole` are the names, as one token each, that the query may be the whole of.
    """

    language: Language
    weight: float
    words: Sequence[tuple[str, Tokens]]
    topics: Sequence[Guess]
    whole: Sequence[str]


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


class Asker:
    """Reads queries in every language of the catalogue."""

    def __init__(self, morphology: Callable[[Language], Morphology], terms: Vocabulary, model: Path | None) -> None:
        self.analyser = Analyser(morphology, read_stopwords())
        self._synonyms = Synonyms(self.analyser)
        self._topics = {x: TopicMatcher(terms.topics, self.analyser, x) for x in LANGUAGES}
        self._model = linear.load(model) if model is not None and model.exists() else None

    def ask(self, query: Query, known: Known) -> Question:
        """Understand the text of `query`."""
        if not query.text.strip():
            return Question((), None, frozenset())
        likely = cast("Language", identify(query.text, query.language).language)
        terms = {language: self.analyser.terms(query.text, language) for language in LANGUAGES}
        found = [known.places.find(terms[language]) for language in (likely, *LANGUAGES)]
        municipality = next((code for code, _ in found if code), None)
        place_words = frozenset(word for _, words in found for word in words)
        probable = self._probable(query.text, likely, place_words)
        readings = [
            self._read(terms[x], x, 1.0 if x == likely else OTHER_LANGUAGE, known, place_words, probable)
            for x in LANGUAGES
        ]
        return Question(readings, municipality, place_words)

    def _read(
        self,
        terms: Sequence[Term],
        language: Language,
        weight: float,
        known: Known,
        place_words: frozenset[str],
        probable: Mapping[str, Guess],
    ) -> Asked:
        synonyms = [self._synonyms.expand(term, language) for term in terms]
        pairs = list(zip(terms, synonyms, strict=True))
        spellings = known.snapshot.words[language].spellings
        likely = weight > OTHER_LANGUAGE
        words = [(term.surface, _wanted(term, meant, spellings, repair=likely)) for term, meant in pairs]
        needs = [(term, meant) for term, meant in pairs if term.surface not in place_words]
        whole = {whole_name(map(_base, chosen)) for chosen in (terms, [term for term, _ in needs]) if chosen}
        return Asked(language, weight, words, self._guesses(needs, language, probable), sorted(whole))

    def _probable(self, text: str, language: Language, place_words: frozenset[str]) -> dict[str, Guess]:
        """Topics that the assistant's training examples make probable."""
        if self._model is None:
            return {}
        words = [word for word in self.analyser.words(text, language) if word.surface not in place_words]
        sentence = Sentence(words, language)
        probable = self._model.probable(sentence, LEAST)
        telling = self._model.telling(sentence, list(probable))
        return {
            topic: Guess(topic, share, tuple(words[at].surface for at in telling[topic]))
            for topic, share in probable.items()
        }

    def _guesses(
        self, pairs: Sequence[tuple[Term, Tokens]], language: Language, probable: Mapping[str, Guess]
    ) -> list[Guess]:
        """Likely topics: by the model, and by their own phrases those that the model does not know."""
        matched = self._topics[language].guess(pairs)
        if self._model is not None:
            matched = {topic: guess for topic, guess in matched.items() if not self._model.knows(topic)}
        guesses = [*matched.values(), *probable.values()]
        return sorted(guesses, key=lambda guess: (-guess.score, guess.topic))[:MOST_TOPICS]


def _base(term: Term) -> str:
    return next(iter(term.tokens))


def _wanted(term: Term, synonyms: Tokens, spellings: Spellings, *, repair: bool) -> Tokens:
    """The word's tokens that the index has; when it has none to go by, also what is spelled like the word."""
    tokens = {**synonyms, **term.tokens}
    present = {token: closeness for token, closeness in tokens.items() if token in spellings}
    if repair and max(present.values(), default=0.0) < OTHER_LEMMA:
        present = {**spellings.alike(term.surface.lower()), **present}
    return dict(sorted(present.items(), key=lambda pair: (-pair[1], pair[0])))
