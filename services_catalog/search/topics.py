"""Which topics a resident's words are about, from the words and need sentences of data/topics.

A topic's phrase scores by how much of its meaning the query has and how much of the query it explains, each
token weighing by its rarity among topics (inverse document frequency). This finds "isä ei pärjää kotona" without
the words home care in it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services_catalog.record import Language
from services_catalog.search.analysis import Analyser, Term
from services_catalog.vocabulary import Topic

FLOOR = 0.2
"""Below this a match is chance: one common word of a long sentence."""
UNKNOWN_WORD = 0.5
"""Share of the rarest token's weight that a query word no topic knows weighs."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A topic the query seems to be about; `score` is 0..1, `words` are the query's words that say so."""

    topic: str
    score: float
    words: tuple[str, ...] = ()


class TopicMatcher:
    """Topics of queries in one language."""

    def __init__(self, topics: Mapping[str, Topic], analyser: Analyser, language: Language) -> None:
        phrases = [
            (topic_id, _bag(terms))
            for topic_id, topic in topics.items()
            for text in (*topic.words.get(language, ()), *topic.needs.get(language, ()))
            if (terms := analyser.terms(text, language))
        ]
        self._topics = [topic_id for topic_id, _ in phrases]
        self._rarity = _rarity(phrases, len(topics))
        self._rarest = max(self._rarity.values(), default=1.0)
        self._masses = [self._mass(bag) for _, bag in phrases]
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (_, bag) in enumerate(phrases):
            for token, closeness in bag.items():
                self._postings[token].append((number, closeness))

    def guess(self, terms: Sequence[tuple[Term, Mapping[str, float]]]) -> dict[str, Guess]:
        """Likely topics by id. Each term comes with its synonyms' tokens."""
        found: dict[int, float] = defaultdict(float)
        words: dict[int, list[str]] = defaultdict(list)
        query_mass = 0.0
        for term, synonyms in terms:
            query_mass += self._mass(term.tokens) or UNKNOWN_WORD * self._rarest
            best: dict[int, float] = defaultdict(float)
            for tokens in (term.tokens, synonyms):
                masses: dict[int, float] = defaultdict(float)
                for token, closeness in tokens.items():
                    for number, other in self._postings.get(token, ()):
                        masses[number] += self._rarity[token] * min(closeness, other)
                for number, mass in masses.items():
                    best[number] = max(best[number], mass)
            for number, mass in best.items():
                found[number] += mass
                words[number].append(term.surface)
        guesses: dict[str, Guess] = {}
        for number, mass in found.items():
            topic = self._topics[number]
            score = min(1.0, mass / self._masses[number]) * math.sqrt(min(1.0, mass / query_mass))
            if score >= FLOOR and (topic not in guesses or score > guesses[topic].score):
                guesses[topic] = Guess(topic, score, tuple(words[number]))
        return guesses

    def _mass(self, bag: Mapping[str, float]) -> float:
        return sum(self._rarity.get(token, 0.0) * closeness for token, closeness in bag.items())


def _bag(terms: Iterable[Term]) -> dict[str, float]:
    bag: dict[str, float] = {}
    for term in terms:
        for token, closeness in term.tokens.items():
            bag[token] = max(bag.get(token, 0.0), closeness)
    return bag


def _rarity(phrases: Iterable[tuple[str, Mapping[str, float]]], count: int) -> dict[str, float]:
    where: dict[str, set[str]] = defaultdict(set)
    for topic_id, bag in phrases:
        for token in bag:
            where[token].add(topic_id)
    return {token: math.log(1 + count / len(topics)) for token, topics in where.items()}
