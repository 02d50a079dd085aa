"""From a question understood to a tantivy query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tantivy

from services_catalog.record import Language
from services_catalog.search.asking import Question, Tokens
from services_catalog.search.fields import ANYWHERE, BOOSTS, KINDS, LOOSE, field, whole_field
from services_catalog.search.index import Snapshot
from services_catalog.search.model import Query

TOPIC = 25.0
"""What a sure topic is worth: nearly as much as a rare word in a service's name."""
WHOLE = 30.0
"""What a query that is a service's whole name is worth beside its words."""
ALSO_TOPIC = 0.5
"""Share of it for a service that merely also takes the topic in."""
TIE = 0.1
"""Share of a word's lesser matches: a word in name and summary beats one in the name alone, slightly."""
SPECIFIC = 0.1
PLACE_WORD = 0.3
"""A place is answered by the municipality filter, so its word in a text adds little."""


def wanted(query: Query, question: Question, index: Snapshot) -> Any | None:
    """The whole of a query but its place; None when no word is known to the index."""
    score = _scoring(question, index)
    musts = _facets(query, index)
    if query.topic is not None:  # the topic decides what is found, the words only order it
        musts.append(_by_topic(index, query.topic))
        return _combined(musts, [] if score is None else [score])
    if query.text.strip():
        return None if score is None else _combined([*musts, score])
    return _combined(musts)


def served(wanted: Any, place: str, index: Snapshot) -> Any:
    """What of `wanted` residents of the municipality (code) can use."""
    reach = [_fixed(index, "municipality", value, 0.0) for value in (place, ANYWHERE)]
    return _combined([wanted, _any(reach)])


def _scoring(question: Question, index: Snapshot) -> Any | None:
    """The part of the query that scores, best language wins; None when no word is known to the index."""
    best = []
    for one in question.readings:
        parts = [
            _boosted(part, one.weight * (PLACE_WORD if surface in question.place_words else 1.0))
            for surface, tokens in one.words
            if (part := _word(tokens, index, one.language)) is not None
        ]
        for guess in one.topics:
            for name, share in (("topic", 1.0), ("also_topic", ALSO_TOPIC)):
                parts.append(_fixed(index, name, guess.topic, one.weight * TOPIC * share * guess.score))
        if parts:
            parts += [_fixed(index, whole_field(one.language), name, one.weight * WHOLE) for name in one.whole]
            best.append(_any(parts))
    return tantivy.Query.disjunction_max_query(best) if best else None


def _by_topic(index: Snapshot, topic: str) -> Any:
    """Services of a topic: those made for it (2) before those that also take it in (1), the more specific first.

    BM25's length norm is the specificity: a service of few topics scores higher. It is kept below the step.
    """
    parts = []
    for name, step in (("topic", 2.0), ("also_topic", 1.0)):
        parts.append(_fixed(index, name, topic, step))
        specific = tantivy.Query.term_query(index.schema, name, topic, index_option="freq")
        parts.append(_boosted(specific, SPECIFIC))
    return _any(parts)


def _facets(query: Query, index: Snapshot) -> list[Any]:
    """The facets that every hit must have; they add nothing to the score."""
    facets: Mapping[str, str | None] = {
        "audience": query.audience,
        "language": query.service_language,
        "channel": query.channel,
        "free": None if query.free is None else str(query.free).lower(),
    }
    return [_fixed(index, name, value, 0.0) for name, value in facets.items() if value is not None]


def _combined(musts: Sequence[Any], shoulds: Sequence[Any] = ()) -> Any:
    """Everything in `musts`, scored by both; everything there is when both are empty."""
    if not musts and not shoulds:
        return tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)
    clauses = [(tantivy.Occur.Must, part) for part in musts] + [(tantivy.Occur.Should, part) for part in shoulds]
    return tantivy.Query.boolean_query(clauses)


def _word(tokens: Tokens, index: Snapshot, language: Language) -> Any | None:
    alternatives = []
    for token, closeness in tokens.items():
        for group, boost in BOOSTS.items():
            for kind, share in zip(KINDS, (1.0, LOOSE), strict=True):
                if token in index.words[language].fields[name := field(group, kind, language)]:
                    term = tantivy.Query.term_query(index.schema, name, token, index_option="freq")
                    alternatives.append(_boosted(term, boost * share * closeness))
    return tantivy.Query.disjunction_max_query(alternatives, TIE) if alternatives else None


def _fixed(index: Snapshot, name: str, value: str, score: float) -> Any:
    term = tantivy.Query.term_query(index.schema, name, value, index_option="basic")
    return tantivy.Query.const_score_query(term, score)


def _any(parts: Sequence[Any]) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _boosted(part: Any, boost: float) -> Any:
    return tantivy.Query.boost_query(part, boost)
