"""The analysed word: what every caller of the morphology sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a message with its chosen analysis.

    ``start`` and ``end`` are offsets into the original text; a compound written apart
    ("terveys keskus") is one Word that covers all of it. ``normal`` is the lower-cased spelling after
    repairs, of several words for a contraction ("ooksä" is "oletko sinä"). ``lemma`` is the chosen base
    form and ``lemmas`` are all plausible ones, best first; ``parts`` are the base forms of a compound's
    parts, ``(lemma,)`` for a simple word.
    ``word_class`` is "noun", "verb", "adjective", "pronoun", "numeral", "adverb", "conjunction",
    "adposition", "particle", "name", "negation", "abbreviation", "number", "punct", "link", "tag", "other"
    or "unknown"; any ordinary word of Swedish or English is "word". ``person`` is "1", "2", "3" or "passive".
    ``negated`` is True inside the scope of a negation (the negating word itself has the class
    "negation"). Grammatical fields are None where they do not apply.
    """

    surface: str
    start: int
    end: int
    normal: str
    lemma: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]
    word_class: str
    case: str | None = None
    number: str | None = None
    person: str | None = None
    tense: str | None = None
    mood: str | None = None
    negated: bool = False
    known: bool = True
    repaired: bool = False


class Morphology(Protocol):
    """Analyser of one language. Thread-safe; never raises on any text."""

    @property
    def language(self) -> str:
        """The language code: "fi", "sv" or "en"."""
        ...

    def analyse(self, text: str) -> tuple[Word, ...]:
        """Return the words of ``text`` in order, punctuation included."""
        ...
