"""Quantities in a message: numbers, points of ten, durations, ages, temperatures and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from actions.assessment.durations import (
    DAYS_IN_MONTH,
    DAYS_IN_YEAR,
    UNIT_DAYS,
    find_beginnings,
    find_durations,
    find_lifelong,
)
from actions.assessment.frequencies import find_frequencies
from actions.assessment.numerals import Number, find_numbers, fold, word_value
from actions.assessment.words import Word

_PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]")

# Words that say an age after a number, or grown together with it ("6-viikkoinen", "kolmeviikkoinen"), as days.
_AGED = (
    (re.compile(r"vuotia\w*|vuotinen|vuotis\w*|aring\w*|arig\w*|yo"), DAYS_IN_YEAR),
    (re.compile(r"kuukauti\w+|manaders"), DAYS_IN_MONTH),
    (re.compile(r"viikkoi\w+|veckors"), 7.0),
    (re.compile(r"paivai(?:nen|s)\w*|dagars|dygns"), 1.0),
)
_GLUED = re.compile(r"(\w+?)(vuotia\w*|vuotinen|kuukauti\w+|viikkoi\w+|paivai(?:nen|s)\w*|aring\w*|arig\w*)")
_OLD = re.compile(r"ikai\w+|vanha\w*|gammal|gamla|old")
_BABY = re.compile(r"vauva\w*|bebis\w*|baby\w*")
_CHILD = re.compile(
    r"vauva\w*|poika\w*|poja\w+|tytto\w*|tyto\w+|tytar|tyttar\w+|lapsi|lapse\w+|taapero\w*|muksu\w*|bebis\w*|"
    r"pojke\w*|flick\w+|barn\w*|dotter\w*|son|sonen|baby\w*|boy|girl|child|kid|daughter|toddler"
)
_ADULT = re.compile(
    r"aiti\w*|aidi\w+|isa\w{0,5}|mummo\w*|mummi\w*|vaari\w*|pappa\w*|ukki\w*|mies|miehe\w+|vaimo\w*|anoppi\w*|appi|"
    r"mamma\w*|mor|far|mormor|farmor|morfar|farfar|man|make\w*|maka\w*|fru\w*|sambo\w*|kvinna\w*|"
    r"mother|mum|mom|father|dad|husband|wife|grandmother|grandma|grandfather|grandpa|woman"
)
_ADULT_AGE = 18  # years; a smaller number beside an adult is how long something has lasted
_AGO = frozenset(("sitten", "sedan", "sen", "ago"))
_YEARS = frozenset(("ar", "years", "year", "v", "vuotta", "vuosi"))
_I_AM = frozenset(("olen", "oon", "ar", "am", "m"))
_NOTHING_COUNTED = frozenset((",", ".", "!", "ja", "och", "and"))
_LEAST_TOLD_AGE = 10  # years; a smaller bare number is rarely one's own age
_MONTHS = frozenset(
    ("kk", "mo", "kuukautta", "kuukausi", "manader", "manad", "months", "month", "vk", "viikkoa", "veckor")
)
_IS = frozenset(("ar", "is", "am", "m"))  # "är", "I'm": "hon är 3 år" tells an age
_NEWBORN = re.compile(r"vastasyntyny\w*|nyfodd\w*|newborn")
_DEGREES = re.compile(r"aste\w*|grader?|degrees?|celsius|c")
_FEVERISH = re.compile(r"kuume\w*|kuumet\w*|lampo\w*|lammo\w*|feber\w*|temp\w*|fever\w*|mittari\w*")
_BODY = (34.0, 43.0)  # °C a living person's thermometer shows
_NEARBY = 4  # tokens between a temperature and the word that says so
_DATE = re.compile(r"(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4})?)(?!\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``kind``: number, tenths (points of ten), duration (days), ago (days since it began), lifelong (days), frequency
    (days in a month), age (years) or temperature (°C).

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
    kinds = (
        _tenths(tokens), _ages(tokens), _frequencies(tokens), _durations(tokens), _lifelong(tokens),
        _beginnings(tokens, today), _temperatures(tokens),
    )  # fmt: skip
    for kind in kinds:
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
        elif (glued := _GLUED.fullmatch(token)) and (value := _glued(glued[1])) is not None:
            found.append(Quantity("age", value * (_aged(glued[2]) or 0) / DAYS_IN_YEAR, at, at + 1))
    for number in find_numbers(tokens):
        after = number.end + 1 if tokens[number.end : number.end + 1] == ["-"] else number.end
        if after < len(tokens) and (days := _aged(tokens[after])) is not None:
            found.append(Quantity("age", number.value * days / DAYS_IN_YEAR, number.start, after + 1))
        elif _tells_own_age(tokens, number):
            found.append(Quantity("age", number.value, number.start, number.end))
    for span in find_durations(tokens):
        if _is_age(tokens, span):
            found.append(Quantity("age", span.value / DAYS_IN_YEAR, span.start, span.end))
    return found


def _aged(token: str) -> float | None:
    """The days of the unit that an age word counts; None for any other word."""
    return next((days for pattern, days in _AGED if pattern.fullmatch(token)), None)


def _tells_own_age(tokens: list[str], number: Number) -> bool:
    """ "olen 45", "I'm 45": a whole number of years after "I am" with nothing that it would count."""
    after = tokens[number.end : number.end + 1]
    told = number.start > 0 and tokens[number.start - 1] in _I_AM and number.value == int(number.value)
    return told and number.value >= _LEAST_TOLD_AGE and (not after or after[0] in _NOTHING_COUNTED)


def _is_age(tokens: list[str], span: Number) -> bool:
    """ "3 kk ikäinen", "5 v", "8 kk vauva", "vauva 8 kk", "min dotter 4 år", "mamma på 86 år"; "3 päivää" is not."""
    unit, after = tokens[span.end - 1], tokens[span.end : span.end + 2]
    if not {"v", "y"}.isdisjoint(tokens[span.start : span.end]) or any(_OLD.fullmatch(token) for token in after):
        return True
    before = tokens[span.start - 1] if span.start else ""
    if after[:1] and after[0] in _AGO:
        return False
    if unit in _YEARS and before == "pa":  # "på 86 år"; "inte på 3 år" is how long
        return not {"inte", "int", "aldrig"} & set(tokens[: span.start])
    if unit in _YEARS and before in _IS:
        return True
    if after and _CHILD.fullmatch(after[0]):
        return True
    if unit in _YEARS and _ADULT.fullmatch(before):
        return span.value / DAYS_IN_YEAR >= _ADULT_AGE
    named = _CHILD.fullmatch(before) and (unit in _YEARS or unit in ("kk", "y", "mo"))
    return bool(named or (_BABY.fullmatch(before) and unit in _MONTHS))


def _glued(prefix: str) -> float | None:
    """ "kolme" of "kolmevuotias", "puoli" of "puolivuotias"."""
    return 0.5 if prefix == "puoli" else 1.0 if prefix in ("vuoden", "kuukauden", "viikon") else word_value(prefix)


def _durations(tokens: list[str]) -> list[Quantity]:
    return [Quantity("duration", found.value, found.start, found.end) for found in find_durations(tokens)]


def _frequencies(tokens: list[str]) -> list[Quantity]:
    return [Quantity("frequency", found.value, found.start, found.end) for found in find_frequencies(tokens)]


def _lifelong(tokens: list[str]) -> list[Quantity]:
    return [Quantity("lifelong", found.value, found.start, found.end) for found in find_lifelong(tokens)]


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
