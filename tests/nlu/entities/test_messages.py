"""Messages and their entities, by kind. The rows are in tables/, one file a kind."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlu.entities import create_extractor
from tests.nlu.entities.notation import NOW, written

FOLDER = Path(__file__).parent / "tables"
FAILURES = "known_failures"


def rows(name: str) -> list[list[str]]:
    return list(yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))["rows"])


KINDS = sorted(path.stem for path in FOLDER.glob("*.yml") if path.stem != FAILURES)


def entities(language: str, text: str) -> str:
    return " ".join(written(entity) for entity in create_extractor(language).extract(text, NOW))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [pytest.param(*row, id=f"{kind}: {row[1]}") for kind in KINDS for row in rows(kind)],
)
def test_entities(language: str, text: str, expected: str) -> None:
    assert entities(language, text) == expected


@pytest.mark.parametrize(("language", "text", "expected"), rows(FAILURES))
def test_known_failure_still_fails(language: str, text: str, expected: str) -> None:
    assert entities(language, text) != expected, f"mended: move {text!r} to its table"
