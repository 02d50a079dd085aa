"""Every municipality in six local cases, typed in lower case (the forms: tests/nlu/morphology/test_gazetteer.py)."""

from __future__ import annotations

import pytest

from nlu.entities import create_extractor
from nlu.morphology.lexicon import Lexicon, load_municipalities

SWEDISH = sorted({(place.swedish, place.code) for place in load_municipalities() if place.swedish != place.name})


def codes(text: str, language: str = "fi") -> list[str]:
    return [e.value for e in create_extractor(language).extract(text) if e.name == "municipality"]


@pytest.mark.parametrize(
    ("sentence", "least"),
    [("asun {}", 0.995), ("{}", 0.995), ("{} terveysasema auki", 0.99), ("missä on lääkäri {}", 0.99)],
)
def test_local_cases(lexicon: Lexicon, forms: list[tuple[str, str, str]], sentence: str, least: float) -> None:
    code = {place.name.lower(): place.code for place in lexicon.municipalities}
    wrong = [form for name, _, form in forms if codes(sentence.format(form)) != [code[name]]]
    assert 1 - len(wrong) / len(forms) >= least, wrong


@pytest.mark.parametrize(("name", "code"), SWEDISH)
def test_swedish_names_in_swedish(name: str, code: str) -> None:
    assert codes(f"jag bor i {name.lower()}", "sv") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "olin kolarissa ja niska on kipeä", "aura ja migreeni", "salla sanoi niin", "lahti kävelemään", "pello on kunnossa",
        "koski polveen kun nousin", "kotkan poikasia", "veteli ulosteet",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_places(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("olen Salosta", "fi", ["734"]), ("muutin Auraan", "fi", ["019"]), ("Åbo", "sv", ["853"]), ("hälsostationer i Esbo", "sv", ["049"]),
        ("Esbos hälsostation", "sv", ["049"]), ("I moved to Tampere", "en", ["837"]), ("jag är sund", "sv", []),
        ("muutto turusta poriin", "fi", ["853", "609"]), ("hesassa", "fi", ["091"]), ("PORVOOSSA", "fi", ["638"]),
    ],
)  # fmt: skip
def test_names_in_sentences(text: str, language: str, expected: list[str]) -> None:
    assert codes(text, language) == expected
