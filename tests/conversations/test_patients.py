"""A share of the simulated patients (bench/patients.py) in every run; `make bench-patients` plays them all."""

from __future__ import annotations

import pytest

from bench.patients import NEAR_ENOUGH, figures, play, read_answers, read_vignettes
from tests.running import System

EVERY = 6  # of those who are in no danger


@pytest.fixture(scope="module")
def result(system: System) -> dict[str, object]:
    vignettes, answers = read_vignettes(), read_answers()
    danger = [vignette for vignette in vignettes if vignette.urgency == "emergency"]
    others = [vignette for vignette in vignettes if vignette.urgency != "emergency"][::EVERY]
    return figures([(one, play(system.url, one, answers.get(one.id, {}))) for one in danger + others])


def test_nobody_in_danger_is_sent_lower_than_urgent_now(result: dict[str, object]) -> None:
    assert result["emergencies_below_urgent_now"] == []


def test_hardly_anybody_is_more_than_one_level_too_low(result: dict[str, float]) -> None:
    assert result["at_most_one_level_too_low"] >= NEAR_ENOUGH, result


def test_nobody_is_left_without_a_result(result: dict[str, object]) -> None:
    assert result["without_result"] == []
