"""Plays every conversation of this folder through web, rasa and actions.

A file is named as the sentence it proves: <phenomenon>/<sentence>.yml. Its steps are `say: text`, `press: label or
payload`, each with `expect`: a list with one entry for each reply (kind, topic, and what else of data), `text`: a
piece of it, `options`: payloads that must be offered, `language`: the reply's. A number at the end of a range is a bound of `data`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import System, Talk

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.yml"))


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}: {path.stem.replace('_', ' ')}" for path in FILES])
def test_conversation(path: Path, system: System) -> None:
    script = yaml.safe_load(path.read_text(encoding="utf-8"))
    talk = Talk(system.url, script.get("language", "fi"))
    try:
        for number, step in enumerate(script["steps"], 1):
            play(talk, step, number)
    finally:
        talk.close()


def play(talk: Talk, step: dict[str, Any], number: int) -> None:
    where = f"step {number}: {step.get('say') or step.get('press')}"
    replies = talk.send(step["say"]) if "say" in step else talk.press(step["press"])
    expected = step.get("expect", [])
    found = [(reply["data"].get("kind"), reply["data"].get("topic")) for reply in replies]
    assert len(replies) >= len(expected), f"{where}: only {found}"
    for reply, wanted in zip(replies, expected, strict=False):
        check(reply, dict(wanted), f"{where}: {found}\n{reply['text']}")


def check(reply: dict[str, Any], wanted: dict[str, Any], where: str) -> None:
    piece = wanted.pop("text", "")
    assert piece.lower() in reply["text"].lower(), where
    offered = [option["payload"] for option in reply["options"]]
    for payload in wanted.pop("options", []):
        assert any(option.startswith(payload) for option in offered), f"{where}\noffered {offered}"
    if language := wanted.pop("language", None):
        assert reply["language"] == language, where
    for name, value in wanted.items():
        allowed = value if isinstance(value, list) else [value]
        assert reply["data"].get(name) in allowed, f"{where}\n{name} is {reply['data'].get(name)!r}"
