"""Municipalities in queries."""

from __future__ import annotations

from collections.abc import Iterable

from services_catalog.record import LANGUAGES
from services_catalog.search.analysis import Analyser, Term, stems
from services_catalog.vocabulary import Vocabulary


class Places:
    """The municipalities the catalogue has services in, by every name and village a resident may write."""

    def __init__(self, terms: Vocabulary, analyser: Analyser, codes: Iterable[str]) -> None:
        self.codes = frozenset(codes)
        self._names: dict[str, str] = {}
        for code in sorted(self.codes):
            municipality = terms.municipalities[code]
            for name in (*municipality.places, *municipality.names.values()):
                self._names[name.lower()] = code
                for language in LANGUAGES[1:]:  # a stem of Swedish and English; the Finnish base form is the name
                    for term in analyser.terms(name, language):
                        self._names[next(iter(term.tokens))] = code

    def find(self, terms: Iterable[Term]) -> tuple[str | None, frozenset[str]]:
        """The municipality named by the terms, if they name exactly one, and the surfaces that name places."""
        found: dict[str, str] = {}
        for term in terms:
            for token in (*stems(term.surface), *term.tokens):
                if token in self._names:
                    found[term.surface] = self._names[token]
                    break
        codes = set(found.values())
        return (codes.pop() if len(codes) == 1 else None), frozenset(found)
