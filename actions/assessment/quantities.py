"""Quantities in a message: numbers, points of ten, durations, ages, temperatures and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from actions.assessment.durations import DAYS_IN_MONTH, DAYS_IN_YEAR, UNIT_DAYS, find_beginnings, find_durations
from actions.assessment.numerals import Number, find_numbers, fold, word_value
from actions.assessment.words import Word

_PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]")

_AGED = re.compile(r"vuotia\w*|aring\w*|arig\w*|yo")
_OLD = re.compile(r"ikai\w+|vanha\w*|gammal|gamla|old")
_GLUED_AGE = re.compile(r"(\w+?)(vuotia\w*|vuotinen|kuukauti\w+|viikkoi\w+|aring\w*|arig\w*)")
_GLUED_DAYS = {"v": DAYS_IN_YEAR, "a": DAYS_IN_YEAR, "k": DAYS_IN_MONTH}
_CHILD = re.compile(
    r"vauva\w*|poika|poja\w+|tytto\w*|tytar|lapsi|lapse\w+|taapero\w*|bebis\w*|pojke|flicka|barn|baby|boy|girl|child"
)
_YEARS = frozenset(("ar", "years", "year"))
_IS = frozenset(("ar", "is", "am", "m"))  # "är", "I'm": "hon är 3 år" tells an age
_YEARS_OR_MONTHS = frozenset(("v", "kk", "y", "mo"))
_NEWBORN = re.compile(r"vastasyntyny\w*|nyfodd\w*|newborn")
_DEGREES = re.compile(r"aste\w*|grader?|degrees?|celsius|c")
_FEVERISH = re.compile(r"kuume\w*|kuumet\w*|lampo\w*|lammo\w*|feber\w*|temp\w*|fever\w*|mittari\w*")
_BODY = (34.0, 43.0)  # °C a living person's thermometer shows
_NEARBY = 4  # tokens between a temperature and the word that says so
_DATE = re.compile(r"(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4})?)(?!\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``kind``: number, tenths (points of ten), duration (days), ago (days since it began), age (years) or
    temperature (°C).

    ``start`` and ``end`` (exclusive) are indexes into the message's tokens.
    """

    kind: str
    value: float
    start: int
    end: int


def find_quantities(words: Sequence[Word], today: date | None = None) -> list[Quantity]:
    """The quantities of a message in order; a number is in one quantity only. Weekdays need ``today``."""
    tokens = _tokens(words)
    found: list[Quantity] = []
    for kind in (_tenths(tokens), _ages(tokens), _durations(tokens), _beginnings(tokens, today), _temperatures(tokens)):
        found += [q for q in kind if not any(_overlap(q, other) for other in found)]
    found += [
        Quantity("number", n.value, n.start, n.end)
        for n in find_numbers(tokens)
        if not any(q.start < n.end and n.start < q.end for q in found)
    ]
    return sorted(found, key=lambda quantity: quantity.start)


def find_date(words: Sequence[Word], today: date | None = None) -> date | None:
    """The date a message names: 12.3.2026, 12.3. (the latest past one), ISO, or "yesterday"; needs ``today``
    for all but a full date.
    """
    text = " ".join(word.surface for word in words)
    match = _DATE.search(re.sub(r"\s*([.-])\s*", r"\1", text))
    try:
        if match and match[1]:
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match and match[6]:
            return date(int(match[6]), int(match[5]), int(match[4]))
        if match and today:
            day = date(today.year, int(match[5]), int(match[4]))
            return day if day <= today else day.replace(year=today.year - 1)
    except ValueError:
        return None
    since = [q for q in find_quantities(words, today) if q.kind in ("duration", "ago")]
    return today - timedelta(days=int(since[0].value)) if today and since else None


def _tokens(words: Sequence[Word]) -> list[str]:
    """Folded pieces of the words as written; as repaired where only that is a number or a unit."""
    tokens: list[str] = []
    for word in words:
        written = [fold(piece) for piece in _PIECE.findall(word.surface)]
        repaired = [fold(piece) for piece in _PIECE.findall(word.normal)]
        useful = any(_useful(token) for token in written) or not any(_useful(token) for token in repaired)
        tokens += written if useful else repaired
    return tokens


def _useful(token: str) -> bool:
    return word_value(token) is not None or token in UNIT_DAYS


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.start < other.end and other.start < one.end


def _tenths(tokens: list[str]) -> list[Quantity]:
    """ "8/10", "8 of 10"."""
    numbers = find_numbers(tokens)
    between = ({"/"}, {"of"}, {"av"}, {"kautta"}, {"out", "of"})
    return [
        Quantity("tenths", a.value, a.start, b.end)
        for a, b in pairwise(numbers)
        if b.value == 10 and a.value <= 10 and set(tokens[a.end : b.start]) in between
    ]


def _ages(tokens: list[str]) -> list[Quantity]:
    found = []
    for at, token in enumerate(tokens):
        if _NEWBORN.fullmatch(token):
            found.append(Quantity("age", 0.01, at, at + 1))
        elif (glued := _GLUED_AGE.fullmatch(token)) and (value := _glued(glued[1])) is not None:
            found.append(Quantity("age", value * _GLUED_DAYS.get(glued[2][0], 7.0) / DAYS_IN_YEAR, at, at + 1))
    for number in find_numbers(tokens):
        after = number.end + 1 if tokens[number.end : number.end + 1] == ["-"] else number.end
        if after < len(tokens) and _AGED.fullmatch(tokens[after]):
            found.append(Quantity("age", number.value, number.start, after + 1))
    for span in find_durations(tokens):
        if _is_age(tokens, span):
            found.append(Quantity("age", span.value / DAYS_IN_YEAR, span.start, span.end))
    return found


def _is_age(tokens: list[str], span: Number) -> bool:
    """ "3 kk ikäinen", "5 v", "8 kk vauva", "vauva 8 kk"; "3 päivää" is not."""
    unit, after = tokens[span.end - 1], tokens[span.end : span.end + 2]
    if not {"v", "y"}.isdisjoint(tokens[span.start : span.end]) or any(_OLD.fullmatch(token) for token in after):
        return True
    before = tokens[span.start - 1] if span.start else ""
    if unit in _YEARS and before in _IS:
        return True
    return bool(after and _CHILD.fullmatch(after[0])) or (unit in _YEARS_OR_MONTHS and bool(_CHILD.fullmatch(before)))


def _glued(prefix: str) -> float | None:
    """ "kolme" of "kolmevuotias", "puoli" of "puolivuotias"."""
    return 0.5 if prefix == "puoli" else 1.0 if prefix in ("vuoden", "kuukauden", "viikon") else word_value(prefix)


def _durations(tokens: list[str]) -> list[Quantity]:
    return [Quantity("duration", found.value, found.start, found.end) for found in find_durations(tokens)]


def _beginnings(tokens: list[str], today: date | None) -> list[Quantity]:
    return [
        Quantity("duration" if lasting else "ago", found.value, found.start, found.end)
        for found, lasting in find_beginnings(tokens, today)
    ]


def _temperatures(tokens: list[str]) -> list[Quantity]:
    found = []
    for number in find_numbers(tokens):
        if not _BODY[0] <= number.value <= _BODY[1]:
            continue
        after = tokens[number.end : number.end + _NEARBY]
        before = tokens[max(0, number.start - _NEARBY) : number.start]
        marked = after[:1] and (_DEGREES.fullmatch(after[0]) or after[0] == "°")
        if marked or any(_FEVERISH.fullmatch(token) for token in (*before, *after)):
            found.append(Quantity("temperature", number.value, number.start, number.end))
    return found
