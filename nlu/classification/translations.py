"""Swedish and English domain words as Finnish base forms, from nlu/data/lexicon/translations.yml.

There are three Finnish training lines for one Swedish or English: through these words the smaller languages use
what was learnt from Finnish (five to seven points of accuracy, docs/decisions/0003).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from nlu.morphology import LexiconError, create_morphology

FILE = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "translations.yml"
LONGEST_TERM = 4  # words
_SHORTEST_PART = 4  # letters of a known word inside a Swedish compound; shorter ones are found by chance
_PUNCTUATION = "punct"


@dataclass(frozen=True)
class Concept:
    """A Finnish base form and the parts of its compound."""

    lemma: str
    parts: tuple[str, ...]


class Translations:
    """Finds known words, word groups and, in Swedish, beginnings and ends of compounds."""

    def __init__(self, terms: Mapping[str, Mapping[tuple[str, ...], Sequence[Concept]]]) -> None:
        """`terms`: language -> stems of a term -> what it means."""
        self._terms = terms
        self._of_compound = lru_cache(maxsize=20_000)(self._split)

    def concepts(self, stems: Sequence[str], language: str) -> list[Concept]:
        """What the words mean, in their order, longest word groups first; nothing for Finnish."""
        terms = self._terms.get(language)
        if terms is None:
            return []
        found: list[Concept] = []
        start = 0
        while start < len(stems):
            for length in range(LONGEST_TERM, 0, -1):
                term = tuple(stems[start : start + length])
                if len(term) == length and term in terms:
                    found += terms[term]
                    start += length
                    break
            else:
                if language == "sv":
                    found += self._of_compound(stems[start])
                start += 1
        return found

    def _split(self, stem: str) -> list[Concept]:
        """The longest known beginning and the longest known end of a compound."""
        terms = self._terms["sv"]
        cuts = range(_SHORTEST_PART, len(stem) - 2)
        first = next((terms[stem[:cut],] for cut in reversed(cuts) if (stem[:cut],) in terms), [])
        ends = (stem[cut:] for cut in range(3, len(stem) - _SHORTEST_PART + 1))
        return [*first, *next((terms[end,] for end in ends if (end,) in terms), [])]


@lru_cache(maxsize=1)
def load_translations() -> Translations:
    """Read once in a process."""
    return read_translations(FILE)


def read_translations(path: Path) -> Translations:
    """Read and check a file. Raises LexiconError naming the key."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))["words"]
    terms: dict[str, dict[tuple[str, ...], list[Concept]]] = {"sv": {}, "en": {}}
    for finnish, row in table.items():
        if not (isinstance(row, list) and len(row) == 2 and all(isinstance(cell, str) for cell in row)):
            raise LexiconError(f"{path.name}: {finnish} must have [Swedish, English]")
        concept = [Concept(word.lemma, word.parts) for word in _words(finnish, "fi")]
        for language, cell in zip(("sv", "en"), row, strict=True):
            for term in cell.split("/"):
                stems = tuple(word.lemma for word in _words(term, language))
                terms[language].setdefault(stems, []).extend(concept)
    return Translations(terms)


def _words(text: str, language: str) -> list[Any]:
    return [word for word in create_morphology(language).analyse(text) if word.word_class != _PUNCTUATION]
