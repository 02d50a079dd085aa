"""The trained model's topics on messages written apart (tests/nlu_held_out): no worse than measured.

The targets: right at once 0.88, right or offered 0.95, wrong and sure 0.03 in Finnish; 0.82, 0.90, 0.05 in the others.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from bot.settings import PROJECT
from tests.running import VENVS

# Just beyond what was measured on 2026-11-22 (fi 0.835, 0.956, 0.028; sv 0.834, 0.939, 0.047; en 0.860, 0.960, 0.037):
# training is not the same on every machine. Messages that are also training examples are left out.
FLOORS = {
    "fi": {"right_at_once": 0.81, "right_or_offered": 0.935, "wrong_and_sure": 0.045},
    "sv": {"right_at_once": 0.80, "right_or_offered": 0.91, "wrong_and_sure": 0.07},
    "en": {"right_at_once": 0.82, "right_or_offered": 0.93, "wrong_and_sure": 0.065},
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    out = tmp_path_factory.mktemp("bench") / "nlu.json"
    model = Path(os.environ.get("OPASTIN_MODELS", PROJECT / "var" / "models")) / "opastin.tar.gz"
    command = [VENVS / "rasa" / "bin" / "python", "-m", "bench.nlu", "--model", model, "--no-stock", "--out", out]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "ignore"}
    subprocess.run([str(part) for part in command], cwd=PROJECT, env=environment, check=True, capture_output=True)
    rows: dict[str, dict[str, float]] = json.loads(out.read_text(encoding="utf-8"))["ours"]["rows"]
    return rows


@pytest.mark.parametrize("language", FLOORS)
def test_no_worse_than_measured(language: str, figures: dict[str, dict[str, float]]) -> None:
    found, floor = figures[language], FLOORS[language]
    assert found["right_at_once"] >= floor["right_at_once"]
    assert found["right_or_offered"] >= floor["right_or_offered"]
    assert found["wrong_and_sure"] <= floor["wrong_and_sure"]
