"""Stop words and colloquial words: content, read from data/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import RootModel

from services_catalog.content import DATA, check, read_yaml
from services_catalog.hours.document import Document
from services_catalog.record import Language
from services_catalog.search.analysis import Analyser, Term, stems

SYNONYM = 0.9
"""How close a synonym's token is to the word that was typed."""


class _Entry(Document):
    said: tuple[str, ...]
    means: tuple[str, ...]


class _Synonyms(RootModel[dict[Language, tuple[_Entry, ...]]]):
    pass


class _Stopwords(RootModel[dict[Language, tuple[str, ...]]]):
    pass


def read_stopwords(path: Path = DATA / "stopwords.yml") -> Mapping[Language, frozenset[str]]:
    """Words left out of queries, by language. Raises ContentError."""
    words = check(_Stopwords, read_yaml(path), path.name).root
    return {language: frozenset(listed) for language, listed in words.items()}


class Synonyms:
    """What colloquial words mean, as tokens of the analyser. Raises ContentError when the file is wrong."""

    def __init__(self, analyser: Analyser, path: Path = DATA / "synonyms.yml") -> None:
        self._means: dict[Language, dict[str, dict[str, float]]] = {}
        for language, entries in check(_Synonyms, read_yaml(path), path.name).root.items():
            table = self._means.setdefault(language, {})
            for entry in entries:
                tokens = self._tokens(analyser, entry.means, language)
                for said in entry.said:
                    table.setdefault(said, {}).update(tokens)

    def expand(self, term: Term, language: Language) -> Mapping[str, float]:
        """Tokens that mean the same as `term`, with their closeness; empty when it is an ordinary word."""
        result: dict[str, float] = {}
        for key in self._keys(term, language):
            for token, closeness in self._means[language][key].items():
                result[token] = max(result.get(token, 0.0), closeness)
        return result

    def _keys(self, term: Term, language: Language) -> Iterator[str]:
        table = self._means.get(language, {})
        surface = term.surface.lower()
        exact = {surface, *term.tokens} & table.keys()
        yield from sorted(exact)
        if language == "fi" and not exact:
            yield from (stem for stem in stems(surface) if stem in table)

    @staticmethod
    def _tokens(analyser: Analyser, phrases: tuple[str, ...], language: Language) -> dict[str, float]:
        tokens: dict[str, float] = {}
        for phrase in phrases:
            for term in analyser.terms(phrase, language):
                for token, closeness in term.tokens.items():
                    tokens[token] = max(tokens.get(token, 0.0), SYNONYM * closeness)
        return tokens
