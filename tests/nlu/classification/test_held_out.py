"""The held-out messages measure only what was never trained on."""

from __future__ import annotations

from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parents[3]


def test_no_held_out_message_is_a_training_example() -> None:
    trained = {
        line[2:].strip().casefold()
        for path in (PROJECT / "nlu" / "data").glob("*/*.yml")
        if path.parent.name not in ("lexicon", "redflags")
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block.get("examples", "").splitlines()
    }
    held_out = [
        text
        for path in (PROJECT / "tests" / "nlu_held_out").glob("*.yml")
        for key, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        if key != "topic"
        for text in texts
    ]
    assert sum(text.strip().casefold() in trained for text in held_out) == 0
