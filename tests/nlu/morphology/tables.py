"""The behaviour tables of this folder, read as pytest parameters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "tables"


def table(name: str, key: str = "rows") -> list[Any]:
    """The rows of ``tables/<name>.yml``: a mapping gives (surface, expected) pairs."""
    content = yaml.safe_load((_FOLDER / f"{name}.yml").read_text(encoding="utf-8"))[key]
    return list(content.items()) if isinstance(content, dict) else list(content)


def accepted(expected: str) -> set[str]:
    """The base forms that a row accepts."""
    return {lemma.strip() for lemma in expected.split("|")}
