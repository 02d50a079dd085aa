"""Numbers among the words: digits, numerals of several words, fractions, times and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nlu.entities.numerals import Numerals
from nlu.morphology import Word

HALF = 0.5
_CODE_DIGITS = 5  # so many digits together are a telephone number or a code, not an amount
_BODY_HEAT = (35, 42)  # °C; a digit said after such a number is its decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number up to the word ``end`` (exclusive). ``tag`` is NUM (a float), TIME (hour, minute), DATE (a date), or
    CODE for digits that are no amount (None).
    """

    end: int
    tag: str
    value: object


class NumberReader:
    """Reads numbers of one language."""

    def __init__(self, numerals: Numerals) -> None:
        self._numerals = numerals

    def read(self, words: Sequence[Word], at: int) -> Number | None:
        """The number that begins at the word ``at``, or None."""
        if words[at].word_class == "number":
            return self._digits(words, at)
        value = self._value(words, at)
        if value is None:
            return None
        end = at + 1
        ones = self._ones(words, end)
        if 20 <= value <= 90 and value % 10 == 0 and ones:
            value, end = value + ones, end + 1
            ones = self._ones(words, end)
        if _BODY_HEAT[0] <= value <= _BODY_HEAT[1] and ones is not None:
            return Number(end + 1, "NUM", value + ones / 10)
        return self._with_fraction(words, end, value)

    def _digits(self, words: Sequence[Word], at: int) -> Number:
        digits = words[at].surface
        if ":" in digits or digits.count(".") == 2:
            return Number(at + 1, *_clock_or_date(digits))
        whole = digits.partition(".")[0].partition(",")[0]
        if len(whole) >= _CODE_DIGITS or (whole.startswith("0") and len(whole) > 2):
            return Number(at + 1, "CODE", None)
        try:
            value = float(digits.replace(",", "."))
        except ValueError:
            return Number(at + 1, "CODE", None)
        return self._with_fraction(words, at + 1, value)

    def _with_fraction(self, words: Sequence[Word], end: int, value: float) -> Number:
        """Add "ja puoli", "och en halv", "and a half", "pilkku viisi"."""
        rest = [word.normal for word in words[end : end + 3]]
        if len(rest) > 1 and rest[0] in self._numerals.ands:
            skip = 2 if rest[1] in ("en", "ett", "a") else 1
            if len(rest) > skip and self._is_half(words[end + skip]):
                return Number(end + skip + 1, "NUM", value + HALF)
        if len(rest) > 1 and rest[0] in self._numerals.points:
            decimal = self._ones(words, end + 1)
            if decimal is not None:
                return Number(end + 2, "NUM", value + decimal / 10)
        return Number(end, "NUM", value)

    def _ones(self, words: Sequence[Word], at: int) -> float | None:
        """A whole number below ten at ``at``."""
        value = self._value(words, at)
        return value if value is not None and value <= 9 and value % 1 == 0 else None

    def _value(self, words: Sequence[Word], at: int) -> float | None:
        if at >= len(words):
            return None
        word = words[at]
        if word.word_class == "number":
            return float(word.surface) if word.surface.isdigit() and len(word.surface) == 1 else None
        if self._is_half(word):
            return HALF
        return self._numerals.value(word.surface.lower(), word.normal, word.lemma)

    def _is_half(self, word: Word) -> bool:
        return not self._numerals.halves.isdisjoint((word.surface.lower(), word.normal, word.lemma))


def _clock_or_date(digits: str) -> tuple[str, object]:
    """("TIME", (hour, minute)) or ("DATE", date); ("CODE", None) when it is neither."""
    try:
        if ":" in digits:
            hour, minute = (int(part) for part in digits.split(":"))
            return ("TIME", (hour, minute)) if hour < 24 and minute < 60 else ("CODE", None)
        day, month, year = (int(part) for part in digits.split("."))
        return "DATE", date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return "CODE", None
