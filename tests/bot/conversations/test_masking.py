"""Personal identity codes never reach the database; the test persons are DVV's own published ones."""

from __future__ import annotations

import pytest

from bot.conversations.masking import MASK, mask

# DVV's test persons: every separator in use since 2023
TEST_PERSONS = """010594Y9032 010594Y9021 020594X903P 020594X902N 030594W903B 030694W9024 040594V9030 040594V902Y
050594U903M 050594U902L 010516B903X 010516B902W 020516C903K 020516C902J 030516D9037 030516D9026 010501E9032
020502E902X 020503F9037 020504A902E 020504B904H""".split()


@pytest.mark.parametrize("code", TEST_PERSONS)
@pytest.mark.parametrize("shape", ["{}", "hetu {} kiitos", "({})", "mun hetu on{}.", "tunnus:{},"])
def test_every_test_person_is_masked_in_any_case_and_place(code: str, shape: str) -> None:
    for form in (code, code.lower()):
        if shape == "mun hetu on{}." and form[0].isalpha():
            continue
        masked = mask(shape.format(form))
        assert form not in masked
        assert MASK in masked


@pytest.mark.parametrize("written", ["010594 Y 9032", "010594 - 9032", "010594–9032", "131052-308t"])
def test_codes_broken_up_or_mistyped_are_masked_too(written: str) -> None:
    assert mask(f"hetuni on {written} ok") == f"hetuni on {MASK} ok"


@pytest.mark.parametrize(
    "text",
    [
        "soita 040 123 4567", "puh. 0401234567", "verenpaine 150-90", "12.10.2024 klo 14-16", "2024-10-12",
        "varauskoodi ABCDE12345", "postinumero 06100 Porvoo", "lämpö 38,5 ja syke 110",
    ],
)  # fmt: skip
def test_other_numbers_stay_readable(text: str) -> None:
    assert mask(text) == text
