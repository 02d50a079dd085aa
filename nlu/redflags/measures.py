"""Measured values in a message: temperature, age, blood sugar, oxygen, blood pressure, pulse, number of pills.

Values are found in words and numbers of all three languages and asked about with a comparison:
``temperature >= 38``, ``age < 3 months``, ``glucose < 3.5``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.redflags.reading import Reading, Span
from nlu.redflags.spelling import fold

KINDS = (
    "temperature",
    "age",
    "speaker",
    "glucose",
    "saturation",
    "pressure",
    "pulse",
    "pills",
    "weeks",
    "breaths",
    "ketones",
)
_COMPARE = {"<=": operator.le, "<": operator.lt, ">=": operator.ge, ">": operator.gt}
_WRITTEN = re.compile(rf"({'|'.join(KINDS)}) (<=|<|>=|>) (\d+(?:\.\d+)?)(?: (months|years))?")
_MONTHS = {"months": 1.0, "years": 12.0}

_NUMBERS = {
    word: value
    for value, words in enumerate(
        (
            "", "yksi yhden yks en ett one", "kaksi kahden kaks tva two", "kolme kolmen kolmee tre three", "nelja neljan fyra four",
            "viisi viiden viis fem five", "kuusi kuuden kuus sex six", "seitseman seittaman sju seven", "kahdeksan atta eight",
            "yhdeksan nio nine", "kymmenen kymmenta tio ten",
        )
    )
    for word in words.split()
} | {"kaksikymmenta": 20, "tjugo": 20, "twenty": 20, "kolmekymmenta": 30, "trettio": 30, "thirty": 30, "kaheksan": 8, "parin": 2, "muutaman": 3, "few": 3, "couple": 2}  # fmt: skip
_UNIT_MONTHS = (
    (re.compile(r"(paiva|pv|vrk|dag|day|vuorokau)"), 1 / 30),
    (re.compile(r"(viikko|viiko|vko|vk$|vka|vecka|vecko|week|wk)"), 0.25),
    (re.compile(r"(kuukau|kk|manad|man$|mon|mth)"), 1.0),
    (re.compile(r"(vuo[dst]|vuot|vee|v$|vn$|vanha|ar$|aring|arig|year|yr|yo$|yrs|vuosi)"), 12.0),
)
_OLD = re.compile(
    r"(vanha|ika|ikai|old|gammal|vuotia|viikkoi|kuukauti|paivai|arig|aring|manaders|gamla|vauva|baby|bebis|nyfodd|yo$)"
)
_GLUED_AGE = re.compile(
    r"(?P<number>yksi|yhden|kaksi|kahden|kolme|nelja|viisi|kuusi|seitseman|kahdeksan|yhdeksan|en|ett|tva|tre|fyra|fem|sex|sju)?"
    r"(?P<unit>viikkoi|viikoi|viikkos|viikkone|kuukauti|kuukaus|kuinen|kuisel|kuise|paivai|vuotia|veckors|manaders|manads|aring)"
)
_SPEAKER = re.compile(r"(olen|oon|oo|mina|ma|ja|jag|im|am|i|ar|e)$")
_BREATHS = re.compile(r"(hengit|kertaa|andetag|andas|breath)")
_AGE_UNITS = ("kk", "kkn", "v", "vn", "kuinen", "yo")  # units that hardly mean anything but an age
_OTHER_UNIT = re.compile(
    r"(kk|kuuk|viik|vko|manad|veck|month|week|min|tunt|hour|tim|gast|day|pv|kg|kilo|sent|cm|pro|ast)"
)
_TIMES = re.compile(r"(sitten|sedan|ago|ajan|aikana|valein|since|jälkeen|jalkeen|kuluttua)")
_FEVER = re.compile(r"(kuum|lampo|lamm|asteit|aste|feber|temp|grad|fever|degree|celsius|c$)")
_SUGAR = re.compile(r"(verensok|sokeri|sokru|glukoos|glucos|blodsock|socker|sugar|bs$|vs$)")
_OXYGEN = re.compile(r"(happisat|saturaa|satur|spo|happi|syresat|syremat|oxygen|oksimet)")
_PRESSURE = re.compile(r"(verenpain|paineet|paine$|ylapain|alapain|blodtryck|pressure|rr$|bp$)")
_PULSE = re.compile(r"(syke|sykkeet|pulssi|pulsen|puls$|pulse|heart|hjart)")
_PILLS = re.compile(
    r"(tablet|pilleri|nappi|nappei|kapsel|pill|tabs|buran|panadol|para|sobril|unilaak|laaket|tabletter)"
)
_KETONES = re.compile(r"keto")
_WEEK = re.compile(r"(rv|raskausviik|viikol|graviditetsvecka|vecka|weeks|week|viikko)")
_AROUND = ((_FEVER, "temperature", 4), (_SUGAR, "glucose", 4), (_OXYGEN, "saturation", 4), (_PRESSURE, "pressure", 4), (_PULSE, "pulse", 4), (_PILLS, "pills", 2), (_KETONES, "ketones", 3))  # fmt: skip
_RANGES = {"temperature": (24.0, 43.5), "glucose": (0.5, 70.0), "saturation": (30.0, 100.0), "pressure": (40.0, 300.0), "pulse": (15.0, 320.0), "ketones": (0.1, 15.0)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a pattern asks of a measured value; ages are in months."""

    kind: str
    sign: str
    value: float

    def holds(self, measured: float) -> bool:
        """Whether a measured value passes."""
        return bool(_COMPARE[self.sign](measured, self.value))


