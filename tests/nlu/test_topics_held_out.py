"""The trained model's topics on messages written apart (tests/nlu_held_out): no worse than measured.

The targets: right at once 0.88, right or offered 0.95, wrong and sure 0.03 in Finnish; 0.82, 0.90, 0.05 in the others.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bench.nlu.figures import two_needs
from bench.nlu.messages import Told
from bench.nlu.runs import Parsed
from bot.settings import PROJECT
from tests.running import VENVS

# Just beyond what was measured on 2026-11-22 (fi 0.898, 0.968, 0.024; sv 0.886, 0.967, 0.021; en 0.884, 0.981, 0.019):
# training is not the same on every machine. Messages that are also training examples are left out.
FLOORS = {
    "fi": {"right_at_once": 0.88, "right_or_offered": 0.955, "wrong_and_sure": 0.03},
    "sv": {"right_at_once": 0.85, "right_or_offered": 0.935, "wrong_and_sure": 0.05},
    "en": {"right_at_once": 0.85, "right_or_offered": 0.95, "wrong_and_sure": 0.04},
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("bench") / "nlu.json"
    model = Path(os.environ.get("OPASTIN_MODELS", PROJECT / "var" / "models")) / "opastin.tar.gz"
    command = [VENVS / "rasa" / "bin" / "python", "-m", "bench.nlu", "--model", model, "--no-stock", "--out", out]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "ignore"}
    subprocess.run([str(part) for part in command], cwd=PROJECT, env=environment, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["ours"]
    return found


@pytest.mark.parametrize("language", FLOORS)
def test_no_worse_than_measured(language: str, figures: dict[str, Any]) -> None:
    found, floor = figures["rows"][language], FLOORS[language]
    assert found["right_at_once"] >= floor["right_at_once"]
    assert found["right_or_offered"] >= floor["right_or_offered"]
    assert found["wrong_and_sure"] <= floor["wrong_and_sure"]


def test_two_needs_are_found_and_one_is_seldom_taken_for_two(figures: dict[str, Any]) -> None:
    needs = figures["needs"]  # measured: 86 of 115, 10 of 64 told at length, 0.008 of the others
    assert needs["found"] >= 0.7 * needs["two"]
    assert needs["taken_for_two"] <= 0.2 * needs["one"]
    assert figures["rows"]["all"]["two_for_one"] <= 0.015


def test_needs_are_counted_in_their_order() -> None:
    told = [Told("", "fi", ("fees", "dental_care")), Told("", "fi", ("dental_care", "fees")), Told("", "fi", ("fees",))]
    parsed = [Parsed(False, [], 0.0, needs) for needs in (["fees", "dental_care"], [], ["fees", "dental_care"])]
    assert two_needs(told, parsed) == {"two": 2, "found": 1, "one": 1, "taken_for_two": 1}
