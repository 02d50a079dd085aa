"""Numbers as residents write them: digits and Finnish, Swedish and English numerals, written and spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FOLD = str.maketrans("äöå", "aoa")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")

# Folded spellings (no dots), the value is the row's number. Spoken forms included: "kaheksan", "kasi".
_ROWS = {
    0: "nolla nollaa nollan noll zero",
    1: "yksi yks yhden yhta yhtena ykkonen ykkosen ykkosta ykkone ett one",
    2: "kaksi kaks kahden kahta kahtena kakkonen kakkosen kakkosta pari parin paria parina parisen "
    "tva tvaa par two couple",
    3: "kolme kolmen kolmea kolmena kolmonen kolmosen kolmosta muutama muutaman muutamaa muutamia muutamana "
    "tre trea nagra three few",
    4: "nelja neljan neljaa neljana nelonen nelosen nelosta monta useita usean useamman "
    "fyra flera manga four several many",
    5: "viisi viis viiden viitta viitena vitonen viitonen vitosen viitosen vitosta fem femma femman five",
    6: "kuusi kuus kuuden kuutta kuutena kutonen kuutonen kutosen kuutosen kutosta kuutosta sex sexa sexan six",
    7: "seitseman seittema seitteman seitsemaa seiska seiskan seiskaa sju sjua sjuan seven",
    8: "kahdeksan kaheksan kaheksa kahdeksaa kasi kasin kasia kaheksaa atta attan eight",
    9: "yhdeksan yheksan yheksa yhdeksaa ysi ysin ysia nio nia nian nine",
    10: "kymmenen kymmenena kymmene kymppi kympin kymppia kympi tio tia tian ten",
    11: "elva eleven",
    12: "tolv twelve",
    15: "femton fifteen",
    20: "tjugo twenty",
    30: "trettio tretti thirty",
    40: "fyrtio fyrti forty fourty",
    50: "femtio femti fifty",
}
_WORDS = {word: float(value) for value, row in _ROWS.items() for word in row.split()}
_HALVES = frozenset(("puoli", "puol", "puolta", "puolen", "halv", "halvt", "half"))
_POINTS = frozenset(("pilkku", "piste", "komma", "point"))
_ANDS = frozenset(("ja", "och", "o", "and"))
_ARTICLES = frozenset(("a", "en", "ett"))
_ONES = (
    r"(?:yksi|yks|kaksi|kaks|kolme|kol|nelja|nel|viisi|viis|kuusi|kuus|"
    r"seitseman|seitte|seit|kahdeksan|kaheksan|yhdeksan|yheksan)"
)
_TENS = re.compile(rf"({_ONES})(?:kymmenta|kymment|kymmen|kytta|kyta|kyt|kyn)(\w*)")
_TEEN = re.compile(rf"({_ONES})toista?")
_SPOKEN_TENS = re.compile(
    r"(kolme|kol|nelja|nel)(nolla|ykkonen|kakkonen|kolmonen|nelonen|vitonen|kutonen|seiska|kasi|ysi)"
)
_SPOKEN_FIRST = frozenset(("kolme", "kol", "nelja", "nel"))
_SPOKEN_SECOND = frozenset(("nolla", "vitonen", "kutonen", "seiska", "kasi", "ysi"))
_FOREIGN_TENS = re.compile(r"(tjugo|trettio|tretti|fyrtio|fyrti|femtio)(\w+)")
_BODY_HEAT = (35, 42)  # °C; a digit said after such a number is its decimal
_SHORT = {"kol": 3.0, "nel": 4.0, "seit": 7.0, "seitte": 7.0}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens ``start`` to ``end`` (exclusive)."""

    value: float
    start: int
    end: int

    def overlaps(self, other: Number) -> bool:
        """Whether the two share a token."""
        return self.start < other.end and other.start < self.end


def fold(token: str) -> str:
    """Lower case without dots, as hurried residents write."""
    return token.lower().translate(_FOLD)


def word_value(token: str) -> float | None:
    """The value of one folded token, or None."""
    if _DIGITS.fullmatch(token):
        return float(token.replace(",", "."))
    if token in _WORDS:
        return _WORDS[token]
    if token == "puolitoista":  # noqa: S105 - one and a half
        return 1.5
    if match := _TEEN.fullmatch(token):
        return 10 + _one(match[1])
    for pattern in (_TENS, _SPOKEN_TENS, _FOREIGN_TENS):
        if (match := pattern.fullmatch(token)) and (not match[2] or match[2] in _WORDS):
            first = _one(match[1])
            return (first if first >= 10 else first * 10) + (_WORDS[match[2]] if match[2] else 0)
    return None


def _one(token: str) -> float:
    return _SHORT[token] if token in _SHORT else _WORDS[token]


def find_numbers(tokens: Sequence[str]) -> list[Number]:
    """The numbers in folded tokens: "thirty eight point five" is one, and so is "kasi ja puoli"."""
    numbers, at = [], 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number:
            numbers.append(number)
        at = number.end if number else at + 1
    return numbers


def _number(tokens: Sequence[str], start: int) -> Number | None:
    if tokens[start] in _HALVES:
        return Number(0.5, start, start + 1)
    value = word_value(tokens[start])
    if value is None:
        return None
    end = start + 1
    if tokens[start] in _SPOKEN_FIRST and tokens[end : end + 1] and tokens[end] in _SPOKEN_SECOND:
        value, end = value * 10 + _WORDS[tokens[end]], end + 1  # "kolme kasi": 38
    if 20 <= value <= 90 and value % 10 == 0 and not tokens[start].isdigit():
        skip = end + 1 if tokens[end : end + 1] == ["-"] else end
        ones = word_value(tokens[skip]) if skip < len(tokens) else None
        if ones is not None and 1 <= ones <= 9:
            value, end = value + ones, skip + 1
    if _BODY_HEAT[0] <= value <= _BODY_HEAT[1] and not tokens[start].isdigit():  # "kolmekasi viis"
        tenths = _WORDS.get(tokens[end]) if end < len(tokens) else None
        if tenths is not None and tenths <= 9:
            return Number(value + tenths / 10, start, end + 1)
    if tokens[end : end + 1] and tokens[end] in _POINTS and end + 1 < len(tokens):
        decimal = word_value(tokens[end + 1])
        if decimal is not None and 0 <= decimal <= 9:
            return Number(value + decimal / 10, start, end + 2)
    if end < len(tokens) and tokens[end] in _ANDS:
        half = end + 2 if tokens[end + 1 : end + 2] and tokens[end + 1] in _ARTICLES else end + 1
        if half < len(tokens) and tokens[half] in _HALVES:
            return Number(value + 0.5, start, half + 1)
    return Number(value, start, end)