def read_comparison(written: str) -> Comparison | None:
    """ "age < 3 months" as a Comparison, None for anything else."""
    match = _WRITTEN.fullmatch(written)
    if not match:
        return None
    kind, sign, value, unit = match.groups()
    return Comparison(kind, sign, float(value) * _MONTHS.get(unit or "months", 1.0))


def measured(reading: Reading) -> dict[str, list[tuple[Span, float]]]:
    """All values of a message, by kind."""
    found: dict[str, list[tuple[Span, float]]] = {}
    folded = [fold(word) for word in reading.words]
    for i, word in enumerate(folded):
        for kind, span, value in _values(folded, i, word, reading):
            found.setdefault(kind, []).append((span, value))
    return found


def _values(words: list[str], i: int, word: str, reading: Reading) -> Iterator[tuple[str, Span, float]]:
    glued = _GLUED_AGE.match(word)
    if glued and (glued["number"] or (i and _number(words[i - 1]) is not None) or glued["unit"] != "vuotia"):
        years = _NUMBERS.get(glued["number"] or "") or (_number(words[i - 1]) if i else None) or 1.0
        yield "age", Span(i, i), float(years) * (1.0 if glued["unit"].startswith("kui") else _months(glued["unit"]))
    number = _number(word)
    if number is None:
        return
    near = words[max(0, i - 4) : i + 5]
    for pattern, kind, reach in _AROUND:
        low, high = _RANGES.get(kind, (0.0, 10_000.0))
        if low <= number <= high and any(pattern.match(other) for other in words[max(0, i - reach) : i + reach + 1]):
            yield kind, Span(i, i), number
    if 34.0 < number < 43.0 and "." in word.replace(",", "."):
        yield "temperature", Span(i, i), number
    if (
        i
        and 5 <= number < 100
        and _SPEAKER.match(words[i - 1])
        and not (i + 1 < len(words) and _OTHER_UNIT.match(words[i + 1]))
    ):
        yield "speaker", Span(i, i), number * 12.0
    if any(_BREATHS.match(other) for other in words[max(0, i - 1) : i + 2]):
        yield "breaths", Span(i, i), number
    after = words[i + 1 : i + 3]
    if after and (months := _months(after[0])):
        old = (
            any(_OLD.search(other) for other in near)
            or after[0] in _AGE_UNITS
            or (i > 0 and _SPEAKER.match(words[i - 1]) is not None)
        )
        if old and not any(_TIMES.match(other) for other in words[i + 1 : i + 4]):
            yield "age", Span(i, i + 1), number * months
    if any(_WEEK.match(other) for other in words[max(0, i - 1) : i + 2]):
        yield "weeks", Span(i, i), number


def _number(word: str) -> float | None:
    if word in _NUMBERS:
        return float(_NUMBERS[word])
    try:
        return float(word.replace(",", ".").replace(":", "."))
    except ValueError:
        return None


def _months(word: str) -> float:
    return next((months for pattern, months in _UNIT_MONTHS if pattern.match(word)), 0.0)
