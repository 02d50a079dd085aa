"""Compounds written apart: "terveys keskus", "hammas lääkäri aika"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlu.morphology.choose import Reading
from nlu.morphology.vocabulary import LISTED, Vocabulary

_MOST_PARTS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that becomes one Word: offsets, kind of token and lower-case form."""

    surface: str
    start: int
    end: int
    kind: str
    form: str


class Joiner:
    """Joins neighbouring words that together make a compound of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, recognise: Callable[[str], Reading | None]) -> None:
        self._vocabulary, self._recognise = vocabulary, recognise

    def join(
        self, text: str, pieces: Sequence[Piece], readings: Sequence[Reading | None]
    ) -> tuple[list[Piece], list[Reading | None]]:
        """Return the pieces and readings with split compounds made one, the longest first."""
        joined_pieces: list[Piece] = []
        joined_readings: list[Reading | None] = []
        at = 0
        while at < len(pieces):
            count, reading = self._longest(text, pieces, readings, at)
            first, last = pieces[at], pieces[at + count - 1]
            if count == 1:
                joined_pieces.append(first)
            else:
                surface = text[first.start : last.end]
                form = reading.normal if reading else surface.lower()
                joined_pieces.append(Piece(surface, first.start, last.end, "word", form))
            joined_readings.append(reading)
            at += count
        return joined_pieces, joined_readings

    def _longest(
        self, text: str, pieces: Sequence[Piece], readings: Sequence[Reading | None], at: int
    ) -> tuple[int, Reading | None]:
        first = pieces[at].form, _written(pieces[at], readings[at])
        if self._vocabulary.openings.isdisjoint(first):
            return 1, readings[at]
        for count in range(_MOST_PARTS, 1, -1):
            group = range(at, at + count)
            if group.stop > len(pieces) or not self._beside(text, pieces[at : group.stop]):
                continue
            forms = [(pieces[i].form, _written(pieces[i], readings[i])) for i in group]
            for typed_or_written in (0, 1):
                opening = "".join(form[typed_or_written] for form in forms[:-1])
                if opening not in self._vocabulary.openings:
                    continue
                for ending in dict.fromkeys(forms[-1]):
                    same_vowel = opening[-1] == ending[0] and opening[-1] in "aeiouyäö"
                    hyphen = "-" if same_vowel or len(opening) == 1 else ""
                    reading = self._recognise(opening + hyphen + ending)
                    if reading is not None and self._is_compound(reading):
                        return count, reading
        return 1, readings[at]

    def _is_compound(self, reading: Reading) -> bool:
        best = reading.analyses[0]
        made_of_two = len(best.parts) > 1 or any("-" in base for base in best.bases)
        return made_of_two and self._vocabulary.grade(best) == LISTED

    @staticmethod
    def _beside(text: str, pieces: Sequence[Piece]) -> bool:
        """True when only spaces or hyphens are between words."""
        if any(piece.kind != "word" for piece in pieces):
            return False
        between = (text[a.end : b.start] for a, b in pairwise(pieces))
        return all(gap and not gap.strip(" -") and "\n" not in gap for gap in between)


def _written(piece: Piece, reading: Reading | None) -> str:
    return reading.normal if reading is not None else piece.form
