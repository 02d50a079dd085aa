"""The pipeline of config.yml in Rasa itself: trained on four topics by Rasa's Python, once for this module."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[3]
VENVS = Path(os.environ.get("OPASTIN_VENVS") or PROJECT / ".venvs")
MESSAGES = [
    ("fi", "mulla on kova paansarky"),
    ("sv", "jag behöver förnya receptet"),
    ("fi", "voisko uusia reseptin ja saada ajan hammaslääkärille"),
    ("fi", "?!"),
    ("fi", "kvanttifysiikka xyzzy"),
]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Rasa made of MESSAGES, and the fingerprints of our components."""
    environment = {
        **os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": str(PROJECT),
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    script, folder = Path(__file__).with_name("trained.py"), tmp_path_factory.mktemp("model")
    command = [str(VENVS / "rasa" / "bin" / "python"), str(script), str(PROJECT / "config.yml"), str(folder)]
    done = subprocess.run(
        command, input=json.dumps(MESSAGES), capture_output=True, text=True, env=environment, cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    result: dict[str, Any] = json.loads(line.removeprefix("RESULT "))
    return result


def first(outcome: dict[str, Any], number: int) -> str:
    """The likeliest topic of a message, without the fallback."""
    ranking = [row for row in outcome["parsed"][number]["intent_ranking"] if row["name"] != "nlu_fallback"]
    return ranking[0]["name"] if ranking else ""


def test_topics_are_recognised_in_the_language_of_the_turn(outcome: dict[str, Any]) -> None:
    assert first(outcome, 0) == "headache"
    assert first(outcome, 1) == "prescription_renewal"


def test_confidences_are_a_distribution(outcome: dict[str, Any]) -> None:
    rows = [row for row in outcome["parsed"][0]["intent_ranking"] if row["name"] != "nlu_fallback"]
    assert sum(row["confidence"] for row in rows) == pytest.approx(1, abs=1e-3)  # all four topics are ranked


def test_needs_are_part_of_every_parse(outcome: dict[str, Any]) -> None:
    assert [[need["name"] for need in row["needs"]] for row in outcome["parsed"]] == [
        [],
        [],
        ["prescription_renewal", "dental_care"],
        [],
        [],
    ]


def test_nothing_understood_asks_back(outcome: dict[str, Any]) -> None:
    assert [outcome["parsed"][number]["intent"]["name"] for number in (3, 4)] == ["nlu_fallback"] * 2


def test_content_outside_the_components_is_in_their_fingerprints(outcome: dict[str, Any]) -> None:
    tokenizer, classifier = outcome["fingerprints"]
    assert len(tokenizer) == len(classifier) == 64
    assert tokenizer != classifier


def test_the_importer_reads_what_rasas_own_reads(outcome: dict[str, Any]) -> None:
    ours, rasas = outcome["imported"]
    assert len(ours) > len(MESSAGES)
    assert ours == rasas
