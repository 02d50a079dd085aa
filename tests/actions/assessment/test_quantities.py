"""Quantities as residents write them: surface -> kind and value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from actions.assessment.numerals import find_numbers, fold
from actions.assessment.quantities import find_date, find_quantities
from actions.assessment.words import Word, plain_words

TODAY = date(2026, 11, 21)  # a Saturday

NUMERALS = [
    ("kahdeksan", 8), ("kaheksan", 8), ("kasi", 8), ("kolmetoista", 13), ("viistoista", 15), ("kaksikymmentä", 20),
    ("kolkytkasi", 38), ("nelkyt", 40), ("neljäkymmentäkaksi", 42), ("puolitoista", 1.5), ("puoli", 0.5),
    ("kolme kasi", 38), ("kolmekasi", 38), ("kasi ja puoli", 8.5), ("kolmekymmentäkahdeksan pilkku viisi", 38.5),
    ("kolkytkasi viis", 38.5), ("38,5", 38.5), ("38.5", 38.5), ("åtta", 8), ("atta", 8), ("trettioåtta", 38),
    ("åtta och en halv", 8.5), ("thirty eight", 38), ("thirty-eight point five", 38.5), ("eight and a half", 8.5),
    ("pari", 2), ("muutama", 3),
]  # fmt: skip

QUANTITIES = [
    ("fi", "8/10", [("tenths", 8)]),
    ("en", "7 out of 10", [("tenths", 7)]),
    ("fi", "kolme päivää", [("duration", 3)]),
    ("fi", "pari viikkoo", [("duration", 14)]),
    ("fi", "2-3 päivää", [("duration", 3)]),
    ("fi", "pari kolme päivää", [("duration", 3)]),
    ("fi", "viikon verran", [("duration", 7)]),
    ("fi", "kolmatta päivää", [("duration", 3)]),
    ("fi", "toista viikkoa", [("duration", 8)]),
    ("fi", "yli viikon", [("duration", 7.7)]),
    ("fi", "viikkoja", [("duration", 21)]),
    ("fi", "puolitoista viikkoa", [("duration", 10.5)]),
    ("fi", "puoli vuotta", [("duration", 182.6)]),
    ("fi", "12 h", [("duration", 0.5)]),
    ("fi", "eilisestä", [("duration", 1)]),
    ("fi", "alkoi eilen", [("ago", 1)]),
    ("fi", "toissapäivästä asti", [("duration", 2)]),
    ("fi", "torstaista lähtien", [("duration", 2)]),
    ("fi", "lauantaista", [("duration", 7)]),
    ("fi", "viime viikolla", [("ago", 7)]),
    ("sv", "sedan igår", [("duration", 1)]),
    ("sv", "i tre dagar", [("duration", 3)]),
    ("sv", "ett par veckor", [("duration", 14)]),
    ("sv", "en vecka", [("duration", 7)]),
    ("en", "since monday", [("duration", 5)]),
    ("en", "a couple of days", [("duration", 2)]),
    ("en", "half a year", [("duration", 182.6)]),
    ("fi", "olen 45-vuotias", [("age", 45)]),
    ("fi", "poika 5v", [("age", 5)]),
    ("fi", "2 v 3 kk", [("age", 2.25)]),
    ("fi", "8 kk vauva", [("age", 0.667)]),
    ("fi", "6 viikon ikäinen", [("age", 0.115)]),
    ("fi", "kolmevuotias", [("age", 3)]),
    ("fi", "puolivuotias", [("age", 0.5)]),
    ("sv", "3 år gammal", [("age", 3)]),
    ("sv", "en 4-åring", [("age", 4)]),
    ("en", "a 10 month old baby", [("age", 0.833)]),
    ("sv", "mamma på 86 år", [("age", 86)]),
    ("sv", "min dotter 4 år", [("age", 4)]),
    ("sv", "min man 50 år har ont", [("age", 50)]),
    ("sv", "har inte sovit på 3 år", [("duration", 1095.75)]),
    ("sv", "min man har 3 år haft ont", [("duration", 1095.75)]),
    ("sv", "6 veckors bebis", [("age", 0.115)]),
    ("fi", "kolmeviikkoinen", [("age", 0.0575)]),
    ("fi", "6-viikkoinen vauva", [("age", 0.115)]),
    ("fi", "neljäkuukautinen", [("age", 0.333)]),
    ("fi", "viisipäiväinen vauva", [("age", 0.0137)]),
    ("fi", "vauva 3 viikkoa", [("age", 0.0575)]),
    ("fi", "äiti 86 vuotta", [("age", 86)]),
    ("fi", "äiti 3 vuotta sairastanut", [("duration", 1095.75)]),
    ("fi", "äiti kaatui, 3 vuotta sitten leikattiin", [("duration", 1095.75)]),
    ("fi", "olen 45", [("age", 45)]),
    ("fi", "olen 45 ja pää kipeä", [("age", 45)]),
    ("fi", "olen 3 päivää ollut kipeä", [("duration", 3)]),
    ("fi", "lapsella 3 päivää kuumetta", [("duration", 3)]),
    ("fi", "kuumetta 38,5", [("temperature", 38.5)]),
    ("fi", "39 astetta", [("temperature", 39)]),
    ("fi", "mittari näyttää 39,6", [("temperature", 39.6)]),
    ("fi", "huone 38", [("number", 38)]),
    ("fi", "virtsan vuoto 2 kertaa", [("number", 2)]),
    ("fi", "hyvää päivää", []),
]

DATES = [
    ("12.3.2026", date(2026, 3, 12)),
    ("2026-03-12", date(2026, 3, 12)),
    ("12.3.", date(2026, 3, 12)),
    ("24.12.", date(2025, 12, 24)),
    ("eilen", date(2026, 11, 20)),
    ("31.2.2026", None),
    ("en kerro", None),
]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_numerals(text: str, value: float) -> None:
    tokens = [fold(word.surface) for word in plain_words(text.replace("38,5", "38.5"))]
    tokens = ["38,5"] if text in ("38,5", "38.5") else tokens
    assert [number.value for number in find_numbers(tokens)] == [value]


@pytest.mark.parametrize(("language", "text", "expected"), QUANTITIES)
def test_quantities(
    words: Callable[[str, str], Sequence[Word]], language: str, text: str, expected: list[tuple[str, float]]
) -> None:
    found = [(quantity.kind, quantity.value) for quantity in find_quantities(words(text, language), TODAY)]
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    assert [value for _, value in found] == pytest.approx([value for _, value in expected], abs=0.1)


@pytest.mark.parametrize(("text", "day"), DATES)
def test_dates(words: Callable[[str, str], Sequence[Word]], text: str, day: date | None) -> None:
    assert find_date(words(text, "fi"), TODAY) == day


def test_a_weekday_says_nothing_without_today(words: Callable[[str, str], Sequence[Word]]) -> None:
    assert find_quantities(words("maanantaista", "fi")) == []
