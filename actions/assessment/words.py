"""What the engine needs of an analysed word, and of an analyser: nlu.morphology fits both."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Word(Protocol):
    """The part of nlu.morphology.Word that the engine reads."""

    @property
    def surface(self) -> str: ...
    @property
    def normal(self) -> str: ...
    @property
    def lemmas(self) -> tuple[str, ...]: ...
    @property
    def word_class(self) -> str: ...
    @property
    def negated(self) -> bool: ...
    @property
    def repaired(self) -> bool: ...


Analyser = Callable[[str], Sequence[Word]]


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word without analysis: its own base form."""

    surface: str
    normal: str
    lemmas: tuple[str, ...]
    word_class: str = "unknown"
    negated: bool = False
    repaired: bool = False


def plain_words(text: str) -> tuple[PlainWord, ...]:
    """Split without analysis, for when no morphology is given (the proof, content checks)."""
    pieces: list[str] = re.findall(r"\w+|[^\w\s]", text)
    return tuple(PlainWord(piece, piece.lower(), (piece.lower(),)) for piece in pieces)
