"""What residents write for each topic: nlu/data/<kind>/<topic>.yml, in Rasa's format for training data.

A file is {version, nlu: [{intent, metadata: {language}, examples: "- a message a line"}]}; a block without a language
is Finnish. Entities are found by rules (nlu/entities), so nothing is marked within the messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

DATA = Path(__file__).resolve().parent / "data"
KINDS = ("symptom", "wellbeing", "service", "booking", "act")
"""Kinds of topics with examples; emergencies have their own (nlu/data/redflags)."""
DEFAULT_LANGUAGE = "fi"
_MARK = "- "


class ExamplesError(ValueError):
    """A file of examples is not as this module's text says; the message names the file."""


class Example(NamedTuple):
    """A message and its right topic."""

    topic: str
    language: str
    text: str


def example_files(*kinds: str) -> list[Path]:
    """The project's files of some kinds of topics, in a fixed order."""
    return [path for kind in kinds for path in sorted((DATA / kind).glob("*.yml"))]


def read_examples(path: Path) -> Iterator[Example]:
    """The messages of a file. Raises ExamplesError."""
    table = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    blocks = table.get("nlu") if isinstance(table, dict) else None
    if not isinstance(blocks, list):
        raise ExamplesError(f"{path}: must have a list `nlu`")
    for block in blocks:
        topic, language, lines = _parts(block, path)
        for line in lines:
            if not line.startswith(_MARK) or not line[len(_MARK) :].strip():
                raise ExamplesError(f"{path}: {topic}: not '- a message': {line!r}")
            yield Example(topic, language, line[len(_MARK) :].strip())


def _parts(block: Any, path: Path) -> tuple[str, str, list[str]]:
    if not isinstance(block, dict) or not isinstance(block.get("examples"), str) or not block.get("intent"):
        raise ExamplesError(f"{path}: a block must have `intent` and `examples`, a message a line")
    language = (block.get("metadata") or {}).get("language", DEFAULT_LANGUAGE)
    return block["intent"], language, [line for line in block["examples"].splitlines() if line.strip()]
