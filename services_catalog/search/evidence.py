"""Topics by the company their words keep: a naive Bayes model of residents' sentences.

The need sentences of data/topics are few; the assistant's training examples (nlu/data) are many. What they say
of each token is counted into a file by `python -m services_catalog.search.learn --out FILE`; without the file
the search goes by data/topics alone. Swedish and English have no compound splitting, so there the features
include character four-grams of the words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

from services_catalog.record import LANGUAGES, Language
from services_catalog.search.analysis import OTHER_LEMMA, Term
from services_catalog.search.topics import Guess

SMOOTHING = 0.1
GRAM = 4
GRAM_WEIGHT = 0.2
GRAM_MARK = "#"
GRAM_LANGUAGES: tuple[Language, ...] = ("sv", "en")
FLOOR = 0.03

Counts = Mapping[str, Mapping[str, float]]
"""token -> topic -> in how many examples of the topic the token is."""


class Evidence:
    """Probabilities of topics given the words of a query in one language."""

    def __init__(self, counts: Counts) -> None:
        totals: dict[str, float] = {}
        for topics in counts.values():
            for topic, count in topics.items():
                totals[topic] = totals.get(topic, 0.0) + count
        self._absent = {t: math.log(SMOOTHING / (n + SMOOTHING * len(counts))) for t, n in totals.items()}
        self._gains = {
            token: {topic: math.log(count / SMOOTHING + 1) for topic, count in topics.items()}
            for token, topics in counts.items()
        }

    def guess(self, terms: Sequence[Term], language: Language) -> dict[str, Guess]:
        """Probable topics by id, of those that are not negligible; empty when no word is known."""
        known = {token: weight for token, weight in features(terms, language).items() if token in self._gains}
        if not any(not token.startswith(GRAM_MARK) for token in known) and len(known) < GRAM:
            return {}
        mass = sum(known.values())
        odds = {topic: mass * absent for topic, absent in self._absent.items()}
        for token, weight in known.items():
            for topic, gain in self._gains[token].items():
                odds[topic] += weight * gain
        best = max(odds.values(), default=0.0)
        shares = {topic: math.exp(value - best) for topic, value in odds.items()}
        total = sum(shares.values())
        return {
            topic: Guess(topic, share / total, self._words(terms, language, topic))
            for topic, share in shares.items()
            if share / total >= FLOOR
        }

    def _words(self, terms: Sequence[Term], language: Language, topic: str) -> tuple[str, ...]:
        """The words that say most for the topic."""
        gains = {
            term.surface: sum(
                weight * self._gains.get(token, {}).get(topic, 0.0)
                for token, weight in features([term], language).items()
            )
            for term in terms
        }
        most = max(gains.values(), default=0.0)
        return tuple(word for word, gain in gains.items() if gain > most / 2)


def features(terms: Iterable[Term], language: Language) -> dict[str, float]:
    """What counts as evidence in a text: base forms, compound parts, and four-grams where there are no parts."""
    result: dict[str, float] = {}
    for term in terms:
        for token, closeness in term.tokens.items():
            if closeness != OTHER_LEMMA:
                result[token] = max(result.get(token, 0.0), closeness)
        if language in GRAM_LANGUAGES:
            word = f"^{term.surface.lower()}$"
            for start in range(len(word) - GRAM + 1):
                result[GRAM_MARK + word[start : start + GRAM]] = GRAM_WEIGHT
    return result


def read_counts(file: Path | None) -> Mapping[Language, Counts]:
    """The counts of a file, by language; none when there is no file.

    A line is language TAB token TAB topic=count TAB topic=count ...
    """
    counts: dict[Language, dict[str, dict[str, float]]] = {language: {} for language in LANGUAGES}
    if file is not None and file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            language, token, *pairs = line.split("\t")
            topics = {topic: float(count) for topic, count in (pair.split("=") for pair in pairs)}
            counts[cast("Language", language)][token] = topics
    return counts


def write_counts(file: Path, counts: Mapping[Language, Mapping[str, Mapping[str, int]]]) -> None:
    """Write a file for `read_counts`, always in the same order."""
    lines = [
        "\t".join((language, token, *(f"{topic}={count}" for topic, count in sorted(topics.items()))))
        for language, tokens in counts.items()
        for token, topics in sorted(tokens.items())
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
